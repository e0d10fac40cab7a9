"""Several servers over one MySQL, one Redis and one place for objects, while parts of it are killed under load."""
import http.client
import os
import random
import threading
import time

import pytest

from backends import HaProxy, MySql, Redis, VersityGateway
from conftest import ADMIN, FULL, _client_versions
from harness.clients import Client
from harness.raw import Http
from harness.server import Server
from ledgers import check
from writers import Writer

PROJECT = "replicas"
SEED = int(os.environ.get("SELVEDGE_REPLICAS_SEED", str(random.randrange(10**6))))
SERVERS = int(os.environ.get("SELVEDGE_REPLICAS_SERVERS", "3" if FULL else "2"))
WRITERS = int(os.environ.get("SELVEDGE_REPLICAS_WRITERS", "50" if FULL else "8"))
SDK_STEPS = 1200 if FULL else 250

#: How long a fault lasts, and how long the load goes on before and after it.
LASTS = 60 if FULL else 5
BETWEEN = 8 if FULL else 2


class PatientWriter(Writer):
    """Goes on after outages, as clients do: the same request again until it is answered."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            try:
                self.write_one_run()
            except (OSError, http.client.HTTPException):
                self.pause()
            except AssertionError as e:
                if "UNAVAILABLE" not in str(e) and not any(str(status) in str(e)[:120] for status in (502, 503, 504)):
                    self.failure = f"{self.name}: {e!r}"
                    return
                self.pause()
            except Exception as e:  # noqa: BLE001 - a thread must hand its failure to the test
                self.failure = f"{self.name}: {e!r}"
                return
        self.http.close()

    def pause(self) -> None:
        self.http.close()
        time.sleep(0.2)

    def stream(self, ledger, last) -> None:
        super().stream(ledger, last)
        if self.enough.is_set():
            raise OSError("enough")


class Installation:
    def __init__(self, folder):
        self.mysql = MySql(folder / "mysql")
        self.mysql.execute("create database if not exists selvedge character set utf8mb4")
        self.redis = Redis(folder)
        self.redis.start()
        self.gateway = None
        servers = [Server(folder / f"server-{i}") for i in range(SERVERS)]
        self.proxy = HaProxy(folder, [server.port for server in servers])
        settings = dict(
            SELVEDGE_MODE="production", MYSQL=self.mysql.url + "?tls=preferred", REDIS=self.redis.url,
            SELVEDGE_HOST=self.proxy.url, SELVEDGE_HISTORY_SEALAFTER="1s", SELVEDGE_HISTORY_SEALSIZE="100KB",
            SELVEDGE_DATABASE_CONNECTIONTIMEOUT="3s",
            # a run must not be marked crashed because the database was away
            SELVEDGE_RUNS_CRASHAFTER="2m")
        if binary := os.environ.get("SELVEDGE_VERSITYGW"):
            self.gateway = VersityGateway(binary, folder)
            self.gateway.start()
            settings["BUCKET"] = self.gateway.bucket
        else:
            settings["SELVEDGE_OBJECTS_FOLDER"] = str(folder / "objects")
        for server in servers:
            server._extra_env = settings
        self.servers = servers
        self.key = servers[0].create_admin(ADMIN)
        threads = [threading.Thread(target=server.start) for server in servers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(300)
        for server in servers:
            server.wait_ready(60)
        self.proxy.start()
        time.sleep(2)

    def close(self):
        for server in self.servers:
            server.stop()
        self.proxy.stop()
        self.redis.stop()
        self.mysql.stop()
        if self.gateway:
            self.gateway.stop()


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("installation"))
    yield made
    made.close()


def probe(server, path):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.1)


@pytest.mark.disturbed
@pytest.mark.timeout(900 if FULL else 600)
def test_what_was_acknowledged_survives_the_loss_of_any_part(installation, tmp_path):
    print(f"SELVEDGE_REPLICAS_SEED={SEED}: {SERVERS} servers on {installation.mysql.engine}, {WRITERS} writers")
    chance = random.Random(SEED)
    ledgers = [[] for _ in range(WRITERS)]
    writers = [PatientWriter(installation.proxy.url, installation.key, ADMIN, PROJECT, f"w{i:02d}",
                             chance.randrange(2**32), ledgers[i]) for i in range(WRITERS)]
    for writer in writers:
        writer.start()
    version, python = next(iter(_client_versions().items()))
    client = Client(version, python, tmp_path / "home", installation.proxy.url, installation.key)
    training = client.start("log_steps.py", project=PROJECT, steps=SDK_STEPS, sleep=0.1, metrics={"x": 1},
                            settings={"x_file_stream_transmit_interval": 1})
    time.sleep(BETWEEN * 2)

    began = time.monotonic()
    victim = installation.servers[0]
    victim.kill()
    time.sleep(LASTS)
    victim.start()
    print(f"killed a server, back after {time.monotonic() - began:.0f} s")
    time.sleep(BETWEEN)

    began = time.monotonic()
    installation.mysql.stop()
    for server in installation.servers:
        until(lambda server=server: probe(server, "/ready") == 503, 20)
        assert probe(server, "/healthz") == 200, "an outage of the database is no reason to restart a server"
    raw = Http(installation.servers[0].url, installation.key)
    refused = raw.stream(ADMIN, PROJECT, "w00-0", {"files": {}})
    assert refused.status == 503, f"{refused.status}: {refused.text[:300]}"
    assert int(refused.headers["retry-after"]) >= 1
    asked = raw.graphql("{ viewer { username } }")
    assert asked.status == 503, f"{asked.status}: {asked.text[:300]}"
    raw.close()
    time.sleep(LASTS)
    installation.mysql.start()
    for server in installation.servers:
        until(lambda server=server: probe(server, "/ready") == 200)
    print(f"restarted {installation.mysql.engine}, all ready after {time.monotonic() - began:.0f} s")
    time.sleep(BETWEEN)

    installation.redis.flush()
    time.sleep(BETWEEN)
    installation.redis.stop()
    time.sleep(LASTS)
    # nothing needs Redis to go on
    for server in installation.servers:
        until(lambda server=server: probe(server, "/ready") == 200, 20)
    installation.redis.start()
    time.sleep(BETWEEN)

    for writer in writers:
        writer.enough.set()
    for writer in writers:
        writer.join(120)
        assert not writer.is_alive(), f"{writer.name} hangs"
    assert not [w.failure for w in writers if w.failure]
    outcome = client.finish(training, timeout=300)
    assert outcome.code == 0, outcome.output[-2500:] + client.debug_log()

    raw = Http(installation.proxy.url, installation.key)
    runs = [ledger for each in ledgers for ledger in each]
    assert sum(ledger.rows for ledger in runs) > 0
    for ledger in runs:
        check(raw, ledger, PROJECT)
    found = raw.run(ADMIN, PROJECT, outcome.result["id"])
    assert found["state"] == "finished"
    assert [row["_step"] for row in raw.history(ADMIN, PROJECT, outcome.result["id"])] == list(range(SDK_STEPS))
    raw.close()
    statuses = [line.split()[0] for server in installation.servers for line in server.answers()]
    assert "500" not in statuses, [line for s in installation.servers for line in s.answers() if line[:3] == "500"][:5]
    print(f"{sum(w.requests for w in writers)} requests acknowledged, {len(runs)} runs and "
          f"{sum(r.rows for r in runs)} rows whole; {statuses.count('503')} of {len(statuses)} answers were 503")


@pytest.mark.disturbed
def test_a_key_that_was_removed_stops_working_on_every_server(installation):
    first, second = (Http(server.url, installation.key) for server in installation.servers[:2])
    made = first.data("mutation M { generateApiKey(input: {description: \"short-lived\"}) { apiKey { id name } } }")
    key = made["generateApiKey"]["apiKey"]
    other = Http(second.url, key["name"])
    assert other.data("{ viewer { username } }")["viewer"]["username"] == ADMIN
    first.data("mutation D($id: String!) { deleteApiKey(input: {id: $id}) { success } }", id=key["id"])
    until(lambda: other.graphql("{ viewer { username } }").status == 401, 15)
    for connection in (first, second, other):
        connection.close()
