"""Random requests find no accident: no 5xx, no stack trace, no hang, and nothing of anybody else changes or shows.

`SELVEDGE_FUZZ_SEED` repeats a run; `SELVEDGE_FUZZ_REQUESTS` makes it longer.
"""
import http.client
import json
import os
import re
import time
from random import Random

import pytest

from fuzz.documents import Documents, contract
from fuzz.routes import Routes
from fuzz.values import Values
from fuzz.world import ALL, BESIDE_A_REPORT, World, begin_anew, new_user, settle, state
from harness.raw import Http
from harness.server import STACK_TRACE

SEED = int(os.environ.get("SELVEDGE_FUZZ_SEED", "20"))
LONG = os.environ.get("SELVEDGE_E2E") == "full"
REQUESTS = int(os.environ.get("SELVEDGE_FUZZ_REQUESTS", "20000" if LONG else "1500"))

#: Words of our own workings that no answer holds.
INTERNALS = re.compile(rb"\tat [a-z]|\w\.\w+Exception\b|\bjava\.|\bdev\.selvedge\.|\bSELECT |\bjOOQ\b", re.IGNORECASE)

STATE_OF_A_RUN = "query Q($e: String!, $p: String!) { project(name: $p, entityName: $e) { run(name: \"r1\") { displayName config } } }"

#: Slower than this is a hang, also on a busy machine.
PATIENCE = 20


@pytest.fixture(scope="module")
def fuzzed(start_server):
    return start_server("fuzz", SELVEDGE_TEST_FIXTURES="true")


@pytest.fixture(scope="module")
def people(fuzzed):
    """Nobody, the caller whose requests are random, an administrator, and a victim."""
    admin = Http(fuzzed.url, fuzzed.admin_key, timeout=PATIENCE)
    caller, victim = new_user(admin, "caller"), new_user(admin, "victim")
    world = World()
    settle(world, caller, "caller")
    settle(world, victim, "victim", ALL)
    return admin, caller, victim, world


def complaint(answer, took: float, secret: str | None) -> str | None:
    if answer.status == 501 and b"not built" in answer.body or answer.status == 429 and answer.headers.get("retry-after"):
        return None
    if answer.status >= 500 or answer.status == 429:
        return f"answered {answer.status}"
    if took > PATIENCE / 2:
        return f"took {took:.1f} s"
    if INTERNALS.search(answer.body):
        return "shows internals"
    if secret and secret.encode() in answer.body:
        return "shows what is somebody else's"
    return None


def ask(http_, method, target, body, headers, signed_in, secret) -> str | None:
    began = time.monotonic()
    try:
        answer = http_.send(method, target, body, headers=headers, auth=signed_in)
    except (TimeoutError, http.client.HTTPException, OSError) as e:
        http_.close()
        return f"broke: {e!r}"
    found = complaint(answer, time.monotonic() - began, secret)
    return found and f"{method} {target[:300]} {body[:900]!r} {found}: {answer.text[:300]}"


def settled_with(server, found):
    trace = STACK_TRACE.search(server.log())
    assert not found and not trace, f"{len(found)} of {REQUESTS} requests, seed {SEED}:\n" + "\n".join(found[:40]) + (
        "\n" + server.log()[max(0, trace.start() - 800):trace.start() + 1500] if trace else "")


def run_all(server, people, kind):
    admin, caller, victim, world = people
    random = Random(SEED)
    values = Values(random, world)
    documents, routes = Documents(random, contract(), values), Routes(random, values, world)
    sender = Http(server.url, caller.key, timeout=PATIENCE)
    ruler = Http(server.url, admin.key, timeout=PATIENCE)
    before, found = state(victim, "victim"), []
    assert world.secret in json.dumps(before)
    for number in range(REQUESTS):
        if number % 100 == 0:
            begin_anew(admin, caller)
        if kind == "graphql":
            request = ("POST", "/graphql", documents.body(number).encode(), {})
        else:
            request = routes.request(number)
        # an administrator may do anything to anybody, so only the road that strangers cannot take is tried as one
        who = ruler if request[1].startswith("/admin/") and values.maybe(0.7) else sender
        wrong = ask(who, *request, not values.maybe(0.1), None if who is ruler else world.secret)
        if wrong:
            found.append(f"#{number} {wrong}")
            assert server.running, f"the server died:\n{found[-1]}"
    settled_with(server, found)
    assert state(victim, "victim") == before, "a stranger changed something"


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["graphql", "rest"])
def test_random_requests_find_no_accident(fuzzed, people, kind):
    run_all(fuzzed, people, kind)


@pytest.mark.timeout(3600)
def test_a_link_to_a_report_opens_the_runs_and_nothing_beside_them(fuzzed):
    admin = Http(fuzzed.url, fuzzed.admin_key, timeout=PATIENCE)
    host, world, random = new_user(admin, "host"), World(), Random(SEED)
    guest = {"X-Selvedge-Access-Token": settle(world, host, "host", BESIDE_A_REPORT)}
    values = Values(random, world)
    documents, before, found = Documents(random, contract(), values, ["project", "project", "project", "entity", "view"]), state(host, "host"), []
    assert world.secret in json.dumps(before)
    http_ = Http(fuzzed.url, "", timeout=PATIENCE)
    runs = http_.send("POST", "/graphql", json.dumps({"query": STATE_OF_A_RUN, "variables": {"e": "host", "p": "host-project"}}),
                      headers=guest, auth=False)
    assert "anything" in runs.text, "the link opens nothing"
    for number in range(REQUESTS):
        wrong = ask(http_, "POST", "/graphql", documents.body(number).encode(), guest, False, world.secret)
        if wrong:
            found.append(f"#{number} {wrong}")
    settled_with(fuzzed, found)
    assert state(host, "host") == before, "a guest changed something"
