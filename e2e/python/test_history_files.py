"""Histories as files: exports of runs, what a rewind cut off, and sealed segments in the hands of other readers."""
import base64
import io
import json
import math
import random
import socket
import time
import urllib.parse
import urllib.request

import duckdb
import pandas
import pytest

from harness.compare import eventually, values
from harness.raw import Http
from test_history_reads import SEAL_AT_ONCE, fill, parquet_urls, row

ROWS = 3_000


def export(http: Http, entity: str, project: str, runs: list[str], **more):
    query = urllib.parse.urlencode({"entity": entity, "project": project, "run": runs, **more}, doseq=True)
    return http.send("GET", f"/api/history/export?{query}")


def archives(http: Http, entity: str, project: str, run: str) -> list[dict]:
    query = urllib.parse.urlencode({"entity": entity, "project": project, "run": run})
    answer = http.send("GET", f"/api/history/archives?{query}")
    assert answer.status == 200, answer.text
    return answer.json["archives"]


def test_what_a_rewind_cut_off_is_kept(client, http, entity, project):
    client.run("log_steps.py", project=project, steps=10, init={"id": "r"})
    before = http.history(entity, project, "r")
    client.run("log_steps.py", project=project, steps=3, init={"resume_from": "r?_step=4"})

    kept = archives(http, entity, project, "r")
    assert [(a["number"], a["rewoundTo"], a["rows"], a["lastStep"]) for a in kept] == [(1, 4, 10, 9)]
    lines = export(http, entity, project, ["r"], format="jsonl", archive=1)
    assert lines.status == 200
    back = [json.loads(line) for line in lines.text.splitlines()]
    assert all(each.pop("_run") == "r" for each in back)
    assert back == before
    assert export(http, entity, project, ["r"], format="jsonl", archive=2).status == 404


def test_lines_of_several_runs(http, entity, project):
    for name in ("a", "b"):
        fill(http, entity, project, name, 10)
    answer = export(http, entity, project, ["b", "a"], format="jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["_run"] for each in rows] == ["b"] * 10 + ["a"] * 10
    assert [each["i"] for each in rows] == [*range(10), *range(10)]


def test_an_export_is_for_those_who_may_read_the_runs(http, stranger, entity, project):
    fill(http, entity, project, "r", 10)
    assert export(stranger, entity, project, ["r"]).status == 404
    assert export(http, entity, project, ["absent"]).status == 404
    assert export(http, entity, project, []).status == 400
    assert export(http, entity, project, ["r"], format="csv").status == 400
    assert export(http, entity, project, ["r"] * 1_000).status == 200
    assert export(http, entity, project, ["r"] * 1_001).status == 413
    crowded = export(http, entity, project, ["r"] * 10_100)
    assert crowded.status == 400 and "too many parameters" in crowded.text


def test_a_client_that_goes_away_in_the_middle_is_no_accident(server, watch, http, entity, project):
    http.upsert_run(entity, project, "r")
    numbers = random.Random(1)
    for first in range(0, 60_000, 10_000):
        rows = [{"_step": first + i, **{f"m{k}": numbers.random() for k in range(20)}} for i in range(10_000)]
        assert http.log_rows(entity, project, "r", rows, offset=first).status == 200
    watch(server)
    address = urllib.parse.urlsplit(server.url)
    for form in ("parquet", "jsonl"):
        query = urllib.parse.urlencode({"entity": entity, "project": project, "run": "r", "format": form})
        with socket.socket() as link:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            link.connect((address.hostname, address.port))
            login = base64.b64encode(f"api:{server.admin_key}".encode()).decode()
            link.sendall(f"GET /api/history/export?{query} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {login}\r\n\r\n".encode())
            assert link.recv(100).startswith(b"HTTP/1.1 200")
    # behind both of them
    assert export(http, entity, project, ["r"]).status == 200
    time.sleep(1)


def test_other_programs_open_exports(http, entity, project, tmp_path):
    for name in ("a", "b"):
        fill(http, entity, project, name, 500)
    file = tmp_path / "runs.parquet"
    file.write_bytes(export(http, entity, project, ["a", "b"], key=["i", "loss", "rare.acc"]).body)
    db = duckdb.connect()
    found = db.sql(f"""select run, count(*), count("rare.acc"), sum(i), min(_step), max(_step) from '{file}'
        group by run order by run""").fetchall()
    total = sum(range(500))
    assert found == [("a", 500, 5, total, 0, 998), ("b", 500, 5, total, 0, 998)]


@pytest.fixture
def segments(start_server, watch, entity, project) -> list[bytes]:
    server = start_server("segments", **SEAL_AT_ONCE)
    watch(server)
    http = Http(server.url, server.admin_key)
    fill(http, entity, project, "r", ROWS)
    assert http.stream(entity, project, "r", {"complete": True, "exitcode": 0}).status == 200
    urls = eventually(lambda: parquet_urls(http, entity, project, "r"), 60, "sealing")
    return [urllib.request.urlopen(url).read() for url in urls]


def test_duckdb_opens_segments_unchanged(segments, tmp_path):
    for number, content in enumerate(segments):
        (tmp_path / f"{number}.parquet").write_bytes(content)
    rows = duckdb.sql(f"""select _step, loss, i, "rare.acc" from read_parquet('{tmp_path}/*.parquet', union_by_name=true)
        where i is not null order by _step""").fetchall()
    assert [r[:1] + r[2:] for r in rows] == [(row(i)["_step"], i, values(row(i)).get("rare.acc")) for i in range(ROWS)]
    same = [a[1] == row(i)["loss"] or (math.isnan(a[1]) and i == 4321) for i, a in enumerate(rows)]
    assert all(same)


def test_pandas_opens_segments_unchanged(segments):
    frame = pandas.concat([pandas.read_parquet(io.BytesIO(content)) for content in segments])
    logged = frame[frame["i"].notna()]
    assert list(logged["_step"]) == [i * 2 for i in range(ROWS)]
    assert list(logged["loss"]) == [1 / (i + 3) for i in range(ROWS)]


def test_values_of_several_kinds_stand_in_segments_as_json_text(start_server, watch, entity, project):
    server = start_server("mixed segments", **SEAL_AT_ONCE)
    watch(server)
    http = Http(server.url, server.admin_key)
    http.upsert_run(entity, project, "r")
    mixed = [{"_step": i, "mixed": [1, "text", {"a": 1}, [1, 2], None, math.nan][i % 6]} for i in range(60)]
    assert http.log_rows(entity, project, "r", mixed).status == 200
    assert http.stream(entity, project, "r", {"complete": True, "exitcode": 0}).status == 200
    files = eventually(lambda: [str(file) for file in (server.data / "objects").rglob("history-*.parquet")], 60, "sealing")
    found = duckdb.sql(f"""select mixed, "mixed.a" from read_parquet({files[:1]}) order by _step""").fetchall()
    assert [json.loads(text) if text else None for text, _ in found[:5]] == [1, "text", None, [1, 2], None]
    assert [a for _, a in found[:6]] == [None, None, 1, None, None, None]
