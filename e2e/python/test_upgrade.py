"""A data folder of the release before, under this one. SELVEDGE_PREVIOUS is the command of that release (e2e/replicas/previous.sh)."""
import os
import shlex

import pytest

from conftest import ADMIN
from harness.raw import Http
from harness.server import Server

PREVIOUS = os.environ.get("SELVEDGE_PREVIOUS") or os.environ.get("SELVEDGE_REPLICAS_PREVIOUS")

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(not PREVIOUS, reason="SELVEDGE_PREVIOUS names no command of the release before"),
]


def test_what_the_release_before_has_written_is_read_and_gone_on_with(tmp_path, new_client):
    server = Server(tmp_path / "installation", command=shlex.split(PREVIOUS or ""))
    server.admin_key = server.create_admin(ADMIN)
    server.start()
    try:
        before = new_client(at=server)
        before.run("log_steps.py", project="kept", steps=50, init={"id": "old"})
        before.run("artifacts_life.py", project="kept", root=str(tmp_path / "artifacts"), timeout=240)
        http = Http(server.url, server.admin_key)
        http.upload(ADMIN, "kept", "old", "notes.txt", b"written by the release before")
        rows = http.history(ADMIN, "kept", "old")
        artifacts = versions(http)
        assert len(rows) == 50 and artifacts
        http.close()
        server.stop()

        server.command = Server(tmp_path / "unused").command
        server.start()
        http = Http(server.url, server.admin_key)
        assert http.history(ADMIN, "kept", "old") == rows
        assert versions(http) == artifacts
        link = http.files(ADMIN, "kept", "old", names=["notes.txt"])[0]["directUrl"]
        assert http.send("GET", link, auth=False).body == b"written by the release before"
        now = new_client(at=server)
        now.run("log_steps.py", project="kept", steps=5, init={"id": "new"})
        now.run("artifacts_life.py", project="kept-too", root=str(tmp_path / "again"), timeout=240)
        assert len(http.history(ADMIN, "kept", "new")) == 5
        http.close()
    finally:
        server.stop()


def versions(http: Http) -> list[str]:
    found = http.data("""query V($e: String, $p: String) { project(entityName: $e, name: $p) { artifactTypes(first: 20) { edges { node {
      artifactCollections(first: 50) { edges { node { name artifacts(first: 50) { edges { node { digest size versionIndex } } } } } } } } } } }""",
                      e=ADMIN, p="kept")["project"]["artifactTypes"]["edges"]
    return sorted(f"{collection['node']['name']} {each['node']['versionIndex']} {each['node']['digest']} {each['node']['size']}"
                  for kind in found for collection in kind["node"]["artifactCollections"]["edges"]
                  for each in collection["node"]["artifacts"]["edges"])
