#!/usr/bin/env bash
# fake-gcs-server, an emulator of Google Cloud Storage, below the user's cache; quick when it is there, minutes of building else.
# Prints the folder. Exit status 3: this machine cannot have it.
set -euo pipefail
version=1.56.1
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/fake-gcs-server-$version
if [ ! -x "$folder/fake-gcs-server" ]; then
  command -v go >/dev/null || { echo "fake-gcs-server is built with Go, which is not installed" >&2; exit 3; }
  mkdir -p "$folder"
  GOBIN=$folder go install "github.com/fsouza/fake-gcs-server@v$version" >&2 || { echo "fake-gcs-server could not be built" >&2; exit 3; }
fi
echo "$folder"
