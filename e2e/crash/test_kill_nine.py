"""`kill -9` of the server at random moments under twenty writers: what was acknowledged is there, once, in order."""
import os
import random
import time

import pytest

from conftest import ADMIN, FULL
from harness.compare import eventually
from harness.raw import Http
from ledgers import check
from writers import Writer

ROUNDS = int(os.environ.get("SELVEDGE_CRASH_ROUNDS", "20" if FULL else "3"))
SEED = int(os.environ.get("SELVEDGE_CRASH_SEED", str(random.randrange(10**6))))
WRITERS = 20

#: Sealing must be among what the kill interrupts.
SETTINGS = {"SELVEDGE_HISTORY_SEALAFTER": "1s", "SELVEDGE_HISTORY_SEALSIZE": "100KB"}


@pytest.mark.disturbed
@pytest.mark.timeout(120 * ROUNDS + 300)
def test_acknowledged_rows_and_files_survive_kill_nine(start_server):
    print(f"SELVEDGE_CRASH_SEED={SEED}, {ROUNDS} rounds")
    chance = random.Random(SEED)
    server = start_server("crash", **SETTINGS)
    ledgers = [[] for _ in range(WRITERS)]
    for round_number in range(ROUNDS):
        writers = [Writer(server.url, server.admin_key, ADMIN, "crash", f"w{i:02d}", chance.randrange(2**32), ledgers[i])
                   for i in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.5, 6))
        # On a busy machine the first answers may take longer than that.
        eventually(lambda: sum(w.requests for w in writers), 60, "acknowledged work")
        server.kill()
        for writer in writers:
            writer.join(60)
            assert not writer.is_alive(), f"{writer.name} hangs"
        assert not [w.failure for w in writers if w.failure]
        acknowledged = sum(w.requests for w in writers)
        assert acknowledged > 0, "the kill came before any work"

        began = time.monotonic()
        server.start()
        recovery = time.monotonic() - began
        http = Http(server.url, server.admin_key)
        runs = [ledger for each in ledgers for ledger in each]
        for ledger in runs:
            check(http, ledger, "crash")
        http.close()
        print(f"round {round_number + 1}: {acknowledged} requests acknowledged, recovery {recovery:.1f} s, "
              f"{len(runs)} runs and {sum(r.rows for r in runs)} rows whole")


@pytest.mark.disturbed
@pytest.mark.timeout(900)
def test_what_is_acknowledged_after_a_quiet_time_survives_too(start_server):
    """A database that has little to write must not keep its last commits to itself."""
    server = start_server("quiet")
    http = Http(server.url, server.admin_key)
    for number in range(3):
        time.sleep(20)
        http.upsert_run(ADMIN, "quiet", f"r{number}")
        assert http.stream(ADMIN, "quiet", f"r{number}", {"complete": True, "exitcode": 0}).status == 200
        server.kill()
        http.close()
        server.start()
        found = [http.run(ADMIN, "quiet", f"r{n}") for n in range(number + 1)]
        assert [run and run["state"] for run in found] == ["finished"] * (number + 1)
