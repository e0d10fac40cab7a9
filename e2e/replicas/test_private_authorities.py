"""MySQL, Redis and the bucket each have a certificate of a private authority of their own; one folder of authorities serves them all."""
import shutil
import subprocess

import pytest

from backends import MySql, Redis, VersityGateway, missing
from conftest import ADMIN
from harness.proxy import make_certificates
from harness.raw import Http
from harness.server import Server, command_line
from installation import probe, until

LINKS = ("mysql", "redis", "bucket")
ADVICE = "SELVEDGE_CA_FOLDER"

pytestmark = pytest.mark.timeout(600)


def mysql_options(certificates) -> str:
    return (f"--ssl-ca={certificates}/ca.pem --ssl-cert={certificates}/server.pem --ssl-key={certificates}/server.key"
            " --require-secure-transport=ON")


class Links:
    """What a server stands on, all of it behind TLS, and the folder of the authorities it trusts."""

    def __init__(self, folder):
        if not VersityGateway.program():
            missing("s3", "an S3 server that speaks TLS: tools/versitygw/fetch.sh")
        self.certificates = {name: folder / f"certificates-{name}" for name in (*LINKS, "stranger")}
        for name, each in self.certificates.items():
            make_certificates(each, f"authority of {name}")
        self.trusted = folder / "authorities"
        self.trusted.mkdir()
        for name in LINKS:
            self.trust(name)
        self.mysql = MySql(folder / "mysql", mysql_options(self.certificates["mysql"]))
        if self.mysql.engine != "mysql":
            self.mysql.stop()
            pytest.skip("MySQL cannot be had here")
        self.mysql.execute("create database selvedge character set utf8mb4")
        self.redis = Redis(folder, self.certificates["redis"])
        self.redis.start()
        self.bucket = VersityGateway(folder, certificates=self.certificates["bucket"])
        self.bucket.start()
        self.settings = {
            "SELVEDGE_MODE": "production", "SELVEDGE_CA_FOLDER": str(self.trusted), "SELVEDGE_DATABASE_CONNECTIONTIMEOUT": "3s",
            "MYSQL": f"mysql://root@localhost:{self.mysql.port}/selvedge?tls=true", "REDIS": self.redis.url, "BUCKET": self.bucket.bucket()}

    def trust(self, name: str) -> None:
        shutil.copy(self.certificates[name] / "ca.pem", self.trusted / f"{name}.crt")

    def forget(self, name: str) -> None:
        (self.trusted / f"{name}.crt").unlink()

    def stop(self) -> None:
        self.bucket.stop()
        self.redis.stop()
        self.mysql.stop()


@pytest.fixture(scope="module")
def links(tmp_path_factory):
    made = Links(tmp_path_factory.mktemp("links"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def served(links, start_server):
    return start_server("authorities", **links.settings)


def doctor(links, part: str) -> subprocess.CompletedProcess:
    return subprocess.run([*command_line(), "doctor", part], env=Server(links.trusted.parent / "doctor", env=links.settings)._environment(),
                          capture_output=True, text=True, timeout=120)


def test_a_run_with_a_file_is_kept_and_read_back_over_every_link(links, served, watch, new_client, project, tmp_path):
    watch(served)
    client = new_client(at=served)
    # the client reaches the bucket by links, so it needs that authority too
    trusting = {name: str(links.certificates["bucket"] / "ca.pem") for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")}
    client.run("log_steps.py", project=project, init={"id": "r"}, steps=20, env=trusting)
    client.run("file_calls.py", path=f"{project}/r", root=str(tmp_path / "up"), names=["gone.txt", "kept/a b.json"], env=trusting)

    back = client.run("read_run.py", path=f"{project}/r", env=trusting)
    assert [row["x"] for row in back["rows"]] == list(range(20))
    assert back["attributes"]["state"] == "finished"
    got = client.run("download_files.py", path=f"{project}/r", root=str(tmp_path / "down"), env=trusting)
    assert (tmp_path / "down" / got["kept/a b.json"]["path"]).read_text() == "content of kept/a b.json"

    http = Http(served.url, served.admin_key)
    file = next(each for each in http.files(ADMIN, project, "r") if each["name"] == "kept/a b.json")
    assert file["directUrl"].startswith(f"https://127.0.0.1:{links.bucket.port}/objects/")
    http.close()
    assert any(each.is_file() for each in (links.bucket.data / "objects").rglob("*")), "objects are in the bucket"
    assert links.mysql.execute("select count(*) from selvedge.run") == "1"
    # the servers' own channel is a subscription
    numbers = subprocess.run(["redis-cli", "--tls", "--cacert", str(links.certificates["redis"] / "ca.pem"), "-p", str(links.redis.port), "-h",
                              "localhost", "info", "clients"], capture_output=True, text=True, timeout=20).stdout
    assert "pubsub_clients:0" not in numbers and "connected_clients:" in numbers, numbers


@pytest.mark.parametrize("part", LINKS)
def test_the_doctor_finds_each_link_well_and_says_what_to_do_without_its_authority(links, served, part):
    well = doctor(links, part)
    assert well.returncode == 0, well.stdout + well.stderr
    links.forget(part)
    try:
        ill = doctor(links, part)
    finally:
        links.trust(part)
    said = ill.stdout + ill.stderr
    assert ill.returncode == 1 and ADVICE in said and "authority that is not trusted" in said, said
    assert "PKIX" not in said and "\tat " not in said, said


def test_the_doctor_compares_the_clocks(links, served):
    told = doctor(links, "clock")
    assert told.returncode == 0 and "clock" in told.stdout, told.stdout + told.stderr


def test_a_server_without_the_authority_of_the_database_says_so_and_ends(links, served, tmp_path):
    links.forget("mysql")
    try:
        server = Server(tmp_path / "other", env={**links.settings, "SELVEDGE_DATABASE_WAITATSTART": "2s"})
        done = subprocess.run([*server.command, "up", "--port", str(server.port)], env=server._environment(), capture_output=True, text=True, timeout=180)
    finally:
        links.trust("mysql")
    said = done.stdout + done.stderr
    assert done.returncode != 0 and "authority that is not trusted" in said and ADVICE in said, said
    assert "\tat " not in said, said


@pytest.mark.disturbed
def test_readiness_says_when_the_database_shows_a_certificate_of_a_stranger(links, served):
    links.mysql.stop()
    links.mysql._options = mysql_options(links.certificates["stranger"])
    links.mysql.start()
    http = Http(served.url, served.admin_key)
    try:
        until(lambda: probe(served, "/ready") == 503, 60, "not ready")
        until(lambda: "authority that is not trusted" in http.send("GET", "/ready", auth=False).text, 60, "the reason")
        assert ADVICE in http.send("GET", "/ready", auth=False).text
        assert probe(served, "/healthz") == 200, "no reason to start the process anew"
    finally:
        links.mysql.stop()
        links.mysql._options = mysql_options(links.certificates["mysql"])
        links.mysql.start()
        http.close()
    until(lambda: probe(served, "/ready") == 200, 60, "ready again")
