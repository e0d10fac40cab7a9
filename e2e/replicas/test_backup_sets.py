"""MySQL and a bucket are backed up under load and destroyed; the client reads back all that was acknowledged before."""
import hashlib
import shutil
import subprocess
import time

import pytest

from backends import MySql, VersityGateway
from harness.clients import Client
from harness.server import command_line


def selvedge(server, *words):
    done = subprocess.run([*command_line(), *words], env=server._environment(), capture_output=True, text=True, timeout=300)
    return done


@pytest.fixture
def places(tmp_path):
    """The addresses of the objects, the backups and the copies of these, and how to lose the first two."""
    if not VersityGateway.program():
        folders = [tmp_path / name for name in ("objects", "backups", "elsewhere")]
        for folder in folders:
            folder.mkdir()
        yield {"SELVEDGE_OBJECTS_FOLDER": str(folders[0])}, [str(folder) for folder in folders], folders
        return
    gateway = VersityGateway(tmp_path)
    folders = [gateway.data / name for name in ("objects", "backups", "elsewhere")]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    gateway.start()
    addresses = [gateway.bucket().replace("/objects?", f"/{folder.name}?") for folder in folders]
    yield {"BUCKET": addresses[0]}, addresses, folders
    gateway.stop()


@pytest.mark.disturbed
@pytest.mark.timeout(600)
def test_what_was_acknowledged_before_the_backup_comes_back(start_server, new_client, tmp_path, project, entity, places):
    settings, (_, backups, elsewhere), folders = places
    mysql = MySql(tmp_path / "mysql")
    mysql.execute("create database selvedge character set utf8mb4")
    try:
        server = start_server("sets", MYSQL=mysql.url, SELVEDGE_HISTORY_SEALAFTER="1s", SELVEDGE_BACKUP_TARGET=backups,
                              SELVEDGE_BACKUP_OFFSITE=elsewhere, **settings)
        writer: Client = new_client(at=server)
        acknowledged, stop = tmp_path / "acknowledged", tmp_path / "stop"
        process = writer.start("backup_write.py", project=project, acknowledged=str(acknowledged), stop=str(stop), most=60)
        deadline = time.monotonic() + 240
        while (len(acknowledged.read_text().split()) if acknowledged.exists() else 0) < 3:
            assert time.monotonic() < deadline and process.poll() is None, "the writer does not get on"
            time.sleep(0.2)
        before = acknowledged.read_text().split()
        made = selvedge(server, "backup", "create")
        assert made.returncode == 0, made.stderr
        assert process.poll() is None, "the load ended before the backup did"
        second = selvedge(server, "backup", "create")
        assert second.returncode == 0, second.stderr
        stop.touch()
        outcome = writer.finish(process, timeout=240)
        assert outcome.code == 0, outcome.output[-2000:]
        identifier = made.stdout.split()[0]

        # a bit of an object falls over; the copy elsewhere is whole
        objects = sorted(f for f in folders[1].rglob("*") if f.is_file() and "objects/wandb_artifacts" in str(f) and "etag" not in f.name)
        damaged = bytearray(objects[0].read_bytes())
        damaged[len(damaged) // 2] ^= 1
        objects[0].write_bytes(damaged)
        caught = selvedge(server, "backup", "drill", identifier)
        assert caught.returncode == 1 and "not what was written" in caught.stderr, caught.stdout + caught.stderr
        tried = selvedge(server, "backup", "drill", identifier, "--target", elsewhere)
        assert tried.returncode == 0, tried.stderr

        server.kill()
        mysql.execute("drop database selvedge; create database selvedge character set utf8mb4")
        for folder in folders[:2]:
            shutil.rmtree(folder)
            folder.mkdir()
        restored = selvedge(server, "restore", identifier, "--target", elsewhere)
        assert restored.returncode == 0, restored.stderr
        server.start()
        reader = new_client(at=server)
        found = reader.run("backup_read.py", project=project, entity=entity, runs=before, timeout=240)
        assert list(found) == before
        for state, number, rows, notes, artifacts, weights in found.values():
            assert state == "finished" and artifacts == 1
            assert rows == [[step, step * number] for step in range(25)]
            assert notes == f"notes of {number}"
            assert weights == hashlib.sha256(bytes([number % 256]) * 50_000).hexdigest()
    finally:
        mysql.stop()
