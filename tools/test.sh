#!/usr/bin/env bash
# All tests a laptop can run, in the order of how fast they tell. Lanes: java web client browser crash replicas deploy; opt-in by name: offline.
#   tools/test.sh [LANE ...]
# A lane whose tools are missing says why and is skipped; with CI=true that is a failure.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
lanes=("$@"); [ ${#lanes[@]} -gt 0 ] || lanes=(java web client browser crash replicas deploy)
failed=() passed=() skipped=()

skip() { # lane reason
  echo "== $1: skipped: $2"
  skipped+=("$1")
  if [ "${CI:-}" = true ]; then echo "== $1: required in CI"; failed+=("$1"); fi
  return 1
}

run() { # lane command...
  local lane=$1 started=$SECONDS; shift
  echo "== $lane: $*"
  if "$@"; then passed+=("$lane"); echo "== $lane: passed in $((SECONDS - started)) s"; else failed+=("$lane"); echo "== $lane: FAILED after $((SECONDS - started)) s"; fi
}

have() { command -v "$1" >/dev/null 2>&1; }

chromium_path() {
  local candidate
  for candidate in "${SELVEDGE_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && { echo "$candidate"; return; }
  done
  return 1
}

lane_java() { have mvn || { skip java "Maven is not installed"; return; }; run java mvn -B -ntp -Dstyle.color=never verify; }
lane_web() { have npm || { skip web "npm is not installed"; return; }; [ -f web/package.json ] && run web bash -c 'cd web && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund; } && npm test'; }
lane_client() { [ -f e2e/python/run.sh ] || return 0; run client bash e2e/python/run.sh; }
lane_browser() { [ -f e2e/browser/run.sh ] || return 0; chromium_path >/dev/null || { skip browser "no Chromium (SELVEDGE_CHROMIUM names one)"; return; }; SELVEDGE_CHROMIUM=$(chromium_path) run browser bash e2e/browser/run.sh; }
lane_replicas() { [ -f e2e/replicas/run.sh ] || return 0; have redis-server || { skip replicas "Redis is not installed"; return; }; have haproxy || [ -x /usr/sbin/haproxy ] || { skip replicas "HAProxy is not installed"; return; }; run replicas bash e2e/replicas/run.sh; }
lane_crash() { [ -f e2e/crash/run.sh ] || return 0; run crash bash e2e/crash/run.sh; }
lane_offline() { run offline bash e2e/offline/run.sh; }
# Opt-in in CI: Helm is built from source there, five minutes of Go.
lane_deploy() {
  [ -f deploy/tests/run.sh ] || return 0
  if [ "${CI:-}" = true ] && [ -z "${SELVEDGE_DEPLOY_TESTS:-}" ]; then
    echo "== deploy: skipped: set SELVEDGE_DEPLOY_TESTS=1 (needs Helm: deploy/tests/run.sh --build-helm)"; skipped+=(deploy); return
  fi
  PATH=$PATH:${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/bin have helm || have terraform || have promtool || { skip deploy "none of Helm, Terraform and promtool is installed"; return; }
  run deploy bash deploy/tests/run.sh
}

for lane in "${lanes[@]}"; do "lane_$lane"; done
echo
echo "lanes passed: ${passed[*]:-none}; failed: ${failed[*]:-none}; skipped: ${skipped[*]:-none}"
echo "${#passed[@]} passed, ${#failed[@]} failed, ${#skipped[@]} skipped"
[ ${#failed[@]} -eq 0 ]
