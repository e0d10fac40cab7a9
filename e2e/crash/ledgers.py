"""Compares what writers remember with what the server gives back."""
import hashlib
import json

from conftest import ADMIN
from harness.raw import Http
from writers import line_of_log, row


def check(http: Http, ledger, project: str) -> None:
    found = http.run(ADMIN, project, ledger.run)
    if found is None:
        assert ledger.rows == 0, f"{ledger.run} is lost"
        return
    rows = http.history(ADMIN, project, ledger.run)
    # The request in flight is either whole or absent.
    allowed = {ledger.rows, ledger.rows + ledger.doubtful_rows}
    assert len(rows) in allowed, f"{ledger.run}: {len(rows)} rows, acknowledged {ledger.rows}, in doubt {ledger.doubtful_rows}"
    wrong = [n for n, got in enumerate(rows) if {k: got.get(k) for k in row(ledger.run, n)} != row(ledger.run, n)]
    assert not wrong, f"{ledger.run}: rows {wrong[:5]} differ, first: {rows[wrong[0]]}"
    assert found["historyLineCount"] == len(rows)
    assert found["logLineCount"] == len(rows), "one request is one unit: rows and console lines come together"
    if rows:
        summary = json.loads(found["summaryMetrics"])
        assert summary["n"] == len(rows) - 1, f"{ledger.run}: the summary is of row {summary['n']} of {len(rows)}"
    check_console(http, ledger, len(rows), project)
    if ledger.complete:
        assert found["state"] == "finished"
    check_files(http, ledger, project)


def check_console(http: Http, ledger, count: int, project: str) -> None:
    data = http.data("""query L($e: String!, $p: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) {
        logLines(last: 5) { edges { node { number line } } } } } }""", e=ADMIN, p=project, r=ledger.run)
    lines = {e["node"]["number"]: e["node"]["line"] for e in data["project"]["run"]["logLines"]["edges"]}
    assert lines == {n: line_of_log(ledger.run, n) for n in range(max(0, count - 5), count)}


def check_files(http: Http, ledger, project: str) -> None:
    found = {file["name"]: file for file in http.files(ADMIN, project, ledger.run) if file["updatedAt"]}
    missing = set(ledger.files) - set(found)
    assert not missing, f"{ledger.run}: acknowledged files are lost: {missing}"
    assert set(found) - set(ledger.files) <= set(ledger.doubtful_files)
    for name, file in found.items():
        got = http.send("GET", file["directUrl"], auth=False)
        assert got.status == 200, f"{ledger.run}/{name}: {got.status}"
        digest = hashlib.sha256(got.body).hexdigest()
        acknowledged = {ledger.files[name]} if name in ledger.files else set()
        assert digest in acknowledged | ledger.doubtful_files.get(name, set()), f"{ledger.run}/{name} differs"
