"""Commands of the documentation that work on an installation of their own, without a server."""
import subprocess

import pytest

from harness.server import Server, command_line, free_port

pytestmark = pytest.mark.timeout(300)


def told(folder, *words: str) -> str:
    done = subprocess.run([*command_line(), *words], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_schema_is_brought_up_to_date_as_often_as_one_likes(tmp_path):
    first = told(tmp_path, "migrate", "--data-dir", str(tmp_path / "data"))
    assert first.startswith("The schema is up to date (")
    assert told(tmp_path, "migrate", "--data-dir", str(tmp_path / "data")) == first


def test_the_doctor_measures_the_disk(tmp_path):
    lines = told(tmp_path, "doctor", "disk").splitlines()
    assert any("room in" in line for line in lines) and not any(line.startswith("bad") for line in lines), lines


def test_the_doctor_says_whether_sizes_fit(tmp_path):
    port = free_port()
    server = Server(tmp_path / "server", env={"SELVEDGE_OPERATIONS_PORT": str(port)})
    server.start()
    try:
        lines = told(tmp_path, "doctor", "sizing", "--metrics", f"http://127.0.0.1:{port}/metrics", "--seconds", "2").splitlines()
    finally:
        server.stop()
    assert [line.split()[1] for line in lines[:-1] if "now," in line or "wait" in line][:1] == ["cores"], lines
    assert lines[-1] in ("The sizes fit the work.", "Some sizes do not fit the work."), lines
    nobody = subprocess.run([*command_line(), "doctor", "sizing", "--metrics", f"http://127.0.0.1:{port}/metrics", "--seconds", "1"],
                            cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert nobody.returncode == 1 and nobody.stdout.splitlines()[-1] == "Not all servers could be looked at.", nobody
