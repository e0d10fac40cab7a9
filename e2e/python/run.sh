#!/usr/bin/env bash
# Runs the Python end-to-end suites; options are pytest's. Makes the environments first if they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -n "${SELVEDGE_WANDB_PYTHONS:-}" ] || python/venvs.sh >/dev/null
exec "${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/pytest/bin/python" -m pytest "$@"
