#!/usr/bin/env bash
# versitygw, an S3 server that checks signatures and CORS, below the user's cache; quick when it is there, minutes of building else.
# Prints the program. With `cached` it is never built. Exit status 3: this machine cannot have it.
set -euo pipefail
version=1.8.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/versitygw-$version
if [ ! -x "$folder/versitygw" ]; then
  [ "${1:-}" != cached ] || { echo "versitygw has not been built yet: tools/versitygw/fetch.sh" >&2; exit 3; }
  command -v go >/dev/null || { echo "versitygw is built with Go, which is not installed" >&2; exit 3; }
  mkdir -p "$folder"
  GOBIN=$folder go install "github.com/versity/versitygw/cmd/versitygw@v$version" >&2 || { echo "versitygw could not be built" >&2; exit 3; }
fi
echo "$folder/versitygw"
