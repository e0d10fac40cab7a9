"""Artifacts through the released client: versions, files, links, shapes, races, and what others may not do."""
import base64
import hashlib
import json
import time
import urllib.parse

import pytest

from test_people import accept, invite, member, team  # noqa: F401


def test_versions_live_from_log_to_delete(client, project, workdir):
    got = client.run("artifacts_life.py", root=str(workdir), project=project)
    assert got["first"][:5] == ["digits:v0", "v0", ["best", "latest"], ["gold"], 15]
    assert got["digest_is_the_clients"]
    assert got["same"] == "v0", "the same content makes no version"
    assert got["second"] == "v1"
    assert got["used"] == "v0"
    assert got["metadata"] == [2, "None", "hand-written"], "the client sends null for NaN"
    assert got["downloaded"] == {"a b.txt": "one", "deep/ü%.txt": "two", "far": "elsewhere"}
    assert got["newest"] == {"a b.txt": "one", "new.txt": "three"}
    assert got["one_entry"] == "one"
    assert got["reference"]
    assert got["files"] == ["a b.txt", "deep/ü%.txt", "far"]
    assert got["file_count"] == 3
    assert got["verified"] and got["logged_by"] and got["used_by"]
    assert got["run_logged"] == ["v0", "v1"]
    assert got["run_used"] == ["v0", "v1"]
    assert got["versions"] == ["v1", "v0"]
    assert got["tagged"] == ["v0"]
    assert got["types"] == ["dataset"]
    assert got["collections"] == ["digits"]
    assert got["exists"] == [True, False, True]
    assert got["edited"] == ["v1", ["best", "latest"], ["silver"], "second", 3]
    assert got["moved"] == [], "an alias is on one version only"
    assert got["renamed"] == ["numbers", "all digits", ["kept"], 2]
    assert got["delete_guard"] == "CommError"
    assert got["left"] == 0
    assert got["gone"] is False


def test_a_deleted_version_can_be_brought_back(client, project, workdir):
    got = client.run("artifacts_restore.py", project=project, root=str(workdir))
    assert got == {"deleted": [0, "kept", "DELETED"], "gone": False, "state": "COMMITTED", "aliases": ["best"], "read": "one", "left": 0}


@pytest.mark.full
@pytest.mark.timeout(900)
def test_a_file_above_two_gibibytes_goes_up_in_parts(client, server, project, workdir):
    """Needs 6 GB of disk for a while."""
    got = client.run("artifacts_large.py", project=project, root=str(workdir), timeout=800)
    assert got == {"size": 0, "ends": ["begin", "end"], "logged": 0}


def test_links_show_a_version_elsewhere(client, entity, project):
    got = client.run("artifacts_links.py", project=project, entity=entity)
    assert got["link"] == ["chosen:v0", ["latest", "prod"], True, "net:v0"]
    assert got["same_id"]
    assert got["kinds"] == [False, True]
    assert got["linked"] == ["chosen", "elsewhere"]
    assert got["collection"] == ["chosen", "net"]
    assert got["read"] == "1 2 3"
    assert got["after"] == [False, True]
    assert "use 'Artifact.delete' instead" in got["unlink_source"]
    assert "not 'dataset'" in got["wrong_type"]


def test_tables_increments_and_distributed_writers(client, project, workdir):
    got = client.run("artifacts_shapes.py", project=project, root=str(workdir), timeout=240)
    assert got["table"] == [["n", "square"], 50, [7, 49]]
    assert got["logged_table"] == 50
    assert got["incremental"] == ["v1", ["a.txt", "b.txt", "c.txt"]]
    assert got["draft"] == ["b.txt", "d.txt"]
    assert got["borrowed"] == "b"
    assert got["distributed"] == ["last.txt", "part-0.txt", "part-1.txt", "part-2.txt"]


def test_racing_writers_get_every_version_once(new_client, http, entity, project):
    processes = []
    for number in range(4):
        one = new_client()
        processes.append((one, one.start("artifacts_race.py", project=project, number=number, count=3)))
    versions = []
    for one, process in processes:
        outcome = one.finish(process, 240)
        assert outcome.code == 0, outcome.output[-4000:]
        versions += outcome.result
    assert sorted(versions, key=lambda v: int(v[1:])) == [f"v{i}" for i in range(12)]
    answer = http.data(
        """query($e: String, $p: String) { project(entityName: $e, name: $p) {
             artifactCollection(name: "contested") { artifacts(first: 100) { totalCount edges { version node {
               aliases { alias } } } } } } }""", e=entity, p=project)
    found = answer["project"]["artifactCollection"]["artifacts"]
    assert found["totalCount"] == 12
    holders = [edge["version"] for edge in found["edges"] if "winner" in [a["alias"] for a in edge["node"]["aliases"]]]
    assert len(holders) == 1


def test_old_client_logs_and_reads_artifacts(old_client, project, workdir):
    got = old_client.run("artifacts_life.py", root=str(workdir), project=project, timeout=240)
    assert got["second"] == "v1"
    assert got["downloaded"] == {"a b.txt": "one", "deep/ü%.txt": "two", "far": "elsewhere"}
    assert got["edited"][0] == "v1"


CREATE = """mutation($input: CreateArtifactInput!) { createArtifact(input: $input) { artifact { id state } } }"""


def create(http, entity, project, **changes):
    fields = {"entityName": entity, "projectName": project, "artifactTypeName": "dataset",
              "artifactCollectionName": "bad", "digest": "d", "digestAlgorithm": "MANIFEST_MD5", **changes}
    return http.send("POST", "/graphql", json.dumps({"query": CREATE, "variables": {"input": fields}}))


@pytest.mark.parametrize("changes, words", [
    ({"artifactCollectionName": "a/b"}, "cannot contain"),
    ({"artifactCollectionName": "x" * 129}, "up to 128"),
    ({"artifactCollectionName": ""}, "exactly one collection"),
    ({"artifactTypeName": " "}, "cannot be empty"),
    ({"aliases": [{"artifactCollectionName": "bad", "alias": "v3"}]}, "reserved"),
    ({"tags": [{"tagName": "no/slash"}]}, "A tag may hold"),
    ({"storageRegion": "moon-base-1"}, "moon-base-1"),
    ({"runName": "no-such-run"}, "No such run"),
    ({"ttlDurationSeconds": 0}, "positive"),
])
def test_bad_versions_are_refused_at_once(http, entity, project, changes, words):
    answer = create(http, entity, project, **changes)
    assert answer.status < 500 and answer.status != 429
    assert words in answer.text


def test_strangers_see_and_change_nothing(http, stranger, entity, project):
    made = json.loads(create(http, entity, project).text)["data"]["createArtifact"]["artifact"]
    seen = stranger.data("query($id: ID!) { artifact(id: $id) { digest } }", id=made["id"])
    assert seen["artifact"] is None
    for mutation in ("commitArtifact", "deleteArtifact"):
        document = f"mutation($id: ID!) {{ {mutation}(input: {{artifactID: $id}}) {{ artifact {{ id }} }} }}"
        answer = stranger.send("POST", "/graphql", json.dumps({"query": document, "variables": {"id": made["id"]}}))
        assert answer.status in (403, 404), answer.text
    refused = create(stranger, entity, project)
    assert refused.status in (403, 404), refused.text


def test_registry_collects_versions_of_many_projects(client, project):
    name = project.replace("_", "-")[-20:]
    got = client.run("registries.py", project=project, registry=name, timeout=240)
    assert got["made"] == [name, "chosen ones", "organization", ["model"], False]
    assert "different name" in got["twice"]
    assert got["link0"] == ["nets:v0", True, f"wandb-registry-{name}", project]
    assert got["link1"] == ["nets:v1", True, f"wandb-registry-{name}", f"{project}-b"]
    assert "does not take artifacts of type 'dataset'" in got["wrong"]
    assert got["used"] == "weights 1"
    assert got["registries"] == [name]
    assert got["collections"] == ["nets"]
    assert got["tagless"] == []
    assert got["versions"] == ["nets:v0", "nets:v1"]
    assert got["by_alias"] == ["nets:v1"]
    assert got["by_metadata"] == ["nets:v1"]
    assert got["changed"] == ["fewer", ["dataset", "model"]]
    assert got["renamed"] == "fewer"
    assert got["deleted"]


BEHIND = """query B($id: ID!) { artifact(id: $id) { aliases { alias } artifactType { artifactCollections { edges { node { name } } } }
  artifactSequence { name project { name } latestArtifact { id } artifactMemberships { edges { node { id } } } aliases { edges { node { alias } } }
    artifacts { edges { node { id files { edges { node { directUrl } } } } } } } } }"""


def test_who_only_views_a_registry_downloads_a_version_and_gets_no_further(client, new_client, http, member, team, project):  # noqa: F811
    name = project.replace("_", "-")[-20:]
    invite(http, team, member)
    accept(member)
    entity = client.run("registry_view.py", project=project, registry=name, viewer=member.user)["entity"]
    seen = new_client(key=member.key).run("registry_view.py", team=team, registry=name, entity=entity)
    assert seen["text"] == "weights 1" and seen["version"] == "v0"
    assert seen["aliases"] == ["cand", "latest"] and seen["versions"] == ["nets:v0"]

    behind = http.data(BEHIND, id=seen["id"])["artifact"]
    assert len(behind["artifactSequence"]["artifacts"]["edges"]) == 2
    behind = member.data(BEHIND, id=seen["id"])["artifact"]
    assert sorted(each["alias"] for each in behind["aliases"]) == ["cand", "latest"]
    assert behind["artifactType"]["artifactCollections"]["edges"] == []
    source = behind["artifactSequence"]
    assert source["name"] == "net" and source["project"] is None and source["latestArtifact"] is None
    for closed in ("artifactMemberships", "aliases", "artifacts"):
        assert source[closed]["edges"] == [], closed


def test_core_registries_are_there_before_anybody_made_them(client, project):
    got = client.run("registries_core.py", project=project)
    assert got["registries"] == ["dataset", "model"]
    assert got["linked"] == [f"{project}:v0", "wandb-registry-model", "weights"]
    assert "does not take artifacts of type 'dataset'" in got["wrong"]


def test_file_in_parts_is_joined_and_read_back(http, entity, project):
    """What the client does with files from 2 GiB on, in small."""
    parts = [b"first half, " * 500_000, b"and the rest"]
    whole = b"".join(parts)
    digest = base64.b64encode(hashlib.md5(whole).digest()).decode()
    artifact = json.loads(create(http, entity, project).text)["data"]["createArtifact"]["artifact"]["id"]
    node = http.data(
        """mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node {
             storagePath uploadUrl uploadHeaders artifact { id }
             uploadMultipartUrls { uploadID uploadUrlParts { partNumber uploadUrl } } } } } } }""",
        input={"storageLayout": "V2", "artifactFiles": [{
            "artifactID": artifact, "name": "big.bin", "md5": digest,
            "uploadPartsInput": [{"partNumber": n, "hexMD5": hashlib.md5(part).hexdigest()}
                                 for n, part in enumerate(parts, 1)]}]},
    )["createArtifactFiles"]["files"]["edges"][0]["node"]
    urls = node["uploadMultipartUrls"]["uploadUrlParts"]
    assert [each["partNumber"] for each in urls] == [1, 2]
    wrong = http.send("PUT", urls[0]["uploadUrl"], b"something else", auth=False)
    assert wrong.status == 400, "a part that is not what was announced is refused"
    done = []
    for part, each in zip(parts, urls):
        answer = http.send("PUT", each["uploadUrl"], part, auth=False)
        assert answer.status == 200, answer.text
        done.append({"partNumber": each["partNumber"], "hexMD5": answer.headers["etag"]})
    http.data(
        """mutation($input: CompleteMultipartUploadArtifactInput!) {
             completeMultipartUploadArtifact(input: $input) { digest } }""",
        input={"completeMultipartAction": "Complete", "completedParts": done, "artifactID": node["artifact"]["id"],
               "storagePath": node["storagePath"], "uploadID": node["uploadMultipartUrls"]["uploadID"]})
    finish(http, entity, project, artifact, {"big.bin": {"digest": digest, "size": len(whole)}})
    back = http.data(
        """query($id: ID!) { artifact(id: $id) { state size files(first: 5) { edges { node { name directUrl } } } } }""",
        id=artifact)["artifact"]
    assert (back["state"], back["size"]) == ("COMMITTED", len(whole))
    url = back["files"]["edges"][0]["node"]["directUrl"]
    assert http.send("GET", url, auth=False).body == whole
    part = http.send("GET", url, auth=False, headers={"Range": "bytes=5999990-6000005"})
    assert (part.status, part.body) == (206, whole[5999990:6000006])


def finish(http, entity, project, artifact, contents):
    """Uploads the manifest and commits."""
    manifest = json.dumps({"version": 1, "storagePolicy": "wandb-storage-policy-v1",
                           "storagePolicyConfig": {"storageLayout": "V2"}, "contents": contents}).encode()
    made = http.data(
        """mutation($input: CreateArtifactManifestInput!) { createArtifactManifest(input: $input) {
             artifactManifest { file { uploadUrl uploadHeaders } } } }""",
        input={"artifactID": artifact, "name": "wandb_manifest.json", "entityName": entity, "projectName": project,
               "runName": "", "digest": base64.b64encode(hashlib.md5(manifest).digest()).decode(), "type": "FULL"})
    file = made["createArtifactManifest"]["artifactManifest"]["file"]
    headers = dict(each.split(":", 1) for each in file["uploadHeaders"])
    assert http.send("PUT", file["uploadUrl"], manifest, headers=headers, auth=False).status == 200
    http.data("mutation($id: ID!) { commitArtifact(input: {artifactID: $id}) { artifact { id } } }", id=artifact)


def test_download_routes_of_clients_check_the_reader(http, stranger, entity, project):
    digest = hashlib.md5(b"hello")
    encoded = base64.b64encode(digest.digest()).decode()
    artifact = json.loads(create(http, entity, project).text)["data"]["createArtifact"]["artifact"]["id"]
    node = http.data(
        """mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) {
             files { edges { node { uploadUrl uploadHeaders } } } } }""",
        input={"storageLayout": "V2", "artifactFiles": [{"artifactID": artifact, "name": "a b/ü.txt", "md5": encoded}]},
    )["createArtifactFiles"]["files"]["edges"][0]["node"]
    assert http.send("PUT", node["uploadUrl"], b"hello", auth=False).status == 200
    finish(http, entity, project, artifact, {"a b/ü.txt": {"digest": encoded, "size": 5}})
    quoted = urllib.parse.quote(artifact, safe="")
    routes = [f"/artifactsV2/default/{entity}/{project}/bad/{quoted}/{quoted}/{digest.hexdigest()}/%C3%BC.txt",
              f"/artifactsV2/default/{entity}/{project}/bad/{quoted}/{digest.hexdigest()}/%C3%BC.txt",
              f"/artifacts/{entity}/{digest.hexdigest()}"]
    for route in routes:
        answer = http.send("GET", route)
        assert answer.status == 302, (route, answer.text)
        assert http.send("GET", answer.headers["location"], auth=False).body == b"hello"
        assert stranger.send("GET", route).status == 404
        assert http.send("GET", route, auth=False).status in (401, 404)
        assert http.send("GET", route.replace(digest.hexdigest(), "0" * 32)).status == 404


def test_versions_by_the_faster_digest_are_read_and_verified(client, project):
    got = client.run("artifacts_xxh128.py", project=project)
    assert got["versions"] == ["v0", "v0", "v1"]
    assert got["kinds"] == ["ArtifactDigestAlgorithm.MANIFEST_XXH128", "ArtifactDigestAlgorithm.MANIFEST_MD5"]
    assert got["files"] == {"a.txt": "one", "b.txt": "two", "c.txt": "three"}
    assert got["usual"] == "one"


def stored(http, artifact, name, content):
    """Uploads one file of a draft; its manifest entry."""
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    node = http.data(
        """mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node { uploadUrl artifact { id } } } } } }""",
        input={"storageLayout": "V2", "artifactFiles": [{"artifactID": artifact, "name": name, "md5": digest}]})["createArtifactFiles"]["files"]["edges"][0]["node"]
    if node["uploadUrl"]:
        assert http.send("PUT", node["uploadUrl"], content, auth=False, headers={"Content-MD5": digest}).status == 200
    return {"digest": digest, "size": len(content), "birthArtifactID": node["artifact"]["id"]}


def test_a_version_of_a_hundred_thousand_files_is_read_by_pages(http, entity, project):
    artifact = json.loads(create(http, entity, project).text)["data"]["createArtifact"]["artifact"]["id"]
    entry = stored(http, artifact, "f", b"the same in all")
    names = [f"shard-{n:06d}.bin" for n in range(100_000)]
    finish(http, entity, project, artifact, dict.fromkeys(names, entry))
    pages = """query($id: ID!, $after: String) { artifact(id: $id) { fileCount files(first: 5000, after: $after) {
        edges { node { name directUrl } } pageInfo { endCursor hasNextPage } } } }"""
    seen, after = [], None
    while True:
        found = http.data(pages, id=artifact, after=after)["artifact"]
        seen += [e["node"]["name"] for e in found["files"]["edges"]]
        after = found["files"]["pageInfo"]["endCursor"]
        if not found["files"]["pageInfo"]["hasNextPage"]:
            break
    assert found["fileCount"] == 100_000
    assert seen == names
    wanted = [{"name": name, "digest": entry["digest"], "birthArtifactID": artifact} for name in names[95_000:]]
    asked = http.data("""query($id: ID!, $e: [ArtifactManifestEntryInput!]) { artifact(id: $id) { filesByManifestEntries(storageLayout: "V2",
        manifestVersion: "1", entries: $e, first: 5000) { edges { node { name directUrl } } } } }""", id=artifact, e=wanted)
    edges = asked["artifact"]["filesByManifestEntries"]["edges"]
    assert [e["node"]["name"] for e in edges] == names[95_000:]
    assert http.send("GET", edges[-1]["node"]["directUrl"], auth=False).body == b"the same in all"
