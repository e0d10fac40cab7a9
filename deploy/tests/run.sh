#!/usr/bin/env bash
# Tests of the chart, the alert rules and the Terraform modules; options are pytest's. What is not there is skipped with a reason.
#
# Helm, kubeconform and tflint: on the PATH, named by SELVEDGE_HELM and so on, or built once by `deploy/tests/run.sh --build-helm` (Go, 10 CPU minutes).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge
if [ "${1:-}" = --build-helm ]; then
  mkdir -p "$cache/bin"
  GOBIN=$cache/bin nice go install -p 1 -ldflags "-s -w" helm.sh/helm/v4/cmd/helm@v4.3.1
  GOBIN=$cache/bin nice go install -p 1 -ldflags "-s -w" github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
  GOBIN=$cache/bin nice go install -p 1 -ldflags "-s -w" github.com/terraform-linters/tflint@v0.64.0
  exit
fi
venv=$cache/deploy
if [ ! -e "$venv/complete" ]; then
  rm -rf "$venv"
  "${SELVEDGE_PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$here/requirements.txt" >&2
  touch "$venv/complete"
fi
export PATH=$PATH:$cache/bin
# options alone mean all of these tests, not what pytest finds where it is called
named=$here
for word in "$@"; do
  case $word in -*) ;; *) [ ! -e "${word%%::*}" ] || named= ;; esac
done
exec "$venv/bin/python" -m pytest -p no:cacheprovider -rs "$@" ${named:+"$named"}
