"""Sweeps through the released client: agents in the program and on the command line, the states, and what dies meanwhile."""
import json
import threading
from datetime import datetime

import pytest

GRID = {"lr": {"values": [0.1, 0.2, 0.4]}, "depth": {"values": [1, 2]}}


@pytest.mark.full
def test_an_agent_in_the_program_tries_every_point_of_a_grid(client, project):
    got = client.run("sweep_agents.py", project=project, method="grid", parameters=GRID, kind="function", timeout=240)
    assert got["state"] == "FINISHED"
    assert got["expected"] == 6
    assert [[lr, depth] for lr, depth, _ in got["runs"]] == [[lr, d] for lr in (0.1, 0.2, 0.4) for d in (1, 2)]
    assert got["seen"] == 6
    assert got["best"] == pytest.approx(0.01)
    assert got["order"] == "+summary_metrics.loss"


def test_two_agents_of_the_command_line_share_a_grid_without_a_repetition(client, project):
    got = client.run("sweep_agents.py", project=project, method="grid", parameters=GRID, kind="command", agents=2, timeout=300)
    assert got["state"] == "FINISHED", got["outputs"]
    assert [[lr, depth] for lr, depth, _ in got["runs"]] == [[lr, d] for lr in (0.1, 0.2, 0.4) for d in (1, 2)]
    assert {state for *_, state in got["runs"]} == {"finished"}, got["outputs"]
    assert got["best"] == pytest.approx(1.01)


def test_an_agent_that_left_after_its_last_run_does_not_hold_up_the_next(client, project):
    # the first one leaves before it could report that its run began, and is not given up for five minutes
    got = client.run("sweep_agents.py", project=project, method="grid", parameters={"lr": {"values": [0.1, 0.2]}, "depth": {"values": [1]}},
                     kind="function", counts=[1, None], timeout=120)
    assert got["state"] == "FINISHED"
    assert [[lr, state] for lr, _, state in got["runs"]] == [[0.1, "finished"], [0.2, "finished"]]


def test_programs_that_die_do_not_end_the_search(client, project):
    got = client.run("sweep_agents.py", project=project, method="grid", parameters={"lr": {"values": [0.1]}, "depth": {"values": [1, 2, 3]}},
                     kind="command", env={"DIE_AT": "2"}, timeout=300)
    assert [depth for _, depth, _ in got["runs"]] == [1, 2, 3]
    assert [state for _, depth, state in got["runs"] if depth != 2] == ["finished"] * 2


@pytest.mark.full
@pytest.mark.parametrize("method", ["random", "bayes"])
def test_a_run_cap_ends_a_search_without_end(client, project, method):
    got = client.run("sweep_agents.py", project=project, method=method, kind="function", more={"run_cap": 4},
                     parameters={"lr": {"min": 0.0, "max": 1.0}, "depth": {"distribution": "int_uniform", "min": 1, "max": 5}}, timeout=240)
    assert got["seen"] == 4
    assert got["state"] == "FINISHED"
    assert all(0 <= lr <= 1 and 1 <= depth <= 5 for lr, depth, _ in got["runs"])


def make(http, entity, project, config, **more):
    return http.data(
        """mutation S($e: String!, $p: String!, $c: String!, $prior: JSONString) { upsertSweep(input: {entityName: $e, projectName: $p,
           config: $c, priorRunsFilters: $prior}) { sweep { id name state } } }""", e=entity, p=project, c=config, **more)["upsertSweep"]["sweep"]


def agent(http, entity, project, sweep, host="here"):
    return http.data("""mutation G($e: String!, $p: String!, $s: String!, $h: String!) { createAgent(input: {entityName: $e, projectName: $p,
        sweep: $s, host: $h}) { agent { id } } }""", e=entity, p=project, s=sweep, h=host)["createAgent"]["agent"]["id"]


def heartbeat(http, agent_id, **working):
    answer = http.data("mutation H($a: ID!, $r: JSONString) { agentHeartbeat(input: {id: $a, runState: $r}) { commands } }",
                       a=agent_id, r=json.dumps(working))
    return json.loads(answer["agentHeartbeat"]["commands"])


def grid(points):
    return json.dumps({"method": "grid", "metric": {"name": "loss", "goal": "minimize"}, "parameters": {"n": {"values": list(range(points))}}})


@pytest.mark.disturbed
def test_a_killed_server_hands_every_configuration_out_once(http, server, entity, project):
    sweep = make(http, entity, project, grid(8))
    one = agent(http, entity, project, sweep["name"])
    given = []
    for point in range(8):
        if point in (2, 5):
            # the answer of this one is lost with the server: it must come again, and no other instead of it
            lost = heartbeat(http, one)
            server.kill()
            server.start()
            http.close()
            assert heartbeat(http, one) == lost
            commands = lost
        else:
            commands = heartbeat(http, one)
        [command] = commands
        given.append(command["args"]["n"]["value"])
        http.upsert_run(entity, project, command["run_id"], state="running")
        heartbeat(http, one, **{command["run_id"]: True})
        http.stream(entity, project, command["run_id"], {"complete": True, "exitcode": 0})
    assert given == list(range(8))
    assert heartbeat(http, one) == [{"type": "exit"}]


def test_agents_at_the_same_moment_get_different_points(server, http, entity, project):
    from harness.raw import Http
    sweep = make(http, entity, project, grid(12))
    agents = [agent(http, entity, project, sweep["name"], f"h{i}") for i in range(6)]
    got, threads = [], []

    def work(one):
        own = Http(server.url, server.admin_key)
        for _ in range(2):
            [command] = heartbeat(own, one)
            got.append(command["args"]["n"]["value"])
            own.upsert_run(entity, project, command["run_id"], state="running")
            heartbeat(own, one, **{command["run_id"]: True})
            own.stream(entity, project, command["run_id"], {"complete": True, "exitcode": 0})

    for one in agents:
        threads.append(threading.Thread(target=work, args=(one,)))
        threads[-1].start()
    for thread in threads:
        thread.join(60)
    assert sorted(got) == list(range(12))


def test_values_put_in_by_hand_reach_agents_as_they_read_them(http, entity, project):
    sweep = make(http, entity, project, grid(1))
    put = http.data("mutation E($s: ID!, $c: JSONString!) { enqueueSweepRun(input: {id: $s, config: $c}) { id } }",
                    s=sweep["id"], c=json.dumps({"lr": 0.7, "deep": {"a": 1}, "depth": {"value": 3}}))["enqueueSweepRun"]["id"]
    command, = heartbeat(http, agent(http, entity, project, sweep["name"]))
    assert command == {"type": "run", "run_id": put, "args": {"lr": {"value": 0.7}, "deep": {"value": {"a": 1}}, "depth": {"value": 3}}}


def test_runs_made_before_a_sweep_are_learned_from(http, entity, project):
    for n in range(3):
        http.upsert_run(entity, project, f"before-{n}", config={"n": {"value": n}}, summaryMetrics={"loss": n}, tags=["seed"])
        http.stream(entity, project, f"before-{n}", {"complete": True, "exitcode": 0})
    sweep = make(http, entity, project, grid(5), prior='{"tags": {"$in": ["seed"]}}')
    one = agent(http, entity, project, sweep["name"])
    [command] = heartbeat(http, one)
    assert command["args"]["n"]["value"] == 3, "the three points that are known are not tried again"


def test_lists_of_sweeps_say_how_many_runs_each_has(http, entity, project):
    names = []
    for runs in (0, 2, 3):
        sweep = make(http, entity, project, grid(5))
        one = agent(http, entity, project, sweep["name"])
        for _ in range(runs):
            [command] = heartbeat(http, one)
            http.upsert_run(entity, project, command["run_id"], state="running", summaryMetrics={"loss": runs})
            heartbeat(http, one, **{command["run_id"]: True})
            http.stream(entity, project, command["run_id"], {"complete": True, "exitcode": 0})
        names.append(sweep["name"])
    found = http.data("""query L($e: String, $p: String) { project(entityName: $e, name: $p) { totalSweeps
        sweeps(first: 2) { edges { node { name runCount runCountExpected bestLoss computeSeconds agents { edges { node { totalRuns } } } } cursor }
          pageInfo { hasNextPage endCursor } } } }""", e=entity, p=project)["project"]
    assert found["totalSweeps"] == 3
    nodes = [e["node"] for e in found["sweeps"]["edges"]]
    assert [n["name"] for n in nodes] == [names[2], names[1]]
    assert [n["runCount"] for n in nodes] == [3, 2]
    assert [n["bestLoss"] for n in nodes] == [3, 2]
    lived = """query R($e: String, $p: String, $f: JSONString) { project(entityName: $e, name: $p) { runs(filters: $f) {
      edges { node { createdAt heartbeatAt } } } } }"""
    for node in nodes:
        runs = http.data(lived, e=entity, p=project, f=json.dumps({"sweep": node["name"]}))["project"]["runs"]["edges"]
        seconds = sum((datetime.fromisoformat(r["node"]["heartbeatAt"]) - datetime.fromisoformat(r["node"]["createdAt"])).total_seconds() for r in runs)
        assert abs(node["computeSeconds"] - seconds) <= 1 + len(runs), (node, runs)
    assert [n["agents"]["edges"][0]["node"]["totalRuns"] for n in nodes] == [3, 2]
    assert found["sweeps"]["pageInfo"]["hasNextPage"]


def test_a_changed_configuration_names_the_sweep_until_a_person_does(http, entity, project):
    change = "mutation C($i: UpsertSweepInput!) { upsertSweep(input: $i) { sweep { displayName runCountExpected } } }"

    def changed(**wish):
        return http.data(change, i={"id": sweep["id"], **wish})["upsertSweep"]["sweep"]

    sweep = make(http, entity, project, json.dumps({**json.loads(grid(2)), "name": "first"}))
    assert changed(config=json.dumps({**json.loads(grid(4)), "name": "second"})) == {"displayName": "second", "runCountExpected": 4}
    assert changed(config=grid(4))["displayName"] is None
    assert changed(config=json.dumps({**json.loads(grid(4)), "name": "third"}))["displayName"] == "third"
    assert changed(displayName="by hand")["displayName"] == "by hand"
    assert changed(config=json.dumps({**json.loads(grid(4)), "name": "fourth"}))["displayName"] == "by hand"
