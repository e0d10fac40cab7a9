#!/usr/bin/env bash
# Makes a mirror of providers that have the schema of google and azurerm and do nothing, for validation and mocked tests without network.
#   tools/terraform-schema/build.sh [FOLDER]     default: ~/.cache/selvedge/terraform-schema-1
# Needs npm (60 MB of packages), Go and Python.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge
mirror=${1:-$cache/terraform-schema-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v npm >/dev/null && command -v go >/dev/null || { echo "npm and Go are needed" >&2; exit 3; }
mkdir -p "$mirror"
[ -x "$mirror/stub" ] || (cd "$here" && CGO_ENABLED=0 go build -p 1 -trimpath -ldflags "-s -w" -o "$mirror/stub" .)
# provider, version of its package
for pair in google:16.12.1 azurerm:14.23.1; do
  provider=${pair%%:*} package=${pair##*:}
  [ -e "$mirror/packages/$provider/package/.jsii" ] || {
    mkdir -p "$mirror/packages/$provider"
    (cd "$work" && npm pack --silent "@cdktf/provider-$provider@$package" >/dev/null)
    tar -xzf "$work/cdktf-provider-$provider-$package.tgz" -C "$mirror/packages/$provider" package/.jsii package/package.json
  }
  version=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["cdktf"]["provider"]["version"])' "$mirror/packages/$provider/package/package.json")
  folder=$mirror/registry.terraform.io/hashicorp/$provider/$version/linux_amd64
  mkdir -p "$folder"
  # what the modules use now: a name that the provider does not have is then missing, and validation says so
  python3 "$here/extract.py" "$mirror/packages/$provider/package" "$here/../../deploy/terraform/$provider" > "$work/schema.json"
  mv "$work/schema.json" "$folder/schema.json"
  cp "$mirror/stub" "$folder/terraform-provider-${provider}_v${version}_x5"
done
echo "$mirror"
