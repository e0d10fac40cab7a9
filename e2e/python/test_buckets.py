"""Objects in S3, with the real client: by links to the bucket, and passed through the server."""
import os
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

import pytest

from harness.server import REPOSITORY, free_port
from conftest import ADMIN
from harness.raw import Http


def gateway_program() -> str | None:
    """An S3 server that checks signatures, where it has been built."""
    found = subprocess.run(["bash", str(REPOSITORY / "tools/versitygw/fetch.sh"), "cached"], capture_output=True, text=True)
    return os.environ.get("SELVEDGE_VERSITYGW") or (found.stdout.strip() if found.returncode == 0 else None)


def start_gateway(folder: Path, port: int) -> subprocess.Popen:
    """Folders of the folder are its buckets."""
    process = subprocess.Popen([gateway_program(), "--access", "key", "--secret", "secret of tests", "--port", f"127.0.0.1:{port}", "posix", str(folder)],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the S3 server does not start")


class Gateway(str):
    """Its address, and the folder whose folders are its buckets."""

    def __new__(cls, address: str, folder: Path):
        made = super().__new__(cls, address)
        made.folder = folder
        return made


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    if not gateway_program():
        pytest.skip("there is no S3 server here: tools/versitygw/fetch.sh")
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    (folder / "objects").mkdir()
    process = start_gateway(folder, port)
    yield Gateway(f"127.0.0.1:{port}", folder)
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module", params=["by links", "through the server"])
def over_s3(request, gateway, start_server):
    bucket = f"s3://key:{urllib.parse.quote('secret of tests')}@{gateway}/objects/{request.param.split()[0]}?region=us-east-1"
    proxied = request.param != "by links"
    server = start_server(f"s3-{request.param.split()[0]}", BUCKET=bucket, SELVEDGE_OBJECTS_PROXY=str(proxied).lower())
    server.origin = server.url if proxied else f"http://{gateway}"
    return server


def test_files_and_artifacts_of_the_client_are_kept_in_the_bucket(over_s3, watch, new_client, project, tmp_path):
    watch(over_s3)
    client = new_client(at=over_s3)
    http = Http(over_s3.url, over_s3.admin_key)
    http.upsert_run(ADMIN, project, "r")
    link = http.create_files(ADMIN, project, "r", ["a.txt"])["files"][0]["uploadUrl"]
    assert link.startswith(over_s3.origin + "/"), "links lead to where clients can reach"
    http.upload(ADMIN, project, "r", "dir/a b.txt", b"kept in a bucket")
    http.close()
    got = client.run("download_files.py", path=f"{project}/r", root=str(tmp_path / "files"))
    assert (tmp_path / "files" / got["dir/a b.txt"]["path"]).read_bytes() == b"kept in a bucket"
    told = client.run("artifacts_life.py", project=project, root=str(tmp_path / "artifacts"), timeout=240)
    assert told["downloaded"] == {"a b.txt": "one", "deep/ü%.txt": "two", "far": "elsewhere"}
    assert told["one_entry"] == "one"


def test_pages_may_load_from_the_bucket_and_only_there(over_s3):
    http = Http(over_s3.url, over_s3.admin_key)
    policy = http.send("GET", "/", auth=False).headers["content-security-policy"]
    http.close()
    images = next(part for part in policy.split("; ") if part.startswith("img-src"))
    assert (over_s3.origin in images) == (over_s3.origin != over_s3.url), images
    assert "http" not in next(part for part in policy.split("; ") if part.startswith("script-src"))


@pytest.fixture(scope="module")
def opened_references(gateway, start_server):
    """The server's objects lie below one folder of the bucket; another one is opened to readers of versions that refer there."""
    bucket = f"s3://key:{urllib.parse.quote('secret of tests')}@{gateway}/objects/own?region=us-east-1"
    return start_server("s3-references", BUCKET=bucket, SELVEDGE_OBJECTS_OPEN_REFERENCES="s3://objects/shared", SELVEDGE_TEST_FIXTURES="true")


FILES = """query F($e: String, $p: String, $n: String!) { project(entityName: $e, name: $p) { artifact(name: $n) {
  files { edges { node { name directUrl reference } } } } } }"""


def test_references_into_an_opened_folder_are_read_by_links(opened_references, watch, new_client, project, gateway):
    watch(opened_references)
    client = new_client(at=opened_references)
    for key, content in {"shared/deep/a b.csv": b"x,y\n1,2\n", "private/secret.csv": b"secret\n"}.items():
        path = gateway.folder / "objects" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    references = {"shared": "s3://objects/shared/deep/a b.csv", "private": "s3://objects/private/secret.csv", "web": "https://example.org/x.csv"}
    told = client.run("references_s3.py", project=project, references=references)
    assert told["kept"] == references
    http = Http(opened_references.url, opened_references.admin_key)
    found = http.data(FILES, e=ADMIN, p=project, n="refs:v0")["project"]["artifact"]["files"]["edges"]
    files = {edge["node"]["name"]: edge["node"] for edge in found}
    shared = files["shared"]
    assert shared["reference"] == "s3://objects/shared/deep/a b.csv"
    assert shared["directUrl"].startswith(f"http://{gateway}/objects/shared/deep/")
    assert http.send("GET", shared["directUrl"], auth=False).body == b"x,y\n1,2\n"
    for closed in ("private", "web"):
        assert files[closed]["directUrl"] == files[closed]["reference"] == references[closed]

    name = f"reader-{os.urandom(12).hex()}"
    made = http.send("PUT", f"/admin/v1/users/{name}", f'{{"email": "{name}@example.org", "admin": false, "api_key": "{name + "-" + "0" * 20}"}}')
    assert made.status == 200, made.text
    stranger = Http(opened_references.url, name + "-" + "0" * 20)
    assert stranger.data(FILES, e=ADMIN, p=project, n="refs:v0")["project"] is None, "who may not read the version gets no link"
    stranger.close()
    http.close()
