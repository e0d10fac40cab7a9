#!/usr/bin/env bash
# Runs the client scenarios; options are pytest's (and replace the folder). Makes the environments if they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -n "${SELVEDGE_WANDB_PYTHONS:-}" ] || python/venvs.sh >/dev/null
[ "${CI:-}" != true ] || export SELVEDGE_REQUIRE=${SELVEDGE_REQUIRE:-wandb}
[ $# -gt 0 ] || set -- python
exec "${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/scenarios/bin/python" -m pytest --junitxml=target/client.xml "$@"
