"""Resume, fork, rewind, offline, shared, stop, crash, delete: what happens to a run besides being logged."""
import os
import signal
import time

import pytest

from harness.compare import eventually, values
from harness.raw import Http


def steps(rows):
    return [(row["_step"], row["x"]) for row in rows if "x" in row]


def as_logged(first, last):
    return [(i, i) for i in range(first, last)]


# -- resume ------------------------------------------------------------------------------------
@pytest.mark.parametrize("mode", ["allow", "must", "auto"])
def test_resume_continues_where_the_run_ended(client, http, entity, project, mode):
    identity = {"resume": mode} | ({} if mode == "auto" else {"id": "r"})
    # "auto" finds the run of this folder only if the process died without finishing it.
    before = client.attempt("log_steps.py", project=project, steps=5, print=["from the first"],
                            init=identity | {"id": "r", "config": {"a": 1, "b": 1}, "resume": "allow" if mode == "must" else mode},
                            **({"raise": True} if mode == "auto" else {})).result
    after = client.run("log_steps.py", project=project, steps=5, print=["from the second"],
                       init=identity | {"config": {"b": 2, "c": 3}, "allow_val_change": True})
    assert (before["first_step"], after["first_step"], after["resumed"]) == (0, 5, True)
    assert (after["id"], after["name"]) == ("r", before["name"])
    assert after["config"] == {"a": 1, "b": 2, "c": 3}
    assert steps(http.history(entity, project, "r")) == as_logged(0, 10)
    run = http.run(entity, project, "r")
    assert run["state"] == "finished"
    assert run["historyLineCount"] == 10
    lines = [line[3] for line in client.run("read_run.py", path=f"{project}/r", what=["console"])["console"]]
    assert lines.index("from the first") < lines.index("from the second")


def test_resume_must_refuses_an_unknown_run(client, http, entity, project):
    outcome = client.attempt("log_steps.py", project=project, init={"id": "absent", "resume": "must"}, timeout=60)
    assert outcome.code != 0
    assert "does not exist" in outcome.output or "doesn't exist" in outcome.output, outcome.output
    assert http.data("query P($e: String!, $p: String!) { project(name: $p, entityName: $e) { run(name: \"absent\") { id } } }",
                     e=entity, p=project)["project"] in (None, {"run": None})


def test_resume_never_refuses_a_known_run(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=3, init={"id": "r"})
    outcome = client.attempt("log_steps.py", project=project, init={"id": "r", "resume": "never"}, timeout=60)
    assert outcome.code != 0
    assert steps(http.history(entity, project, "r")) == as_logged(0, 3)


def test_same_id_without_resume_starts_over(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=6, init={"id": "r", "config": {"old": 1}})
    client.run("log_steps.py", project=project, steps=2, metrics={"x": 1, "second": 1}, init={"id": "r"})
    rows = http.history(entity, project, "r")
    assert steps(rows) == as_logged(0, 2)
    assert all("second" in row for row in rows)


# -- fork and rewind ---------------------------------------------------------------------------
def test_fork_shares_the_past_and_leaves_the_parent_alone(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=10, init={"id": "parent", "config": {"lr": 1}})
    fork = client.run("log_steps.py", project=project, steps=3, metrics={"x": 1, "child": 2},
                      init={"id": "child", "fork_from": "parent?_step=4", "config": {"lr": 2}})
    assert fork["first_step"] == 5
    rows = http.history(entity, project, "child")
    assert steps(rows) == as_logged(0, 8)
    assert [row.get("y") for row in rows] == [0, 0.5, 1, 1.5, 2, None, None, None]
    assert [row.get("child") for row in rows] == [None] * 5 + [10, 12, 14]
    assert steps(http.history(entity, project, "parent")) == as_logged(0, 10)
    assert steps(client.run("read_run.py", path=f"{project}/child", what=["rows"])["rows"]) == as_logged(0, 8)
    # A fork of the fork, cutting inside the grandparent's part.
    client.run("log_steps.py", project=project, steps=2, metrics={"x": 1, "grand": 1},
               init={"id": "grandchild", "fork_from": "child?_step=2"})
    assert steps(http.history(entity, project, "grandchild")) == as_logged(0, 5)


def test_rewind_cuts_the_run_and_continues(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=10, init={"id": "r"})
    again = client.run("log_steps.py", project=project, steps=3, metrics={"x": 1, "second": 1},
                       init={"resume_from": "r?_step=4"})
    assert (again["id"], again["first_step"]) == ("r", 5)
    rows = http.history(entity, project, "r")
    assert steps(rows) == as_logged(0, 8)
    assert [("second" in row) for row in rows] == [False] * 5 + [True] * 3
    assert http.run(entity, project, "r")["historyLineCount"] == 8


# -- offline -----------------------------------------------------------------------------------
def test_offline_run_synced_twice_is_there_once(client, http, entity, project):
    began = time.time()
    client.run("log_steps.py", project=project, steps=12, print=["offline line"],
               init={"id": "r", "config": {"a": 1}, "tags": ["t"]}, env={"WANDB_MODE": "offline"})
    ended = time.time()
    assert http.data("query P($e: String!, $p: String!) { project(name: $p, entityName: $e) { id } }",
                     e=entity, p=project)["project"] is None
    folder = str(client.run_folders()[0])
    time.sleep(2)
    first = client.cli("sync", folder)
    assert first.code == 0, first.output
    run, rows = http.run(entity, project, "r"), http.history(entity, project, "r")
    assert steps(rows) == as_logged(0, 12)
    assert all(began <= row["_timestamp"] <= ended for row in rows), "timestamps are the logging's, not the sync's"
    assert (run["state"], run["tags"]) == ("finished", ["t"])
    for marker in client.folder.glob("wandb/**/*.synced"):
        marker.unlink()
    second = client.cli("sync", "--include-synced", folder)
    assert second.code == 0, second.output
    assert http.history(entity, project, "r") == rows
    again = http.run(entity, project, "r")
    counts = ("historyLineCount", "eventsLineCount", "logLineCount")
    assert [again[c] for c in counts] == [run[c] for c in counts]


def test_pieces_of_a_resumed_run_are_synced_together_and_twice(client, http, entity, project):
    for first in (0, 3, 6):
        client.run("log_steps.py", project=project, steps=3, print=[f"from {first}"],
                   init={"id": "r", "resume": "allow"})
    folders = [str(folder) for folder in client.run_folders()]
    for _ in range(2):
        done = client.cli("beta", "sync", "--no-skip-online", "--no-skip-synced", "--id", "copy", *folders)
        assert done.code == 0, done.output
        assert steps(http.history(entity, project, "copy")) == as_logged(0, 9)
        assert http.run(entity, project, "copy")["state"] == "finished"


def test_a_recording_under_a_finished_runs_name_replaces_it(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=6, init={"id": "r"})
    client.run("log_steps.py", project=project, steps=2, metrics={"x": 1, "second": 1}, init={"id": "r"},
               env={"WANDB_MODE": "offline"})
    offline = next(folder for folder in client.run_folders() if folder.name.startswith("offline-"))
    done = client.cli("sync", str(offline))
    assert done.code == 0, done.output
    rows = http.history(entity, project, "r")
    assert steps(rows) == as_logged(0, 2)
    assert all("second" in row for row in rows)


# -- shared mode -------------------------------------------------------------------------------
def test_eight_writers_share_one_run(new_client, http, entity, project):
    rows = 25
    primary = new_client()
    head = primary.start("shared_writer.py", project=project, run="crowd", label="w0", primary=True, rows=rows)
    others = []
    eventually(lambda: http.run(entity, project, "crowd"), 60, "the run")
    for number in range(1, 8):
        client = new_client()
        others.append((client, client.start(
            "shared_writer.py", project=project, run="crowd", label=f"w{number}", primary=False, rows=rows)))
    for client, process in others:
        outcome = client.finish(process, 180)
        assert outcome.code == 0, outcome.output
    assert http.run(entity, project, "crowd")["state"] == "running", "only the primary writer ends the run"
    head.stdin.write("go\n")
    head.stdin.flush()
    outcome = primary.finish(head, 120)
    assert outcome.code == 0, outcome.output

    assert http.run(entity, project, "crowd")["state"] == "finished"
    history = [row for row in http.history(entity, project, "crowd") if "writer" in row]
    assert len(history) == 8 * rows
    for number in range(8):
        own = [row for row in history if row["writer"] == f"w{number}"]
        assert [row["row"] for row in own] == list(range(rows)), "each writer's rows are there once, in order"
        assert [row[f"only/w{number}"] for row in own] == [i * i for i in range(rows)]
    order = [row["_step"] for row in history]
    assert order == sorted(set(order)), "the server gives run-wide steps"
    console = primary.run("read_run.py", path=f"{project}/crowd", what=["console"])["console"]
    said = {line[3]: line[2] for line in console if line[3].startswith("hello from")}
    assert said == {f"hello from w{n}": f"w{n}" for n in range(8)}


# -- ends --------------------------------------------------------------------------------------
def test_stop_from_outside_interrupts_the_script(new_client, http, entity, project):
    client, other = new_client(), new_client()
    process = client.start("wait_for_stop.py", project=project, run="r")
    eventually(lambda: http.history(entity, project, "r") if http.run(entity, project, "r") else None, 60, "a row")
    other.run("edit_run.py", path=f"{project}/r", stop=True)
    outcome = client.finish(process, 120)
    assert outcome.code != 0
    assert "was never stopped" not in outcome.output
    run = eventually(lambda: (r := http.run(entity, project, "r"))["state"] != "running" and r, 15, "the end")
    assert run["state"] == "killed"


def test_run_without_heartbeat_is_crashed(start_server, watch, new_client, entity, project):
    quick = start_server("quick", SELVEDGE_RUNS_CRASHAFTER="5s")
    watch(quick)
    http = Http(quick.url, quick.admin_key)
    client = new_client(at=quick)
    process = client.start("wait_for_stop.py", project=project, run="r")
    eventually(lambda: http.run(entity, project, "r"), 60, "the run")
    time.sleep(7)
    assert http.run(entity, project, "r")["state"] == "running", "it sends, so it lives"
    # The whole group: wandb-core outlives its Python and would go on with heartbeats.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    eventually(lambda: http.run(entity, project, "r")["state"] == "crashed", 30, "the crash")
    # It comes back when it speaks again.
    rows = len(http.history(entity, project, "r"))
    assert http.log_rows(entity, project, "r", [{"x": -1, "_step": 10_000}], offset=rows).status == 200
    assert http.run(entity, project, "r")["state"] == "running"


def test_deleted_run_is_gone_and_its_id_stays_taken(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=3, init={"id": "r"})
    client.run("log_steps.py", project=project, steps=3, init={"id": "kept"})
    client.run("edit_run.py", path=f"{project}/r", delete=True)
    assert http.run(entity, project, "r") is None
    assert client.run("query_runs.py", path=project, questions=[{}]) == [{"count": 1, "ids": ["kept"]}]
    began = time.monotonic()
    outcome = client.attempt("log_steps.py", project=project, init={"id": "r"}, timeout=60)
    assert outcome.code != 0, "the id of a deleted run is not reused"
    assert time.monotonic() - began < 30, "the refusal is not retried"
    answer = http.log_rows(entity, project, "r", [{"x": 1, "_step": 0}])
    assert 400 <= answer.status < 500


def test_restored_run_has_all_it_had(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=3, init={"id": "r", "tags": ["t"]})
    before, rows = http.run(entity, project, "r"), http.history(entity, project, "r")
    client.run("edit_run.py", path=f"{project}/r", delete=True)
    http.data("mutation U($input: UndeleteRunsInput!) { undeleteRuns(input: $input) { clientMutationId } }",
              input={"filters": '{"name": "r"}', "entityName": entity, "projectName": project})
    assert http.run(entity, project, "r") == before
    assert [values(r) for r in http.history(entity, project, "r")] == [values(r) for r in rows]
