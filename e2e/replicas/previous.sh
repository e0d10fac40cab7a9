#!/usr/bin/env bash
# previous.sh COMMIT|TAG: builds that release apart from this tree and prints the command that starts it, for SELVEDGE_PREVIOUS.
# What was built is kept below the user's cache; its pages are left out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "previous.sh: there is no commit $1 here" >&2; exit 1; }
kept=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge/releases/$commit
if [ ! -f "$kept/selvedge.jar" ]; then
  tree=$(mktemp -d)
  trap 'git worktree remove --force "$tree/release" >/dev/null 2>&1 || true; rm -rf "$tree"' EXIT
  git worktree add --quiet --detach "$tree/release" "$commit" >&2
  (cd "$tree/release" && mvn -q -B -ntp -Dquick -Dskip.web -DskipTests package) >&2
  mkdir -p "$kept"
  cp -r "$tree/release/server/target/dist/." "$kept.partial-$$"
  rm -rf "$kept" && mv "$kept.partial-$$" "$kept"
fi
echo "${JAVA_HOME:+$JAVA_HOME/bin/}java -jar $kept/selvedge.jar"
