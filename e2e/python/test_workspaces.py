"""Saved workspaces and reports through `wandb_workspaces`, which stores and reads the layout documents of our pages."""
import subprocess

import pytest


@pytest.fixture
def with_package(client):
    found = subprocess.run([client.python, "-c", "import wandb_workspaces"], capture_output=True)
    if found.returncode:
        pytest.skip(f"wandb_workspaces is not installed beside wandb {client.version}")
    return client


def test_workspaces_and_reports_make_the_round_trip(with_package, shared_server):
    from harness.raw import Http
    Http(shared_server.url, shared_server.admin_key).upsert_run("e2e-admin", "views", "r1", summaryMetrics={"loss": 1})
    got = with_package.run("workspaces.py", path="e2e-admin/views")
    assert got["opened"] == ["Losses", ["Curves"], "loss"]
    assert got["renamed"] == "Renamed"
    assert got["copy"] == "Copy"
    assert got["original after copy"] == "Renamed"
    assert got["report"] == ["Quarter – ü", "what we saw", ["H1", "P", "PanelGrid"]]
    assert got["retitled"] == "Year"
    assert got["listed"] == ["Year"], "drafts are not listed among reports"
    assert got["share"] and got["unshared"]
    assert got["deleted"]
    assert got["listed after"] == []


@pytest.mark.full
def test_every_kind_of_block_and_panel_comes_back_as_it_was(with_package, shared_server):
    from harness.raw import Http
    Http(shared_server.url, shared_server.admin_key).upsert_run("e2e-admin", "kinds", "r1", summaryMetrics={"loss": 1})
    got = with_package.run("views_all_kinds.py", path="e2e-admin/kinds")
    assert got["blocks"][0] == got["blocks"][1] == got["blocks"][2]
    assert len(set(got["blocks"][0])) == 21
    assert got["panels"][0] == got["panels"][1] == got["workspace"][0]
    assert all(same is True for same in got["same"]), got["same"]
    name, query, groups = got["runset"]
    # newer releases of the package name a config key as it stands in the runs table
    assert [name, query, [key.removesuffix(".value") for key in groups]] == ["all", "r", ["config.lr"]]
    assert got["workspace"][1:] == ["Step", 5, "r"]
