#!/bin/sh
# Builds dist/ when a source is newer than it, so that server builds do not wait for npm each time.
set -eu
cd "$(dirname "$0")"
[ -f package.json ] || exit 0
if [ -f dist/index.html ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer dist/index.html -print | grep -v -E '^./(target|dev|pom.xml)' | head -n 1)" ]; then
  exit 0
fi
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund
fi
npm run build
touch dist/index.html
