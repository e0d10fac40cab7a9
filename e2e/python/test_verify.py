"""`wandb verify` as a whole, as an administrator runs it after an installation: plain, and behind TLS of a private authority."""
import os
import re

import pytest

from harness.proxy import Nginx
from harness.server import free_port

# a server of its own for each, and verify takes its time
pytestmark = pytest.mark.timeout(900)


def verify(client, url, env=None):
    done = client.cli("verify", "--host", url, env={"WANDB_BASE_URL": url} | (env or {}), timeout=420)
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.output)
    assert done.code == 0, said + client.debug_log()
    return said


def test_wandb_verify_accepts_a_fresh_server(new_client, start_server, watch):
    server = start_server("fresh")
    watch(server)
    url = server.url.replace("127.0.0.1", "localhost")
    said = verify(new_client(at=server), url)
    assert said.count("✅") >= 7, said
    # the one complaint, which verify does not count: plain http is no TLS
    complaints = [line.split("..")[0] for line in said.splitlines() if "❌" in line]
    assert complaints == ["Checking requests to base url", "Checking requests made over signed URLs"], said


@pytest.fixture
def behind_tls(start_server, tmp_path, request):
    """A server that is reached through nginx only, and how it learns its outside address."""
    if Nginx.program() is None:
        reason = "nginx is not installed"
        if "nginx" in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    port = free_port()
    told = {"SELVEDGE_HOST": f"https://localhost:{port}"} if request.param == "host" else {
        "SELVEDGE_TRUSTED_PROXIES": Nginx.ADDRESS}
    server = start_server(f"tls-{request.param}", **told)
    proxy = Nginx(tmp_path / "nginx", server.port, port).start()
    yield server, proxy
    proxy.stop()


@pytest.mark.parametrize("behind_tls", ["host", "forwarded"], indirect=True)
def test_wandb_verify_behind_tls_of_a_private_authority(new_client, behind_tls, watch):
    server, proxy = behind_tls
    watch(server)
    client = new_client(at=server)
    client.url = proxy.url
    said = verify(client, proxy.url, proxy.trusting())
    assert "❌" not in said, said
    assert said.count("✅") >= 9, said
