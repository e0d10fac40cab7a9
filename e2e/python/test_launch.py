"""Launch queues: a real agent runs what a client queues; items are given once; strangers and nonsense are refused."""
import json
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.compare import eventually
from harness.raw import Http

PROJECT = "model-registry"

CREATE = """mutation($entity: String!, $project: String!, $name: String!, $access: RunQueueAccessType!) {
  createRunQueue(input: {entityName: $entity, projectName: $project, queueName: $name, access: $access}) {
    success queueID } }"""
PUSH = """mutation($entity: String!, $project: String!, $queue: String!, $spec: JSONString!, $priority: Int,
  $variables: JSONString) {
  pushToRunQueueByName(input: {entityName: $entity, projectName: $project, queueName: $queue, runSpec: $spec,
    priority: $priority, templateVariableValues: $variables}) { runQueueItemId runSpec } }"""
POP = """mutation($entity: String!, $project: String!, $queue: String!, $agent: ID) {
  popFromRunQueue(input: {entityName: $entity, projectName: $project, queueName: $queue, launchAgentId: $agent}) {
    runQueueItemId runSpec } }"""
ACK = """mutation($item: ID!, $run: String!) {
  ackRunQueueItem(input: {runQueueItemId: $item, runName: $run}) { success } }"""
FAIL = """mutation($item: ID!, $message: String) {
  failRunQueueItem(input: {runQueueItemId: $item, message: $message, stage: "agent"}) { success } }"""
WARN = """mutation($item: ID!, $message: String!) {
  updateRunQueueItemWarning(input: {runQueueItemId: $item, message: $message, stage: "agent"}) { success } }"""
DELETE_ITEM = """mutation($queue: ID!, $item: ID!) {
  deleteFromRunQueue(input: {queueID: $queue, runQueueItemId: $item}) { success } }"""
DELETE = "mutation($ids: [ID!]!) { deleteRunQueues(input: {queueIDs: $ids}) { success } }"
AGENT = """mutation($entity: String!, $project: String!, $queues: [ID!]!) {
  createLaunchAgent(input: {entityName: $entity, projectName: $project, runQueues: $queues, hostname: "h",
    agentConfig: "{}", version: "1"}) { launchAgentId } }"""
UPDATE_AGENT = """mutation($id: ID!, $status: String, $stop: Boolean) {
  updateLaunchAgent(input: {launchAgentId: $id, agentStatus: $status, stopPolling: $stop}) { success } }"""
SHOW_AGENT = "query($id: ID!) { launchAgent(id: $id) { name agentStatus stopPolling runQueues hostname } }"
QUEUE = """query($entity: String!, $project: String!, $queue: String!) {
  project(entityName: $entity, name: $project) { runQueue(name: $queue) { id waitingItemCount
    launchAgents { id name agentStatus }
    runQueueItems(first: 200) { edges { node { id state runState associatedRunId priority runSpec templateVariableValues
      launchAgent { name } failure { message stage filePaths } warnings { message } } } } } } }"""
UPSERT = """mutation($entity: String!, $name: String!, $type: String!, $config: JSONString!, $variables: JSONString) {
  upsertRunQueue(input: {entityName: $entity, projectName: "model-registry", queueName: $name, resourceType: $type,
    resourceConfig: $config, templateVariables: $variables}) { success configSchemaValidationErrors } }"""
CONFIG = """mutation($entity: String!, $resource: String!, $config: JSONString!) {
  createDefaultResourceConfig(input: {entityName: $entity, resource: $resource, config: $config}) {
    defaultResourceConfigID } }"""
MAKE_PROJECT = """mutation($entity: String!, $name: String!) {
  upsertModel(input: {entityName: $entity, name: $name}) { inserted } }"""

SPEC = json.dumps({"job": "a/b/c:v0", "resource": "local-process"})


def nodes(http, entity, project, queue):
    found = http.data(QUEUE, entity=entity, project=project, queue=queue)["project"]["runQueue"]
    return [edge["node"] for edge in found["runQueueItems"]["edges"]]


@pytest.fixture
def queue(http, entity, project):
    """A queue "q" in a project of the test's own; gives its id."""
    http.data(MAKE_PROJECT, entity=entity, name=project)
    return http.data(CREATE, entity=entity, project=project, name="q", access="PROJECT")["createRunQueue"]["queueID"]


@pytest.fixture
def member(stranger, http):
    """A person with an entity and a launch project of their own."""
    stranger.data(MAKE_PROJECT, entity=stranger.user, name=PROJECT)
    return stranger


def has_launch(client) -> None:
    found = subprocess.run([client.python, "-c", "import kubernetes_asyncio, boto3"], capture_output=True)
    if found.returncode:
        pytest.skip(f"wandb[launch] is not installed for wandb {client.version}")


@pytest.fixture
def agent():
    """Starts `wandb launch-agent` for the queues named; all end with the test."""
    started = []

    def start(client, *queues, entity):
        log = client.folder / f"agent-{len(started)}.log"
        words = [word for name in queues for word in ("--queue", name)]
        with open(log, "w") as out:
            process = subprocess.Popen(
                [client.python, "-m", "wandb", "launch-agent", "--entity", entity, "--max-jobs", "2", *words],
                env=client.environment(), cwd=client.folder, stdout=out, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True)
        started.append(process)
        return process, log

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.timeout(900)
def test_a_real_agent_runs_a_queued_job_to_its_end(new_client, agent, member):
    client = new_client(key=member.key)
    has_launch(client)
    entity, project = member.user, "launched"
    work = client.folder / "work"
    work.mkdir()
    script = client.start("launch_queue.py", cwd=work, entity=entity, project=project)
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(script.stdout.readline, "")))
    reader.start()
    try:
        eventually(lambda: any(line.startswith("QUEUED") for line in lines) or script.poll() is not None, 120,
                   "queueing the job")
        assert script.poll() is None, "".join(lines)[-3000:]
        process, log = agent(client, "local", entity=entity)
        script.wait(timeout=240)
        reader.join(20)
    finally:
        if script.poll() is None:
            os.killpg(script.pid, signal.SIGKILL)
    output = "".join(lines)
    assert script.returncode == 0, output[-3000:] + "\n--- agent\n" + log.read_text()[-3000:]
    got = json.loads([line for line in lines if line.startswith("RESULT ")][-1].removeprefix("RESULT "))

    assert got["job"] == [f"{entity}/{project}/train:latest", "artifact", ["python", "train.py"]]
    assert got["jobs"], "list_jobs names the job"
    assert got["queue"] == ["PROJECT", "local-process", "V0", {"resource_args": {"local-process": {}}}]
    assert got["no items"] == []
    assert got["queued"] == "pending"
    assert got["run"] == ["finished", 0.5, 1, 1.0, project]
    assert got["claimed"] == ["claimed", True]
    assert any(name.startswith("train:") for name in got["used job"])
    assert "Unable to fetch job" in got["no such job"]
    assert got["items"] == 2
    assert got["called"] == "pending" and got["deleted"] == []

    # the agent takes the item whose job is not there, gives up on it and says why, with the trace in a file of its run
    failed = eventually(
        lambda: [n for n in nodes(member, entity, PROJECT, "local") if n["state"] == "FAILED"], 60, "the failure")[0]
    assert failed["failure"]["message"] and failed["failure"]["stage"] == "agent"
    name = failed["launchAgent"]["name"]
    assert failed["failure"]["filePaths"] == [f"{failed['id']}/error/error.log"]
    eventually(lambda: failed["failure"]["filePaths"][0] in [f["name"] for f in member.files(entity, PROJECT, name)],
               30, "the trace's file")

    shown = member.data(QUEUE, entity=entity, project=PROJECT, queue="local")["project"]["runQueue"]
    assert [a["name"] for a in shown["launchAgents"]] == [name]
    claimed = [n for n in nodes(member, entity, PROJECT, "local") if n["state"] == "CLAIMED"]
    assert [n["runState"] for n in claimed] == ["finished"]
    assert claimed[0]["priority"] == 0

    # asked to stop, the agent ends by itself
    member.data(UPDATE_AGENT, id=shown["launchAgents"][0]["id"], stop=True)
    assert process.wait(timeout=60) is not None
    assert "Shutting down" in log.read_text()
    assert member.data(SHOW_AGENT, id=shown["launchAgents"][0]["id"])["launchAgent"]["agentStatus"] == "KILLED"


def before(client, minor):
    return int(client.version.split(".")[1]) < minor


@pytest.mark.full
@pytest.mark.timeout(900)
def test_a_sweep_is_scheduled_and_run_through_a_queue(old_client, new_client, agent, member):
    if not before(old_client, 28):
        pytest.skip("clients from 0.28 on quote the arguments of their scheduler twice, so that finds no sweep on any server")
    has_launch(old_client)
    entity, project = member.user, "swept"
    client = new_client(old_client.version, key=member.key)
    made = client.run("launch_sweep.py", entity=entity, project=project)
    assert made["state"] == "PENDING"
    agent(client, "local", entity=entity)
    got = client.run("launch_sweep_wait.py", entity=entity, project=project, sweep=made["sweep"], timeout=400)
    assert got["state"] == "FINISHED"
    assert got["configs"] == [1, 2]
    assert got["states"] == ["finished", "finished"]
    assert all(node["state"] == "CLAIMED" for node in nodes(member, entity, PROJECT, "local"))


def test_two_agents_that_race_get_each_item_once(http, server, entity, project, queue):
    pushed = {http.data(PUSH, entity=entity, project=project, queue="q", spec=SPEC)
              ["pushToRunQueueByName"]["runQueueItemId"] for _ in range(50)}
    assert len(pushed) == 50

    def work(number: int) -> list[str]:
        own = Http(server.url, server.admin_key)
        me = own.data(AGENT, entity=entity, project=project, queues=[queue])["createLaunchAgent"]["launchAgentId"]
        taken = []
        while True:
            item = own.data(POP, entity=entity, project=project, queue="q", agent=me)["popFromRunQueue"]
            if item is None:
                own.close()
                return taken
            assert item["runSpec"] == json.loads(SPEC)
            assert own.data(ACK, item=item["runQueueItemId"], run=f"r{number}-{len(taken)}")["ackRunQueueItem"]["success"]
            taken.append(item["runQueueItemId"])

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, range(2))
    assert sorted(first + second) == sorted(pushed)
    assert first and second, "both got some"
    assert {n["state"] for n in nodes(http, entity, project, "q")} == {"CLAIMED"}
    assert len({n["associatedRunId"] for n in nodes(http, entity, project, "q")}) == 50


@pytest.mark.full
def test_an_item_goes_to_another_agent_when_its_own_dies_before_it_says_anything(http, entity, project, queue):
    item = http.data(PUSH, entity=entity, project=project, queue="q", spec=SPEC)["pushToRunQueueByName"]["runQueueItemId"]
    assert http.data(POP, entity=entity, project=project, queue="q")["popFromRunQueue"]["runQueueItemId"] == item
    assert http.data(POP, entity=entity, project=project, queue="q")["popFromRunQueue"] is None
    time.sleep(62)
    assert http.data(POP, entity=entity, project=project, queue="q")["popFromRunQueue"]["runQueueItemId"] == item


def test_words_from_agents_are_told_again_without_harm(http, entity, project, queue):
    item = http.data(PUSH, entity=entity, project=project, queue="q", spec=SPEC)["pushToRunQueueByName"]["runQueueItemId"]

    def success(query, **variables):
        (payload,) = http.data(query, item=item, **variables).values()
        return payload["success"]

    assert not success(ACK, run="early"), "nobody has it yet"
    assert not success(FAIL, message="early")
    http.data(POP, entity=entity, project=project, queue="q")
    assert success(WARN, message="no node") and success(WARN, message="no node")
    assert success(ACK, run="r1") and success(ACK, run="r1")
    assert not success(ACK, run="r2"), "another run"
    assert success(FAIL, message="the refused agent reports the item as failed")
    (node,) = nodes(http, entity, project, "q")
    assert node["state"] == "CLAIMED" and node["associatedRunId"] == "r1"
    assert node["warnings"] == [{"message": "no node"}]
    assert success(FAIL, message="crashed") and success(FAIL, message="again")
    (node,) = nodes(http, entity, project, "q")
    assert node["state"] == "FAILED" and node["failure"]["message"] == "crashed"
    assert http.data(DELETE_ITEM, queue=queue, item=item)["deleteFromRunQueue"]["success"]
    assert http.graphql(DELETE_ITEM, queue=queue, item=item).status == 404
    assert not success(ACK, run="r1"), "deleted"


def test_a_queue_gives_its_configuration_to_what_is_pushed(member):
    entity = member.user
    config = json.dumps({"resource_args": {"kubernetes": {"spec": {"parallelism": "{{pods}}", "tier": "{{tier}}-eu"}}}})
    variables = json.dumps({
        "pods": {"schema": {"type": "integer", "minimum": 1, "maximum": 4}},
        "tier": {"schema": {"type": "string", "enum": ["spot", "solid"], "default": "spot"}}})
    made = member.data(UPSERT, entity=entity, name="k8s", type="kubernetes", config=config, variables=variables)
    assert made["upsertRunQueue"] == {"success": True, "configSchemaValidationErrors": []}

    def push(values):
        return member.graphql(PUSH, entity=entity, project=PROJECT, queue="k8s", spec=json.dumps({"job": "a/b/c:v0"}),
                              variables=json.dumps(values))

    spec = json.loads(push({"pods": 3}).json["data"]["pushToRunQueueByName"]["runSpec"])
    assert spec == {"job": "a/b/c:v0", "resource": "kubernetes",
                    "resource_args": {"kubernetes": {"spec": {"parallelism": 3, "tier": "spot-eu"}}}}
    (node,) = nodes(member, entity, PROJECT, "k8s")
    assert node["templateVariableValues"] == {"pods": 3, "tier": "spot"}, "the default, too"
    given = json.dumps({"job": "a/b/c:v0", "resource": "kubernetes",
                        "resource_args": {"kubernetes": {"spec": {"parallelism": 2, "tier": "solid-eu"}}}})
    member.data(PUSH, entity=entity, project=PROJECT, queue="k8s", spec=given)
    assert nodes(member, entity, PROJECT, "k8s")[0]["templateVariableValues"] is None, "arguments that came as they are"
    for values, word in (({"pods": 9}, "pods"), ({"pods": "x"}, "pods"), ({}, "pods"), ({"pods": 1, "tier": "gold"}, "tier"),
                         ({"pods": 1, "cpu": 2}, "cpu"), ([], "templateVariableValues")):
        answer = push(values)
        assert word in answer.json["errors"][0]["message"], answer.text
        assert answer.status < 429
    warned = member.data(UPSERT, entity=entity, name="k8s", type="kubernetes", config=json.dumps(
        {"resource_args": {"kubernetes": {"spec": {"backoffLimit": "{{n}}", "template": 5}}}}))["upsertRunQueue"]
    assert warned["success"] and len(warned["configSchemaValidationErrors"]) == 2, warned


NO_ID = "UnVuUXVldWU6OTk5OTk5"  # RunQueue:999999

REFUSED = {
    "a name too long": (CREATE, dict(name="x" * 65, access="PROJECT"), 200),
    "a name with a comma": (CREATE, dict(name="a,b", access="PROJECT"), 200),
    "no name": (CREATE, dict(name="", access="PROJECT"), 200),
    "no such project": (CREATE, dict(project="nowhere", name="q2", access="PROJECT"), 404),
    "a name that is taken": (CREATE, dict(name="q", access="USER"), 409),
    "no such access": (CREATE, dict(name="q3", access="EVERYBODY"), 200),
    "a resource of another world": (CONFIG, dict(resource="mainframe", config="{}"), 200),
    "a config that is a list": (CONFIG, dict(resource="kubernetes", config="[]"), 200),
    "a config that is cut": (CONFIG, dict(resource="kubernetes", config='{"resource_args":'), 200),
    "a config of somebody else": (CONFIG, dict(entity="nobody-at-all", resource="kubernetes", config="{}"), 404),
    "a spec that is no JSON": (PUSH, dict(queue="q", spec="nope"), 200),
    "a spec that names nothing": (PUSH, dict(queue="q", spec="{}"), 200),
    "a spec that is huge": (PUSH, dict(queue="q", spec=json.dumps({"job": "x" * (2 << 20)})), 200),
    "a spec that is deep": (PUSH, dict(queue="q", spec='{"job":"j","a":' + "[" * 5000 + "]" * 5000 + "}"), 200),
    "a run of an entity that is not there": (PUSH, dict(queue="q", spec='{"job":"j","entity":"nobody-at-all"}'), 404),
    "a priority where there are none": (PUSH, dict(queue="q", spec=SPEC, priority=0), 200),
    "a priority beyond": (PUSH, dict(queue="q", spec=SPEC, priority=99), 200),
    "variables where there are none": (PUSH, dict(queue="q", spec=SPEC, variables='{"a": 1}'), 200),
    "no such queue to take from": (POP, dict(queue="none"), 404),
    "an agent that is none": (POP, dict(queue="q", agent="TGF1bmNoQWdlbnQ6OTk5OTk5"), 404),
    "an agent id of another kind": (POP, dict(queue="q", agent=NO_ID), 404),
    "an item id that is none": (ACK, dict(item="nope", run="r"), 404),
    "an item id of another kind": (ACK, dict(item=NO_ID, run="r"), 404),
    "a run without a name": (ACK, dict(item="UnVuUXVldWVJdGVtOjk5OTk5OQ==", run=""), 200),
    "a queue id of another kind": (DELETE, dict(ids=["UnVuOjE="]), 404),
    "no such queue": (DELETE, dict(ids=[NO_ID]), 404),
    "too many queues": (DELETE, dict(ids=[NO_ID] * 101), 200),
    "an agent without queues": (AGENT, dict(queues=[]), 200),
    "an agent of a queue that is not there": (AGENT, dict(queues=[NO_ID]), 404),
    "a status of an agent that is none": (UPDATE_AGENT, dict(id="TGF1bmNoQWdlbnQ6OTk5OTk5", status="RUNNING"), 404),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nonsense_is_refused_at_once(http, entity, project, queue, name):
    query, variables, status = REFUSED[name]
    began = time.monotonic()
    answer = http.graphql(query, **{"entity": entity, "project": project, **variables})
    assert time.monotonic() - began < 5, "told at once"
    assert answer.status == status, answer.text[:500]
    assert answer.json["errors"][0]["message"]
    assert "\tat " not in answer.text, "no internals in the answer"
    # and the queue is as it was
    assert nodes(http, entity, project, "q") == []


def test_strangers_do_nothing_with_other_peoples_queues(http, stranger, entity, project, queue):
    item = http.data(PUSH, entity=entity, project=project, queue="q", spec=SPEC)["pushToRunQueueByName"]["runQueueItemId"]
    mine = http.data(AGENT, entity=entity, project=project, queues=[queue])["createLaunchAgent"]["launchAgentId"]
    for query, variables in (
            (CREATE, dict(name="q2", access="PROJECT")), (PUSH, dict(queue="q", spec=SPEC)), (POP, dict(queue="q")),
            (DELETE, dict(ids=[queue])), (DELETE_ITEM, dict(queue=queue, item=item)), (AGENT, dict(queues=[queue])),
            (UPDATE_AGENT, dict(id=mine, status="KILLED")), (UPDATE_AGENT, dict(id=mine, stop=True)),
            (CONFIG, dict(resource="kubernetes", config="{}"))):
        answer = stranger.graphql(query, **{"entity": entity, "project": project, **variables})
        assert answer.status == 404, answer.text
        assert "errors" in answer.json
    for query, variables in ((ACK, dict(run="r")), (FAIL, dict(message="m")), (WARN, dict(message="m"))):
        (payload,) = stranger.data(query, item=item, **variables).values()
        assert payload == {"success": False}
    assert stranger.data(SHOW_AGENT, id=mine)["launchAgent"] is None
    assert stranger.data(QUEUE, entity=entity, project=project, queue="q")["project"] is None
    (node,) = nodes(http, entity, project, "q")
    assert node["state"] == "PENDING"


def test_an_agent_of_the_old_client_takes_what_it_is_given(old_client, http, entity, project, queue):
    if not before(old_client, 30):
        pytest.skip("clients from 0.30 on have no such class")
    got = old_client.run("launch_calls.py", entity=entity, project=project)
    assert got["queues"] == ["q"]
    assert got["pushed"] and got["popped"] == got["pushed"]
    assert got["spec"]["job"] == "a/b/c:v0"
    assert got["acked"] is True
    assert got["agent"] == ["POLLING", False]
    assert got["unknown queue"] is None
    (node,) = nodes(http, entity, project, "q")
    assert node["state"] == "CLAIMED" and node["associatedRunId"] == "r1"
