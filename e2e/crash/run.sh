#!/usr/bin/env bash
# Kills the server under load; options are pytest's. SELVEDGE_CRASH_ROUNDS and SELVEDGE_CRASH_SEED choose the rounds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec python/run.sh -s crash "$@"
