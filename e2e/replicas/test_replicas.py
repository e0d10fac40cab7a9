"""Several servers over one MySQL, one Redis and one place for objects, while parts of it are killed under load."""
import json
import os
import random
import time
import urllib.request

import pytest

from conftest import ADMIN
from harness.raw import Http
from harness.server import STACK_TRACE
from installation import FULL, Installation, all_ready, probe, until
from load import Load

SEED = int(os.environ.get("SELVEDGE_REPLICAS_SEED", str(random.randrange(10**6))))
SERVERS = int(os.environ.get("SELVEDGE_REPLICAS_SERVERS", "3" if FULL else "2"))
WRITERS = int(os.environ.get("SELVEDGE_REPLICAS_WRITERS", "50" if FULL else "8"))
TRAININGS = 4 if FULL else 1

#: How long a fault lasts, and how long the load goes on before and after it.
LASTS = 60 if FULL else 5
BETWEEN = 8 if FULL else 2


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("installation"), SERVERS)
    yield made
    made.close()


@pytest.mark.disturbed
@pytest.mark.timeout(900 if FULL else 600)
def test_what_was_acknowledged_survives_the_loss_of_any_part(installation, tmp_path, request):
    print(f"SELVEDGE_REPLICAS_SEED={SEED}: {SERVERS} servers on {installation.mysql.engine}, {WRITERS} writers, objects "
          f"{'in S3' if installation.gateway else 'in a folder'}")
    load = Load(installation, tmp_path, "replicas", writers=WRITERS, trainings=TRAININGS, seed=SEED)
    request.addfinalizer(load.abandon)
    load.start()
    time.sleep(BETWEEN)

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
    refused = raw.stream(ADMIN, "replicas", "w00-0", {"files": {}})
    assert refused.status == 503, f"{refused.status}: {refused.text[:300]}"
    assert int(refused.headers["retry-after"]) >= 1
    asked = raw.graphql("{ viewer { username } }")
    assert asked.status == 503, f"{asked.status}: {asked.text[:300]}"
    raw.close()
    time.sleep(LASTS)
    installation.mysql.start()
    all_ready(installation)
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

    print(load.finish())
    # what happens every second is told once
    for server in installation.servers:
        assert not STACK_TRACE.search(server.log()), "an outage is told in a sentence, not in stack traces"
        assert server.log().count("The database is away") <= 2


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


@pytest.mark.disturbed
def test_somebody_who_is_deactivated_is_out_on_every_server(installation):
    first, second = (Http(server.url, installation.key) for server in installation.servers[:2])
    made = first.data("mutation C { createUser(input: {email: \"leaver@example.org\"}) { user { id username } } }")["createUser"]["user"]
    first.data("mutation P($id: ID!) { updateUser(input: {id: $id, password: \"long enough\"}) { user { id } } }", id=made["id"])

    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    session = second.url + "/api/session"
    login = json.dumps({"login": made["username"], "password": "long enough"}).encode()
    sign_in = urllib.request.Request(session, data=login, headers={"Content-Type": "application/json"})
    browser.open(sign_in).close()

    def who():
        with browser.open(session) as answer:
            return (json.load(answer)["user"] or {}).get("username")

    assert who() == made["username"]
    first.data("mutation D($id: ID!) { deactivateUser(input: {id: $id}) { user { id } } }", id=made["id"])
    until(lambda: who() is None, 15)
    assert second.send("POST", "/api/session", login, auth=False).status == 401
    for connection in (first, second):
        connection.close()
