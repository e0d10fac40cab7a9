"""A data folder of the release before, under this one. SELVEDGE_PREVIOUS is the command of that release (e2e/replicas/previous.sh)."""
import os
import shlex

import pytest

from conftest import ADMIN
from harness.server import Server

PREVIOUS = os.environ.get("SELVEDGE_PREVIOUS") or os.environ.get("SELVEDGE_REPLICAS_PREVIOUS")

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(not PREVIOUS, reason="SELVEDGE_PREVIOUS names no command of the release before"),
]


def test_what_the_release_before_has_written_is_read_and_gone_on_with(tmp_path, new_client):
    server = Server(tmp_path / "installation", command=shlex.split(PREVIOUS or ""))
    server.admin_key = server.create_admin(ADMIN)
    server.start()
    try:
        written = write(new_client(at=server), tmp_path, 2)
        before = read(new_client(at=server), written)
        assert len(before) == 2 and all(len(rows) == 25 and artifacts == 1 for _, _, rows, _, artifacts, _ in before.values())
        server.stop()

        server.command = Server(tmp_path / "unused").command
        server.start()
        assert read(new_client(at=server), written) == before
        more = write(new_client(at=server), tmp_path, 1)
        assert len(read(new_client(at=server), written + more)) == 3
    finally:
        server.stop()


def write(client, folder, runs: int) -> list[str]:
    return client.run("backup_write.py", project="kept", most=runs, acknowledged=str(folder / "acknowledged"), stop=str(folder / "stop"), timeout=300)


def read(client, runs: list[str]) -> dict:
    return client.run("backup_read.py", project="kept", entity=ADMIN, runs=runs, timeout=300)
