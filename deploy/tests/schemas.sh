#!/usr/bin/env bash
# Makes kubeconform's schemas of one Kubernetes release from its Go module (40 MB, no build).
set -euo pipefail
version=${1:-1.29.6}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge
cd "$(mktemp -d)"
go mod download "k8s.io/kubernetes@v$version"
python3 "$here/../../tools/deploy/kubernetes_schemas.py" \
  "$(go env GOMODCACHE)/k8s.io/kubernetes@v$version/api/openapi-spec/swagger.json" "$cache/kubernetes-schemas/$version"
