"""Popular programs that log to W&B by themselves, as their users write them.

Their packages are large: `venvs.sh programs` makes the environment, and the tests run with SELVEDGE_E2E=full or named.
"""
import pytest

from harness import clients
from harness.clients import Client

pytestmark = [pytest.mark.full, pytest.mark.timeout(900)]


@pytest.fixture
def programs(server, tmp_path):
    folder = clients.cache_folder() / "programs-0.31.0"
    if not (folder / "complete").exists():
        pytest.skip("the programs are not installed: run e2e/python/venvs.sh programs")
    client = Client("programs", str(folder / "bin" / "python"), tmp_path / "home", server.url, server.admin_key)
    # threads beyond the cores of a small machine only slow these down; nothing is to be fetched from a hub
    client.settings = {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": "", "WANDB_SILENT": "true"}
    return client


def run(programs, script, project):
    got = programs.run(f"programs/{script}", project=project, timeout=800, env=programs.settings)
    assert got["state"] == "finished"
    assert all(count > 0 for count in got["logged"].values()), got
    assert got["missing config"] == []
    assert set(got["wanted artifacts"]) <= set(got["artifacts"]), got
    return got


def test_lightning_logs_metrics_and_its_checkpoint(programs, project):
    assert run(programs, "lightning_digits.py", project)["logged"]["val/accuracy"] == 3


def test_the_trainer_of_transformers_reports_by_itself(programs, project):
    assert run(programs, "transformers_tiny.py", project)["logged"]["eval/loss"] == 2


def test_plots_of_scikit_learn_are_kept(programs, project):
    got = run(programs, "sklearn_plots.py", project)
    assert any(key.startswith("summary_metrics") or "confusion" in key for key in got["summary"]), got["summary"]


def test_xgboost_logs_each_round_and_its_model(programs, project):
    assert run(programs, "xgboost_trees.py", project)["logged"]["train-mlogloss"] == 8


def test_stable_baselines_logs_through_tensorboard(programs, project):
    run(programs, "baselines_cartpole.py", project)


def test_optuna_makes_a_run_of_every_trial(programs, project):
    got = run(programs, "optuna_study.py", project)
    assert got["runs"] == 4
    assert got["best"] == pytest.approx(got["optuna"])
