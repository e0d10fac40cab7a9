"""Webhooks and mail go to receivers whose certificates are of a private authority, and only where that is trusted."""
import shutil
import ssl

import pytest

from conftest import ADMIN
from harness.compare import eventually
from harness.proxy import make_certificates
from harness.raw import Http
from harness.sinks import HookSink, MailSink
from test_automations import add_tag, automation, firings, webhook

ALERT = "mutation A($input: NotifyScriptableRunAlertInput!) { notifyScriptableRunAlert(input: $input) { success } }"
ADVICE = "SELVEDGE_CA_FOLDER"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("receivers")
    make_certificates(folder, "authority of the receivers")
    return folder


@pytest.fixture(scope="module")
def receivers(authority):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(authority / "both.pem")
    hooks, mails = HookSink(tls=tls), MailSink(tls=tls)
    yield hooks, mails
    hooks.close()
    mails.close()


@pytest.fixture(scope="module")
def starts(start_server, receivers):
    def start(name: str, **trust) -> Http:
        started = start_server(name, SELVEDGE_WEBHOOKS_ALLOWHOSTS="127.0.0.1", GORILLA_EMAIL_SINK=f"smtps://{receivers[1].address}",
                               SELVEDGE_MAIL_FROM="lab@example.org", **trust)
        return Http(started.url, started.admin_key)

    return start


def told(http, receivers, project: str) -> list[dict]:
    """What became of a webhook; a mail goes out, too."""
    viewer = http.data("{ viewer { id } }")["viewer"]["id"]
    http.data("mutation U($id: ID!) { updateUser(input: {id: $id, email: \"ada@example.org\"}) { user { email } } }", id=viewer)
    made = automation(http, project, webhook(http, f"{receivers[0].url}/in"))
    add_tag(http, project, "gold")
    http.data(ALERT, input={"entityName": ADMIN, "projectName": project, "runName": "seed", "title": "Low", "text": "too low"})
    return eventually(lambda: [each for each in firings(http, project).get(made["name"], []) if each["message"]], 40, "an answer")


def test_a_trusted_authority_lets_webhooks_and_mail_out(starts, receivers, authority, tmp_path, project):
    hooks, mails = receivers
    trusted = tmp_path / "authorities"
    trusted.mkdir()
    shutil.copy(authority / "ca.pem", trusted / "receivers.crt")
    http = starts("trusting", SELVEDGE_CA_FOLDER=str(trusted))
    [delivery] = told(http, receivers, project)
    assert (delivery["state"], delivery["responseStatus"]) == ("SUCCEEDED", 200), delivery
    assert [each.json for each in hooks.to("/in")] == [{"tag": "gold"}]
    eventually(lambda: mails.mails, 30, "the mail")
    assert "Low" in mails.mails[0].subject
    http.close()


def test_another_one_is_told_in_the_history_of_what_was_sent(starts, receivers, project):
    hooks, mails = receivers
    before = len(hooks.deliveries), len(mails.mails)
    http = starts("distrusting")
    [delivery] = told(http, receivers, project)
    assert ADVICE in delivery["message"], delivery
    assert (len(hooks.deliveries), len(mails.mails)) == before
    http.close()
