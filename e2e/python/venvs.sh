#!/usr/bin/env bash
# Makes one virtual environment per client release under ${XDG_CACHE_HOME:-~/.cache}/selvedge and one for
# the scenarios themselves. Run again: what is complete stays. Prints what SELVEDGE_WANDB_PYTHONS would say.
#
#   venvs.sh [VERSION...]        default: 0.31.0 0.22.3; with SELVEDGE_E2E=full further minor lines between them
#   venvs.sh programs            the packages of test_programs.py: several GB
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge
python=${SELVEDGE_PYTHON:-python3}
mkdir -p "$cache"

# make NAME REQUIREMENT...: an environment counts only once the installation has ended well.
make() {
  local venv=$cache/$1
  shift
  [ -e "$venv/complete" ] && return
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@" >&2
  touch "$venv/complete"
}

if [ "${1:-}" = programs ]; then
  make programs-0.31.0 wandb==0.31.0 numpy pandas scikit-learn xgboost optuna optuna-integration lightning transformers accelerate stable-baselines3 tensorboard torch
  exit
fi

versions=("$@")
if [ $# -eq 0 ]; then
  versions=(0.31.0 0.22.3)
  [ "${SELVEDGE_E2E:-}" != full ] || versions=(0.31.0 0.30.0 0.29.0 0.28.2 0.25.1 0.22.3)
fi
make scenarios -r "$here/../requirements.txt"
pairs=()
for version in "${versions[@]}"; do
  # numpy and pillow: media and tables; scikit-learn: the training program; polars: history as a data frame.
  # wandb-workspaces needs a client newer than 0.22. The extras: launch agents, search engines beside the server.
  workspaces=(); case $version in 0.1*|0.2[0-2]*) ;; *) workspaces=(wandb-workspaces) ;; esac
  make "wandb-$version" "wandb[launch,sweeps]==$version" "${workspaces[@]}" numpy pillow scikit-learn polars
  pairs+=("$version=$cache/wandb-$version/bin/python")
done
(IFS=,; echo "SELVEDGE_WANDB_PYTHONS=${pairs[*]}")
