"""Servers that start before what they stand on: they say what they wait for, and go on by themselves when it is there."""
import http.client
import os
import subprocess
import threading
import urllib.parse

import pytest

from backends import MySql, Redis, VersityGateway
from conftest import ADMIN
from harness.raw import Http
from harness.server import STACK_TRACE, Server, free_port
from installation import probe, until

pytestmark = [pytest.mark.disturbed, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def mysql(tmp_path_factory):
    made = MySql(tmp_path_factory.mktemp("mysql"))
    made.execute("create database if not exists selvedge character set utf8mb4")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Of objects, which belongs to the database."""
    return str(tmp_path_factory.mktemp("objects"))


@pytest.fixture
def gateway(tmp_path):
    if not VersityGateway.program():
        pytest.skip("there is no S3 server here: tools/versitygw/fetch.sh")
    made = VersityGateway(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def make_server(tmp_path):
    made = []

    def make(**settings: str) -> Server:
        server = Server(tmp_path / "server", env={"SELVEDGE_MODE": "production", **settings})
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop()


def start_without_waiting(server: Server) -> None:
    """Returns once it listens, however ready it is."""
    server.wait_ready = lambda timeout: None
    server.start()
    del server.wait_ready
    until(lambda: answers(server), 60, "it listens")


def answers(server: Server) -> bool:
    assert server.running, server.log()
    try:
        return probe(server, "/healthz") == 200
    except (OSError, http.client.HTTPException):
        return False


def why(server: Server) -> str:
    raw = Http(server.url, None)
    try:
        answer = raw.send("GET", "/ready", auth=False)
        return answer.text if answer.status == 503 else f"it is ready: {answer.status}"
    finally:
        raw.close()


def test_a_bucket_that_refuses_connections_is_awaited(mysql, gateway, make_server):
    server = make_server(MYSQL=mysql.url, BUCKET=gateway.bucket())
    key = server.create_admin(ADMIN)
    start_without_waiting(server)
    assert "The bucket" in why(server) and "Connection refused" in why(server), why(server)
    assert VersityGateway.SECRET not in why(server)
    assert "not ready" in server.log() and "is ready: " not in server.log(), server.log()
    gateway.start()
    until(lambda: probe(server, "/ready") == 200, 30, "ready when the bucket is there")
    until(lambda: "Selvedge is ready" in server.log(), 5, "the line")
    raw = Http(server.url, key)
    raw.upsert_run(ADMIN, "p", "r")
    raw.upload(ADMIN, "p", "r", "a.txt", b"kept")
    raw.close()
    assert not STACK_TRACE.search(server.log()), server.log()


@pytest.mark.parametrize("wrong", ["secret", "bucket", "name"])
def test_a_bucket_that_cannot_be_used_is_told_and_tried_again(mysql, gateway, make_server, wrong):
    gateway.start()
    bucket = gateway.bucket()
    if wrong == "secret":
        bucket = bucket.replace(urllib.parse.quote(VersityGateway.SECRET), "another-one")
    elif wrong == "bucket":
        os.rename(gateway.data / "objects", gateway.data / "later")
    else:
        bucket = bucket.replace("127.0.0.1", "nowhere.invalid")
    server = make_server(MYSQL=mysql.url, BUCKET=bucket)
    start_without_waiting(server)
    said = {"secret": "refuse", "bucket": "does not exist", "name": "its host is not known: nowhere.invalid"}[wrong]
    until(lambda: said in why(server), 30, f"{said} in {why(server)}")
    assert said in server.log(), server.log()
    assert VersityGateway.SECRET not in server.log() and "another-one" not in server.log()
    assert not STACK_TRACE.search(server.log()), server.log()
    if wrong == "bucket":
        os.rename(gateway.data / "later", gateway.data / "objects")
        until(lambda: probe(server, "/ready") == 200, 30, "ready when the bucket is made")


def test_an_address_of_a_bucket_that_cannot_be_read_ends_the_start(mysql, make_server):
    server = make_server(MYSQL=mysql.url, SELVEDGE_OBJECTS_BUCKET="ftp://somewhere/objects")
    done = subprocess.run([*server.command, "up", "--port", str(server.port)], env=server._environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "selvedge.objects.bucket cannot be read" in done.stderr, done.stdout + done.stderr


def test_production_without_redis_says_what_that_means(mysql, make_server, folder):
    server = make_server(MYSQL=mysql.url, SELVEDGE_OBJECTS_FOLDER=folder)
    server.start(60)
    assert "There is no Redis" in server.log(), server.log()


def test_a_redis_that_is_away_is_not_waited_for(mysql, make_server, folder, tmp_path):
    redis = Redis(tmp_path)
    server = make_server(MYSQL=mysql.url, REDIS=redis.url, SELVEDGE_OBJECTS_FOLDER=folder)
    server.start(60)
    assert "is away" in server.log(), server.log()
    redis.start()
    try:
        until(lambda: "is there again" in server.log(), 20, "Redis is used when it is there")
        assert not STACK_TRACE.search(server.log()), server.log()
    finally:
        redis.stop()


def test_a_mysql_that_is_away_is_waited_for_in_words(mysql, make_server, folder):
    mysql.stop()
    try:
        server = make_server(MYSQL=mysql.url, SELVEDGE_OBJECTS_FOLDER=folder)
        starting = threading.Thread(target=server.start, args=(90,))
        starting.start()
        until(lambda: "Waiting for the database" in server.log(), 30, "the line")
        assert "Connection refused" in server.log() and "more seconds" in server.log(), server.log()
    finally:
        mysql.start()
    starting.join(100)
    assert probe(server, "/ready") == 200
    assert "is there" in server.log()
    assert not STACK_TRACE.search(server.log()), server.log()


def test_a_mysql_that_does_not_come_ends_the_start_with_a_sentence(make_server, folder):
    server = make_server(MYSQL=f"mysql://root@127.0.0.1:{free_port()}/selvedge", SELVEDGE_OBJECTS_FOLDER=folder,
                         SELVEDGE_DATABASE_WAITATSTART="3s")
    done = subprocess.run([*server.command, "up", "--port", str(server.port)], env=server._environment(), capture_output=True, text=True, timeout=120)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "cannot be reached" in said and said.count("Waiting for the database") == 1, said
    assert not STACK_TRACE.search(said), said
