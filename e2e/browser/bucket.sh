#!/usr/bin/env bash
# Files in a bucket on another origin, in a browser that enforces CORS and our policy: starts an S3 server and a server over it,
# and lets the doctor set the rules of the bucket.
# Skips with a reason where the S3 server cannot be had (tools/versitygw/fetch.sh builds it).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund >/dev/null
program=$(../../tools/versitygw/fetch.sh "${SELVEDGE_BUCKET_FETCH:-cached}") || { echo "skipped: no S3 server"; exit 0; }
# shellcheck disable=SC2206
command=(${SELVEDGE_CMD:-../../selvedge})
folder=$(mktemp -d)
free() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'; }
port=$(free) store=$(free)
mkdir -p "$folder/s3/objects/open" "$folder/s3/objects/closed"
for place in open closed; do
  base64 -d <<<"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" >"$folder/s3/objects/$place/dot.png"
done
ROOT_ACCESS_KEY=pages ROOT_SECRET_KEY=pages-of-the-tests "$program" --port "127.0.0.1:$store" posix "$folder/s3" >"$folder/s3.log" 2>&1 &
gateway=$!
server=
trap 'kill $server $gateway 2>/dev/null || true; wait $server $gateway 2>/dev/null || true; rm -rf "$folder"' EXIT
export BUCKET="s3://pages:pages-of-the-tests@127.0.0.1:$store/objects/own?region=us-east-1" SELVEDGE_HOST=http://127.0.0.1:$port
export SELVEDGE_URL=$SELVEDGE_HOST SELVEDGE_STORE=http://127.0.0.1:$store SELVEDGE_OTHER=http://localhost:$port
for _ in $(seq 100); do node -e "fetch('$SELVEDGE_STORE').then(() => process.exit(0), () => process.exit(1))" && break; sleep 0.1; done
echo "== before the rules of the bucket are set"
"${command[@]}" doctor bucket && { echo "the doctor did not miss the rules"; exit 1; }
echo "== and with them"
"${command[@]}" doctor bucket --set-cors
SELVEDGE_OBJECTS_OPENREFERENCES=s3://objects/open "${command[@]}" up --data-dir "$folder/data" --port "$port" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 600); do
  if node -e "fetch('$SELVEDGE_URL/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"; then ready=1; break; fi
  kill -0 "$server" 2>/dev/null || break
  sleep 0.2
done
[ -n "${ready:-}" ] || { cat "$folder/log"; exit 1; }
node --test --test-timeout=120000 bucket/*.test.mjs || { status=$?; tail -n 60 "$folder/log"; exit "$status"; }
