#!/usr/bin/env bash
# Drives the bench kit against this server and writes bench/results/<what>-<commit>.md. See README.md.
#
#   run.sh start|fsload|ingest|read|all
#   run.sh idle      a server with ten projects and 1,000 runs, started anew: seconds to ready, memory after a minute of rest
#   run.sh live      100 live runs at once through the SDK, in turns here and on a sink that stores nothing
#   run.sh warm      raw load on a server that has taken 100 million points: its JVM has compiled what it runs
#   run.sh peers     series, tables and artifacts here and of those peers that have a virtual environment in BENCH_VENVS
#   run.sh mysql     1,000 live runs into a MySQL that syncs each commit
#   run.sh tables    pages of SELVEDGE_BENCH_RUNS (1,000) runs with 200 + 200 values, embedded and on MySQL, before and after a start
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)

if [ ! -f "${SELVEDGE_BENCH_KIT:-}/run.py" ]; then
  echo "bench: SELVEDGE_BENCH_KIT does not name the bench kit (a folder with run.py)" >&2
  exit 1
fi
: "${BENCH_VENVS:?bench: BENCH_VENVS names the folder with the virtual environment wandb/}"

# another build, with its options
command=${SELVEDGE_CMD:-$root/selvedge}
work=${SELVEDGE_BENCH_WORK:-$(mktemp -d)}
mkdir -p "$work" "$here/results"
export BENCH_WANDB_ENTITY=bench BENCH_WANDB_READY=/ready
server=
finish() {
  [ ! -d "$work/mysql" ] || { bash "$root/tools/mysql/server.sh" stop "$work/mysql"; rm -rf "$work/mysql"; }
  [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  [ -n "${SELVEDGE_BENCH_WORK:-}" ] || rm -rf "$work"
}
trap finish EXIT

# A fresh server with the user that owns the kit's projects; the kit then measures it by its pid.
fresh_server() {
  stop_server
  rm -rf "$work/data"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # shellcheck disable=SC2086
  WANDB_API_KEY=$($command admin create bench --data-dir "$work/data")
  begin_server
  export WANDB_API_KEY BENCH_WANDB_URL=http://127.0.0.1:$port BENCH_WANDB_DATA=$work/data
}

# On the data that is there.
begin_server() {
  # shellcheck disable=SC2086
  $command up --data-dir "$work/data" --port "$port" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    curl -fs "http://127.0.0.1:$port/ready" >/dev/null && break
    kill -0 "$server" 2>/dev/null || { tail -20 "$work/server.log" >&2; exit 1; }
    sleep 0.2
  done
  export BENCH_WANDB_PID=$server
}

stop_server() {
  [ -n "$server" ] || return 0
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# record NAME COMMAND...: runs it and writes command, commit, machine and answer into one file.
record() {
  local name=$1 out
  shift
  echo "bench: $name" >&2
  out=$("$@" 2>"$work/$name.err") || { tail -5 "$work/$name.err" >&2; return 1; }
  {
    echo "# $name"
    echo
    echo "| | |"
    echo "|---|---|"
    echo "| commit | $(git -C "$root" rev-parse --short HEAD) |"
    echo "| date | $(date -u +%F) |"
    echo "| machine | $(nproc) vCPU $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(free -g | awk '/Mem/{print $2}') GB |"
    echo "| command | \`bench/run.sh ${what}\`: kit \`${*#"$SELVEDGE_BENCH_KIT/"}\` |"
    echo
    echo '```json'
    # The kit ends with one JSON object over many lines, words may stand before it; its own folders are nobody's business.
    printf '%s\n' "$out" | sed -n '/^{/,$p' | python3 -m json.tool --indent 1 \
      | sed -e "s#$work#WORK#g" -e "s#${SELVEDGE_BENCH_KIT}#KIT#g"
    echo '```'
  } >"$here/results/$name.md"
  sed -n '1,400p' "$here/results/$name.md" | tail -n +10 | head -60 >&2
}

kit() { echo python3 "$SELVEDGE_BENCH_KIT/run.py" "$1" --work "$work/kit" "${@:2}"; }

run_start() {
  stop_server
  unset BENCH_WANDB_URL BENCH_WANDB_PID BENCH_WANDB_DATA || true
  BENCH_WANDB_CMD="$command up --port {port} --data-dir {data}" record start $(kit start --system wandb --repeat 3)
}

run_fsload() {
  fresh_server
  # Untimed: the JIT compiles the ingest path, as on any server that has run for a minute.
  python3 "$SELVEDGE_BENCH_KIT/run.py" fsload --system wandb --work "$work/kit" -- --url "$BENCH_WANDB_URL" --runs 20 --steps 2000 \
    --metrics 20 --lines 200 --tag warm- >/dev/null 2>&1 || true
  (cd "$SELVEDGE_BENCH_KIT" && record fsload env PYTHONDONTWRITEBYTECODE=1 python3 -m benchkit.fsload --url "$BENCH_WANDB_URL" \
    --runs 100 --steps 5000 --metrics 20 --lines 500 --conns 4 --server-pid "$server")
  (cd "$SELVEDGE_BENCH_KIT" && record fsload-retransmit env PYTHONDONTWRITEBYTECODE=1 python3 -m benchkit.fsload --url "$BENCH_WANDB_URL" \
    --runs 50 --steps 2000 --metrics 20 --lines 20 --conns 4 --retransmit-pct 1 --tag again- --server-pid "$server")
  sealed_size
}

run_idle() {
  fresh_server
  for project in 1 2 3 4 5 6 7 8 9 10; do
    (cd "$SELVEDGE_BENCH_KIT" && python3 -m benchkit.fsload --url "$BENCH_WANDB_URL" --project "idle-$project" --runs 100 --steps 100 --metrics 10 \
      --lines 100 --conns 4 >/dev/null)
  done
  settled
  local begin
  for round in 1 2 3; do
    stop_server
    begin=$(date +%s%N)
    # shellcheck disable=SC2086
    $command up --data-dir "$work/data" --port "$port" >"$work/server.log" 2>&1 &
    server=$!
    until curl -fs "$BENCH_WANDB_URL/ready" >/dev/null; do sleep 0.02; done
    echo "start $round: ready after $((($(date +%s%N) - begin) / 1000000)) ms, $(cpu_of "$server") s of CPU" >&2
  done
  sleep 60
  echo "after a minute of rest: $(rss_of "$server")" >&2
}

run_live() {
  local sink_port sink python=$BENCH_VENVS/wandb/bin/python
  sink_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (cd "$SELVEDGE_BENCH_KIT" && exec python3 -m benchkit.sink "$sink_port" >/dev/null 2>&1) &
  sink=$!
  fresh_server
  for round in 1 2 3; do
    # what the rounds before have left to do would be done at the sink's expense
    settled
    echo "sink $round: $("$python" "$here/live_runs.py" "http://127.0.0.1:$sink_port" "$WANDB_API_KEY")" >&2
    echo "here $round: $("$python" "$here/live_runs.py" "$BENCH_WANDB_URL" "$WANDB_API_KEY")" >&2
  done
  kill "$sink"
}

run_warm() {
  fresh_server
  local load=(env PYTHONDONTWRITEBYTECODE=1 python3 -m benchkit.fsload --url "$BENCH_WANDB_URL" --runs 100 --steps 5000 --metrics 20 --lines 500 --conns 4
    --server-pid "$server")
  for round in 1 2 3 4 5 6 7 8 9 10; do (cd "$SELVEDGE_BENCH_KIT" && "${load[@]}" --tag "warm$round-" >/dev/null 2>&1); done
  (cd "$SELVEDGE_BENCH_KIT" && record warm "${load[@]}")
}

# Until the sealing jobs are through: the folder stops growing and shrinking.
settled() {
  local before=0 now=1 quiet=0
  for _ in $(seq 120); do
    now=$(du -sb "$work/data" | cut -f1)
    [ "$now" = "$before" ] && quiet=$((quiet + 1)) || quiet=0
    [ "$quiet" -ge 15 ] && break
    before=$now
    sleep 1
  done
}

# Bytes per stored point once they are.
sealed_size() {
  settled
  {
    echo
    echo "After the sealing jobs: data folder $(du -sb "$work/data" | cut -f1) bytes, of it objects $(du -sb "$work/data/objects" 2>/dev/null | cut -f1 || echo 0) bytes."
  } >>"$here/results/fsload.md"
  tail -1 "$here/results/fsload.md" >&2
}

# CPU seconds that the processes have used so far.
cpu_of() { for pid in "$@"; do awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) / hz }' "/proc/$pid/stat"; done; }

rss_of() { for pid in "$@"; do awk '/VmRSS/ { printf "%d MB\n", $2 / 1024 }' "/proc/$pid/status"; done; }

# An empty MySQL that servers started from now on use; sets db_port and database (its process).
fresh_mysql() {
  db_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  rm -rf "$work/mysql"
  database=$(SELVEDGE_MYSQLD_OPTIONS="$1" bash "$root/tools/mysql/server.sh" start mysql "$work/mysql" "$db_port")
  bash "$root/tools/mysql/server.sh" client "$db_port" -e 'create database bench character set utf8mb4'
  export MYSQL="mysql://root@127.0.0.1:$db_port/bench"
}

run_tables() {
  local runs=${SELVEDGE_BENCH_RUNS:-1000} db_port database=
  for kind in embedded mysql; do
    [ "$kind" = embedded ] || fresh_mysql "--innodb-buffer-pool-size=1536M --innodb-redo-log-capacity=1G"
    fresh_server
    # shellcheck disable=SC2086
    python3 "$here/table.py" "$BENCH_WANDB_URL" "$WANDB_API_KEY" "$server" "$runs" $database
    echo "$kind, started anew:"
    stop_server
    begin_server
    # shellcheck disable=SC2086
    python3 "$here/table.py" "$BENCH_WANDB_URL" "$WANDB_API_KEY" "$server" "$runs" $database
  done
}

run_mysql() {
  local db_port database size=${SELVEDGE_BENCH_MYSQL_SIZE:---runs 1000 --steps 2000 --metrics 20 --lines 100 --conns 8 --live 125 --cap-s 150}
  fresh_mysql "--innodb-buffer-pool-size=1G --innodb-redo-log-capacity=1G"
  fresh_server
  python3 "$SELVEDGE_BENCH_KIT/run.py" fsload --system wandb --work "$work/kit" -- --url "$BENCH_WANDB_URL" --runs 20 --steps 2000 \
    --metrics 20 --lines 100 --tag warm- >/dev/null 2>&1 || true
  local before
  before=$(cpu_of "$server" "$database" | paste -sd' ')
  # shellcheck disable=SC2086
  (cd "$SELVEDGE_BENCH_KIT" && record mysql env PYTHONDONTWRITEBYTECODE=1 python3 -m benchkit.fsload --url "$BENCH_WANDB_URL" \
    $size --retransmit-pct 1 --tag live-)
  {
    echo
    echo "CPU seconds of server and MySQL: $before before, $(cpu_of "$server" "$database" | paste -sd' ') after; memory $(rss_of "$server" "$database" | paste -sd' ')."
    echo "Rows that the database counts: $(bash "$root/tools/mysql/server.sh" client "$db_port" -N -e \
      "select sum(history_rows) from bench.run where name like 'live-%'")."
  } >>"$here/results/mysql.md"
  tail -2 "$here/results/mysql.md" >&2
}

run_ingest() {
  record ingest-sink $(kit ingest --system wandb_sink --size medium --repeat 1)
  fresh_server
  record ingest $(kit ingest --system wandb --size medium --repeat 1)
}

run_read() {
  fresh_server
  record read $(kit read --system wandb --size reads --table 10000)
}

# One after the other on one machine, so that the figures compare.
run_peers() {
  for system in mlflow fasttrackml; do
    [ -d "$BENCH_VENVS/$system" ] || { echo "bench: no $system in BENCH_VENVS" >&2; continue; }
    record "read-$system" $(kit read --system "$system" --size reads --table 1000)
  done
  fresh_server
  record read-here $(kit read --system wandb --size reads --table 1000)
  for shape in big many; do
    [ ! -d "$BENCH_VENVS/mlflow" ] || record "artifact-$shape-mlflow" $(kit artifact --system mlflow --shape "$shape")
    fresh_server
    record "artifact-$shape-here" $(kit artifact --system wandb --shape "$shape")
  done
}

what=${1:-all}
export PYTHONDONTWRITEBYTECODE=1
case $what in
  start | idle | live | fsload | warm | ingest | read | peers | mysql | tables) "run_$what" ;;
  all) for each in start fsload read ingest; do "run_$each"; done ;;
  *) sed -n '2,10p' "${BASH_SOURCE[0]}" >&2; exit 1 ;;
esac
