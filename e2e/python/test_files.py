"""Run files: signed addresses, odd names, ranges, and who may not."""
import base64
import hashlib
import urllib.parse

import pytest

ODD = ["plain.txt", "with space.txt", "per%cent %20.txt", "ünï ✓ 名.txt", "a/b c/d.txt", "a+b&c=d?e#f.txt", "quote'\".txt",
       "semi;colon.txt", "back\\slash.txt", ".hidden", "x" * 200 + ".bin"]


@pytest.fixture
def run(http, entity, project) -> str:
    http.upsert_run(entity, project, "r")
    return "r"


def content_of(name: str) -> bytes:
    return hashlib.sha512(name.encode()).digest() * 50


def test_public_api_uploads_lists_and_deletes(client, http, entity, project, run, workdir):
    names = ["a b.txt", "data.json", "deep/er/two.json", "ünï%.txt", "z.txt"]
    http.stream(entity, project, run, {"complete": True, "exitcode": 0})
    back = client.run("file_calls.py", path=f"{project}/{run}", root=str(workdir), names=names)
    assert back["all"] == sorted(names)
    assert back["length"] == len(names)
    assert back["pattern"] == ["data.json", "deep/er/two.json"]
    assert [name for name, size in back["named"] if size] == [names[0]]
    assert back["one"] == len("content of " + names[0])
    assert back["after"] == sorted(names[1:])
    assert back["state"] == "finished", "an upload does not wake the run"


def test_odd_names_survive(http, entity, project, run):
    for name in ODD:
        http.upload(entity, project, run, name, content_of(name))
    found = {file["name"]: file for file in http.files(entity, project, run)}
    assert set(found) == set(ODD)
    for name, file in found.items():
        want = content_of(name)
        assert file["sizeBytes"] == len(want)
        assert file["md5"] in (base64.b64encode(hashlib.md5(want).digest()).decode(), hashlib.md5(want).hexdigest())
        assert file["updatedAt"]
        assert file["directUrl"].startswith(http.url + "/"), "absolute: the client never adds a host"
        assert http.send("GET", file["directUrl"], auth=False).body == want, name
        assert http.send("GET", file["url"]).body == want, name


def test_last_upload_wins(http, entity, project, run):
    for text in (b"first", b"second and longer", b"3"):
        http.upload(entity, project, run, "live.txt", text)
    (file,) = http.files(entity, project, run)
    assert file["sizeBytes"] == 1
    assert http.send("GET", file["directUrl"], auth=False).body == b"3"


def test_ranges_and_validators(http, entity, project, run):
    body = bytes(range(256)) * 40
    http.upload(entity, project, run, "f.bin", body)
    url = http.files(entity, project, run)[0]["directUrl"]
    whole = http.send("GET", url, auth=False)
    assert (whole.status, whole.body) == (200, body)
    assert whole.headers["content-length"] == str(len(body))
    assert "content-encoding" not in whole.headers
    part = http.send("GET", url, auth=False, headers={"Range": "bytes=100-199"})
    assert (part.status, part.body) == (206, body[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(body)}"
    tail = http.send("GET", url, auth=False, headers={"Range": "bytes=-10"})
    assert (tail.status, tail.body) == (206, body[-10:])
    beyond = http.send("GET", url, auth=False, headers={"Range": f"bytes={len(body)}-"})
    assert beyond.status == 416
    head = http.send("HEAD", url, auth=False)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(body)))
    assert whole.headers["etag"] == head.headers["etag"]
    unchanged = http.send("GET", url, auth=False, headers={"If-None-Match": whole.headers["etag"]})
    assert unchanged.status == 304


def test_file_is_listed_only_when_it_was_uploaded(http, entity, project, run):
    made = http.create_files(entity, project, run, ["never.txt", "other.txt"])
    assert [f["name"] for f in made["files"]] == ["never.txt", "other.txt"]
    assert all(f["updatedAt"] is None or f["sizeBytes"] == 0 for f in http.files(entity, project, run))


def test_signed_address_is_bound_to_its_method(http, entity, project, run):
    http.upload(entity, project, run, "f.txt", b"content")
    down = http.files(entity, project, run)[0]["directUrl"]
    up = http.create_files(entity, project, run, ["f.txt"])["files"][0]["uploadUrl"]
    assert http.send("PUT", down, b"overwritten", auth=False).status in (401, 403, 404, 405)
    assert http.send("GET", up, auth=False).status in (401, 403, 404, 405)
    assert http.send("GET", down, auth=False).body == b"content"


def test_upload_that_calls_itself_a_form_is_stored_as_it_is(http, entity, project, run):
    # curl's --data-binary and Python's urllib declare a form unless told otherwise.
    url = http.create_files(entity, project, run, ["f.txt"])["files"][0]["uploadUrl"]
    sent = http.send("PUT", url, b"a=1&b=2", auth=False, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert sent.status == 200, sent.text
    assert http.send("GET", http.files(entity, project, run)[0]["directUrl"], auth=False).body == b"a=1&b=2"


@pytest.mark.parametrize("change", ["cut", "flip", "other"])
def test_forged_address_is_refused(http, entity, project, run, change):
    http.upload(entity, project, run, "f.txt", b"content")
    url = http.files(entity, project, run)[0]["directUrl"]
    parts = urllib.parse.urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    middle = len(target) - 12
    forged = {"cut": target[:-4], "flip": target[:middle] + ("A" if target[middle] != "A" else "B") + target[middle + 1:],
              "other": "/storage/AAAA"}[change]
    answer = http.send("GET", forged, auth=False)
    assert answer.status in (400, 401, 403, 404)
    assert b"content" != answer.body


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "..", "a/../../b", "/etc/passwd", "a/./../../../x", "..\\..\\x", ""])
def test_traversal_stays_inside_the_run(http, server, entity, project, run, name):
    answer = http.graphql(
        """mutation C($e: String!, $p: String!, $r: String!, $f: [String!]!) { createRunFiles(input: {entityName: $e,
           projectName: $p, runName: $r, files: $f}) { files { name uploadUrl } } }""", e=entity, p=project, r=run, f=[name])
    made = answer.json.get("data") and answer.json["data"].get("createRunFiles")
    if made and made["files"][0]["uploadUrl"]:
        put = http.send("PUT", made["files"][0]["uploadUrl"], b"pwned", auth=False)
        assert put.status < 500
    outside = [p for p in server.folder.rglob("*") if p.is_file() and server.data not in p.parents
               and server.access_folder not in p.parents and p != server.log_file]
    assert not outside
    objects = server.data / "objects"
    for path in server.data.rglob("*"):
        if path.is_file() and objects not in path.parents and path.stat().st_size < 100:
            assert path.read_bytes() != b"pwned", path


@pytest.mark.parametrize("target", ["/files/../../etc/passwd", "/files/%2e%2e/%2e%2e/etc/passwd", "/storage/..%2f..%2fetc%2fpasswd",
                                    "/storage/%00", "/files/a/b/c/..%5c..%5cx", "//etc/passwd", "/files/a;b/c/d/e"])
def test_crooked_paths_are_client_errors(http, target):
    answer = http.send("GET", target)
    assert answer.status in (200, 400, 401, 403, 404, 405)
    assert b"root:" not in answer.body


def test_stranger_sees_and_changes_nothing(http, stranger, entity, project, run):
    http.upload(entity, project, run, "secret.txt", b"secret")
    (file,) = http.files(entity, project, run)
    if file["url"] != file["directUrl"]:
        assert stranger.send("GET", file["url"]).status in (403, 404)
        assert http.send("GET", file["url"], auth=False).status in (401, 403, 404)
    seen = stranger.graphql("query P($e: String!, $p: String!) { project(name: $p, entityName: $e) { id } }", e=entity, p=project)
    assert seen.json["data"] == {"project": None}
    assert stranger.log_rows(entity, project, run, [{"_step": 0, "x": 1}]).status in (403, 404)
    for mutation, input in (("createRunFiles", {"entityName": entity, "projectName": project, "runName": run, "files": ["x"]}),
                            ("deleteFiles", {"files": [file["id"]]}),
                            ("deleteRun", {"id": http.run(entity, project, run)["id"]})):
        kind = mutation[0].upper() + mutation[1:] + "Input"
        answer = stranger.graphql("mutation M($i: %s!) { %s(input: $i) { __typename } }" % (kind, mutation), i=input)
        assert answer.status in (200, 403, 404) and answer.json.get("errors"), (mutation, answer.text)
    assert [f["name"] for f in http.files(entity, project, run)] == ["secret.txt"]


def test_deleted_file_can_no_longer_be_read(http, entity, project, run):
    http.upload(entity, project, run, "f.txt", b"content")
    (file,) = http.files(entity, project, run)
    done = http.data("""mutation D($files: [ID!]!) { deleteFiles(input: {files: $files}) { success } }""", files=[file["id"]])
    assert done["deleteFiles"]["success"]
    assert http.files(entity, project, run) == []
    assert http.send("GET", file["url"]).status == 404
