"""The oldest release that we promise: the same core scenarios."""
from harness.compare import values


def test_old_client_logs_and_reads(old_client, client, http, entity, project):
    old_client.run("log_steps.py", project=project, steps=20, print=["an old line"],
                   init={"id": "r", "config": {"lr": 0.1, "nested": {"a": [1]}}, "tags": ["t"], "notes": "n", "group": "g"})
    back = old_client.run("read_run.py", path=f"{project}/r")
    assert [(r["_step"], r["x"], r["y"]) for r in back["rows"]] == [(i, i, i * 0.5) for i in range(20)]
    assert back["config"] == {"lr": 0.1, "nested": {"a": [1]}}
    assert back["summary"]["x"] == 19
    assert (back["attributes"]["state"], back["attributes"]["tags"], back["attributes"]["group"]) == ("finished", ["t"], "g")
    new = client.run("read_run.py", path=f"{project}/r", what=["rows", "console"])
    assert [values(r) for r in new["rows"]] == [values(r) for r in back["rows"]]
    assert "an old line" in [line[3] for line in new["console"]]


def test_old_client_logs_every_kind_of_value(old_client, http, entity, project):
    old_client.run("log_values.py", project=project, run="r")
    rows = http.history(entity, project, "r")
    assert len(rows) == 41
    assert values(rows[20])["odd"] == "nan"


def test_old_client_resumes(old_client, http, entity, project):
    for first in (0, 5):
        back = old_client.run("log_steps.py", project=project, steps=5, init={"id": "r", "resume": "allow"})
        assert back["first_step"] == first
    assert [r["x"] for r in http.history(entity, project, "r")] == list(range(10))


def test_old_client_stores_and_fetches_files(old_client, project, tmp_path):
    logged = old_client.run("log_media.py", project=project, run="r")
    back = old_client.run("download_files.py", path=f"{project}/r", root=str(tmp_path / "back"))
    assert logged["digests"] == {name: back[name]["sha256"] for name in logged["digests"]}


def test_old_client_syncs_what_it_logged_offline(old_client, http, entity, project):
    old_client.run("log_steps.py", project=project, steps=7, init={"id": "r"}, env={"WANDB_MODE": "offline"})
    for _ in range(2):
        done = old_client.cli("sync", "--include-synced", str(old_client.run_folders()[0]))
        assert done.code == 0, done.output
        # some releases skip what is marked, whatever they are told, and newer ones cannot leave it unmarked
        for marker in old_client.folder.glob("wandb/**/*.synced"):
            marker.unlink()
        assert [r["x"] for r in http.history(entity, project, "r")] == list(range(7))


def test_old_client_scans_a_long_history(old_client, http, entity, project):
    http.upsert_run(entity, project, "r")
    http.log_rows(entity, project, "r", [{"_step": i, "v": i / 3} for i in range(3000)])
    calls = {"scan": {"kind": "scan", "options": {"keys": ["v"]}}, "sampled": {"kind": "history", "options": {"samples": 50}}}
    back = old_client.run("read_history.py", path=f"{project}/r", calls=calls)
    assert [r["v"] for r in back["scan"]] == [i / 3 for i in range(3000)]
    assert 25 <= len(back["sampled"]) <= 50


def test_old_client_lists_runs(old_client, http, entity, project):
    for i in range(5):
        http.upsert_run(entity, project, f"r{i}", config={"lr": {"value": i}})
    back = old_client.run("query_runs.py", path=project, questions=[{"filters": {"config.lr": {"$gte": 3}}, "per_page": 1}])
    assert back == [{"count": 2, "ids": ["r3", "r4"]}]
