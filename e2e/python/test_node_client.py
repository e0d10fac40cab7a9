"""@wandb/sdk, the client for Node and browsers: a run is logged and read back."""
import os
import shutil
import subprocess

import pytest

from harness.server import REPOSITORY

FOLDER = REPOSITORY / "e2e" / "node"


@pytest.fixture(scope="module")
def node():
    """Node with the package of e2e/node/package-lock.json installed."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        pytest.skip("node or npm is not installed")
    if not (FOLDER / "node_modules").is_dir():
        done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True, timeout=280)
        if done.returncode != 0:
            reason = "@wandb/sdk could not be installed: " + done.stderr[-400:]
            pytest.fail(reason) if "wandb" in os.environ.get("SELVEDGE_REQUIRE", "") else pytest.skip(reason)
    return program


def test_node_client_logs_a_run(node, server, http, entity, project, client):
    done = subprocess.run(
        [node, "log_run.mjs", project, "12"], cwd=FOLDER, capture_output=True, text=True, timeout=200,
        env=os.environ | {"WANDB_BASE_URL": server.url, "WANDB_API_KEY": server.admin_key})
    assert done.returncode == 0, done.stdout + done.stderr
    marker = next(line for line in done.stdout.splitlines() if line.startswith("RUN "))
    owner, run = marker.split()[1:]
    assert owner == entity
    rows = http.history(entity, project, run)
    assert [(row["_step"], row["acc"], row["note"]) for row in rows] == [(i, i / 12, f"row {i}") for i in range(12)]
    back = client.run("read_run.py", path=f"{project}/{run}")
    assert back["config"] == {"lr": 0.5, "layers": [1, 2]}
    assert (back["attributes"]["state"], back["summary"]["acc"]) == ("finished", 11 / 12)
