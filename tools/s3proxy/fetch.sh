#!/usr/bin/env bash
# S3Proxy, an S3 server in Java that checks signatures, below the user's cache; quick when it is there, a download of 60 MB else.
# Prints the folder of its jars. With `cached` nothing is fetched. Exit status 3: this machine cannot have it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/s3proxy-4.1.0
if [ ! -f "$folder/complete" ]; then
  [ "${1:-}" != cached ] || { echo "S3Proxy has not been fetched yet: tools/s3proxy/fetch.sh" >&2; exit 3; }
  command -v mvn >/dev/null || { echo "S3Proxy is fetched with Maven, which is not installed" >&2; exit 3; }
  mkdir -p "$folder"
  mvn -q -B -ntp -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder" >&2 || { echo "S3Proxy could not be fetched" >&2; exit 3; }
  touch "$folder/complete"
fi
echo "$folder"
