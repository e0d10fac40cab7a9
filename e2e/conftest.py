"""Fixtures of all Python suites: one server a session, one user and one project a test."""
from __future__ import annotations

import itertools
import json
import os
import secrets
import signal
from pathlib import Path

import pytest

from harness import clients
from harness.clients import Client
from harness.raw import Http
from harness.server import Server

ADMIN = "e2e-admin"
FULL = os.environ.get("SELVEDGE_E2E") == "full"


def pytest_configure():
    # A shell's background job ignores SIGINT and so would the programs started here; that is how clients stop them.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items):
    skip = pytest.mark.skip(reason="long: runs with SELVEDGE_E2E=full")
    for item in items:
        if item.get_closest_marker("full") and not FULL:
            item.add_marker(skip)


def _client_versions() -> dict[str, str]:
    found = clients.installed()
    if not found:
        reason = "no wandb environment: run e2e/python/venvs.sh or set SELVEDGE_WANDB_PYTHONS"
        if "wandb" in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """Starts a further server with its own data folder and settings; all end with the session."""
    started = []

    def start(name: str, **env: str) -> Server:
        server = Server(tmp_path_factory.mktemp(name), env=env)
        server.admin_key = server.create_admin(ADMIN)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def shared_server(start_server) -> Server:
    # Fixtures on: some scenarios need a second user with a known key.
    return start_server("shared", SELVEDGE_TEST_FIXTURES="true")


@pytest.fixture
def server(shared_server, watch) -> Server:
    if not shared_server.running:
        # An earlier test found it dead and said so; the others still want to be asked.
        shared_server.start()
    watch(shared_server)
    return shared_server


@pytest.fixture
def watch(request):
    """Fails the test when a watched server logged a stack trace or answered 500 or above."""
    marks: list[tuple[Server, tuple[int, int]]] = []
    yield lambda server: marks.append((server, server.mark()))
    if request.node.get_closest_marker("disturbed"):
        return
    found = [complaint for server, mark in marks for complaint in server.complaints_since(mark)]
    if found:
        pytest.fail("the server complained:\n" + "\n".join(found[:10]))


@pytest.fixture
def http(server):
    connection = Http(server.url, server.admin_key)
    yield connection
    connection.close()


@pytest.fixture
def stranger(server, http):
    """Another user of the same server, a member of nothing."""
    name = f"stranger-{secrets.token_hex(16)}-{secrets.token_hex(4)}"
    made = http.send("PUT", f"/admin/v1/users/{name}", json.dumps(
        {"email": f"{name}@example.org", "admin": False, "api_key": name}))
    assert made.status == 200, made.text
    connection = Http(server.url, name)
    connection.user = name
    yield connection
    connection.close()


@pytest.fixture
def entity() -> str:
    return ADMIN


@pytest.fixture
def project(request) -> str:
    """A project of the test's own, named after it."""
    return f"{request.node.originalname.removeprefix('test_')[:60]}-{secrets.token_hex(3)}"


@pytest.fixture
def new_client(tmp_path, server):
    """Makes a client: a user with an own home and working folder."""
    numbers = itertools.count()

    def make(version: str | None = None, *, at: Server | None = None, key: str | None = None) -> Client:
        versions = _client_versions()
        chosen = version or next(iter(versions))
        target = at or server
        folder = tmp_path / f"home-{next(numbers)}"
        return Client(chosen, versions[chosen], folder, target.url, key or target.admin_key)

    return make


@pytest.fixture
def client(new_client) -> Client:
    """The newest installed release."""
    return new_client()


def pytest_generate_tests(metafunc):
    """Tests of older releases run with the oldest one; with SELVEDGE_E2E=full with each that is installed."""
    if "old_client" in metafunc.fixturenames:
        older = list(clients.installed())[1:]
        metafunc.parametrize("old_client", (older if FULL else older[-1:]) or [None], indirect=True)


@pytest.fixture
def old_client(new_client, request) -> Client:
    """A release that is older than the newest."""
    if request.param is None:
        pytest.skip("only one client release is installed")
    return new_client(request.param)


@pytest.fixture
def workdir(tmp_path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder
