"""What the client makes of 429: it waits as it is told and loses nothing."""
import time

import pytest

from conftest import ADMIN, _client_versions
from harness.raw import Http

STEPS = 120


@pytest.fixture(scope="module")
def limited(start_server):
    return start_server("limited", SELVEDGE_LIMITS_FILESTREAMPERRUNCOUNT="1", SELVEDGE_LIMITS_RUNUPDATECOUNT="2")


def refused(server, path: str) -> int:
    return sum(1 for line in server.answers() if line.startswith("429 ") and path in line)


@pytest.mark.parametrize("release", ["newest", "oldest"])
def test_a_client_that_streams_too_fast_slows_down_and_loses_nothing(limited, watch, new_client, project, release):
    versions = list(_client_versions())
    watch(limited)
    client = new_client(versions[0 if release == "newest" else -1], at=limited)
    before, began = refused(limited, "file_stream"), time.monotonic()
    told = client.run("log_steps.py", project=project, steps=STEPS, sleep=0.1,
                      settings={"x_file_stream_transmit_interval": 0.1})
    seconds, met = time.monotonic() - began, refused(limited, "file_stream") - before
    http = Http(limited.url, limited.admin_key)
    assert [row["_step"] for row in http.history(ADMIN, project, told["id"])] == list(range(STEPS))
    assert http.run(ADMIN, project, told["id"])["state"] == "finished"
    http.close()
    print(f"{client.version}: {met} refusals in {seconds:.0f} s")
    # ten requests a second would have been wished for, one is allowed: a client that did not obey would be refused nine times
    assert met <= seconds * 2, f"{met} refusals in {seconds:.0f} s: the client does not wait"


def test_programs_that_all_start_at_once_take_turns(limited, watch, new_client, project):
    watch(limited)
    clients = [new_client(at=limited) for _ in range(5)]
    before = refused(limited, "graphql")
    started = [client.start("log_steps.py", project=project, steps=3) for client in clients]
    outcomes = [client.finish(process, 240) for client, process in zip(clients, started)]
    assert [outcome.code for outcome in outcomes] == [0] * 5, [o.output[-800:] for o in outcomes if o.code]
    assert refused(limited, "graphql") > before, "nobody was refused, so nothing was proven"
    http = Http(limited.url, limited.admin_key)
    for outcome in outcomes:
        assert len(http.history(ADMIN, project, outcome.result["id"])) == 3
    http.close()
