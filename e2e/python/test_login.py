"""The command line: login, verify, pull."""
import pytest


def test_login_stores_a_key_that_works(client, http, entity, project, server):
    done = client.cli("login", "--relogin", "--host", server.url, "--verify", server.admin_key,
                      env={"WANDB_API_KEY": None, "WANDB_BASE_URL": None})
    assert done.code == 0, done.output
    assert entity in done.output
    netrc = (client.folder / ".netrc").read_text()
    assert server.admin_key in netrc and "127.0.0.1" in netrc
    client.run("log_steps.py", project=project, init={"id": "r"}, env={"WANDB_API_KEY": None})
    assert http.run(entity, project, "r")["state"] == "finished"


def test_login_with_a_wrong_key_is_refused(client, server):
    done = client.cli("login", "--relogin", "--verify", "--host", server.url, "x" * 40, env={"WANDB_API_KEY": None}, timeout=60)
    assert done.code != 0 or "invalid" in done.output.lower() or "401" in done.output, done.output


def test_init_with_a_wrong_key_fails_at_once(new_client, project):
    outcome = new_client(key="x" * 40).attempt("log_steps.py", project=project, timeout=60)
    assert outcome.code != 0
    assert "API key" in outcome.output or "401" in outcome.output or "uthenticat" in outcome.output, outcome.output


@pytest.mark.parametrize("part", ["logged in", "signed upload", "large post", "cors", "version", "run"])
def test_wandb_verify(part, verified):
    assert verified[part]["good"], verified[part]["said"]


@pytest.fixture(scope="module")
def verified(shared_server, tmp_path_factory):
    from harness import clients
    versions = clients.installed()
    if not versions:
        pytest.skip("no wandb environment")
    version, python = next(iter(versions.items()))
    client = clients.Client(version, python, tmp_path_factory.mktemp("verify"), shared_server.url, shared_server.admin_key)
    return client.run("verify_parts.py", host=shared_server.url, timeout=240)


def test_pull_fetches_the_files_of_a_run(client, http, entity, project):
    http.upsert_run(entity, project, "r")
    http.upload(entity, project, "r", "deep/data.txt", b"pulled")
    done = client.cli("pull", "-e", entity, "-p", project, "r")
    assert done.code == 0, done.output
    assert [p.read_bytes() for p in client.folder.rglob("data.txt")] == [b"pulled"]
