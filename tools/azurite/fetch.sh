#!/usr/bin/env bash
# Azurite, the emulator of Azure Blob Storage that checks signatures, below the user's cache; quick when it is there.
# Prints the folder. Exit status 3: this machine cannot have it.
set -euo pipefail
version=3.35.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/azurite-$version
if [ ! -f "$folder/complete" ]; then
  command -v npm >/dev/null || { echo "Azurite comes from npm, which is not installed" >&2; exit 3; }
  rm -rf "$folder"
  mkdir -p "$folder"
  (cd "$folder" && echo '{"private":true}' >package.json && npm install --no-audit --no-fund --silent "azurite@$version") >&2 ||
    { echo "npm could not install Azurite" >&2; exit 3; }
  touch "$folder/complete"
fi
echo "$folder"
