#!/usr/bin/env bash
# Caddy, an ingress for the tests of the edge, below the user's cache; quick when it is there, minutes of building else.
# Prints the program. With `cached` it is never built. Exit status 3: this machine cannot have it.
set -euo pipefail
version=2.11.9
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/caddy-$version
if [ ! -x "$folder/caddy" ]; then
  [ "${1:-}" != cached ] || { echo "Caddy has not been built yet: tools/caddy/fetch.sh" >&2; exit 3; }
  command -v go >/dev/null || { echo "Caddy is built with Go, which is not installed" >&2; exit 3; }
  mkdir -p "$folder"
  GOBIN=$folder CGO_ENABLED=0 nice go install -p "${SELVEDGE_GO_PLACES:-1}" -ldflags "-s -w" "github.com/caddyserver/caddy/v2/cmd/caddy@v$version" >&2 ||
    { echo "Caddy could not be built" >&2; exit 3; }
fi
echo "$folder/caddy"
