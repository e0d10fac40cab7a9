"""Teams with buckets of their own: where the real client's bytes go, who gets at them, and what is left at home."""
import json
import secrets
import signal
import subprocess
import urllib.parse
from pathlib import Path

import pytest

from harness.compare import eventually
from harness.raw import Http
from test_buckets import gateway_program, start_gateway
from harness.server import free_port

SEAL_AT_ONCE = dict(SELVEDGE_HISTORY_SEALAFTER="1s", SELVEDGE_HISTORY_SEALSIZE="1KB")


class Store:
    """An S3 server whose folders are its buckets."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        for bucket in ("red", "blue"):
            (folder / bucket).mkdir()
        self.start()

    def start(self):
        self.process = start_gateway(self.folder, self.port)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def address(self, bucket: str, path: str = "") -> str:
        return f"s3://key:{urllib.parse.quote('secret of tests')}@127.0.0.1:{self.port}/{bucket}{path}?region=us-east-1"

    def objects(self, bucket: str) -> list[str]:
        root = self.folder / bucket
        return sorted(str(each.relative_to(root)) for each in root.rglob("*") if each.is_file() and ".sgwtmp" not in each.parts)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    if not gateway_program():
        pytest.skip("there is no S3 server here: tools/versitygw/fetch.sh")
    made = Store(tmp_path_factory.mktemp("s3"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def home(start_server, store):
    return start_server("team-buckets", SELVEDGE_TEST_FIXTURES="true", **SEAL_AT_ONCE)


@pytest.fixture
def admin(home, watch):
    watch(home)
    connection = Http(home.url, home.admin_key)
    yield connection
    connection.close()


def a_team(admin: Http) -> str:
    name = f"crew-{secrets.token_hex(5)}"
    admin.data("mutation T($t: String!) { createTeam(input: {teamName: $t}) { entity { name } } }", t=name)
    return name


def give(admin: Http, team: str, address: str, **more):
    return admin.send("PUT", f"/admin/v1/teams/{team}/bucket", json.dumps({"address": address, "set_cors": True, **more}))


def at_home(home) -> list[str]:
    root = home.data / "objects"
    return [str(each.relative_to(root)) for each in root.rglob("*") if each.is_file()]


def person(admin: Http, home) -> Http:
    key = secrets.token_hex(20)
    name = f"p-{secrets.token_hex(5)}"
    assert admin.send("PUT", f"/admin/v1/users/{name}", json.dumps({"email": f"{name}@example.org", "admin": False, "api_key": key})).status == 200
    connection = Http(home.url, key)
    connection.user = name
    return connection


def test_files_artifacts_and_history_of_the_team_lie_in_its_bucket(home, admin, store, new_client, tmp_path):
    red = a_team(admin)
    given = give(admin, red, store.address("red", "/of/the-team"))
    assert given.status == 200, given.text
    assert given.json["bucket"] == f"http://127.0.0.1:{store.port}/red/of/the-team/"
    assert "secret" not in given.text
    assert store.objects("red") == [], "the trial leaves nothing behind"
    before = set(at_home(home))
    client = new_client(at=home)
    logged = client.run("log_as.py", entity=red, project="p", run="r1")
    assert logged
    told = client.run("artifacts_life.py", project="p", entity=red, root=str(tmp_path / "artifacts"), timeout=240, env={"WANDB_ENTITY": red})
    assert told["downloaded"] == {"a b.txt": "one", "deep/ü%.txt": "two", "far": "elsewhere"}
    admin.upsert_run(red, "p", "long")
    rows = [{"_step": i, "x": i * 0.5} for i in range(3000)]
    admin.log_rows(red, "p", "long", rows)
    admin.upload(red, "p", "long", "dir/a b.txt", b"kept in the team's bucket")
    eventually(lambda: any("/histories/" in f"/{key}" for key in store.objects("red")), 60, "the history sealed into the bucket")
    assert [row["x"] for row in admin.history(red, "p", "long")] == [row["x"] for row in rows]
    got = client.run("download_files.py", path=f"{red}/p/long", root=str(tmp_path / "files"))
    assert (tmp_path / "files" / got["dir/a b.txt"]["path"]).read_bytes() == b"kept in the team's bucket"
    kinds = {key.removeprefix("of/the-team/").split("/")[0] for key in store.objects("red")}
    assert kinds == {"runs", "wandb_artifacts", "histories"}
    assert set(at_home(home)) == before, "nothing of the team lies with the others'"
    links = [f["directUrl"] for f in admin.files(red, "p", "long")]
    assert links and all(link.startswith(f"http://127.0.0.1:{store.port}/red/") for link in links), "bytes do not pass through the server"


def test_another_team_cannot_get_at_them(home, admin, store):
    red, blue = a_team(admin), a_team(admin)
    assert give(admin, red, store.address("red", "/mine")).status == 200
    taken = give(admin, blue, store.address("red", "/mine"))
    assert taken.status == 409, taken.text
    admin.upsert_run(red, "p", "r")
    admin.upload(red, "p", "r", "a.txt", b"mine")
    other = person(admin, home)
    assert other.send("GET", f"/files/{red}/p/r/a.txt").status == 404
    assert other.data("query F($e: String, $p: String) { project(entityName: $e, name: $p) { id } }", e=red, p="p")["project"] is None
    for method in ("GET", "PUT", "DELETE"):
        body = json.dumps({"address": store.address("blue")}) if method == "PUT" else None
        assert other.send(method, f"/admin/v1/teams/{red}/bucket", body).status in (403, 404)
        assert other.send(method, f"/admin/v1/teams/{red}/bucket", body, auth=False).status == 401
    link = admin.files(red, "p", "r")[0]["directUrl"]
    assert admin.send("GET", link, auth=False).body == b"mine"
    elsewhere = link.replace("/mine/runs/", "/mine/other/")
    assert admin.send("GET", elsewhere, auth=False).status == 403, "a link is for one object"
    other.close()


def test_a_bucket_that_does_not_work_is_refused_with_the_reason(admin, store):
    team = a_team(admin)
    wrong = give(admin, team, store.address("red", "/x").replace("secret", "wrong"))
    assert wrong.status == 400 and "http://127.0.0.1" in wrong.text and "secret of" not in wrong.text, wrong.text
    assert give(admin, team, store.address("absent")).status == 400
    assert give(admin, team, "ftp://elsewhere").status == 400
    assert give(admin, team, "").status == 400
    missing = give(admin, team, store.address("blue", "/no-cors"), set_cors=False)
    assert missing.status == 400 and "CORS" in missing.text, missing.text
    assert admin.send("GET", f"/admin/v1/teams/{team}/bucket").json == {"team": team, "bucket": None, "since": None, "earlier": 0}
    assert give(admin, "no-such-team", store.address("blue")).status == 404


def test_older_objects_stay_where_they_are_and_readable(home, admin, store):
    team = a_team(admin)
    admin.upsert_run(team, "p", "r")
    admin.upload(team, "p", "r", "1-home.txt", b"1")
    assert give(admin, team, store.address("red", "/first")).status == 200
    admin.upload(team, "p", "r", "2-red.txt", b"2")
    assert give(admin, team, store.address("blue", "/second")).json["earlier"] == 1
    admin.upload(team, "p", "r", "3-blue.txt", b"3")
    assert admin.send("DELETE", f"/admin/v1/teams/{team}/bucket").status == 204
    admin.upload(team, "p", "r", "4-home.txt", b"4")
    files = {f["name"]: f["directUrl"] for f in admin.files(team, "p", "r")}
    assert [admin.send("GET", files[name], auth=False).body for name in sorted(files)] == [b"1", b"2", b"3", b"4"]
    assert [f"{store.port}/red/first/" in files["2-red.txt"], f"{store.port}/blue/second/" in files["3-blue.txt"]] == [True, True]

    def images():
        policy = admin.send("GET", "/", auth=False).headers["content-security-policy"]
        return next(part for part in policy.split("; ") if part.startswith("img-src")).split()

    # servers look for new places every 15 seconds
    eventually(lambda: f"http://127.0.0.1:{store.port}" in images(), 60, "pages may load from the bucket")


def test_a_bucket_that_is_away_holds_up_nobody_else(home, admin, store):
    away, here = a_team(admin), a_team(admin)
    assert give(admin, away, store.address("red", "/away")).status == 200
    store.stop()
    try:
        for team in (away, here):
            admin.upsert_run(team, "p", "r")
            admin.log_rows(team, "p", "r", [{"_step": i, "x": i} for i in range(3000)])
        eventually(lambda: any("histories/" in key for key in at_home(home)), 60, "the other team's rows sealed")
        assert len(admin.history(away, "p", "r")) == 3000, "rows that are not sealed yet are in the database"
        assert admin.send("GET", "/ready", auth=False).status == 200
    finally:
        store.start()


def test_fsck_doctor_and_backups_know_the_buckets(home, admin, store, tmp_path):
    team = a_team(admin)
    assert give(admin, team, store.address("blue", "/kept")).status == 200
    admin.upsert_run(team, "p", "r")
    admin.upload(team, "p", "r", "a.txt", b"in the blue one")

    def tell(*arguments):
        return subprocess.run([*home.command, *arguments], env=home._environment(), capture_output=True, text=True, timeout=300)

    data = ["--data-dir", str(home.data)]
    clean = tell("fsck", *data)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    # the doctor takes the data folder from the settings
    home._extra_env["SELVEDGE_DATADIR"] = str(home.data)
    doctor = tell("doctor", "bucket", "--origin", home.url)
    assert "/blue/kept/" in doctor.stdout and "/red/" in doctor.stdout, doctor.stdout + doctor.stderr
    backup = tell("backup", "create", str(tmp_path / "backups"), *data)
    assert backup.returncode == 0, backup.stdout + backup.stderr
    restored = tell("restore", backup.stdout.strip(), "--data-dir", str(tmp_path / "restored"))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    copies = [each for each in (tmp_path / "restored" / "objects").rglob("*") if each.is_file() and each.read_bytes() == b"in the blue one"]
    assert len(copies) == 1, "what was in the team's bucket has come home"
    [object_] = [key for key in store.objects("blue") if (store.folder / "blue" / key).read_bytes() == b"in the blue one"]
    (store.folder / "blue" / object_).unlink()
    broken = tell("fsck", *data)
    assert broken.returncode != 0 and "a.txt" in broken.stderr, broken.stdout + broken.stderr
