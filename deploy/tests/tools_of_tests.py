"""The outside programs of these tests, each skipped with a reason where it is not there."""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
CHART = REPOSITORY / "deploy" / "helm" / "selvedge"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "selvedge"


def program(name: str) -> str:
    found = os.environ.get(f"SELVEDGE_{name.upper()}") or shutil.which(name)
    if not found:
        reason = f"{name} is not installed (deploy/tests/run.sh --build-helm, or your package manager)"
        if name in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def run(*command: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


def template(*options: str, kubernetes: str = "1.29.0") -> subprocess.CompletedProcess:
    return run(
        program("helm"), "template", "wandb", str(CHART), "--namespace", "ml", "--kube-version", kubernetes,
        "--api-versions", "monitoring.coreos.com/v1", *options,
    )
