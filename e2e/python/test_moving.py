"""tools/move: a project of one server is at another one afterwards, as the client reads it."""
import subprocess

import pytest

from conftest import ADMIN
from harness.server import REPOSITORY

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def other(start_server):
    return start_server("other")


def move(client, old, new, project: str) -> subprocess.CompletedProcess:
    path = f"{ADMIN}/{project}"
    # no address and no key of the environment: those that are told count
    environment = client.environment({"WANDB_BASE_URL": None, "WANDB_API_KEY": None, "OLD_KEY": old.admin_key, "NEW_KEY": new.admin_key})
    return subprocess.run([client.python, str(REPOSITORY / "tools" / "move" / "move.py"), old.url, new.url, path], env=environment,
                          cwd=client.folder, capture_output=True, text=True, timeout=600)


def test_a_project_moves_to_another_server_and_once(server, other, watch, new_client, project):
    watch(other)
    new_client(at=server).run("move_write.py", project=project)
    reader = new_client(at=server)
    before = reader.run("move_read.py", path=f"{ADMIN}/{project}")
    assert [len(run["rows"]) for run in before.values()] == [31, 31]
    assert [run["described"][-1] for run in before.values()] == ["finished", "failed"]
    assert [run["page"] for run in before.values()] == ["<b>seen</b>"] * 2

    done = move(new_client(at=server), server, other, project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == ["r0: 31 rows", "r1: 31 rows"], done.stdout + done.stderr
    assert new_client(at=other).run("move_read.py", path=f"{ADMIN}/{project}") == before

    again = move(new_client(at=server), server, other, project)
    assert again.returncode == 0 and again.stdout == "", again.stdout + again.stderr


def test_what_is_there_by_halves_is_named_and_left(server, other, watch, new_client, project):
    watch(other)
    new_client(at=server).run("log_steps.py", project=project, steps=20, init={"id": "half"})
    new_client(at=other).run("log_steps.py", project=project, steps=5, init={"id": "half"})
    done = move(new_client(at=server), server, other, project)
    assert done.returncode == 1 and "half" in done.stderr, done.stdout + done.stderr
    assert len(new_client(at=other).run("read_run.py", path=f"{ADMIN}/{project}/half")["rows"]) == 5
