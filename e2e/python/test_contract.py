"""Every GraphQL document inside the installed client releases is valid against our schema."""
import os
import subprocess
import sys

import pytest

from harness import clients
from harness.server import REPOSITORY

FIND = "import importlib.util as u, pathlib as p; print(p.Path(u.find_spec('wandb').origin).parent)"


@pytest.mark.parametrize("version", clients.installed() or [pytest.param(None, marks=pytest.mark.skip("no client"))])
def test_documents_of_the_client_fit_the_schema(version):
    pytest.importorskip("graphql", reason="graphql-core is missing in the environment of pytest (e2e/requirements.txt)")
    package = subprocess.run([clients.installed()[version], "-c", FIND], capture_output=True, text=True, check=True)
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tools" / "check-contract")}
    done = subprocess.run([sys.executable, "-m", "check_contract", "--package", package.stdout.strip()],
                          capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 problems" in done.stdout
