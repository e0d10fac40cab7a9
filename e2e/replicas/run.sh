#!/usr/bin/env bash
# Several servers over one MySQL and Redis, parts of which are killed under load; options are pytest's.
# SELVEDGE_REPLICAS=full runs each fault by itself; it wants a machine of its own with four cores or more. Objects are in S3 where tools/versitygw/fetch.sh has built the server or SELVEDGE_VERSITYGW names it,
# else in a shared folder. SELVEDGE_REPLICAS_ENGINE=mariadb|mysql, _SERVERS, _WRITERS, _TRAININGS and _SEED choose what is run; SELVEDGE_PREVIOUS="$(replicas/previous.sh COMMIT)" the release to upgrade from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec python/run.sh -s replicas "$@"
