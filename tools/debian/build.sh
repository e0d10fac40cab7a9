#!/usr/bin/env bash
# Builds a Debian package of the server: the jars, a Java runtime of the modules it uses, a systemd unit, a file of settings.
#
#   tools/debian/build.sh [FOLDER]      default: server/target; prints the package
#
# For the architecture it is built on. Needs a JDK 25 in JAVA_HOME, a built server and dpkg-deb.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/tools/debian
out=${1:-$root/server/target}
dist=$root/server/target/dist
[ -x "${JAVA_HOME:-}/bin/jlink" ] || { echo "JAVA_HOME must name a JDK 25" >&2; exit 1; }
[ -f "$dist/selvedge.jar" ] || { echo "build it first: ./selvedge build" >&2; exit 1; }
[ -d "$out" ] || { echo "there is no folder $out" >&2; exit 1; }
version=$(sed -n 's/.*<version>\([^<]*\)<\/version>.*/\1/p' "$root/pom.xml" | head -n 1)
# in Debian's order 0.1.0~SNAPSHOT is older than 0.1.0
version=${version/-/\~}
arch=$(dpkg --print-architecture)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage"/{DEBIAN,etc/selvedge,usr/lib/selvedge,usr/lib/systemd/system,usr/share/doc/selvedge}

cp -r "$dist/." "$stage/usr/lib/selvedge/"
modules=java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs,jdk.charsets
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --compress zip-6 --output "$stage/usr/lib/selvedge/java"

# the unit of the manual installation, with the package's own runtime
sed -e 's|/usr/bin/env java|/usr/lib/selvedge/java/bin/java|' -e 's|/opt/selvedge/|/usr/lib/selvedge/|' "$root/deploy/systemd/selvedge.service" >"$stage/usr/lib/systemd/system/selvedge.service"
cp "$here/environment" "$stage/etc/selvedge/environment"
cp "$root/LICENSE" "$stage/usr/share/doc/selvedge/copyright"
mkdir -p "$stage/usr/bin"
install -m 755 "$here/selvedge" "$stage/usr/bin/selvedge"
install -m 755 "$here/postinst" "$here/prerm" "$here/postrm" "$stage/DEBIAN/"
echo /etc/selvedge/environment >"$stage/DEBIAN/conffiles"
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$(du -sk "$stage" | cut -f1)/" "$here/control" >"$stage/DEBIAN/control"
chmod -R u+rwX,go+rX,go-w "$stage"
package=$out/selvedge_${version}_$arch.deb
dpkg-deb --root-owner-group -Zgzip -z1 --build "$stage" "$package" >&2
echo "$package"
