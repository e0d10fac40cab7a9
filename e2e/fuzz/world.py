"""What the random requests are about: one caller's own things, and another user's that must stay as they are."""
from __future__ import annotations

import base64
import hashlib
import json
import secrets
from random import Random

from harness.raw import Http

SWEEP = "method: random\nmetric: {name: loss, goal: minimize}\nparameters:\n  lr: {min: 0.0, max: 1.0}\n"


class World:
    """Ids and names with the kinds they belong to; `digest` and `signed` are of files that exist.

    `secret` stands in what nobody but the victim may see, and in no request: an answer that has it shows too much.
    """

    def __init__(self):
        self.secret = "hush" + secrets.token_hex(8)
        self.ids: list[tuple[str, str]] = []
        self.theirs: list[tuple[str, str]] = []
        self.names: dict[str, list[str]] = {}
        self.signed: list[str] = []
        self.digest = "0" * 32

    def add(self, kind: str, id: str | None = None, name: str | None = None, private: bool = False) -> None:
        if id is not None:
            self.ids.append((kind, id))
            if private:
                self.theirs.append((kind, id))
        if name is not None:
            self.names.setdefault(kind, []).append(name)

    def name(self, kind: str, random: Random) -> str:
        return random.choice(self.names.get(kind) or ["x"])

    def names_for(self, field: str, owner: str) -> list[str]:
        """Names of the kind that the field's own name speaks of, else of the input's."""
        for text in (field.lower(), owner.lower()):
            for kind, names in self.names.items():
                if kind in text:
                    return names
        return [name for names in self.names.values() for name in names]


def new_user(admin: Http, name: str) -> Http:
    user = Http(admin.url, secrets.token_hex(24))
    user.user = name
    sign_up(admin, user)
    return user


def sign_up(admin: Http, user: Http) -> None:
    made = admin.send("PUT", f"/admin/v1/users/{user.user}", json.dumps(
        {"email": f"{user.user}@example.org", "admin": False, "api_key": user.key}))
    assert made.status == 200, made.text


def begin_anew(admin: Http, user: Http) -> None:
    """Some requests delete what later ones need, the account among it."""
    sign_up(admin, user)
    made = user.send("POST", "/graphql", json.dumps({"query": """mutation M($e: String!, $p: String!) {
        upsertModel(input: {entityName: $e, name: $p, access: "PRIVATE"}) { project { id } } }""",
        "variables": {"e": user.user, "p": f"{user.user}-project"}}))
    assert made.status in (200, 409), made.text
    for run in ("r1", "r2"):
        # where the id was used up, other runs serve
        user.send("POST", "/graphql", json.dumps({"query": """mutation R($e: String!, $p: String!, $r: String!) {
            upsertBucket(input: {name: $r, modelName: $p, entityName: $e}) { bucket { id } } }""",
            "variables": {"e": user.user, "p": f"{user.user}-project", "r": run}}))


#: What a stranger may see nothing of, and what is not for who has a link to a report: that opens the project's runs.
ALL = frozenset({"project", "run", "file", "artifact", "sweep", "view"})
BESIDE_A_REPORT = ALL - {"project", "run", "file"}


def settle(world: World, http: Http, user: str, hidden: frozenset[str] = frozenset()) -> str:
    """One thing of each kind, and its id and name noted; what is `hidden` says the secret. Returns the token of a link to the runs."""
    project, private = f"{user}-project", bool(hidden)
    said = {kind: world.secret if kind in hidden else "anything" for kind in ALL}
    world.add("entity", name=user)
    world.add("user", http.data("{ viewer { id } }")["viewer"]["id"], user, private)
    world.add("project", _project(http, user, project, said["project"]), project, private)
    for run in ("r1", "r2"):
        _run(world, http, user, project, run, said["run"], private)
    http.upload(user, project, "r1", "notes.txt", said["file"].encode())
    file = http.files(user, project, "r1")[0]
    world.add("file", file["id"], "notes.txt", private)
    if not private:
        # an address with a right of its own
        world.signed.append(file["directUrl"].split("/storage/", 1)[-1])
    _artifact(world, http, user, project, said["artifact"], private)
    _sweep(world, http, user, project, said["sweep"], private)
    _view(world, http, user, project, said["view"], private)
    linked = _view(world, http, user, project, said["run"], private)
    link = http.data("""mutation T($v: ID!, $e: String!, $p: String!) { createAccessToken(input: {viewId: $v,
        projects: [{entityName: $e, projectName: $p}]}) { accessToken { token } } }""", v=linked, e=user, p=project)
    token = link["createAccessToken"]["accessToken"]["token"]
    if not private:
        world.add("token", name=token)
    return token


def _run(world: World, http: Http, user: str, project: str, run: str, said: str, private: bool) -> None:
    made = http.upsert_run(user, project, run, config={"lr": {"value": 0.1}, "note": {"value": said}}, displayName=said, tags=[said],
                           groupName=said, summaryMetrics={"said": said})
    world.add("run", made["id"], run, private)
    http.log_rows(user, project, run, [{"_step": i, "loss": 1 / (i + 1), "said": said} for i in range(20)])
    http.stream(user, project, run, {"files": {"output.log": {"offset": 0, "content": [said]}}})
    http.data("""mutation A($e: String!, $p: String!, $r: String!, $s: String!) { notifyScriptableRunAlert(input: {entityName: $e, projectName: $p,
        runName: $r, title: $s, text: $s, severity: INFO}) { success } }""", e=user, p=project, r=run, s=said)


def _view(world: World, http: Http, user: str, project: str, said: str, private: bool) -> str:
    view = http.data("""mutation V($e: String!, $p: String!, $s: String!) { upsertView(input: {entityName: $e, projectName: $p, type: "runs",
        name: "report", displayName: $s, description: $s, spec: "{}"}) { view { id } } }""", e=user, p=project, s=said)["upsertView"]["view"]["id"]
    world.add("view", view, "report", private)
    return view


def _project(http: Http, user: str, project: str, said: str) -> str:
    return http.data("""mutation M($e: String!, $p: String!, $s: String!) { upsertModel(input: {entityName: $e, name: $p, access: "PRIVATE",
        description: $s}) { project { id } } }""", e=user, p=project, s=said)["upsertModel"]["project"]["id"]


def _artifact(world: World, http: Http, user: str, project: str, said: str, private: bool) -> None:
    content = f"data of {user}: {said}".encode()
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    world.digest = hashlib.md5(content).hexdigest()
    made = http.data("""mutation A($e: String!, $p: String!, $s: String!, $m: JSONString!) { createArtifact(input: {entityName: $e, projectName: $p,
        runName: "r1", artifactTypeName: "dataset", artifactCollectionName: "digits", digest: "d", digestAlgorithm: MANIFEST_MD5, description: $s,
        metadata: $m, aliases: [{artifactCollectionName: "digits", alias: $s}], tags: [{tagName: $s}]}) {
        artifact { id artifactSequence { id } artifactType { id } } } }""", e=user, p=project, s=said, m=json.dumps({"said": said}))["createArtifact"]["artifact"]
    artifact = made["id"]
    uploads = http.data("""mutation F($a: ID!, $m: String!) { createArtifactFiles(input: {storageLayout: V2,
        artifactFiles: [{artifactID: $a, name: "a.txt", md5: $m}]}) { files { edges { node { uploadUrl uploadHeaders } } } } }""", a=artifact, m=digest)
    _put(http, uploads["createArtifactFiles"]["files"]["edges"][0]["node"], content)
    manifest = json.dumps({"version": 1, "storagePolicyConfig": {"storageLayout": "V2"}, "contents": {
        "a.txt": {"digest": digest, "size": len(content), "birthArtifactID": artifact}}}).encode()
    told = http.data("""mutation M($a: ID!, $d: String!, $e: String!, $p: String!) { createArtifactManifest(input: {artifactID: $a, digest: $d,
        name: "wandb_manifest.json", entityName: $e, projectName: $p, runName: "r1", type: FULL}) { artifactManifest { id file {
        uploadUrl uploadHeaders } } } }""", a=artifact, e=user, p=project, d=base64.b64encode(hashlib.md5(manifest).digest()).decode())
    kept = told["createArtifactManifest"]["artifactManifest"]
    _put(http, kept["file"], manifest)
    http.data("mutation C($a: ID!) { commitArtifact(input: {artifactID: $a}) { artifact { id } } }", a=artifact)
    for kind, id, name in (("artifact", artifact, "digits:v0"), ("sequence", made["artifactSequence"]["id"], "digits"), ("manifest", kept["id"], None),
                           ("collection", made["artifactSequence"]["id"], "digits"), ("type", made["artifactType"]["id"], "dataset")):
        world.add(kind, id, name, private)


def _put(http: Http, file: dict, content: bytes) -> None:
    headers = dict(h.split(":", 1) for h in file["uploadHeaders"] or [])
    put = http.send("PUT", file["uploadUrl"], content, auth=False, headers=headers)
    assert 200 <= put.status < 300, put.text


def _sweep(world: World, http: Http, user: str, project: str, said: str, private: bool) -> None:
    sweep = http.data("""mutation S($e: String!, $p: String!, $c: String!, $s: String!) { upsertSweep(input: {entityName: $e, projectName: $p,
        config: $c, displayName: $s}) { sweep { id name } } }""", e=user, p=project, c=SWEEP + f"name: {said}\n", s=said)["upsertSweep"]["sweep"]
    agent = http.data("""mutation G($e: String!, $p: String!, $s: String!) { createAgent(input: {entityName: $e, projectName: $p,
        sweep: $s, host: "h"}) { agent { id name } } }""", e=user, p=project, s=sweep["name"])["createAgent"]["agent"]
    world.add("sweep", sweep["id"], sweep["name"], private)
    world.add("agent", agent["id"], agent["name"], private)


#: Everything of a user that a stranger must not change.
STATE = """query State($e: String!, $p: String!) { entity(name: $e) { name defaultAccess members { username role } } project(name: $p, entityName: $e) {
  id name access description createdAt updatedAt runCount totalSweeps members { username role { name } }
  runs(first: 50) { edges { node { id name displayName state config summaryMetrics historyLineCount eventsLineCount logLineCount fileCount tags notes
    stopped history(minStep: 0, maxStep: 1000, samples: 1000) files(first: 9) { edges { node { name md5 sizeBytes } } } } } }
  artifactTypes { edges { node { name } } } artifactCollections { edges { node { id name description aliases { edges { node { alias } } }
    tags { edges { node { name } } } artifacts { edges { node { id state metadata description size ttlDurationSeconds usedBy { edges { node { id } } } } } } } } }
  sweeps { edges { node { id name config state runCount agents { edges { node { name } } } } } }
  allViews(viewType: "runs") { edges { node { id name displayName spec locked accessTokens { token revokedAt } } } } } }"""


def state(http: Http, user: str) -> dict:
    return http.data(STATE, e=user, p=f"{user}-project")
