#!/usr/bin/env bash
# Clients, server and pages where there is no network but loopback: all works, and nobody calls anybody outside, by name or address.
#
#   e2e/offline/run.sh                   a good part of the client scenarios, some pages; SELVEDGE_E2E=full: all of them
#   e2e/offline/run.sh COMMAND ...       any command
#
# Opt-in (some minutes): tools/test.sh offline. Needs Linux with network namespaces, as root or with user namespaces.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
e2e=$(dirname "$here")
skip() { echo "skipped: $1"; [ "${CI:-}" != true ] || exit 1; exit 0; }
namespace=(unshare --net --mount)
[ "$(id -u)" = 0 ] || namespace=(unshare --map-root-user --net --mount)
"${namespace[@]}" true 2>/dev/null || skip "this machine makes no network namespaces (unshare --net)"
command -v ip >/dev/null || skip "ip (iproute2) is not installed"

if [ $# -gt 0 ]; then exec "${namespace[@]}" python3 "$here/watch.py" "$@"; fi

# what the tests stand on is fetched before the network goes
"$e2e/../selvedge" build
"$e2e/python/venvs.sh" >/dev/null
export SELVEDGE_NO_REBUILD=1 SELVEDGE_REQUIRE=wandb
if [ "${SELVEDGE_E2E:-}" = full ]; then
  # these fetch from a registry, or look at how names that lead outside are refused
  tests=(python --ignore python/test_wheel.py --ignore python/test_automations.py)
else
  tests=(python/test_login.py python/test_runs_logging.py python/test_files.py python/test_artifacts.py python/test_history_reads.py
    python/test_sweeps.py python/test_workspaces.py python/test_pages.py python/test_training.py)
fi
status=0
echo "== clients"
"${namespace[@]}" python3 "$here/watch.py" "$e2e/python/run.sh" "${tests[@]}" -q || status=1
chromium=${SELVEDGE_CHROMIUM:-$(command -v chromium chromium-browser google-chrome | head -n 1)}
if [ -z "$chromium" ]; then
  echo "== pages: skipped: no Chromium (SELVEDGE_CHROMIUM names one)"
else
  [ "$e2e/browser/node_modules/.package-lock.json" -nt "$e2e/browser/package-lock.json" ] || (cd "$e2e/browser" && npm ci --no-audit --no-fund >/dev/null)
  echo "== pages"
  pages=(tests/01-people.test.mjs tests/02-workspace.test.mjs tests/07-artifacts.test.mjs)
  [ "${SELVEDGE_E2E:-}" != full ] || pages=()
  SELVEDGE_OFFLINE=1 SELVEDGE_CHROMIUM=$chromium "${namespace[@]}" python3 "$here/watch.py" "$e2e/browser/run.sh" ${pages[@]+"${pages[@]}"} || status=1
fi
exit $status
