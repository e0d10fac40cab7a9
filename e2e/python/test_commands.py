"""Commands of the documentation that work on an installation of their own, without a server."""
import subprocess

import pytest

from harness.server import command_line

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
