"""Automations and alerts: what fires reaches its receiver, once, also through trouble, and nothing reaches the inside."""
import hashlib
import hmac
import json
import secrets

import pytest

from conftest import ADMIN
from harness.compare import eventually
from harness.raw import Http
from harness.sinks import HookSink, MailSink
from test_people import accept, invite, member, team  # noqa: F401

WEBHOOK = """mutation W($input: CreateGenericWebhookIntegrationInput!) {
  createGenericWebhookIntegration(input: $input) { integration { id ... on GenericWebhookIntegration { name } } } }"""
SLACK = """mutation S($input: CreateSlackIntegrationInput!) { createSlackIntegration(input: $input) {
  integration { id teamName channelName } } }"""
SECRET = """mutation S($input: PutTeamSecretInput!) { putTeamSecret(input: $input) { secret { name createdAt } } }"""
CREATE = """mutation C($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger {
  id name enabled triggeringCondition { ... on FilterEventTriggeringCondition { eventType filter } } } } }"""
HISTORY = """query H($entity: String!, $project: String!) { project(entityName: $entity, name: $project) {
  triggers { name lastExecutedAt firings(first: 20) { edges { node {
    id eventType state attempts responseStatus message condition subject author finishedAt } } } } } }"""
TAG = """mutation T($input: CreateArtifactCollectionTagAssignmentsInput!) {
  createArtifactCollectionTagAssignments(input: $input) { tags { name } } }"""
COLLECTION = """mutation P($input: CreateArtifactPortfolioInput!) {
  createArtifactPortfolio(input: $input) { artifactCollection { id } } }"""
TYPE = """mutation T($input: CreateArtifactTypeInput!) { createArtifactType(input: $input) { artifactType { id } } }"""
SETTINGS = """mutation U($input: UpdateAlertSettingsInput!) { updateAlertSettings(input: $input) {
  settings { runFinished runCrashed runAlert email channel { channelName } } } }"""


@pytest.fixture(scope="module")
def mails():
    sink = MailSink()
    yield sink
    sink.close()


@pytest.fixture(scope="module")
def shared_server(start_server, mails):
    """May post to this machine, and has a mail server."""
    return start_server("automations", SELVEDGE_WEBHOOKS_ALLOWHOSTS="127.0.0.1",
                        GORILLA_EMAIL_SINK=f"smtp://{mails.address}", SELVEDGE_MAIL_FROM="lab@example.org",
                        SELVEDGE_TEST_FIXTURES="true")


@pytest.fixture
def hooks():
    sink = HookSink()
    yield sink
    sink.close()


def secret(http, name: str, value: str) -> None:
    http.data(SECRET, input={"entityName": ADMIN, "name": name, "value": value})


def webhook(http, url: str, **more) -> str:
    made = http.data(WEBHOOK, input={"entityName": ADMIN, "name": f"hook-{secrets.token_hex(4)}", "urlEndpoint": url, **more})
    return made["createGenericWebhookIntegration"]["integration"]["id"]


def project_id(http, project: str) -> str:
    http.upsert_run(ADMIN, project, "seed")
    return http.data("query P($e: String!, $p: String!) { project(entityName: $e, name: $p) { id } }",
                     e=ADMIN, p=project)["project"]["id"]


def automation(http, project: str, integration: str, **more) -> dict:
    given = {"name": f"a-{secrets.token_hex(4)}", "enabled": True, "scopeType": "PROJECT",
             "scopeID": project_id(http, project), "triggeringEventType": "ADD_COLLECTION_TAG", "eventFilter": "{}",
             "triggeredActionType": "GENERIC_WEBHOOK",
             "triggeredActionConfig": {"genericWebhookActionInput": {
                 "integrationID": integration, "requestPayload": json.dumps({"tag": "${tag}"})}}}
    return http.data(CREATE, input={**given, **more})["createFilterTrigger"]["trigger"]


def add_tag(http, project: str, tag: str) -> None:
    """The cheapest event there is."""
    kind = http.data(TYPE, input={"entityName": ADMIN, "projectName": project, "name": "dataset"})
    http.graphql(COLLECTION, input={"entityName": ADMIN, "projectName": project, "name": "shelf",
                                    "artifactTypeID": kind["createArtifactType"]["artifactType"]["id"]})
    http.data(TAG, input={"entityName": ADMIN, "projectName": project, "artifactCollectionName": "shelf",
                          "tags": [{"tagName": tag}]})


def firings(http, project: str) -> dict[str, list[dict]]:
    found = http.data(HISTORY, entity=ADMIN, project=project)["project"]["triggers"]
    return {t["name"]: [e["node"] for e in t["firings"]["edges"]] for t in found}


def over(http, project: str) -> dict[str, list[dict]] | None:
    found = firings(http, project)
    return found if found and all(each and all(f["state"] != "PENDING" for f in each) for each in found.values()) else None


def test_each_kind_of_event_fires_once_with_its_payload(client, http, hooks, project):
    secret(http, "TOKEN", "t0ken-value")
    secret(http, "SIGN", "sign-value")
    hook = webhook(http, f"{hooks.url}/in", accessTokenRef="TOKEN", secretRef="SIGN")
    got = client.run("automations_events.py", project=project, entity=ADMIN, webhook=hook, timeout=240)
    assert len(got["names"]) == 14

    expected = {"created", "aliased", "linked", "unlinked", "tagged", "untagged", "collection tagged",
                "collection untagged", "state", "metric", "change", "zscore"}
    eventually(lambda: {d.json["name"] for d in hooks.deliveries} >= expected, 40, "every delivery")
    by_name = {}
    for delivery in hooks.deliveries:
        by_name.setdefault(delivery.json["name"], []).append(delivery.json)
        assert delivery.headers["authorization"] == "Bearer t0ken-value"
        signature = hmac.new(b"sign-value", delivery.body, hashlib.sha256).hexdigest()
        assert delivery.headers["x-wandb-signature"] == signature
        assert delivery.json["where"] == f"{ADMIN}/{project}"
        assert delivery.json["author"] == ADMIN
        assert delivery.json["unknown"] == "${nothing}"
        assert delivery.json["secret"] == "sign-value"
    assert {name: len(all_of_it) for name, all_of_it in by_name.items()} == dict.fromkeys(expected, 1)

    one = {name: all_of_it[0] for name, all_of_it in by_name.items()}
    version = f"{ADMIN}/{project}/digits:v1"
    assert one["created"]["event"] == "CREATE_ARTIFACT" and one["created"]["version"] == version
    assert one["created"]["rows"] == "1" and one["created"]["note"] == 'a "quoted" \\ note'
    assert one["created"]["reference"].startswith("wandb-artifact://")
    assert [one["aliased"][k] for k in ("event", "alias", "version")] == ["ADD_ARTIFACT_ALIAS", "production", version]
    assert one["linked"]["collection"] == "shelf" and one["linked"]["version"] == f"{ADMIN}/{project}/shelf:v0"
    assert "chosen-one" in one["linked"]["alias"]
    assert one["unlinked"]["event"] == "UNLINK_ARTIFACT"
    assert one["unlinked"]["version"] == one["linked"]["version"], "as it was when it happened"
    assert [one["tagged"]["tag"], one["untagged"]["tag"]] == ["gold", "silver"]
    assert [one["collection tagged"]["tag"], one["collection untagged"]["tag"]] == ["good", "good"]
    assert [one["state"][k] for k in ("event", "run", "state")] == ["RUN_STATE", "second", "finished"]
    assert [one["metric"][k] for k in ("event", "run", "metric")] == ["RUN_METRIC", "second", "loss=6"]
    assert one["change"]["event"] == "RUN_METRIC_CHANGE" and one["change"]["metric"] == "acc=4"
    assert one["zscore"]["event"] == "RUN_METRIC_ZSCORE" and one["zscore"]["metric"] == "spike=50"

    history = firings(http, project)
    assert history["never"] == []
    assert [f["state"] for f in history["nothing"]] == ["SUCCEEDED"]
    (fired,) = history["metric"]
    assert [fired["state"], fired["responseStatus"], fired["attempts"]] == ["SUCCEEDED", 200, 1]
    assert json.loads(fired["condition"])["value"] == 6
    assert fired["subject"] == f"{ADMIN}/{project}/runs/{got['run']}"
    assert "t0ken-value" not in json.dumps(history) and "sign-value" not in json.dumps(history)


def test_a_receiver_in_trouble_is_tried_again_with_the_same_delivery(http, hooks, project):
    hooks.answers = [500, 503]
    automation(http, project, webhook(http, f"{hooks.url}/flaky"))
    add_tag(http, project, "gold")
    found = eventually(lambda: over(http, project), 30, "the third attempt")
    ((fired,),) = found.values()
    assert [fired["state"], fired["attempts"], fired["responseStatus"]] == ["SUCCEEDED", 3, 200]
    assert [d.json for d in hooks.deliveries] == [{"tag": "gold"}] * 3
    assert len({d.headers["x-selvedge-delivery"] for d in hooks.deliveries}) == 1


def test_refusals_and_redirects_end_it(http, hooks, project):
    hooks.answers = [302, 410]
    hook = webhook(http, f"{hooks.url}/gone")
    automation(http, project, hook)
    add_tag(http, project, "one")
    eventually(lambda: over(http, project), 20, "the first firing")
    add_tag(http, project, "two")
    found = eventually(lambda: (f := over(http, project)) and len(next(iter(f.values()))) == 2 and f, 20, "the second")
    (fired,) = found.values()
    assert [f["responseStatus"] for f in fired] == [410, 302]
    assert {f["state"] for f in fired} == {"FAILED"} and "redirect" in fired[1]["message"]
    assert len(hooks.deliveries) == 2 and not hooks.to("/redirected")


@pytest.mark.parametrize("url", [
    "http://localhost:{port}/in", "http://[::1]:{port}/in", "http://0.0.0.0:{port}/in", "http://2130706433:{port}/in",
    "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://[::ffff:127.0.0.1]:{port}/in",
])
def test_nothing_is_posted_inside(http, hooks, project, url):
    automation(http, project, webhook(http, url.format(port=hooks.port)))
    add_tag(http, project, "gold")
    found = eventually(lambda: over(http, project), 20, "the refusal")
    ((fired,),) = found.values()
    assert fired["state"] == "FAILED" and fired["attempts"] == 1
    assert "allow-hosts" in fired["message"], fired["message"]
    assert hooks.deliveries == []


def test_a_disabled_automation_rests_and_a_run_metric_fires_once_a_run(http, hooks, project):
    hook = webhook(http, f"{hooks.url}/in")
    metric = {"run_filter": "{}", "run_metric_filter": {"threshold_filter": {
        "name": "loss", "agg_op": None, "window_size": 1, "cmp_op": "$gt", "threshold": 5}}}
    automation(http, project, hook, name="on", triggeringEventType="RUN_METRIC", eventFilter=json.dumps(metric))
    automation(http, project, hook, name="off", enabled=False, triggeringEventType="RUN_METRIC",
               eventFilter=json.dumps(metric))
    for run in ("r1", "r2"):
        http.upsert_run(ADMIN, project, run)
        for step in range(4):
            http.log_rows(ADMIN, project, run, [{"_step": step, "loss": 4 + step}], offset=step)
    eventually(lambda: len(firings(http, project)["on"]) == 2, 20, "both runs")
    http.log_rows(ADMIN, project, "r1", [{"_step": 4, "loss": 90}], offset=4)
    add_tag(http, project, "gold")
    eventually(lambda: len(hooks.deliveries) >= 2, 20, "the deliveries")
    found = firings(http, project)
    assert len(found["on"]) == 2 and found["off"] == []
    assert sorted(json.loads(f["condition"])["step"] for f in found["on"]) == [2, 2]


@pytest.mark.disturbed
def test_what_was_acknowledged_is_delivered_after_kill_nine(start_server):
    hooks = HookSink()
    server = start_server("automations-kill", SELVEDGE_WEBHOOKS_ALLOWHOSTS="127.0.0.1")
    http = Http(server.url, server.admin_key)
    try:
        hook = webhook(http, f"{hooks.url}/in")
        automation(http, "killed", hook)
        for tag in range(10):
            add_tag(http, "killed", f"t{tag}")
        server.kill()
        server.start()
        eventually(lambda: {d.json["tag"] for d in hooks.deliveries} == {f"t{tag}" for tag in range(10)}, 90,
                   "the deliveries after the kill")
    finally:
        http.close()
        hooks.close()


def test_a_job_is_put_into_a_launch_queue(http, project):
    project_id(http, project)
    queue = http.data("""mutation Q($e: String!, $p: String!) { createRunQueue(input: {entityName: $e, projectName: $p,
      queueName: "q", access: PROJECT}) { queueID } }""", e=ADMIN, p=project)["createRunQueue"]["queueID"]
    spec = {"job": f"{ADMIN}/{project}/evaluate:latest", "entity": ADMIN, "project": project,
            "overrides": {"run_config": {"tag": "${tag}"}}}
    made = automation(http, project, "", triggeredActionType="QUEUE_JOB", triggeredActionConfig={
        "queueJobActionInput": {"queueID": queue, "template": json.dumps(spec)}})
    add_tag(http, project, "gold")
    eventually(lambda: over(http, project), 20, "the push")
    shown = http.data("""query Q($e: String!, $p: String!) { project(entityName: $e, name: $p) {
      triggers { id triggeredAction { ... on QueueJobTriggeredAction { queue { id name } template } } }
      runQueue(name: "q") { runQueueItems(first: 5) { edges { node { id state } } } } } }""", e=ADMIN, p=project)["project"]
    assert shown["triggers"][0]["id"] == made["id"]
    assert shown["triggers"][0]["triggeredAction"]["queue"] == {"id": queue, "name": "q"}
    assert [e["node"]["state"] for e in shown["runQueue"]["runQueueItems"]["edges"]] == ["PENDING"]
    popped = http.data("""mutation P($e: String!, $p: String!) { popFromRunQueue(input: {queueName: "q", entityName: $e,
      projectName: $p}) { runSpec } }""", e=ADMIN, p=project)["popFromRunQueue"]
    assert popped["runSpec"]["overrides"]["run_config"] == {"tag": "gold"}


def test_secrets_go_in_and_never_come_out(http, stranger, server, project):
    value = "s3cret-" + secrets.token_hex(16)
    secret(http, "KEEP", value)
    secret(http, "KEEP", value)
    listed = http.graphql("query S($e: String!) { entity(name: $e) { secrets { name updatedAt createdBy { username } } } }",
                          e=ADMIN)
    assert [s["name"] for s in listed.json["data"]["entity"]["secrets"]].count("KEEP") == 1
    assert value not in listed.text
    assert stranger.data("query S($e: String!) { entity(name: $e) { secrets { name } } }", e=ADMIN)["entity"] in (
        None, {"secrets": []})
    refused = stranger.graphql(SECRET, input={"entityName": ADMIN, "name": "X", "value": "y"})
    assert refused.status in (403, 404), refused.text
    assert http.graphql("query V($e: String!) { entity(name: $e) { secrets { name value } } }", e=ADMIN).json["errors"]
    assert value not in server.log()
    for file in server.data.rglob("*"):
        if file.is_file() and file.suffix != ".lock":
            assert value.encode() not in file.read_bytes(), f"{file.name} holds the secret in clear"


def test_chat_channels_hide_their_address_and_get_notices(http, hooks, project):
    made = http.data(SLACK, input={"entityName": ADMIN, "teamName": "lab", "channelName": f"#{secrets.token_hex(3)}",
                                   "webhookUrl": f"{hooks.url}/services/T0/B0/xyz"})
    channel = made["createSlackIntegration"]["integration"]
    listed = http.graphql("""query I($e: String!) { entity(name: $e) { integrations(first: 500) { edges { node { __typename
      ... on SlackIntegration { id teamName channelName } } } } } }""", e=ADMIN)
    assert channel["channelName"] in listed.text and "services/T0" not in listed.text
    tested = http.data("""mutation T($id: ID!) { testIntegration(input: {integrationID: $id}) {
      success responseStatus message } }""", id=channel["id"])["testIntegration"]
    assert tested == {"success": True, "responseStatus": 200, "message": "HTTP 200: ok"}
    automation(http, project, "", triggeredActionType="NOTIFICATION", triggeredActionConfig={"notificationActionInput": {
        "integrationID": channel["id"], "title": "New tag ${tag}", "message": "on <${artifact_collection_name}> & more",
        "severity": "WARN"}})
    add_tag(http, project, "gold")
    eventually(lambda: len(hooks.deliveries) == 2, 20, "the notice")
    notice = hooks.deliveries[1].json
    assert notice["text"] == "*New tag gold*"
    assert notice["attachments"][0]["text"] == "on &lt;shelf&gt; &amp; more"
    used = http.graphql("mutation D($id: ID!) { deleteIntegration(input: {integrationID: $id}) { success } }",
                        id=channel["id"])
    assert "Automations use this integration" in used.text


def test_alerts_reach_mail_and_chat_once_per_wait(client, http, hooks, mails, project):
    http.data("""mutation U($id: ID!) { updateUser(input: {id: $id, email: "ada@example.org"}) { user { email } } }""",
              id=http.data("{ viewer { id } }")["viewer"]["id"])
    channel = http.data(SLACK, input={"entityName": ADMIN, "teamName": "lab", "channelName": f"#{secrets.token_hex(3)}",
                                      "webhookUrl": f"{hooks.url}/chat"})["createSlackIntegration"]["integration"]["id"]
    chosen = http.data(SETTINGS, input={"runFinished": True, "runCrashed": True, "channelID": channel})
    assert chosen["updateAlertSettings"]["settings"]["runAlert"], "on from the beginning"
    before = len(mails.mails)
    run = client.run("alerts.py", project=project)
    eventually(lambda: len(mails.mails) - before >= 4 and len(hooks.deliveries) >= 4, 30, "three alerts and the end")
    subjects = sorted(m.subject for m in mails.mails[before:])
    place = f"({ADMIN}/{project}/runs/{run})"
    assert subjects == sorted([f"[WARN] Low accuracy {place}", f"[INFO] Other {place}", f"[ERROR] Third {place}",
                               f"[INFO] Run alarmed finished {place}"])
    mail = next(m for m in mails.mails[before:] if "Low" in m.subject)
    assert mail.to == ["ada@example.org"] and mail.message["From"] == "lab@example.org"
    assert "It is 0.1 & falling" in mail.text
    assert f"{ADMIN}/{project}/runs/{run}" in mail.text
    listed = http.data("""query A($e: String!, $p: String!, $r: String!) { project(entityName: $e, name: $p) {
      alerts { edges { node { title } } }
      run(name: $r) { alerts(first: 3) { edges { node { kind title severity text run { name } } }
        pageInfo { hasNextPage } } } } }""", e=ADMIN, p=project, r=run)["project"]
    assert len(listed["alerts"]["edges"]) == 4
    newest = [e["node"] for e in listed["run"]["alerts"]["edges"]]
    assert [newest[0]["kind"], newest[0]["run"]["name"]] == ["FINISHED", run]
    assert listed["run"]["alerts"]["pageInfo"]["hasNextPage"]

    http.upsert_run(ADMIN, project, "broken")
    http.stream(ADMIN, project, "broken", {"complete": True, "exitcode": 1})
    eventually(lambda: any("broken" in m.subject and "failed" in m.subject for m in mails.mails), 20, "the crash mail")
    http.data(SETTINGS, input={"runFinished": False, "runCrashed": False, "runAlert": False, "channelID": ""})
    count = len(mails.mails), len(hooks.deliveries)
    client.run("alerts.py", project=project)
    automation_marker = webhook(http, f"{hooks.url}/marker")
    automation(http, project, automation_marker)
    add_tag(http, project, "after")
    eventually(lambda: hooks.to("/marker"), 20, "what comes later")
    assert (len(mails.mails), len(hooks.deliveries) - 1) == count, "nobody wants alerts any more"


def test_custom_charts_are_kept_and_private_ones_stay_so(client, http, stranger):
    name = f"bars-{secrets.token_hex(3)}"
    got = client.run("chart.py", entity=ADMIN, name=name)
    assert got["id"] == f"{ADMIN}/{name}"
    assert "already" in got["again"]
    query = "query C($id: ID!) { customChart(id: $id) { id displayName access spec type } }"
    found = http.data(query, id=got["id"])["customChart"]
    assert found["access"] == "PRIVATE" and json.loads(found["spec"])["mark"] == "bar"
    assert stranger.data(query, id=got["id"])["customChart"] is None
    assert stranger.data(query, id=got["public"])["customChart"]["access"] == "PUBLIC"


BAD_TRIGGERS = [
    ({"name": ""}, 200), ({"name": "x" * 256}, 200), ({"eventFilter": "no json"}, 200), ({"eventFilter": "[1]"}, 200),
    ({"eventFilter": '{"alias":{"$regex":"("}}'}, 200), ({"eventFilter": '{"alias":{"$where":"1"}}'}, 200),
    ({"scopeID": "UHJvamVjdDo5OTk5OTk="}, 404), ({"scopeID": "junk"}, 404), ({"scopeType": "ENTITY"}, 404),
    ({"triggeringEventType": "CREATE_ARTIFACT"}, 200), ({"triggeringEventType": "RUN_METRIC"}, 200),
    ({"triggeringEventType": "RUN_STATE", "eventFilter": '{"run_state_filter":{"states":["ASLEEP"]}}'}, 200),
    ({"triggeringEventType": "WEAVE_METRIC_THRESHOLD"}, 200), ({"triggeredActionType": "ARIA"}, 200),
    ({"triggeredActionType": "NOTIFICATION"}, 200),
    ({"triggeredActionConfig": {"genericWebhookActionInput": {"integrationID": "junk"}}}, 404),
    ({"triggeredActionConfig": {"genericWebhookActionInput": {"integrationID": "R2VuZXJpY1dlYmhvb2tJbnRlZ3JhdGlvbjo5OTk5"}}},
     404),
]


@pytest.mark.parametrize("wrong, status", BAD_TRIGGERS, ids=[next(iter(w)) + str(i) for i, (w, _) in enumerate(BAD_TRIGGERS)])
def test_bad_triggers_are_refused(http, hooks, project, wrong, status):
    hook = webhook(http, f"{hooks.url}/in")
    given = {"name": "a", "enabled": True, "scopeType": "PROJECT", "scopeID": project_id(http, project),
             "triggeringEventType": "ADD_ARTIFACT_TAG", "eventFilter": "{}", "triggeredActionType": "GENERIC_WEBHOOK",
             "triggeredActionConfig": {"genericWebhookActionInput": {"integrationID": hook}}}
    answer = http.graphql(CREATE, input={**given, **wrong})
    assert answer.status == status and answer.json["errors"], answer.text
    assert "Internal" not in answer.text
    assert http.graphql(CREATE, input=given).status == 200
    again = http.graphql(CREATE, input=given)
    assert again.status == 409, "a taken name"


@pytest.mark.parametrize("body", [
    {"urlEndpoint": "ftp://example.org/"}, {"urlEndpoint": "https://"}, {"urlEndpoint": "https://u:p@example.org/"},
    {"urlEndpoint": "https://example.org/" + "x" * 2000}, {"urlEndpoint": "no url"}, {"name": ""}, {"name": "x" * 65},
])
def test_bad_webhooks_are_refused(http, body):
    answer = http.graphql(WEBHOOK, input={"entityName": ADMIN, "name": "w", "urlEndpoint": "https://example.org/", **body})
    assert answer.status == 200 and answer.json["errors"], answer.text


def test_strangers_reach_nothing_of_it(http, stranger, hooks, project):
    hook = webhook(http, f"{hooks.url}/in")
    trigger = automation(http, project, hook)
    for query, variables in [
        ("mutation D($id: ID!) { deleteTrigger(input: {triggerID: $id}) { success } }", {"id": trigger["id"]}),
        ("mutation U($id: ID!) { updateFilterTrigger(input: {id: $id, enabled: false}) { trigger { id } } }",
         {"id": trigger["id"]}),
        ("mutation T($id: ID!) { testIntegration(input: {integrationID: $id}) { success } }", {"id": hook}),
        ("mutation D($id: ID!) { deleteIntegration(input: {integrationID: $id}) { success } }", {"id": hook}),
        (WEBHOOK, {"input": {"entityName": ADMIN, "name": "w", "urlEndpoint": "https://example.org/"}}),
        (SETTINGS, {"input": {"entityName": ADMIN, "runFinished": True}}),
    ]:
        answer = stranger.graphql(query, **variables)
        assert answer.status in (403, 404), answer.text
    own = stranger.upsert_run(stranger.user, "mine", "r")["project"]
    stolen = stranger.graphql(CREATE, input={
        "name": "a", "enabled": True, "scopeType": "PROJECT",
        "scopeID": stranger.data("query P($e: String!) { project(entityName: $e, name: \"mine\") { id } }",
                                 e=stranger.user)["project"]["id"],
        "triggeringEventType": "RUN_STATE", "eventFilter": '{"run_state_filter":{"states":["FINISHED"]}}',
        "triggeredActionType": "GENERIC_WEBHOOK",
        "triggeredActionConfig": {"genericWebhookActionInput": {"integrationID": hook}}})
    assert own["name"] == "mine" and stolen.status == 404, "other people's webhooks, and with them their secrets"


def team_hook(http, team_name: str, url: str) -> str:
    made = http.data(WEBHOOK, input={"entityName": team_name, "name": f"hook-{secrets.token_hex(4)}", "urlEndpoint": url})
    return made["createGenericWebhookIntegration"]["integration"]["id"]


def on_ends(who, scope_type: str, scope: str, hook: str) -> str:
    return who.data(CREATE, input={
        "name": f"a-{secrets.token_hex(4)}", "enabled": True, "scopeType": scope_type, "scopeID": scope,
        "triggeringEventType": "RUN_STATE", "eventFilter": '{"run_state_filter":{"states":["FINISHED"]}}',
        "triggeredActionType": "GENERIC_WEBHOOK", "triggeredActionConfig": {"genericWebhookActionInput": {
            "integrationID": hook, "requestPayload": '{"run": "${run_id}"}'}}})["createFilterTrigger"]["trigger"]["id"]


def ends(http, team_name: str, run: str) -> None:
    http.upsert_run(team_name, "p", run)
    assert http.stream(team_name, "p", run, {"complete": True, "exitcode": 0}).status == 200


def told(http, team_name: str) -> list[dict]:
    """What the only automation did, the latest first."""
    [trigger] = http.data(HISTORY, entity=team_name, project="p")["project"]["triggers"]
    return [e["node"] for e in trigger["firings"]["edges"]]


def ids(http, team_name: str) -> tuple[str, str]:
    http.upsert_run(team_name, "p", "seed")
    found = http.data("query P($e: String!) { project(entityName: $e, name: \"p\") { id entity { id } } }", e=team_name)["project"]
    return found["entity"]["id"], found["id"]


def leave(http, team_name: str, who) -> None:
    members = http.data("query M($e: String) { entity(name: $e) { members { id username } } }", e=team_name)["entity"]["members"]
    [identity] = [m["id"] for m in members if m["username"] == who.user]
    http.data("mutation D($e: String, $i: String) { deleteInvite(input: {entityName: $e, id: $i}) { success } }", e=team_name, i=identity)


def test_a_teams_automation_outlives_its_makers_time(http, hooks, member, team):  # noqa: F811
    invite(http, team, member)
    accept(member)
    entity, _ = ids(http, team)
    trigger = on_ends(member, "ENTITY", entity, team_hook(http, team, f"{hooks.url}/in"))
    assert http.send("PUT", f"/admin/v1/users/{member.user}/deactivation").json["active"] is False
    ends(http, team, "while-deactivated")
    eventually(lambda: hooks.deliveries, 20, "what a deactivated person has left running")

    leave(http, team, member)
    for run in ("gone-1", "gone-2"):
        ends(http, team, run)
    eventually(lambda: len(told(http, team)) == 2, 20, "the refusal")
    refused = told(http, team)[0]
    assert refused["state"] == "FAILED" and "who made this automation" in refused["message"] and refused["subject"] is None
    http.data("mutation U($i: UpdateFilterTriggerInput!) { updateFilterTrigger(input: $i) { trigger { id } } }",
              i={"id": trigger, "description": "mine now"})
    ends(http, team, "taken-over")
    eventually(lambda: [d.json["run"] for d in hooks.deliveries] == ["while-deactivated", "taken-over"], 20, "who saved it")
    assert len(told(http, team)) == 3, "one refusal a day"


@pytest.mark.parametrize("how", ["left the team", "deactivated"])
def test_who_is_out_hears_nothing_at_their_own_receiver(http, hooks, member, team, how):  # noqa: F811
    invite(http, team, member)
    accept(member)
    _, project = ids(http, team)
    on_ends(member, "PROJECT", project, team_hook(member, member.user, f"{hooks.url}/home"))
    ends(http, team, "inside")
    eventually(lambda: hooks.deliveries, 20, "a member's own receiver")
    if how == "deactivated":
        assert http.send("PUT", f"/admin/v1/users/{member.user}/deactivation").json["active"] is False
    else:
        leave(http, team, member)
    for run in ("outside-1", "outside-2"):
        ends(http, team, run)
    eventually(lambda: len(told(http, team)) == 2, 20, "the refusal")
    assert told(http, team)[0]["state"] == "FAILED" and "receiver" in told(http, team)[0]["message"]
    assert [d.json["run"] for d in hooks.deliveries] == ["inside"]


def test_a_rerun_of_one_request_fires_for_its_metrics(http, hooks, project):
    metric = {"run_filter": "{}", "run_metric_filter": {"threshold_filter": {
        "name": "loss", "agg_op": None, "window_size": 1, "cmp_op": "$gt", "threshold": 5}}}
    hook = webhook(http, f"{hooks.url}/in")
    automation(http, project, hook, name="a", triggeringEventType="RUN_METRIC", eventFilter=json.dumps(metric))
    automation(http, project, hook, name="b", triggeringEventType="RUN_METRIC", eventFilter=json.dumps(metric).replace("5", "2"))

    def run(offset, *losses):
        http.data("""mutation U($e: String, $p: String) { upsertBucket(input: {entityName: $e, modelName: $p, name: "r", host: "h"}) {
                  inserted } }""", e=ADMIN, p=project)
        lines = [json.dumps({"_step": i, "_timestamp": 1000 * offset + i, "loss": loss}) for i, loss in enumerate(losses)]
        assert http.stream(ADMIN, project, "r", {"files": {"wandb-history.jsonl": {"offset": offset, "content": lines}},
                                                 "complete": True, "exitcode": 0}).status == 200

    run(0, 1, 2, 3)
    eventually(lambda: firings(http, project)["b"], 20, "that the first rows are looked at")
    assert firings(http, project)["a"] == []
    run(3, 1, 7)
    found = eventually(lambda: firings(http, project)["a"], 20, "the rerun's value")
    assert [json.loads(f["condition"])["step"] for f in found] == [1]


def test_whoever_is_mentioned_in_a_comment_gets_one_mail(http, mails, member, team):  # noqa: F811
    invite(http, team, member)
    accept(member)
    http.upsert_run(team, "papers", "one")
    report = http.data("""mutation S($e: String, $p: String) { upsertView(input: {entityName: $e, projectName: $p, type: "runs", name: "r",
      displayName: "The story", spec: "{}"}) { view { id } } }""", e=team, p="papers")["upsertView"]["view"]["id"]
    before = len(mails.mails)
    thread = http.data("mutation T($v: ID!, $b: String!) { createDiscussionThread(input: {viewID: $v, body: $b}) { thread { id comments { id } } } }",
                       v=report, b=f"@{member.user}, is **this** right? @{ADMIN} @nobody")["createDiscussionThread"]["thread"]
    http.data("mutation U($i: ID!, $b: String!) { updateDiscussionComment(input: {id: $i, body: $b}) { comment { id } } }",
              i=thread["comments"][0]["id"], b=f"@{member.user}, is it right now?")
    eventually(lambda: len(mails.mails) > before, 20, "the mail")
    member.data("mutation R($t: ID!, $b: String!) { createDiscussionComment(input: {discussionThreadID: $t, body: $b}) { comment { id } } }",
                t=thread["id"], b=f"Yes, @{member.user}")
    [mail] = mails.mails[before:]
    assert mail.to == [f"{member.user}@example.org"]
    assert mail.subject == f"{ADMIN} mentioned you in The story"
    assert "is it right now?" in mail.text and "The story" in mail.text
