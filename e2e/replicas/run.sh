#!/usr/bin/env bash
# Several servers over one MySQL and Redis, parts of which are killed under load; options are pytest's.
# SELVEDGE_REPLICAS_ENGINE=mariadb|mysql, SELVEDGE_VERSITYGW=/path/to/versitygw (objects in S3 instead of a shared folder),
# SELVEDGE_REPLICAS_SERVERS, SELVEDGE_REPLICAS_WRITERS and SELVEDGE_REPLICAS_SEED choose what is run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec python/run.sh -s replicas "$@"
