"""The Debian package: what is in it, and that the server in it runs without any other Java."""
from __future__ import annotations

import os
import re

import pytest

from tools_of_tests import REPOSITORY, program, run

DIST = REPOSITORY / "server" / "target" / "dist"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    if not os.path.exists(os.environ.get("JAVA_HOME", "") + "/bin/jlink"):
        pytest.skip("JAVA_HOME names no JDK")
    if not (DIST / "selvedge.jar").exists():
        pytest.skip("the server is not built (./selvedge build)")
    program("dpkg-deb")
    folder = tmp_path_factory.mktemp("debian")
    done = run("bash", str(REPOSITORY / "tools" / "debian" / "build.sh"), str(folder))
    assert done.returncode == 0, done.stderr
    root = folder / "root"
    assert run("dpkg-deb", "--extract", done.stdout.strip(), str(root)).returncode == 0
    assert run("dpkg-deb", "--control", done.stdout.strip(), str(folder / "control")).returncode == 0
    return folder


def test_the_server_in_it_needs_no_other_java(package, tmp_path):
    root = package / "root"
    wrapper = (root / "usr/bin/selvedge").read_text().replace("/usr/lib/selvedge", str(root / "usr/lib/selvedge"))
    script = tmp_path / "selvedge"
    script.write_text(wrapper)
    done = run("sh", str(script), "admin", "create", "ada", "--data-dir", str(tmp_path / "data"), env={"PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"[\w-]{40,}", done.stdout.strip())


def test_everything_belongs_to_root_and_only_the_settings_are_the_administrators(package):
    listed = run("dpkg-deb", "--contents", str(next(package.glob("*.deb")))).stdout.splitlines()
    assert listed and all(line.split()[1] == "root/root" for line in listed)
    assert not [line for line in listed if line[0] != "l" and "w" in (line[5], line[8])]
    assert (package / "control" / "conffiles").read_text().split() == ["/etc/selvedge/environment"]


def test_its_version_is_older_than_that_of_the_release(package):
    control = (package / "control" / "control").read_text()
    version = re.search(r"^Version: (.*)$", control, re.MULTILINE).group(1)
    release = version.split("~")[0]
    assert version == release or run("dpkg", "--compare-versions", version, "lt", release).returncode == 0


def test_scripts_are_shell_and_the_unit_names_what_is_there(package):
    for name in ("postinst", "prerm", "postrm"):
        assert run("sh", "-n", str(package / "control" / name)).returncode == 0
    unit = (package / "root/usr/lib/systemd/system/selvedge.service").read_text()
    start = re.search(r"^ExecStart=(\S+) .* -jar (\S+) ", unit, re.MULTILINE)
    for each in start.groups():
        assert (package / "root" / each.lstrip("/")).exists(), each
