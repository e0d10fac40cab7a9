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
    """Ids and names with the kinds they belong to; `digest` and `signed` are of files that exist."""

    def __init__(self):
        self.ids: list[tuple[str, str]] = []
        self.names: dict[str, list[str]] = {}
        self.signed: list[str] = []
        self.digest = "0" * 32

    def add(self, kind: str, id: str | None = None, name: str | None = None) -> None:
        if id is not None:
            self.ids.append((kind, id))
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
    key = secrets.token_hex(24)
    made = admin.send("PUT", f"/admin/v1/users/{name}", json.dumps({"email": f"{name}@example.org", "admin": False, "api_key": key}))
    assert made.status == 200, made.text
    user = Http(admin.url, key)
    user.user = name
    return user


def settle(world: World, http: Http, user: str) -> None:
    """One thing of each kind, and its id and name noted."""
    project = f"{user}-project"
    world.add("entity", name=user)
    world.add("user", id=http.data("{ viewer { id } }")["viewer"]["id"], name=user)
    world.add("project", id=_project(http, user, project), name=project)
    for run in ("r1", "r2"):
        world.add("run", id=http.upsert_run(user, project, run, config={"lr": {"value": 0.1}})["id"], name=run)
        http.log_rows(user, project, run, [{"_step": i, "loss": 1 / (i + 1)} for i in range(20)])
    http.upload(user, project, "r1", "notes.txt", b"hello")
    file = http.files(user, project, "r1")[0]
    world.add("file", id=file["id"], name="notes.txt")
    world.signed.append(file["directUrl"].split("/storage/", 1)[-1])
    _artifact(world, http, user, project)
    _sweep(world, http, user, project)
    view = http.data("""mutation V($e: String!, $p: String!) { upsertView(input: {entityName: $e, projectName: $p, type: "runs",
        name: "report", displayName: "Report", spec: "{}"}) { view { id } } }""", e=user, p=project)["upsertView"]["view"]["id"]
    world.add("view", id=view, name="report")
    token = http.data("""mutation T($v: ID!, $e: String!, $p: String!) { createAccessToken(input: {viewId: $v,
        projects: [{entityName: $e, projectName: $p}]}) { accessToken { token } } }""", v=view, e=user, p=project)
    world.add("token", name=token["createAccessToken"]["accessToken"]["token"])


def _project(http: Http, user: str, project: str) -> str:
    return http.data("""mutation M($e: String!, $p: String!) { upsertModel(input: {entityName: $e, name: $p, access: "PRIVATE"}) {
        project { id } } }""", e=user, p=project)["upsertModel"]["project"]["id"]


def _artifact(world: World, http: Http, user: str, project: str) -> None:
    content = f"data of {user}".encode()
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    world.digest = hashlib.md5(content).hexdigest()
    made = http.data("""mutation A($e: String!, $p: String!) { createArtifact(input: {entityName: $e, projectName: $p, runName: "r1",
        artifactTypeName: "dataset", artifactCollectionName: "digits", digest: "d", digestAlgorithm: MANIFEST_MD5}) {
        artifact { id artifactSequence { id } artifactType { id } } } }""", e=user, p=project)["createArtifact"]["artifact"]
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
        world.add(kind, id=id, name=name)


def _put(http: Http, file: dict, content: bytes) -> None:
    headers = dict(h.split(":", 1) for h in file["uploadHeaders"] or [])
    put = http.send("PUT", file["uploadUrl"], content, auth=False, headers=headers)
    assert 200 <= put.status < 300, put.text


def _sweep(world: World, http: Http, user: str, project: str) -> None:
    sweep = http.data("""mutation S($e: String!, $p: String!, $c: String!) { upsertSweep(input: {entityName: $e, projectName: $p,
        config: $c}) { sweep { id name } } }""", e=user, p=project, c=SWEEP)["upsertSweep"]["sweep"]
    agent = http.data("""mutation G($e: String!, $p: String!, $s: String!) { createAgent(input: {entityName: $e, projectName: $p,
        sweep: $s, host: "h"}) { agent { id name } } }""", e=user, p=project, s=sweep["name"])["createAgent"]["agent"]
    world.add("sweep", id=sweep["id"], name=sweep["name"])
    world.add("agent", id=agent["id"], name=agent["name"])


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
