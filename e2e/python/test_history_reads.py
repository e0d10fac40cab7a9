"""One long history, read in every way the client knows, hot and from Parquet segments."""
import json
import math

import pytest

from harness.compare import eventually, values
from harness.raw import Http

ROWS = 5_000


def row(i: int) -> dict:
    """`_step` skips, some keys are rare, values are exact doubles."""
    out = {"_step": i * 2, "_runtime": i * 0.25, "_timestamp": 1_700_000_000 + i * 0.25, "loss": 1 / (i + 3), "i": i}
    if i % 100 == 0:
        out["rare"] = {"acc": i / ROWS}
    if i == 4321:
        out["loss"] = math.nan
    return out


def fill(http: Http, entity: str, project: str, run: str, rows: int, lines: int = 1000) -> None:
    http.upsert_run(entity, project, run)
    for start in range(0, rows, lines):
        answer = http.log_rows(entity, project, run, [row(i) for i in range(start, min(rows, start + lines))], start)
        assert answer.status == 200, answer.text


CALLS = {
    "all": {"kind": "scan"},
    "keys": {"kind": "scan", "options": {"keys": ["rare.acc"]}},
    "two keys": {"kind": "scan", "options": {"keys": ["i", "loss"], "page_size": 700}},
    "window": {"kind": "scan", "options": {"min_step": 1001, "max_step": 2001}},
    "no rows": {"kind": "scan", "options": {"keys": ["absent"]}},
    "beta": {"kind": "beta", "options": {"keys": ["_step", "i"]}},
    "sampled": {"kind": "history", "options": {"samples": 100}},
    "sampled key": {"kind": "history", "options": {"samples": 100, "keys": ["loss"]}},
    "x axis": {"kind": "history", "options": {"samples": 50, "keys": ["loss"], "x_axis": "i"}},
    "more samples than rows": {"kind": "history", "options": {"samples": 10_000, "keys": ["rare.acc"]}},
}


def check(back: dict) -> None:
    everything = [values(row(i)) for i in range(ROWS)]
    assert back["last"] == (ROWS - 1) * 2
    assert [values(r) for r in back["all"]] == everything
    # Reading Parquet, the client also hands out the rows that do not hold the key.
    rare = [values(r).get("rare.acc") for r in back["keys"]]
    assert [value for value in rare if value is not None] == [i / ROWS for i in range(0, ROWS, 100)]
    assert [values(r)["i"] for r in back["two keys"]] == list(range(ROWS))
    assert [r["_step"] for r in back["window"]] == list(range(1002, 2001, 2))
    assert not [r for r in back["no rows"] if "absent" in r]
    assert [(r["_step"], r["i"]) for r in back["beta"]] == [(i * 2, i) for i in range(ROWS)]
    for name, samples in (("sampled", 100), ("sampled key", 100), ("x axis", 50)):
        assert samples * 0.5 <= len(back[name]) <= samples, name
        assert all(values(r).items() <= everything[values(r).get("i", r.get("_step", 0) // 2)].items()
                   for r in back[name]), f"{name}: samples are rows that were logged"
    places = [r["_step"] for r in back["sampled key"]]
    assert places == sorted(places)
    assert places[0] <= 200 and places[-1] >= (ROWS - 1) * 2 - 200, "samples spread over the whole run"
    assert len(back["more samples than rows"]) == ROWS // 100


def test_every_read_agrees_with_what_was_logged(client, http, entity, project):
    fill(http, entity, project, "r", ROWS)
    check(client.run("read_history.py", path=f"{project}/r", calls=CALLS))


def test_sealing_changes_no_answer(start_server, watch, new_client, entity, project):
    """The same reads while rows are hot, after they were sealed into Parquet, and with new rows on top."""
    server = start_server("sealing", **SEAL_AT_ONCE)
    watch(server)
    http, client = Http(server.url, server.admin_key), new_client(at=server)
    fill(http, entity, project, "r", ROWS)
    assert http.stream(entity, project, "r", {"complete": True, "exitcode": 0}).status == 200
    eventually(lambda: parquet_urls(http, entity, project, "r"), 60, "sealing")
    check(client.run("read_history.py", path=f"{project}/r", calls=CALLS))
    more = [{"_step": ROWS * 2 + i, "i": ROWS + i, "loss": 0.5} for i in range(10)]
    assert http.log_rows(entity, project, "r", more, ROWS).status == 200
    client.forget_cache()
    back = client.run("read_history.py", path=f"{project}/r", calls={"all": {"kind": "scan"}})["all"]
    assert [values(r) for r in back[-10:]] == [values(r) for r in more]
    assert len(back) == ROWS + 10


def test_media_and_lists_are_read_as_logged_once_sealed(start_server, watch, new_client, entity, project):
    """In Parquet they are text, which the client would hand out as text: it pages through such runs instead."""
    server = start_server("sealed media", **SEAL_AT_ONCE)
    watch(server)
    http, client = Http(server.url, server.admin_key), new_client(at=server)
    logged = [{"_step": 0, "loss": 0.5, "picture": {"_type": "image-file", "path": "media/images/a.png", "size": 7}},
              {"_step": 1, "loss": 0.25, "odd": "none", "series": [1, 2.5, "x"]},
              {"_step": 2, "loss": 0.125, "odd": 7, "spread": {"_type": "histogram", "values": [3], "bins": [0, 1]}}]
    http.upsert_run(entity, project, "r")
    assert http.log_rows(entity, project, "r", logged).status == 200
    assert http.stream(entity, project, "r", {"complete": True, "exitcode": 0}).status == 200
    eventually(lambda: list((server.data / "objects").rglob("history-*.parquet")), 60, "sealing")
    calls = {"all": {"kind": "scan"}, "picture": {"kind": "scan", "options": {"keys": ["picture"]}},
             "odd": {"kind": "scan", "options": {"keys": ["odd"]}}}
    back = client.run("read_history.py", path=f"{project}/r", calls=calls)
    assert back["all"] == logged
    assert [row["picture"] for row in back["picture"]] == [logged[0]["picture"]]
    assert [row["odd"] for row in back["odd"]] == ["none", 7]


@pytest.mark.full
def test_a_million_rows_come_back_through_parquet(start_server, watch, new_client, entity, project):
    rows = 1_000_000
    server = start_server("million", **SEAL_AT_ONCE)
    watch(server)
    http, client = Http(server.url, server.admin_key), new_client(at=server)
    http.upsert_run(entity, project, "r")
    for start in range(0, rows, 10_000):
        lines = [json.dumps({"_step": i, "_timestamp": i / 4, "v": (i % 1009) / 7}) for i in range(start, start + 10_000)]
        body = {"files": {"wandb-history.jsonl": {"offset": start, "content": lines}}}
        assert http.stream(entity, project, "r", body).status == 200
    assert http.stream(entity, project, "r", {"complete": True, "exitcode": 0}).status == 200
    eventually(lambda: parquet_urls(http, entity, project, "r"), 120, "sealing")
    asked = {"all": {"kind": "scan", "options": {"page_size": 10_000}, "digest": "v"},
             "keys": {"kind": "scan", "options": {"keys": ["_step", "v"], "page_size": 10_000}, "digest": "v"},
             "beta": {"kind": "beta", "digest": "v"},
             "beta keys": {"kind": "beta", "options": {"keys": ["_step", "v"]}, "digest": "v"}}
    back = client.run("read_history.py", path=f"{project}/r", timeout=1200, calls=asked)
    logged = {"count": rows, "sum": math.fsum(i * ((i % 1009) / 7) for i in range(rows)), "ordered": True}
    assert {name: back[name] for name in asked} == dict.fromkeys(asked, logged)


SEAL_AT_ONCE = {"SELVEDGE_HISTORY_SEALAFTER": "1s", "SELVEDGE_HISTORY_SEALSIZE": "100KB"}


def parquet_urls(http: Http, entity: str, project: str, run: str) -> list[str]:
    data = http.data("""query P($e: String!, $p: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) {
        parquetHistory(liveKeys: ["_step"]) { parquetUrls liveData } } } }""", e=entity, p=project, r=run)
    return data["project"]["run"]["parquetHistory"]["parquetUrls"]


def test_retried_chunk_counts_once(http, entity, project):
    http.upsert_run(entity, project, "r")
    first = [{"_step": i, "x": i} for i in range(10)]
    for _ in range(3):
        assert http.log_rows(entity, project, "r", first).status == 200
    assert http.log_rows(entity, project, "r", [{"_step": 8, "x": 80}, {"_step": 9, "x": 90}, {"_step": 10, "x": 100}],
                         offset=8).status == 200
    rows = http.history(entity, project, "r")
    assert [r["x"] for r in rows] == [*range(8), 80, 90, 100]
    assert http.run(entity, project, "r")["historyLineCount"] == 11
