#!/usr/bin/env bash
# Starts a server on an empty folder, runs the browser tests against it, and stops it.
# Names of test files run those alone.
# With SELVEDGE_URL set, that server is used instead (SELVEDGE_LOGIN, SELVEDGE_PASSWORD and SELVEDGE_API_KEY name its account).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund >/dev/null
tests() { if [ $# -gt 0 ]; then node --test --test-concurrency=1 --test-timeout=240000 "$@"; else npm test; fi; }
if [ -n "${SELVEDGE_URL:-}" ]; then tests "$@"; exit; fi

folder=$(mktemp -d)
port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
../../selvedge build
../../selvedge up --data-dir "$folder/data" --port "$port" >"$folder/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
export SELVEDGE_URL=http://127.0.0.1:$port
for _ in $(seq 600); do
  if node -e "fetch('$SELVEDGE_URL/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"; then ready=1; break; fi
  kill -0 "$server" 2>/dev/null || break
  sleep 0.2
done
[ -n "${ready:-}" ] || { cat "$folder/log"; exit 1; }
tests "$@" || { status=$?; tail -n 60 "$folder/log"; exit "$status"; }
