"""People who edit one report and are not of its team: what is open to them, and what stays closed."""
import json
import subprocess

import pytest

from test_artifacts import create, finish, stored
from test_people import POLICY, member, team  # noqa: F401

SPEC = {"version": 5, "width": "readable", "blocks": [{"type": "paragraph", "children": [{"text": "It learns."}]}]}

SAVE = """mutation S($id: ID, $e: String, $p: String, $t: String, $n: String, $s: String, $parent: ID, $title: String) { upsertView(input: {
  id: $id, entityName: $e, projectName: $p, type: $t, name: $n, spec: $s, parentId: $parent, displayName: $title, description: ""}) { view { id } } }"""

INVITE = """mutation I($v: ID!, $u: [String!]!, $p: [ProjectSpecifier!]) { inviteViewEditors(input: {viewId: $v, usernames: $u, projects: $p}) {
  view { editors { username } } } }"""

REMOVE = "mutation R($v: ID!, $u: [String!]!) { removeViewEditors(input: {viewId: $v, usernames: $u}) { view { id } } }"

VIEW = "query V($v: ID!) { view(id: $v) { spec editable invitesEditors editors { username } shownProjects { name entityName } accessTokens { token } } }"

EVERYTHING = """query E($e: String, $p: String) { project(entityName: $e, name: $p) {
  runs { edges { node { name summaryMetrics files { edges { node { name directUrl } } } outputArtifacts { edges { node { id } } } } } }
  artifactTypes { edges { node { name } } } artifactCollections { edges { node { name } } } deletedArtifacts { edges { node { artifact { id } } } }
  sweeps { edges { node { name } } } totalSweeps allViews { edges { node { name } } } members { name } teamMembers { team { name } } runQueues { name }
  triggers { id } deletedRuns { edges { node { name } } } readOnly manageable entity { members { id } integrations { edges { node { __typename } } } } } }"""

TEAM = """query T($e: String, $p: String) { entity(name: $e) { members { id } } project(entityName: $e, name: $p) { name }
  models(entityName: $e) { edges { node { name } } } }"""


COLLECTIONS = """query C($e: String) { entity(name: $e) { artifactCollections { edges { node { name } } }
  artifactMemberships { edges { node { artifact { id files { edges { node { directUrl } } } } } } } } }"""


@pytest.fixture
def report(http, team):  # noqa: F811
    """In a team's private project with a run, a file, a deleted run, a sweep and an artifact."""
    http.upsert_run(team, "shown", "r1", summaryMetrics={"loss": 0.5})
    http.upload(team, "shown", "r1", "notes.txt", b"hello")
    http.log_rows(team, "shown", "r1", [{"_step": 0, "loss": 1.0}, {"_step": 1, "loss": 0.5}])
    gone = http.upsert_run(team, "shown", "gone")
    http.data("mutation D($i: ID!) { deleteRun(input: {id: $i}) { clientMutationId } }", i=gone["id"])
    http.upsert_run(team, "hidden", "secret")
    http.data("""mutation S($e: String, $p: String) { upsertSweep(input: {entityName: $e, projectName: $p, config: "method: grid\\nparameters: {a: {values: [1]}}"}) {
        sweep { name } } }""", e=team, p="shown")
    draft = create(http, team, "shown", artifactTypeName="model", artifactCollectionName="weights", runName="r1").json["data"]["createArtifact"]["artifact"]["id"]
    finish(http, team, "shown", draft, {"w.txt": stored(http, draft, "w.txt", b"weights")})
    return http.data(SAVE, e=team, p="shown", t="runs", n="r", s=json.dumps(SPEC), title="The story")["upsertView"]["view"]["id"]


def ask(who, report, query, **variables):
    """As the pages of an invited editor ask about what is drawn in the report."""
    return who.send("POST", "/graphql", json.dumps({"query": query, "variables": variables}), headers={"X-Selvedge-Report": report})


def points(who, report, team, project):  # noqa: F811
    body = {"entity": team, "project": project, "stream": "history", "x": "_step", "buckets": 10, "range": None,
            "smoothing": {"kind": "none", "parameter": 0}, "series": [{"run": "r1", "key": "loss"}]}
    return who.send("POST", "/api/history/query", json.dumps(body), headers={"X-Selvedge-Report": report} if report else {})


def test_an_invited_stranger_edits_the_report_and_sees_what_is_drawn_in_it(http, member, team, report):  # noqa: F811
    assert member.data(VIEW, v=report)["view"] is None
    assert http.data(INVITE, v=report, u=[member.user])["inviteViewEditors"]["view"]["editors"] == [{"username": member.user}]
    seen = member.data(VIEW, v=report)["view"]
    assert json.loads(seen["spec"]) == SPEC
    assert seen["editable"] and not seen["invitesEditors"] and seen["accessTokens"] == []
    assert seen["shownProjects"] == [{"name": "shown", "entityName": team}]

    runs = ask(member, report, EVERYTHING, e=team, p="shown").json["data"]["project"]["runs"]["edges"]
    assert [edge["node"]["name"] for edge in runs] == ["r1"]
    [file] = [edge["node"] for edge in runs[0]["node"]["files"]["edges"] if edge["node"]["name"] == "notes.txt"]
    assert member.send("GET", file["directUrl"], auth=False).body == b"hello"
    assert points(member, report, team, "shown").status == 200

    draft = member.data(SAVE, e=team, p="shown", t="runs/draft", s="{\"draft\": 1}", parent=report)["upsertView"]["view"]["id"]
    drafts = "query D($v: ID!, $u: String) { view(id: $v) { project { allViews(viewType: \"runs/draft\", userName: $u) { edges { node { id } } } } } }"
    assert member.data(drafts, v=report, u=member.user)["view"]["project"]["allViews"]["edges"] == [{"node": {"id": draft}}]
    member.data(SAVE, id=report, t="runs", e=team, p="shown", s="{\"version\": 6}")
    member.data("mutation D($i: ID) { deleteView(input: {id: $i}) { success } }", i=draft)
    assert json.loads(http.data(VIEW, v=report)["view"]["spec"]) == {"version": 6}


def test_nothing_else_of_the_team_is_open_to_an_invited_editor(http, member, stranger, team, report):  # noqa: F811
    other = http.data(SAVE, e=team, p="shown", t="runs", n="other", s="{}")["upsertView"]["view"]["id"]
    http.data(INVITE, v=report, u=[member.user])
    as_link = http.data("""mutation T($v: ID!) { createAccessToken(input: {viewId: $v, projects: []}) { accessToken { token } } }""", v=report)
    link = as_link["createAccessToken"]["accessToken"]["token"]
    by_link = stranger.send("POST", "/graphql", json.dumps({"query": EVERYTHING, "variables": {"e": team, "p": "shown"}}), auth=False,
                            headers={"X-Selvedge-Access-Token": link}).json
    shown = ask(member, report, EVERYTHING, e=team, p="shown").json
    team_itself = http.data(EVERYTHING, e=team, p="shown")["project"]
    for there in ("artifactTypes", "artifactCollections", "sweeps", "deletedRuns"):
        assert team_itself[there]["edges"], f"{there}: what is closed below is there to be seen"
    assert team_itself["runs"]["edges"][0]["node"]["outputArtifacts"]["edges"]
    for side in (by_link, shown):
        for edge in side["data"]["project"]["runs"]["edges"]:
            for file in edge["node"]["files"]["edges"]:
                file["node"].pop("directUrl")  # signed anew each time
    assert shown == by_link, "an invitation shows what a link shows"
    found = shown["data"]["project"]
    for closed in ("artifactTypes", "artifactCollections", "deletedArtifacts", "sweeps", "allViews", "deletedRuns"):
        assert found[closed]["edges"] == [], closed
    for closed in ("members", "teamMembers", "runQueues", "triggers"):
        assert found[closed] == [], closed
    assert found["totalSweeps"] == 0 and found["readOnly"] and not found["manageable"]
    assert found["runs"]["edges"][0]["node"]["outputArtifacts"]["edges"] == []

    hidden = ask(member, report, "query P($e: String, $p: String) { project(entityName: $e, name: $p) { id } viewer { username } }", e=team, p="hidden").json
    assert hidden["data"] == {"project": None, "viewer": None}
    assert points(member, report, team, "hidden").status == 404
    assert ask(member, report, VIEW, v=other).json["data"]["view"] is None
    written = ask(member, report, "mutation M($e: String) { upsertBucket(input: {entityName: $e, modelName: \"shown\", name: \"x\"}) { bucket { id } } }", e=team)
    assert written.status == 401, "a guest writes nothing"

    for who, headers in ((member, {}), (member, {"X-Selvedge-Report": report}), (stranger, {"X-Selvedge-Access-Token": link})):
        answer = who.send("POST", "/graphql", json.dumps({"query": COLLECTIONS, "variables": {"e": team}}), auth=who is member, headers=headers).json
        listed = (answer.get("data") or {}).get("entity")
        assert listed is None or listed["artifactCollections"]["edges"] == listed["artifactMemberships"]["edges"] == [], headers
    assert http.data(COLLECTIONS, e=team)["entity"]["artifactCollections"]["edges"]

    own = member.data(TEAM, e=team, p="shown")
    assert own["project"] is None and (own["entity"] is None or own["entity"]["members"] == [])
    assert own["models"]["edges"] == [{"node": {"name": "shown"}}], "its name, which the report says anyhow"
    assert member.data(VIEW, v=other)["view"] is None
    assert points(member, None, team, "shown").status == 404
    assert member.send("GET", f"/files/{team}/shown/r1/notes.txt").status == 404
    for wish in ({"id": report, "t": "project-view"}, {"id": other, "s": "{}"}, {"e": team, "p": "shown", "t": "runs", "n": "new"}):
        assert member.graphql(SAVE, **wish).status in (403, 404), wish
    assert member.graphql("mutation D($i: ID) { deleteView(input: {id: $i, deleteDrafts: true}) { success } }", i=report).status == 403
    assert member.graphql(INVITE, v=report, u=[stranger.user]).status == 403
    assert ask(stranger, report, "{ viewer { username } }").status == 404, "who was not invited asks nothing for the report"


def test_an_invitation_ends_with_its_removal_and_while_the_team_forbids_links(http, member, team, report):  # noqa: F811
    def sees():
        shown = ask(member, report, "query P($e: String) { project(entityName: $e, name: \"shown\") { id } }", e=team)
        saved = member.graphql(SAVE, id=report, s="{}")
        view = member.data(VIEW, v=report)["view"]
        assert (shown.status == 200) == (view is not None) == (saved.status == 200), (shown.text, view, saved.text)
        return view is not None

    http.data(INVITE, v=report, u=[member.user])
    assert sees()
    http.data(POLICY, i={"entityName": team, "linksOff": True})
    assert not sees()
    assert http.graphql(INVITE, v=report, u=[member.user]).status == 403
    http.data(POLICY, i={"entityName": team, "linksOff": False})
    assert sees()
    http.data(REMOVE, v=report, u=[member.user])
    assert not sees()
    assert member.data("query M($e: String) { models(entityName: $e) { edges { node { name } } } }", e=team)["models"]["edges"] == []


def test_the_released_client_loads_and_saves_a_report_it_was_invited_to(http, member, team, report, new_client):  # noqa: F811
    client = new_client(key=member.key)
    if subprocess.run([client.python, "-c", "import wandb_workspaces"], capture_output=True).returncode:
        pytest.skip(f"wandb_workspaces is not installed beside wandb {client.version}")
    http.data(INVITE, v=report, u=[member.user])
    got = client.run("report_edit.py", entity=None, url=f"{http.url}/{team}/shown/reports/The-story--{report.rstrip('=')}", path=f"{team}/shown")
    assert got["read"] == ["The story", ["P"]]
    assert got["saved"] == "Edited from outside"
    assert got["new"] != "made"
