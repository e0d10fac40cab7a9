"""`kill -9` of the server at random moments under twenty writers: what was acknowledged is there, once, in order."""
import hashlib
import os
import random
import time

import pytest

from conftest import ADMIN, FULL
from harness.raw import Http
from writers import Writer, line_of_log, row

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
            check(http, ledger)
        http.close()
        print(f"round {round_number + 1}: {acknowledged} requests acknowledged, recovery {recovery:.1f} s, "
              f"{len(runs)} runs and {sum(r.rows for r in runs)} rows whole")


def check(http: Http, ledger) -> None:
    found = http.run(ADMIN, "crash", ledger.run)
    if found is None:
        assert ledger.rows == 0, f"{ledger.run} is lost"
        return
    rows = http.history(ADMIN, "crash", ledger.run)
    # The request in flight is either whole or absent.
    allowed = {ledger.rows, ledger.rows + ledger.doubtful_rows}
    assert len(rows) in allowed, f"{ledger.run}: {len(rows)} rows, acknowledged {ledger.rows}, in doubt {ledger.doubtful_rows}"
    wrong = [n for n, got in enumerate(rows) if {k: got.get(k) for k in row(ledger.run, n)} != row(ledger.run, n)]
    assert not wrong, f"{ledger.run}: rows {wrong[:5]} differ, first: {rows[wrong[0]]}"
    assert found["historyLineCount"] == len(rows)
    assert found["logLineCount"] == len(rows), "one request is one unit: rows and console lines come together"
    check_console(http, ledger, len(rows))
    if ledger.complete:
        assert found["state"] == "finished"
    check_files(http, ledger)


def check_console(http: Http, ledger, count: int) -> None:
    data = http.data("""query L($e: String!, $p: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) {
        logLines(last: 5) { edges { node { number line } } } } } }""", e=ADMIN, p="crash", r=ledger.run)
    lines = {e["node"]["number"]: e["node"]["line"] for e in data["project"]["run"]["logLines"]["edges"]}
    assert lines == {n: line_of_log(ledger.run, n) for n in range(max(0, count - 5), count)}


def check_files(http: Http, ledger) -> None:
    found = {file["name"]: file for file in http.files(ADMIN, "crash", ledger.run) if file["updatedAt"]}
    missing = set(ledger.files) - set(found)
    assert not missing, f"{ledger.run}: acknowledged files are lost: {missing}"
    assert set(found) - set(ledger.files) <= set(ledger.doubtful_files)
    for name, file in found.items():
        got = http.send("GET", file["directUrl"], auth=False)
        assert got.status == 200, f"{ledger.run}/{name}: {got.status}"
        want = (ledger.files | ledger.doubtful_files)[name]
        assert hashlib.sha256(got.body).hexdigest() == want, f"{ledger.run}/{name} differs"
