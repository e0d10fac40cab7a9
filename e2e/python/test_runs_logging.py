"""A run is logged by an unmodified client and read back equal."""
import math
import subprocess

import pytest

from harness import clients
from harness.compare import as_number, eventually, values


def logged_rows():
    """What scripts/log_values.py logs, as flat rows."""
    words = ["plain", "quote \" and \\ slash", "line\nbreak", "tab\t", "emoji 🧵", "nul-free \u2028 separator"]
    epoch = None
    for i in range(40):
        value = (i * 7 % 11) / 3
        row = {"loss": 1 / (i + 1), "int": i, "big": 2**53 + 2 * i, "flag": i % 2 == 0, "word": words[i % 6],
               "nested.x": i, "nested.deep.y": -i / 7, "dotted.key": i * 10, "_step": i}
        row |= dict.fromkeys(("lowest", "highest", "average", "opening", "extent", "unseen"), value)
        if i % 10 == 0:
            epoch = i // 10
            row |= {"epoch": epoch, "val/acc": i / 40}
        if i == 20:
            row |= {"odd": "nan", "up": math.inf, "down": -math.inf}
        yield row
    # With an explicit step the client keeps the row open until the next step begins.
    yield {"far": 1, "part1": 1, "part2": 2, "_step": 100}


@pytest.fixture
def made(client, project):
    return client.run("log_values.py", project=project, run="first") | {"path": f"{project}/first"}


def test_values_come_back_as_logged(made, client, http, entity, project):
    assert made["url"].endswith(f"/{entity}/{project}/runs/first")
    back = client.run("read_run.py", path=made["path"])
    attributes = back["attributes"]
    assert attributes["name"] == "first light"
    assert attributes["state"] == "finished"
    assert sorted(attributes["tags"]) == ["a", "b c"]
    assert attributes["notes"] == "why *this* run"
    assert (attributes["group"], attributes["job_type"]) == ("family", "train")
    assert attributes["user"] == entity
    assert attributes["last"] == 100

    assert back["config"] == {
        "lr": 0.1, "epochs": 3, "name": "ünïcode ✓ 名前", "flag": True, "nothing": None, "big": 2**53,
        "nested": {"a": {"b": [1, 2.5, {"c": None}], "more": True}}, "dotted.key": 5, "list": [0, "one", "2"], "late": "added",
    }

    expected = list(logged_rows())
    assert [values(row) for row in back["rows"]] == expected
    # The same rows over plain HTTP: no client smooths over what the server stores.
    assert [values(row) for row in http.history(entity, project, "first")] == expected
    assert all(isinstance(row["_timestamp"], float) for row in back["rows"])


def test_summary_holds_last_values_and_asked_aggregates(made, client):
    summary = client.run("read_run.py", path=made["path"], what=["summary"])["summary"]
    series = [(i * 7 % 11) / 3 for i in range(40)]
    assert summary["loss"] == 1 / 40
    assert summary["lowest"] == {"min": min(series)}
    assert summary["highest"] == {"max": max(series)}
    assert summary["average"]["mean"] == pytest.approx(sum(series) / 40)
    assert summary["opening"] == {"first": series[0]}
    assert summary["extent"] == {"min": min(series), "max": max(series), "last": series[-1]}
    assert "unseen" not in summary
    assert summary["nested"]["deep"]["y"] == -39 / 7
    assert summary["handmade"] == {"a": {"b": 1}}
    assert as_number(summary["odd"]) == "nan"
    assert as_number(summary["up"]) == math.inf
    assert (summary["part1"], summary["part2"], summary["_step"]) == (1, 2, 100)


def test_history_keys_name_nested_values_by_dots(made, client):
    keys = client.run("read_run.py", path=made["path"], what=["attributes"])["attributes"]["history_keys"]
    assert keys["lastStep"] == 100
    assert {"loss", "nested.x", "nested.deep.y", "dotted.key", "val/acc", "far"} <= set(keys["keys"])
    assert keys["keys"]["nested.x"]["previousValue"] == 39
    assert keys["keys"]["loss"]["typeCounts"][0] == {"type": "number", "count": 40}


def test_chosen_keys_give_only_rows_that_hold_them(made, client):
    back = client.run("read_run.py", path=made["path"], keys=["val/acc", "epoch"], what=["rows", "sampled"])
    wanted = [(i // 10, i / 40) for i in range(0, 40, 10)]
    # where the rows are sealed already, the client reads Parquet, and hands out empty rows between them
    rows = [(row["epoch"], row["val/acc"]) for row in back["rows"]]
    assert [row for row in rows if row != (None, None)] == wanted
    assert [(row["epoch"], row["val/acc"]) for row in back["sampled"]] == wanted


def test_dotted_key_of_a_nested_value_can_be_sampled(made, client):
    back = client.run("read_run.py", path=made["path"], keys=["nested.deep.y"], what=["sampled"])
    assert [(row["_step"], row["nested.deep.y"]) for row in back["sampled"]] == [(i, -i / 7) for i in range(40)]


def test_run_is_visible_before_the_first_row(client, http, entity, project):
    process = client.start("wait_for_stop.py", project=project, run="live")
    try:
        run = eventually(lambda: http.run(entity, project, "live"), 60, "the run")
        assert run["state"] == "running"
        rows = eventually(lambda: http.history(entity, project, "live"), 30, "the first row")
        assert rows[0]["x"] == 0
    finally:
        process.kill()
        process.wait()


def test_a_project_may_have_brackets_in_its_name(client, new_client, http, entity, project):
    name = f"{project} lr[0.1]"
    client.run("log_values.py", project=name, run="new")
    oldest = new_client(list(clients.installed())[-1])
    oldest.run("log_media.py", project=name, run="old")
    assert len(http.history(entity, name, "new")) == 41
    assert http.run(entity, name, "new")["state"] == http.run(entity, name, "old")["state"] == "finished"


def test_exit_code_decides_the_state(new_client, http, entity, project):
    client = new_client()
    client.run("log_steps.py", project=project, init={"id": "told"}, exit_code=3)
    raised = client.attempt("log_steps.py", project=project, init={"id": "raised"}, **{"raise": True})
    assert raised.code == 1
    assert http.run(entity, project, "told")["state"] == "failed"
    assert http.run(entity, project, "raised")["state"] == "failed"


def test_labels_can_be_edited_afterwards(client, http, entity, project):
    client.run("log_steps.py", project=project, init={"id": "r", "config": {"lr": 1}})
    client.run("edit_run.py", path=f"{project}/r", set={"display_name": "new name", "tags": ["x"], "notes": "n"},
               config={"lr": 2, "more": [1]}, summary={"best": 0.5})
    run = http.run(entity, project, "r")
    assert (run["displayName"], run["tags"], run["notes"]) == ("new name", ["x"], "n")
    back = client.run("read_run.py", path=f"{project}/r", what=["config", "summary"])
    assert back["config"] == {"lr": 2, "more": [1]}
    assert back["summary"]["best"] == 0.5
    assert back["summary"]["x"] == 9
    assert run["state"] == "finished"


def test_system_metrics_are_kept_beside_the_history(client, http, entity, project):
    client.run("log_steps.py", project=project, init={"id": "r"}, steps=8, sleep=0.5,
               settings={"x_stats_sampling_interval": 0.5})
    events = client.run("read_run.py", path=f"{project}/r", what=["system", "rows"])
    assert len(events["rows"]) == 8
    assert len(events["system"]) >= 2
    names = {name for row in events["system"] for name in row}
    assert any(name.startswith("system.cpu") for name in names), names
    assert "x" not in names
    stamps = [row["_timestamp"] for row in events["system"]]
    assert stamps == sorted(stamps)
    assert http.run(entity, project, "r")["eventsLineCount"] == len(events["system"])


def test_console_lines_hold_their_last_text(client, http, entity, project):
    client.run("console.py", project=project, run="talks")
    back = client.run("read_run.py", path=f"{project}/talks", what=["console", "files"])
    text = [line[3] for line in back["console"]]
    assert [line[0] for line in back["console"]] == list(range(len(text)))
    assert text.index("first line") < text.index("last line")
    assert any("red" in line and "ünïcode ✓" in line for line in text)
    assert "progress 30/30" in text, "the rewritten line must hold its last text"
    assert sum(line.startswith("progress") for line in text) == 1
    assert [line for line in text if line.startswith("line ")] == [f"line {i}" for i in range(200)]
    errors = [line[3] for line in back["console"] if line[1] == "error"]
    assert errors == ["to the error stream"]
    assert "output.log" in {file["name"] for file in back["files"]}


def test_code_and_git_state_are_kept(client, http, entity, project, workdir, tmp_path):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@localhost", *words], cwd=workdir, check=True,
                       capture_output=True)
    (workdir / "model.py").write_text("layers = 1\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    git("remote", "add", "origin", "https://example.org/lab/model.git")
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=workdir, capture_output=True, text=True).stdout.strip()
    (workdir / "model.py").write_text("layers = 2\n")

    client.run("code_and_git.py", project=project, run="r", cwd=workdir,
               env={"WANDB_DISABLE_GIT": None, "WANDB_DISABLE_CODE": None})
    back = client.run("read_run.py", path=f"{project}/r", what=["attributes", "metadata", "files"])
    assert back["attributes"]["commit"] == commit
    assert back["metadata"]["git"] == {"commit": commit, "remote": "https://example.org/lab/model.git"}
    names = {file["name"] for file in back["files"]}
    assert {"wandb-metadata.json", "requirements.txt", "config.yaml", "diff.patch"} <= names
    patch = client.run("download_files.py", path=f"{project}/r", names=["diff.patch"], root=str(tmp_path / "back"))
    assert "+layers = 2" in (tmp_path / "back" / patch["diff.patch"]["path"]).read_text()


def test_media_arrive_byte_for_byte(client, project, tmp_path):
    logged = client.run("log_media.py", project=project, run="r")
    back = client.run("download_files.py", path=f"{project}/r", root=str(tmp_path / "back"))
    for name, digest in logged["digests"].items():
        assert back[name]["sha256"] == digest, name
        assert back[name]["size"] == back[name]["said"]
    rows = client.run("read_run.py", path=f"{project}/r", what=["rows"])["rows"]
    entries = [value for row in rows for value in row.values() if isinstance(value, dict) and "_type" in value]
    assert {e["_type"] for e in entries} >= {"image-file", "images/separated", "html-file", "histogram"}
    for entry in entries:
        if "path" in entry:
            assert back[entry["path"]]["sha256"] == entry["sha256"]
            assert back[entry["path"]]["size"] == entry["size"]
    many = next(e for e in entries if e["_type"] == "images/separated")
    assert len(many["filenames"]) == 2
    assert set(many["filenames"]) <= set(back)
    bins = next(e for e in entries if e["_type"] == "histogram")
    assert sum(bins["values"]) == 100


def test_table_is_stored_as_a_file_with_its_rows(client, project, tmp_path):
    client.run("log_media.py", project=project, run="r", table=True)
    back = client.run("read_run.py", path=f"{project}/r", what=["summary"])["summary"]["tablé"]
    assert (back["_type"], back["nrows"], back["ncols"]) == ("table-file", 20, 3)
    files = client.run("download_files.py", path=f"{project}/r", names=[back["path"]], root=str(tmp_path / "back"))
    assert files[back["path"]]["sha256"] == back["sha256"]
