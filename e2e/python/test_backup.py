"""A backup under live load, everything destroyed, put back: the client reads all that was acknowledged before it."""
import hashlib
import os
import shutil
import subprocess
import time

import pytest

from harness.clients import Client
from harness.server import command_line

pytestmark = pytest.mark.timeout(600)


def selvedge(server, *words):
    return subprocess.run([*command_line(), *words], env=server._environment(), capture_output=True, text=True, timeout=300)


def test_what_was_acknowledged_before_the_backup_comes_back(start_server, new_client, tmp_path, project, entity):
    server = start_server("backup")
    writer: Client = new_client(at=server)
    acknowledged, stop = tmp_path / "acknowledged", tmp_path / "stop"
    process = writer.start("backup_write.py", project=project, acknowledged=str(acknowledged), stop=str(stop), most=60)
    deadline = time.monotonic() + 240
    while (len(acknowledged.read_text().split()) if acknowledged.exists() else 0) < 3:
        assert time.monotonic() < deadline and process.poll() is None, "the writer does not get on"
        time.sleep(0.2)
    before = acknowledged.read_text().split()
    made = selvedge(server, "backup", "create", str(tmp_path / "backups"), "--data-dir", str(server.data))
    assert made.returncode == 0, made.stderr
    backup = made.stdout.strip().splitlines()[-1]
    assert process.poll() is None, "the load ended before the backup did"
    stop.touch()
    outcome = writer.finish(process, timeout=240)
    assert outcome.code == 0, outcome.output[-2000:]
    for words in (["verify", backup], ["drill", backup], ["prune", str(tmp_path / "backups")]):
        done = selvedge(server, "backup", *words)
        assert done.returncode == 0, f"{words}: {done.stderr}"
    listed = selvedge(server, "backup", "list", str(tmp_path / "backups"))
    assert listed.returncode == 0 and os.path.basename(backup) in listed.stdout, listed.stdout + listed.stderr

    server.kill()
    shutil.rmtree(server.data)
    restored = selvedge(server, "restore", backup, "--data-dir", str(server.data))
    assert restored.returncode == 0, restored.stderr
    server.start()
    clean = selvedge(server, "fsck", "--data-dir", str(server.data))
    assert clean.returncode == 0, clean.stderr

    reader = new_client(at=server)
    found = reader.run("backup_read.py", project=project, entity=entity, runs=before, timeout=240)
    assert list(found) == before
    for state, number, rows, notes, artifacts, weights in found.values():
        assert state == "finished" and artifacts == 1
        assert rows == [[step, step * number] for step in range(25)]
        assert notes == f"notes of {number}"
        assert weights == hashlib.sha256(bytes([number % 256]) * 50_000).hexdigest()
