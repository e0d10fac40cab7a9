#!/usr/bin/env bash
# Unpacks the image and runs it as Kubernetes would: another user than the image names, a read-only root, /data and /tmp apart.
#
#   sudo tools/image/check.sh [IMAGE.tar] [PORT]        no container engine; needs root for the namespace
#
# An image of arm64 runs elsewhere too, slowly, by qemu-aarch64-static (Debian: qemu-user-static; SELVEDGE_QEMU names it).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tar=${1:-$root/server/target/selvedge-server.oci.tar}
port=${2:-18080}
work=$(mktemp -d)
server=
# shellcheck disable=SC2329
end() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap end EXIT
mkdir "$work/oci" "$work/root"
tar -xf "$tar" -C "$work/oci"
python3 - "$work" <<'PYTHON'
import json, sys, tarfile
from pathlib import Path
work = Path(sys.argv[1]); oci = work / "oci"
blob = lambda digest: oci / "blobs" / digest.replace(":", "/")
index = json.loads((oci / "index.json").read_text())
manifest = json.loads(blob(index["manifests"][0]["digest"]).read_text())
config = json.loads(blob(manifest["config"]["digest"]).read_text())
assert config["architecture"] in ("amd64", "arm64") and config["config"]["User"] == "10001:0", config
for layer in manifest["layers"]:
    with tarfile.open(blob(layer["digest"])) as files:
        files.extractall(work / "root", filter="tar") if sys.version_info >= (3, 12) else files.extractall(work / "root")
(work / "entrypoint").write_text("\n".join(config["config"]["Entrypoint"]))
(work / "architecture").write_text({"amd64": "x86_64", "arm64": "aarch64"}[config["architecture"]])
PYTHON
bill=$work/root/usr/share/selvedge/sbom.cdx.json
python3 -c 'import json,sys; b=json.load(open(sys.argv[1])); assert len(b["components"]) > 50; print("bill of materials:", len(b["components"]), "components")' "$bill"
mapfile -t entry <"$work/entrypoint"
machine=$(cat "$work/architecture")
patience=600
emulated=()
if [ "$machine" != "$(uname -m)" ]; then
  emulator=${SELVEDGE_QEMU:-$(command -v "qemu-$machine-static" || true)}
  [ -n "$emulator" ] || { echo "this machine runs no $machine: qemu-$machine-static is not installed" >&2; exit 3; }
  cp "$emulator" "$work/root/emulator"
  emulated=(/emulator)
  patience=4800
fi
mkdir -p "$work/root/proc" "$work/root/dev"
# with this mode a cache that does not fit the files is an error
case "${entry[*]}" in
  *AOTCache*)
    unshare -m sh -c 'mount -t proc proc "$1/proc" && exec chroot "$@" -XX:AOTMode=on -jar /app/selvedge.jar --version' \
      check "$work/root" "${entry[@]:0:${#entry[@]}-2}" >"$work/aot" 2>&1 || { cat "$work/aot"; echo "the AOT cache is not used"; exit 1; }
    echo "AOT cache: used" ;;
  *) echo "AOT cache: none" ;;
esac
started=$(date +%s%N)
# shellcheck disable=SC2016
unshare -m bash -c '
  set -e
  jail=$1; port=$2; shift 2
  mount --bind "$jail" "$jail"
  mount -t proc proc "$jail/proc"
  mount -t tmpfs -o mode=1777 tmpfs "$jail/tmp"
  mount -t tmpfs -o mode=0777 tmpfs "$jail/data"
  mount --rbind /dev "$jail/dev"
  mount -o remount,bind,ro "$jail"
  if touch "$jail/app/written" 2>/dev/null; then echo "the root is not read-only" >&2; exit 1; fi
  exec chroot --userspec=54321:0 "$jail" "$@" up --bind 127.0.0.1 --data-dir /data --port "$port" --operations-port "$((port + 1))"
' check "$work/root" "$port" ${emulated[@]+"${emulated[@]}"} "${entry[@]}" >"$work/log" 2>&1 &
server=$!
for _ in $(seq "$patience"); do
  if curl -fs -o /dev/null "http://127.0.0.1:$port/ready"; then ready=1; break; fi
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "${ready:-}" ] || { cat "$work/log"; echo "the image does not start"; exit 1; }
echo "ready after $(( ($(date +%s%N) - started) / 1000000 )) ms as user 54321 on a read-only root, $machine"
curl -fs "http://127.0.0.1:$((port + 1))/metrics" | grep -q '^jvm_memory_used_bytes' || { echo "no metrics"; exit 1; }
kill "$server"; wait "$server" 2>/dev/null || status=$?
[ "${status:-0}" = 143 ] || { cat "$work/log"; echo "ended with ${status:-0}"; exit 1; }
server=
echo "1 passed, 0 failed"
