#!/usr/bin/env bash
# Programs of a Kubernetes control plane for tests, built with Go below the user's cache: minutes to half an hour the first time.
#
#   tools/kubernetes/fetch.sh [PROGRAM ...]     default: etcd kube-apiserver; also kube-scheduler kube-controller-manager kwok
#
# Prints the folder. Exit status 3: this machine cannot have it.
set -euo pipefail
version=${SELVEDGE_KUBERNETES_VERSION:-1.37.2}
etcd=3.7.3
kwok=0.8.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/kubernetes-$version
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -gt 0 ] || set -- etcd kube-apiserver
mkdir -p "$folder"
exec 9>"$folder.lock"
flock 9

absent() { echo "$1" >&2; exit 3; }

build() { # program package version-of-kubernetes?
  CGO_ENABLED=0 nice go build -p "${SELVEDGE_GO_PLACES:-1}" -trimpath -ldflags "-s -w ${3:-}" -o "$folder/$1.new" "$2" >&2 || absent "$1 could not be built"
  mv "$folder/$1.new" "$folder/$1"
}

# Modules with replace directives refuse `go install`: each gets a module of ours, with the replacements that its own go.mod has.
kubernetes_module() {
  local source
  source=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",/\1/p')
  [ -n "$source" ] || absent "Kubernetes $version is not to be had"
  python3 "$here/module.py" "$source" "$version" >go.mod
}

# `go get -tool` finds what a program needs; `go mod tidy` would ask for what its tests need too.
program() {
  case $1 in
    etcd)
      printf 'module selvedge.test/etcd\n\ngo 1.26\n' >go.mod
      go get -tool "go.etcd.io/etcd/server/v3@v$etcd" >&2 || absent "etcd $etcd is not to be had"
      build etcd go.etcd.io/etcd/server/v3 ;;
    kwok)
      GOBIN=$folder CGO_ENABLED=0 nice go install -p "${SELVEDGE_GO_PLACES:-1}" -ldflags "-s -w" "sigs.k8s.io/kwok/cmd/kwok@v$kwok" >&2 || absent "kwok could not be built" ;;
    kube-*)
      kubernetes_module
      go get -tool "k8s.io/kubernetes/cmd/$1@v$version" >&2 || absent "$1 $version is not to be had"
      local package=k8s.io/component-base/version
      build "$1" "k8s.io/kubernetes/cmd/$1" "-X $package.gitVersion=v$version -X $package.gitMajor=${version%%.*} -X $package.gitMinor=$(cut -d. -f2 <<<"$version")" ;;
    *) absent "no program of that name: $1" ;;
  esac
}

for each in "$@"; do
  [ -x "$folder/$each" ] && continue
  command -v go >/dev/null || absent "$each is built with Go, which is not installed"
  work=$(mktemp -d)
  (cd "$work" && program "$each")
  rm -rf "$work"
done
echo "$folder"
