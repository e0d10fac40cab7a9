"""A search engine on the user's machine drives a sweep of the server."""
import subprocess

import pytest


@pytest.mark.full
def test_a_search_engine_beside_the_server_drives_a_sweep(new_client, project):
    client = new_client()
    found = subprocess.run([client.python, "-c", "import sweeps"], capture_output=True, env=client.environment())
    if found.returncode:
        pytest.skip(f"wandb[sweeps] is not installed for wandb {client.version}")
    if subprocess.run([client.python, "-m", "wandb", "sweep-scheduler", "--help"], capture_output=True, env=client.environment()).returncode:
        pytest.skip(f"wandb {client.version} has no command sweep-scheduler")
    got = client.run("local_scheduler.py", project=project, seconds=200, timeout=300)
    assert got["scheduler"][0] == 0, got
    assert got["agent"][0] == 0, got
    assert got["state"] == "FINISHED", got
    assert got["configs"] == [1, 2, 3, 7], got
    assert set(got["states"]) == {"finished"}
    assert got["by hand"] == "by hand"
