"""`Api().runs`: the filter and order language and paging, as the client's users write it."""
import pytest

#: (run id, fields). Written over plain HTTP: sixty client runs would test nothing more.
RUNS = 60


def fields(i: int) -> dict:
    out = {
        "displayName": f"trial {i:02d}", "groupName": f"g{i % 3}", "jobType": "eval" if i % 4 == 0 else "train",
        "tags": [t for t, on in (("even", i % 2 == 0), ("third", i % 3 == 0)) if on],
        "config": {"lr": {"value": i / 10}, "opt": {"value": {"name": "adam" if i % 5 else "sgd", "depth": i}},
                   "dotted.key": {"value": i}, "flag": {"value": i % 2 == 0}},
        "summaryMetrics": {"loss": (i * 37 % 60) / 10, "deep": {"acc": i / 60}},
    }
    if i % 10 == 9:
        out["summaryMetrics"].pop("loss")
    return out


CASES = {
    "all": ({}, lambda i, f: True),
    "name": ({"name": "r07"}, lambda i, f: i == 7),
    "display name": ({"display_name": "trial 11"}, lambda i, f: i == 11),
    "display name regex": ({"display_name": {"$regex": "^trial 1[0-4]$"}}, lambda i, f: 10 <= i <= 14),
    "camel case": ({"displayName": {"$regex": "0$"}}, lambda i, f: i % 10 == 0),
    "group": ({"group": "g1"}, lambda i, f: i % 3 == 1),
    "job type": ({"job_type": "eval"}, lambda i, f: i % 4 == 0),
    "job type camel": ({"jobType": {"$ne": "eval"}}, lambda i, f: i % 4 != 0),
    "tag": ({"tags": "even"}, lambda i, f: i % 2 == 0),
    "tag in": ({"tags": {"$in": ["even", "third"]}}, lambda i, f: i % 2 == 0 or i % 3 == 0),
    "tag not in": ({"tags": {"$nin": ["even", "third"]}}, lambda i, f: i % 2 and i % 3),
    "config number": ({"config.lr": {"$gte": 2.0, "$lt": 3.0}}, lambda i, f: 20 <= i < 30),
    "config value form": ({"config.lr.value": {"$gt": 5.0}}, lambda i, f: i > 50),
    "config nested": ({"config.opt.name": "sgd"}, lambda i, f: i % 5 == 0),
    "config nested value form": ({"config.opt.value.depth": {"$lte": 4}}, lambda i, f: i <= 4),
    "config bool": ({"config.flag": True}, lambda i, f: i % 2 == 0),
    "summary": ({"summary_metrics.loss": {"$lt": 1.0}}, lambda i, f: f["summaryMetrics"].get("loss", 9) < 1),
    "summary nested": ({"summary_metrics.deep.acc": {"$gte": 0.5}}, lambda i, f: i >= 30),
    "summary exists": ({"summary_metrics.loss": {"$exists": False}}, lambda i, f: i % 10 == 9),
    "state": ({"state": "finished"}, lambda i, f: i < 20),
    "state in": ({"state": {"$in": ["failed", "crashed"]}}, lambda i, f: 20 <= i < 30),
    "user": ({"username": "e2e-admin"}, lambda i, f: True),
    "other user": ({"user.username": "nobody"}, lambda i, f: False),
    "and": ({"$and": [{"group": "g0"}, {"config.lr": {"$lt": 1.0}}]}, lambda i, f: i % 3 == 0 and i < 10),
    "or": ({"$or": [{"name": "r01"}, {"config.lr": {"$gt": 5.7}}]}, lambda i, f: i == 1 or i > 57),
    "nested logic": ({"$and": [{"$or": [{"group": "g0"}, {"group": "g1"}]}, {"$not": {"tags": "even"}}]},
                     lambda i, f: i % 3 < 2 and i % 2),
    "nor": ({"$nor": [{"group": "g0"}, {"group": "g1"}]}, lambda i, f: i % 3 == 2),
    "not": ({"config.lr": {"$not": {"$gt": 1.0}}}, lambda i, f: i <= 10),
    "several keys": ({"group": "g2", "tags": "even"}, lambda i, f: i % 3 == 2 and i % 2 == 0),
    "contains regex": ({"config.opt.name": {"$regex": "^a"}}, lambda i, f: i % 5),
    "created": ({"created_at": {"$gt": "2020-01-01T00:00:00"}}, lambda i, f: True),
    "created before": ({"created_at": {"$lt": "2020-01-01T00:00:00Z"}}, lambda i, f: False),
}


@pytest.fixture(scope="module")
def made(shared_server):
    from harness.raw import Http
    http = Http(shared_server.url, shared_server.admin_key)
    for i in range(RUNS):
        run = f"r{i:02d}"
        http.upsert_run("e2e-admin", "filters", run, **fields(i))
        if i < 30:
            http.stream("e2e-admin", "filters", run, {"complete": True, "exitcode": 0 if i < 20 else 1})
    return "filters"


@pytest.fixture(scope="module")
def expected():
    return {name: [f"r{i:02d}" for i in range(RUNS) if test(i, fields(i))] for name, (_, test) in CASES.items()}


def test_filters_choose_what_they_say(client, made, expected):
    answers = client.run("query_runs.py", path=made, questions=[{"filters": f} for f, _ in CASES.values()])
    got = {name: answer["ids"] for name, answer in zip(CASES, answers)}
    wrong = {name: (got[name], expected[name]) for name in CASES if sorted(got[name]) != expected[name]}
    assert not wrong
    assert all(answer["count"] == len(answer["ids"]) for answer in answers)


def test_orders_sort_and_put_missing_values_last(client, made):
    def by(value, down=False):
        have = [(value(i), i) for i in range(RUNS) if value(i) is not None]
        return [f"r{i:02d}" for _, i in sorted(have, key=lambda p: p[0], reverse=down)]

    def loss(i):
        return fields(i)["summaryMetrics"].get("loss")

    orders = {
        "+created_at": by(lambda i: i), "-created_at": by(lambda i: i, True),
        "+display_name": by(lambda i: i), "-name": by(lambda i: i, True),
        "+summary_metrics.loss": by(loss), "-summary_metrics.loss": by(loss, True),
        "-config.lr.value": by(lambda i: i, True), "+config.lr": by(lambda i: i),
        "+summary_metrics.deep.acc": by(lambda i: i),
    }
    answers = client.run("query_runs.py", path=made, questions=[{"order": order, "per_page": 13} for order in orders])
    for (order, want), answer in zip(orders.items(), answers):
        assert len(answer["ids"]) == RUNS, order
        assert len(set(answer["ids"])) == RUNS, f"{order}: paging repeats or loses runs"
        assert answer["ids"][:len(want)] == want, order


def test_pages_join_without_gap_or_repeat(client, made, expected):
    sizes = [1, 7, 59, 60, 500]
    questions = [{"per_page": size, "filters": {"$or": [{"tags": "even"}, {"group": "g1"}]}} for size in sizes]
    answers = client.run("query_runs.py", path=made, questions=questions)
    want = [f"r{i:02d}" for i in range(RUNS) if i % 2 == 0 or i % 3 == 1]
    assert [answer["ids"] for answer in answers] == [want] * len(sizes)


def test_project_that_does_not_exist_is_named(client):
    outcome = client.attempt("query_runs.py", path="no-such-project", questions=[{}], timeout=60)
    assert outcome.code != 0
    assert "Could not find project" in outcome.output


@pytest.mark.parametrize("filters", ['{"$bad": 1}', '{"config.lr": {"$frobnicate": 1}}', "[1,", '{"name": {"$regex": "("}}'])
def test_bad_filter_is_a_client_error_at_once(http, entity, made, filters):
    answer = http.graphql(
        "query R($e: String!, $p: String!, $f: JSONString) { project(name: $p, entityName: $e) { runCount(filters: $f) } }",
        e=entity, p=made, f=filters)
    assert answer.status in (200, 400)
    assert answer.json["errors"]
