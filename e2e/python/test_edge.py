"""Each proxy of docs/how-to/proxies.md, with TLS from a private authority: clients work through it, and nobody passes for somebody else."""
import json
import os
import secrets
import shutil
import subprocess
import time

import pytest

from harness import proxy
from harness.raw import Http
from harness.server import command_line

LARGE = 192 << 20

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def told(start_server):
    """A server that believes the proxies' address alone, and notes where it thinks requests come from."""
    return start_server("edge", SELVEDGE_TRUSTED_PROXIES=proxy.TlsProxy.ADDRESS,
                        SERVER_TOMCAT_ACCESSLOG_PATTERN="%s %m %U %a", SERVER_TOMCAT_ACCESSLOG_REQUESTATTRIBUTESENABLED="true")


@pytest.fixture(params=proxy.ALL, ids=lambda kind: kind.NAME)
def edge(request, told, tmp_path):
    kind = request.param
    if kind.program() is None:
        reason = f"{kind.NAME} is not installed" + (", or too old (tools/caddy/fetch.sh builds it)" if kind is proxy.Caddy else "")
        if kind.NAME in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    started = kind(tmp_path / kind.NAME, told.port).start()
    yield started
    started.stop()


@pytest.fixture
def through(told, edge):
    connection = Http(edge.url, told.admin_key, trust=edge.trust())
    yield connection
    connection.close()


def test_a_program_logs_through_it(edge, told, watch, new_client, entity, project):
    watch(told)
    client = new_client(at=told)
    client.url = edge.url
    client.run("log_steps.py", project=project, init={"id": "r"}, steps=20, env=edge.trusting())
    back = client.run("read_run.py", path=f"{project}/r", env=edge.trusting())
    assert [row["x"] for row in back["rows"]] == list(range(20))
    assert back["attributes"]["state"] == "finished"


def test_a_large_file_goes_up_and_comes_back(edge, told, watch, through, entity, project, tmp_path):
    watch(told)
    through.upsert_run(entity, project, "r")
    made = through.create_files(entity, project, "r", ["large.bin"])
    url = made["files"][0]["uploadUrl"]
    assert url.startswith(edge.url + "/"), "links lead to the address that clients use"
    content = secrets.token_bytes(1 << 20) * (LARGE >> 20)
    put = through.send("PUT", url, content, auth=False)
    assert put.status == 200, put.text
    assert through.stream(entity, project, "r", {"uploaded": ["large.bin"]}).status == 200
    got = through.send("GET", through.files(entity, project, "r")[0]["directUrl"], auth=False)
    assert got.status == 200
    assert got.body == content


def addresses(server, path: str) -> list[str]:
    """Where the server thinks that requests came from; its log is written after the answer has left."""
    for _ in range(100):
        found = [line.split()[3] for line in server.answers() if line.split()[2:3] == [path]]
        if found:
            return found
        time.sleep(0.1)
    return []


FORGED = {"X-Forwarded-For": "203.0.113.66", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Forwarded-Port": "81"}


def test_the_proxy_is_believed_and_its_client_is_not(edge, told, through):
    path = f"/{secrets.token_hex(8)}/healthz"
    answer = through.send("GET", path, headers=FORGED)
    assert "strict-transport-security" in answer.headers, "https is told whatever the client says"
    assert addresses(told, path) == ["127.0.0.1"], "the proxy's client, not whom it says it is"


def test_links_do_not_lead_where_a_client_says(edge, told, through, entity, project):
    through.upsert_run(entity, project, "r")
    query = """mutation F($e: String!, $p: String!) { createRunFiles(input: {entityName: $e, projectName: $p, runName: "r",
      files: ["f"]}) { files { uploadUrl } } }"""
    answer = through.send("POST", "/graphql", json.dumps({"query": query, "variables": {"e": entity, "p": project}}), headers=FORGED)
    assert answer.json["data"]["createRunFiles"]["files"][0]["uploadUrl"].startswith(edge.url + "/"), answer.text


def signed_up(connection) -> str:
    """What the browser of somebody who signs up is told to keep."""
    name = "edge-" + secrets.token_hex(4)
    wish = {"username": name, "email": f"{name}@example.org", "password": secrets.token_hex(12), "name": name}
    answer = connection.send("POST", "/api/signup", json.dumps(wish), auth=False, headers={"X-Forwarded-Proto": "http"})
    assert answer.status < 300, answer.text
    return answer.headers["set-cookie"]


def test_the_doctor_finds_the_way_in_fit_once_it_trusts_the_authority(edge, told, tmp_path):
    authorities = tmp_path / "authorities"
    authorities.mkdir()
    asks = [*command_line(), "doctor", "ingress"]
    env = os.environ | {"HOST": edge.url, "SELVEDGE_CA_FOLDER": str(authorities)}
    ill = subprocess.run(asks, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert ill.returncode == 1 and "SELVEDGE_CA_FOLDER" in ill.stdout, ill.stdout + ill.stderr
    shutil.copy(edge.authority, authorities / "edge.crt")
    well = subprocess.run(asks, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert well.returncode == 0, well.stdout + well.stderr


def test_a_browser_keeps_its_cookies_for_https(told, through):
    assert "; Secure" in signed_up(through), "TLS ends at the proxy, and the cookie is one of https all the same"


def test_a_browser_without_https_can_sign_in(told):
    direct = Http(told.url, told.admin_key)
    assert "; Secure" not in signed_up(direct), "it would not send the cookie back"
    direct.close()


def test_who_comes_without_a_proxy_is_not_believed(told, entity, project):
    direct = Http(told.url, told.admin_key)
    path = f"/{secrets.token_hex(8)}/healthz"
    answer = direct.send("GET", path, headers=FORGED | {"X-Forwarded-Proto": "https"})
    assert "strict-transport-security" not in answer.headers
    assert addresses(told, path) == ["127.0.0.1"]
    direct.close()
