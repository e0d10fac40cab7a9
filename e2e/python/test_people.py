"""Teams, service accounts, roles and registries' members through the released client, and what each may do."""
import json
import secrets
import time

import pytest

from harness.compare import eventually
from harness.raw import Http


@pytest.fixture
def member(server, http):
    name = f"mem-{secrets.token_hex(6)}"
    key = secrets.token_hex(20)
    made = http.send("PUT", f"/admin/v1/users/{name}", json.dumps({"email": f"{name}@example.org", "admin": False, "api_key": key}))
    assert made.status == 200, made.text
    connection = Http(server.url, key)
    connection.user = name
    return connection


@pytest.fixture
def team(http, entity):
    name = f"crew-{secrets.token_hex(6)}"
    http.data("mutation T($t: String!) { createTeam(input: {teamName: $t}) { entity { name } } }", t=name)
    return name


def accept(who):
    [invite] = who.data("{ viewer { invites { id } } }")["viewer"]["invites"]
    who.data("mutation A($i: String!) { acceptInvite(input: {id: $i}) { entity { name } } }", i=invite["id"])


def invite(http, team, who, admin=False):
    http.data("mutation I($e: String!, $u: String!, $a: Boolean) { createInvite(input: {entityName: $e, username: $u, admin: $a}) { invite { id } } }",
              e=team, u=who.user, a=admin)


def project(http, entity, name, access):
    return http.data("""mutation P($e: String!, $n: String!, $a: String) { upsertModel(input: {entityName: $e, name: $n, access: $a}) {
        project { id } } }""", e=entity, n=name, a=access)["upsertModel"]["project"]["id"]


def may_write(who, entity, project_name):
    from harness.raw import UPSERT
    answer = who.graphql(UPSERT, entity=entity, project=project_name, name=f"r{secrets.token_hex(4)}")
    assert answer.status in (200, 403, 404), answer.text
    return "errors" not in answer.json


def may_read(who, entity, project_name):
    return who.data("query P($e: String, $p: String) { project(entityName: $e, name: $p) { id } }", e=entity, p=project_name)["project"] is not None


@pytest.mark.full
def test_the_public_api_makes_people_teams_and_registry_members(client, member, server, new_client):
    name = secrets.token_hex(5)
    got = client.run("people_make.py", name=f"new-{name}", team=f"team-{name}", member=member.user, registry=f"reg-{name}")
    assert got["user"][0] == f"new-{name}@example.org"
    assert got["team"] == [f"team-{name}", ["e2e-admin"]]
    assert got["invited"] == [True, False, False], "twice, or nobody: no"
    assert got["service"][1], "the key is shown to whoever made the account"
    assert [member.user, "viewer"] in got["added"], "who is added to a registry reads it"
    assert got["raised"] == [[member.user, "member"]]
    assert [team for team, _ in got["teams"]] == [f"team-{name}"]
    assert member.user not in got["removed"]

    accept(member)
    as_member = new_client(key=got["service_key"])
    seen = as_member.run("log_as.py", entity=f"team-{name}", project="p", run="r1", env={"WANDB_USERNAME": member.user})
    assert seen["user"] == member.user, "a service account's run belongs to the member it names"
    seen = as_member.run("log_as.py", entity=f"team-{name}", project="p", run="r2")
    assert seen["user"] != member.user


def test_a_restricted_project_is_seen_only_by_those_named_in_it(http, member, team):
    invite(http, team, member)
    accept(member)
    identity = project(http, team, "closed", "RESTRICTED")
    project(http, team, "shared", "PRIVATE")
    assert may_write(member, team, "shared")
    assert not may_read(member, team, "closed") and not may_write(member, team, "closed")
    user = member.data("{ viewer { id } }")["viewer"]["id"]
    http.data("mutation M($p: ID!, $u: [ID!]) { createProjectMembers(input: {projectId: $p, userIds: $u}) { success } }", p=identity, u=[user])
    assert may_write(member, team, "closed")
    http.data("""mutation R($p: ID!, $u: ID!) { updateProjectMember(input: {projectId: $p, userId: $u, userProjectRole: "viewer"}) {
        success } }""", p=identity, u=user)
    assert may_read(member, team, "closed") and not may_write(member, team, "closed")
    http.data("mutation M($p: ID!, $u: [ID!]) { deleteProjectMembers(input: {projectId: $p, userIds: $u}) { success } }", p=identity, u=[user])
    assert not may_read(member, team, "closed")


def test_invitations_work_without_mail_and_only_for_the_invited(http, member, stranger, team):
    invite(http, team, member)
    [mine] = member.data("{ viewer { invites { id entityName } } }")["viewer"]["invites"]
    assert mine["entityName"] == team
    stolen = stranger.graphql("mutation A($i: String!) { acceptInvite(input: {id: $i}) { entity { name } } }", i=mine["id"])
    assert stolen.status == 404
    assert not may_write(member, team, "p")
    accept(member)
    assert may_write(member, team, "p")


def test_signed_addresses_are_given_to_readers_only(http, member, stranger, team):
    """Whoever holds a signed address may read until it ends, so the right is asked when it is made."""
    invite(http, team, member)
    accept(member)
    http.upsert_run(team, "p", "r1")
    http.upload(team, "p", "r1", "notes.txt", b"hello")
    assert member.send("GET", member.files(team, "p", "r1")[0]["directUrl"], auth=False).body == b"hello"
    assert stranger.send("GET", f"/files/{team}/p/r1/notes.txt").status == 404
    seen = stranger.data("query F($e: String, $p: String) { project(entityName: $e, name: $p) { run(name: \"r1\") { files { edges { node { directUrl } } } } } }",
                         e=team, p="p")
    assert seen["project"] is None
    http.data("mutation D($e: String, $i: String) { deleteInvite(input: {entityName: $e, id: $i}) { success } }", e=team,
              i=http.data("query M($e: String) { entity(name: $e) { members { id username } } }", e=team)["entity"]["members"] and [
                  m["id"] for m in http.data("query M($e: String) { entity(name: $e) { members { id username } } }", e=team)["entity"]["members"]
                  if m["username"] == member.user][0])
    assert member.send("GET", f"/files/{team}/p/r1/notes.txt").status == 404, "a right that is gone makes no new addresses"


POLICY = "mutation U($i: UpdateEntityInput!) { updateEntity(input: $i) { entity { id } } }"


def test_a_team_says_how_long_its_versions_are_kept(client, new_client, http, member, team, project):
    http.data(POLICY, i={"entityName": team, "artifactTtlSeconds": 30 * 86400, "onlyAdminsSetTtl": True})
    got = client.run("team_lifetimes.py", project=project, entity=team)
    assert got == {"inherited": 30, "own": 5, "off": "none", "again": 30}
    invite(http, team, member)
    accept(member)
    other = new_client(key=member.key)
    assert "admins" in other.run("team_lifetimes.py", project=project, entity=team, only="member")["refused"]


def test_a_team_and_its_organization_keep_projects_and_reports_inside(http, stranger, team):
    identity = project(http, team, "shown", "USER_READ")
    assert may_read(stranger, team, "shown")
    view = http.data("""mutation V($e: String!) { upsertView(input: {entityName: $e, projectName: "shown", type: "runs", name: "r",
        spec: "{}"}) { view { id } } }""", e=team)["upsertView"]["view"]["id"]
    share = """mutation T($v: ID!, $e: String!) { createAccessToken(input: {viewId: $v, projects: [{entityName: $e, projectName: "shown"}]}) {
        accessToken { token } } }"""
    token = http.data(share, v=view, e=team)["createAccessToken"]["accessToken"]["token"]

    def by_link():
        answer = stranger.send("POST", "/graphql", json.dumps({"query": "query V($v: ID!) { view(id: $v) { name } }", "variables": {"v": view}}),
                               auth=False, headers={"X-Selvedge-Access-Token": token})
        return (answer.json.get("data") or {}).get("view")

    assert by_link() == {"name": "r"}
    http.data(POLICY, i={"entityName": team, "linksOff": True})
    assert by_link() is None, "links made before end too"
    assert http.graphql(share, v=view, e=team).status == 403
    http.data(POLICY, i={"entityName": team, "linksOff": False})
    assert by_link() == {"name": "r"}

    http.data(POLICY, i={"entityName": team, "privateOnly": True})
    refused = http.graphql("mutation P($e: String, $n: String) { upsertModel(input: {entityName: $e, name: $n, access: \"USER_READ\"}) { inserted } }",
                           e=team, n="more")
    assert refused.status == 403 and "private projects only" in refused.text
    assert identity and may_read(stranger, team, "shown"), "what was public before stays so"


@pytest.mark.full
def test_where_nobody_has_personal_projects_runs_go_to_a_team(start_server, new_client):
    server = start_server("teams-only", GORILLA_DISABLE_PERSONAL_ENTITY="true")
    http = Http(server.url, server.admin_key)
    client = new_client(at=server)
    refused = client.attempt("log_as.py", entity="e2e-admin", project="p", run="r0")
    assert refused.code != 0 and "projects in teams only" in refused.output
    http.data("mutation T { createTeam(input: {teamName: \"crew\"}) { entity { name } } }")
    seen = client.run("log_as.py", entity=None, project="p", run="r1")
    assert seen["entity"] == "crew"


@pytest.mark.full
def test_protected_aliases_are_moved_by_registry_admins_alone(client, http, member, server):
    name = secrets.token_hex(5)
    client.run("people_make.py", name=f"pa-{name}", team=f"pt-{name}", member=member.user, registry=f"pr-{name}")
    accept(member)
    organization = http.data("query E($e: String) { entity(name: $e) { organization { orgEntity { name } } } }", e=f"pt-{name}")
    owner = organization["entity"]["organization"]["orgEntity"]["name"]
    registry = http.data("query P($e: String, $p: String) { project(entityName: $e, name: $p) { id } }", e=owner, p=f"wandb-registry-pr-{name}")["project"]["id"]
    protect = "mutation P($p: ID!, $a: [String!]!) { updateProtectedAliases(input: {projectId: $p, aliases: $a}) { success } }"
    assert member.graphql(protect, p=registry, a=["prod"]).status in (403, 404)
    http.data(protect, p=registry, a=["prod"])
    assert http.data("query P($e: String, $p: String) { project(entityName: $e, name: $p) { protectedAliases } }", e=owner,
                     p=f"wandb-registry-pr-{name}")["project"]["protectedAliases"] == ["prod"]


STARRED = "query P($e: String, $p: String) { project(entityName: $e, name: $p) { id starred icon { name color } } }"


def test_registries_are_starred_by_each_person_and_have_an_icon(http, member, team):
    owner = http.data("query E($e: String) { entity(name: $e) { organization { orgEntity { name } } } }", e=team)["entity"]["organization"]["orgEntity"]["name"]
    name = f"wandb-registry-st-{secrets.token_hex(5)}"
    upsert = """mutation U($e: String!, $n: String!, $i: ProjectIconInput, $d: String) {
        upsertModel(input: {entityName: $e, name: $n, icon: $i, description: $d}) { project { id icon { name color } } } }"""
    made = http.data(upsert, e=owner, n=name, i={"name": "rocket", "color": "#ff8800"})["upsertModel"]["project"]
    assert made["icon"] == {"name": "rocket", "color": "#ff8800"}
    assert http.data(upsert, e=owner, n=name, d="else")["upsertModel"]["project"]["icon"] == made["icon"], "what is left out stays"
    for bad in ({"name": "", "color": "red"}, {"name": "a<b", "color": "red"}, {"name": "box", "color": "red; x: url(evil)"}):
        [error] = http.graphql(upsert, e=owner, n=name, i=bad).json["errors"]
        assert error["extensions"]["code"] == "INVALID" and "icon" in error["message"]

    star = "mutation S($p: ID!) { starProject(input: {projectId: $p}) { project { id starred } } }"
    assert member.graphql(star, p=made["id"]).status == 404, "what one does not see cannot be starred"
    assert http.data(star, p=made["id"])["starProject"]["project"] == {"id": made["id"], "starred": True}
    assert http.data(star, p=made["id"])["starProject"]["project"]["starred"], "again changes nothing"
    http.data("""mutation A($p: ID!, $u: [ID!]) { createProjectMembers(input: {projectId: $p, userIds: $u}) { success } }""",
              p=made["id"], u=[member.data("{ viewer { id } }")["viewer"]["id"]])
    assert member.data(STARRED, e=owner, p=name)["project"]["starred"] is False, "a star is its person's own"
    http.data("mutation S($p: ID!) { unstarProject(input: {projectId: $p}) { project { starred } } }", p=made["id"])
    assert http.data(STARRED, e=owner, p=name)["project"]["starred"] is False


def test_who_is_deactivated_is_out_at_once_and_loses_nothing(http, member, new_client, tmp_path):
    client = new_client(key=member.key)
    told = tmp_path / "told"
    process = client.start("log_until_file.py", project="mine", run="r1", file=str(told))
    eventually(lambda: http.history(member.user, "mine", "r1") if http.run(member.user, "mine", "r1") else None, 60, "a row")
    target = f"/admin/v1/users/{member.user}/deactivation"
    assert http.send("PUT", target).json["active"] is False
    refused = member.graphql("{ viewer { id } }")
    assert refused.status == 401 and "deactivated" in refused.text
    assert member.send("GET", f"/files/{member.user}/mine/r1/config.yaml").status == 401
    kept = len(http.history(member.user, "mine", "r1"))
    # a few more rows, of which none may come in
    time.sleep(3)
    told.touch()
    outcome = client.finish(process, 120)
    assert outcome.result["seconds"] < 30, "nothing is retried for minutes"
    assert "deactivated" in outcome.output or "401" in outcome.output, outcome.output
    assert len(http.history(member.user, "mine", "r1")) == kept
    began = time.monotonic()
    again = client.attempt("log_as.py", entity=member.user, project="mine", run="r2", timeout=90)
    assert again.code != 0 and time.monotonic() - began < 60
    assert "deactivated" in again.output or "401" in again.output, again.output

    listed = http.data("query U($q: String) { users(query: $q) { edges { node { username deactivatedAt deletedAt } } } }", q=member.user)
    [person] = [edge["node"] for edge in listed["users"]["edges"]]
    assert person["deactivatedAt"] and person["deletedAt"] == person["deactivatedAt"]
    assert http.send("DELETE", target).status == 204
    assert http.send("DELETE", target).status == 404, "once is enough"
    assert new_client(key=member.key).run("log_as.py", entity=member.user, project="mine", run="r3")["user"] == member.user


def test_nobody_but_an_administrator_deactivates_and_not_oneself(http, member, entity):
    deactivate = "mutation D($i: ID!) { deactivateUser(input: {id: $i}) { user { deactivatedAt } } }"
    root = http.data("{ viewer { id } }")["viewer"]["id"]
    mine = member.data("{ viewer { id } }")["viewer"]["id"]
    assert member.graphql(deactivate, i=root).status == 403
    assert member.graphql(deactivate, i=mine).status == 403
    assert "yourself" in http.graphql(deactivate, i=root).text
    assert http.data(deactivate, i=mine)["deactivateUser"]["user"]["deactivatedAt"]
    assert member.graphql("{ viewer { id } }").status == 401
    http.data("mutation R($i: ID!) { reactivateUser(input: {id: $i}) { user { id } } }", i=mine)
    assert member.data("{ viewer { id } }")["viewer"]["id"] == mine
