"""Secrets of teams in the store of a cluster: the database only knows where they are, and trouble there is told."""
import base64
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from conftest import ADMIN
from harness.compare import eventually
from harness.sinks import HookSink
from test_automations import SECRET, add_tag, automation, over, secret, webhook

DELETE = "mutation D($input: DeleteTeamSecretInput!) { deleteTeamSecret(input: $input) { success } }"
NAMES = "query S($e: String!) { entity(name: $e) { secrets { name } } }"
PATH = "/api/v1/namespaces/lab/secrets"


class Cluster:
    """What an API server does with Secrets, as far as it is asked."""

    def __init__(self):
        self.secrets, self.refusal, outer = {}, None, self

        class Api(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, status: int, body: dict):
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
                if outer.refusal or self.headers["Authorization"] != "Bearer account":
                    return self.answer(outer.refusal or 401, {"message": "the account may not do that"})
                if self.command == "POST" and self.path == PATH:
                    outer.secrets[body["metadata"]["name"]] = body["data"]["value"]
                    return self.answer(201, body)
                name = self.path.removeprefix(PATH + "/")
                value = outer.secrets.pop(name, None) if self.command == "DELETE" else outer.secrets.get(name)
                return self.answer(200, {"data": {"value": value}}) if value else self.answer(404, {"message": "not found"})

            do_GET = do_POST = do_DELETE = do

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def values(self) -> list[str]:
        return sorted(base64.b64decode(each).decode() for each in self.secrets.values())


@pytest.fixture(scope="module")
def cluster():
    made = Cluster()
    yield made
    made.server.shutdown()


@pytest.fixture(scope="module")
def shared_server(start_server, cluster, tmp_path_factory):
    """Under the names that operators of the reference know."""
    token = tmp_path_factory.mktemp("account") / "token"
    token.write_text("account\n")
    return start_server("secret-stores", SELVEDGE_WEBHOOKS_ALLOWHOSTS="127.0.0.1",
                        GORILLA_CUSTOMER_SECRET_STORE_SOURCE=f"k8s-secretmanager://lab-secret?server="
                        f"http://127.0.0.1:{cluster.server.server_port}&token-file={token}",
                        GORILLA_CUSTOMER_SECRET_STORE_K8S_CONFIG_NAMESPACE="lab")


@pytest.fixture
def hooks():
    sink = HookSink()
    yield sink
    sink.close()


@pytest.fixture(autouse=True)
def trouble_ends(cluster):
    cluster.secrets.clear()
    yield
    cluster.refusal = None


def put(http, name: str, value: str):
    return http.graphql(SECRET, input={"entityName": ADMIN, "name": name, "value": value})


def remove(http, name: str):
    return http.graphql(DELETE, input={"entityName": ADMIN, "name": name})


def names(http) -> list[str]:
    return [each["name"] for each in http.data(NAMES, e=ADMIN)["entity"]["secrets"]]


def test_values_are_in_the_cluster_and_nowhere_in_the_data(http, server, cluster):
    value = "s3cret-" + secrets.token_hex(16)
    secret(http, "KEEP", "before")
    secret(http, "KEEP", value)
    assert cluster.values() == [value], "the value before is gone"
    assert all(each.startswith("lab-secret-") for each in cluster.secrets)
    for file in server.data.rglob("*"):
        if file.is_file():
            assert value.encode() not in file.read_bytes(), f"{file.name} holds the secret"
    assert remove(http, "KEEP").json["data"]["deleteTeamSecret"]["success"] and cluster.values() == []
    assert "KEEP" not in names(http)


def test_a_webhook_is_signed_with_what_the_cluster_has(http, hooks, cluster, project):
    secret(http, "TOKEN", "t0ken-value")
    hook = webhook(http, f"{hooks.url}/in", accessTokenRef="TOKEN")
    automation(http, project, hook)
    add_tag(http, project, "one")
    eventually(lambda: hooks.deliveries, 20, "the delivery")
    assert hooks.deliveries[0].headers["authorization"] == "Bearer t0ken-value"


def test_a_cluster_that_refuses_keeps_nothing_and_is_named(http, cluster):
    cluster.refusal = 403
    answer = put(http, "DENIED", "x")
    assert answer.status == 409 and "Kubernetes refuses this server: 403" in answer.text
    cluster.refusal = None
    assert "DENIED" not in names(http) and cluster.values() == []


def test_what_cannot_be_deleted_there_stays_listed(http, cluster):
    secret(http, "STAYS", "x")
    cluster.refusal = 403
    assert remove(http, "STAYS").status == 409 and "STAYS" in names(http)
    cluster.refusal = None
    assert remove(http, "STAYS").status == 200 and "STAYS" not in names(http)


def test_without_its_secret_a_webhook_is_not_called(http, hooks, cluster, project):
    secret(http, "GONE", "x")
    hook = webhook(http, f"{hooks.url}/in", accessTokenRef="GONE")
    automation(http, project, hook)
    cluster.refusal = 403
    add_tag(http, project, "one")
    [[firing]] = eventually(lambda: over(http, project), 30, "the end of the firing").values()
    assert firing["state"] == "FAILED" and "Kubernetes refuses" in firing["message"] and not hooks.deliveries
