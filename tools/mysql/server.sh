#!/usr/bin/env bash
# A real MySQL or MariaDB for tests, without containers and without touching the system.
#   server.sh fetch mysql                     unpacks MySQL below the user's cache, prints the folder; quick when it is there
#   server.sh start mysql|mariadb FOLDER PORT starts one with its data in FOLDER (made when missing), prints the process id
#   server.sh stop FOLDER                     ends it and waits for the end
#   server.sh client PORT OPTION...           MySQL's client, for one that runs
# The account is root without password, on 127.0.0.1 only. Extra server options: SELVEDGE_MYSQLD_OPTIONS.
# Exit status 3: this machine cannot have that engine; the reason is the last line of standard error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/selvedge

impossible() { echo "$*" >&2; exit 3; }

# prints nothing when there is none, or no cache yet
newest() { { find "$cache" -maxdepth 1 -name 'mysql-*' -type d -exec test -f '{}/complete' ';' -print 2>/dev/null || true; } | sort -V | tail -n 1; }

# The base address of a Debian mirror this machine already uses, from either format of apt's source lists.
mirror() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+) +([a-z]+)(-[a-z]+)? +.*main.*/\2/p'
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -nE 's/^URIs: *([^ ]+).*/\1/p'
  } | grep -E '/debian/?$' | head -n 1
}

fetch() {
  local have; have=$(newest)
  if [ -n "$have" ]; then echo "$have"; return; fi
  for tool in apt-get dpkg-deb flock; do
    command -v $tool >/dev/null || impossible "MySQL comes from Debian's packages; $tool is not on this machine"
  done
  mkdir -p "$cache"
  exec 9>"$cache/mysql.lock"; flock 9
  have=$(newest)
  if [ -n "$have" ]; then echo "$have"; return; fi
  "$here/unpack.sh" "$cache" "$(mirror)" >&2 || impossible "MySQL could not be fetched from the Debian mirror of this machine"
  have=$(newest)
  [ -n "$have" ] || impossible "MySQL was fetched but is not complete"
  echo "$have"
}

# small, but as durable as production: a commit is on disk before it is answered
common=(--no-defaults --bind-address=127.0.0.1 --character-set-server=utf8mb4 --innodb-buffer-pool-size=96M
  --innodb-flush-log-at-trx-commit=1 --sync-binlog=1 --max-connections=300 --max-allowed-packet=64M)
[ "$(id -u)" != 0 ] || common+=(--user=root)

start_mysql() { # folder port
  local root loader lib
  root=$(fetch)/root
  loader=$root/usr/lib64/ld-linux-x86-64.so.2
  lib=$root/usr/lib/x86_64-linux-gnu
  local mysqld=("$loader" --library-path "$lib" "$root/usr/sbin/mysqld" "${common[@]}" --basedir="$root/usr" --lc-messages-dir="$root/usr/share/mysql"
    --plugin-dir="$root/usr/lib/mysql/plugin" --character-sets-dir="$root/usr/share/mysql/charsets" --secure-file-priv=NULL --mysqlx=OFF --performance-schema=OFF)
  if [ ! -d "$1/data" ]; then
    rm -rf "$1/data.new"
    "${mysqld[@]}" --initialize-insecure --datadir="$1/data.new" >"$1/initialize.log" 2>&1 || { cat "$1/initialize.log" >&2; exit 1; }
    mv "$1/data.new" "$1/data"
  fi
  # shellcheck disable=SC2086
  launch "$1" "${mysqld[@]}" --datadir="$1/data" --port="$2" --innodb-redo-log-capacity=64M ${SELVEDGE_MYSQLD_OPTIONS:-}
}

start_mariadb() { # folder port
  local mariadbd=/usr/sbin/mariadbd
  [ -x $mariadbd ] || impossible "MariaDB is not installed (apt-get install mariadb-server)"
  if [ ! -d "$1/data" ]; then
    rm -rf "$1/data.new"
    mariadb-install-db --no-defaults --datadir="$1/data.new" --auth-root-authentication-method=normal --skip-test-db \
      $([ "$(id -u)" != 0 ] || echo --user=root) >"$1/initialize.log" 2>&1 || { cat "$1/initialize.log" >&2; exit 1; }
    mv "$1/data.new" "$1/data"
  fi
  # shellcheck disable=SC2086
  launch "$1" $mariadbd "${common[@]}" --datadir="$1/data" --port="$2" --innodb-log-file-size=64M ${SELVEDGE_MYSQLD_OPTIONS:-}
}

launch() { # folder command...
  local folder=$1; shift
  local socket; socket=$(mktemp -u "/tmp/selvedge-db-XXXXXX.sock")
  setsid nohup "$@" --socket="$socket" --pid-file="$folder/server.pid" </dev/null >"$folder/server.log" 2>&1 9>&- &
  local pid=$!
  echo "$pid" >"$folder/pid"
  for _ in $(seq 600); do
    kill -0 "$pid" 2>/dev/null || { tail -n 20 "$folder/server.log" >&2; exit 1; }
    if grep -q "ready for connections" "$folder/server.log"; then echo "$pid"; return; fi
    sleep 0.1
  done
  kill -9 "$pid"; tail -n 20 "$folder/server.log" >&2; exit 1
}

stop() { # folder
  local pid; pid=$(cat "$1/pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  kill -9 "$pid" 2>/dev/null || true
}

client() { # port option...
  local port=$1 root; shift
  root=$(fetch)/root
  exec "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/mysql" --no-defaults -h127.0.0.1 -P"$port" -uroot "$@"
}

case ${1:-} in
  fetch) fetch ;;
  start) mkdir -p "$3"; "start_$2" "$(cd "$3" && pwd)" "$4" ;;
  stop) stop "$2" ;;
  client) shift; client "$@" ;;
  *) sed -n '2,9p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
