#!/usr/bin/env bash
# Downloads MySQL and the libraries it needs from Debian's unstable suite and unpacks them into one folder. Called by server.sh.
#   unpack.sh CACHE MIRROR
# apt works on lists and archives of its own here: the machine's package state is neither read nor changed.
set -euo pipefail
cache=$1 mirror=$2
[ -n "$mirror" ] || { echo "no Debian mirror in apt's sources" >&2; exit 1; }
work=$(mktemp -d "$cache/mysql-fetch-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,archives/partial,root}
echo "deb $mirror sid main" >"$work/sources.list"
# proxies and certificates of the machine's own configuration keep working: the default files are read first
cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "-";
Dir::State "$work";
Dir::State::lists "$work/lists";
Dir::State::status "/dev/null";
Dir::Cache "$work";
Dir::Cache::archives "$work/archives";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Update::Post-Invoke {};
DPkg::Post-Invoke {};
CONF
export APT_CONFIG=$work/apt.conf DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get -y -qq -d --no-install-recommends install mysql-server-core mysql-client-core libc-bin

root=$work/root
mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
for archive in "$work"/archives/*.deb; do
  case $(basename "$archive") in perl*|libperl*) continue ;; esac
  dpkg-deb -x "$archive" "$root"
done
version=$(dpkg-deb -f "$work"/archives/mysql-server-core_*.deb Version | sed -E 's/^[0-9]+://; s/[^0-9.].*//')
rm -rf "$root"/usr/share/{doc,man,locale}
target=$cache/mysql-$version
rm -rf "$target"
mkdir "$target"
mv "$root" "$target/root"
touch "$target/complete"
