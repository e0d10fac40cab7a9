#!/usr/bin/env bash
# Runs the system tests of the wandb repository, unmodified, against a fresh server of ours.
#
#   SELVEDGE_CONFORMANCE=/path/to/sdk-conformance SELVEDGE_WANDB_REPO=/path/to/wandb  run.sh [KIT OPTIONS...]
#
# The kit stands in for the fixture service of those tests; its README says which wandb commit belongs to it.
# Options go to the kit: --doctor, --match REGEX, --jobs N, --wandb-version V --subset FILE, ...
# Results land in SELVEDGE_CONFORMANCE_OUT (default e2e/conformance/out); table.py turns them into COMPATIBILITY.md's table.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

if [ ! -x "${SELVEDGE_CONFORMANCE:-}/run.sh" ]; then
  echo "conformance: skipped, SELVEDGE_CONFORMANCE does not name the sdk-conformance kit" >&2
  case ",${SELVEDGE_REQUIRE:-}," in *,conformance,*) exit 1 ;; esac
  exit 0
fi
if [ ! -d "${SELVEDGE_WANDB_REPO:-}/tests/system_tests" ]; then
  echo "conformance: SELVEDGE_WANDB_REPO does not name a checkout of wandb with tests/system_tests" >&2
  exit 1
fi

out=${SELVEDGE_CONFORMANCE_OUT:-$here/out}
data=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$out"
read -r -a selvedge <<<"${SELVEDGE_CMD:-$root/selvedge}"
key=$("${selvedge[@]}" admin create conformance --data-dir "$data")
# Chosen keys for fixtures, and the storage region that two tests name.
setsid env SELVEDGE_TEST_FIXTURES=true "${selvedge[@]}" up --data-dir "$data" --port "$port" >"$out/server.log" 2>&1 &
server=$!
finish() {
  kill -TERM -- "-$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT
for _ in $(seq 600); do
  curl -fs "http://127.0.0.1:$port/ready" >/dev/null && break
  kill -0 "$server" 2>/dev/null || { tail -20 "$out/server.log" >&2; exit 2; }
  sleep 0.5
done

# The kit's own options (--wandb-version, --heavy, --venv) come first on its command line.
own=()
while [ $# -gt 0 ]; do
  case $1 in
    --wandb-version | --venv) own+=("$1" "$2"); shift 2 ;;
    --heavy) own+=("$1"); shift ;;
    *) break ;;
  esac
done
code=0
"$SELVEDGE_CONFORMANCE/run.sh" "${own[@]}" --wandb-repo "$SELVEDGE_WANDB_REPO" --server "http://127.0.0.1:$port" \
  --admin-key "$key" --out "$out" "$@" || code=$?
# 1 = some test not good: that is a result. 2 = the harness or the contract is broken.
[ "$code" -le 1 ] || exit "$code"
if [ -s "$out/results.tsv" ]; then
  python3 "$here/table.py" "$SELVEDGE_CONFORMANCE/visible-features.tsv" "$out/results.tsv" | tee "$out/by-feature.md"
fi
[ -z "${SELVEDGE_CONFORMANCE_STRICT:-}" ] || exit "$code"
