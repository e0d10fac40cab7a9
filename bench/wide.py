"""Runs that are wide or many: rows of 10,000 keys, 100,000 distinct keys, tables over many runs of 200 config and 200
summary values. Walls and the server's CPU time of each question. Usage: wide.py URL API_KEY SERVER_PID [RUNS]"""
import base64
import http.client
import json
import random
import sys
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

URL, KEY, PID = sys.argv[1:4]
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
PARTS = urllib.parse.urlsplit(URL)
HEADERS = {"Authorization": "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode(), "Content-Type": "application/json"}
STAMP = f"{time.time_ns()}"
UPSERT = ("mutation($n:String,$p:String,$c:JSONString,$s:JSONString){upsertBucket(input:{name:$n,modelName:$p,config:$c,summaryMetrics:$s})"
          "{bucket{project{entity{name}}}}}")
KEYS = ("query($e:String,$p:String!,$n:String!){project(name:$p,entityName:$e){run(name:$n){historyKeys summaryMetrics}}}")
SAMPLED = ("query($e:String,$p:String!,$n:String!,$s:[JSONString!]!){project(name:$p,entityName:$e){run(name:$n){sampledHistory(specs:$s)}}}")
PAGE = ("query($e:String,$p:String!,$f:JSONString,$o:String){project(name:$p,entityName:$e){runCount(filters:$f) "
        "runs(first:50,filters:$f,order:$o){edges{node{name displayName state config summaryMetrics}}}}}")


def post(path, body, connection=None):
    mine = connection or http.client.HTTPConnection(PARTS.hostname, PARTS.port, timeout=600)
    mine.request("POST", path, body if isinstance(body, bytes) else json.dumps(body).encode(), HEADERS)
    answer = mine.getresponse()
    content = answer.read()
    assert answer.status == 200, (answer.status, content[:500])
    return content


def graphql(query, connection=None, **variables):
    answer = json.loads(post("/graphql", {"query": query, "variables": variables}, connection))
    assert "errors" not in answer, answer
    return answer["data"]


def status(field):
    return next(line.split()[1] for line in open(f"/proc/{PID}/status") if line.startswith(field))


def cpu():
    fields = open(f"/proc/{PID}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def quiet():
    calm, before = 0, cpu()
    while calm < 4:
        time.sleep(1)
        now = cpu()
        calm = calm + 1 if now - before < 0.06 else 0
        before = now


def row(what, call, times=10):
    walls, answer = [], None
    for number in range(times + 1):
        if number == 1:
            before = cpu()
        begun = time.perf_counter()
        answer = call()
        walls.append((time.perf_counter() - begun) * 1000)
    rest = sorted(walls[1:])
    print(f"| {what} | {walls[0]:.0f} | {rest[len(rest) // 2]:.1f} | {(cpu() - before) * 1000 / times:.1f} |", flush=True)
    return answer


def log(name, rows, chunk, line):
    entity = graphql(UPSERT, n=name, p="wide")["upsertBucket"]["bucket"]["project"]["entity"]["name"]
    begun, before, points = time.time(), cpu(), 0
    for at in range(0, rows, chunk):
        lines = [line(i) for i in range(at, min(rows, at + chunk))]
        points += sum(len(each) for each in lines)
        summary = [json.dumps(lines[-1])]
        post(f"/files/{entity}/wide/{name}/file_stream", {"files": {
            "wandb-history.jsonl": {"offset": at, "content": [json.dumps(each) for each in lines]},
            "wandb-summary.json": {"offset": 0, "content": summary}}})
    post(f"/files/{entity}/wide/{name}/file_stream", {"complete": True, "exitcode": 0})
    wall = time.time() - begun
    quiet()
    print(f"| {name.split('-')[0]}: {points:,} points | {wall:.1f} s | {cpu() - before:.2f} CPU s | {(cpu() - before) / points * 1e6:.2f} per million |",
          flush=True)
    return entity


def questions(entity, name, key):
    row("its keys and summary", lambda: graphql(KEYS, e=entity, p="wide", n=name), 3)
    row("1,000 buckets of one key", lambda: post("/api/history/query", {
        "entity": entity, "project": "wide", "buckets": 1000, "series": [{"run": name, "key": key}]}))
    row("1,000 buckets of fifty keys", lambda: post("/api/history/query", {
        "entity": entity, "project": "wide", "buckets": 1000, "series": [{"run": name, "key": f"k{i * 7}"} for i in range(50)]}))
    spec = json.dumps({"keys": ["_step", key], "samples": 1500})
    row("sampledHistory of one key", lambda: graphql(SAMPLED, e=entity, p="wide", n=name, s=[spec]))


print("| work | wall | server | |\n|---|---|---|---|")
entity = log(f"keys10000-{STAMP}", 1_000, 10, lambda i: {"_step": i, **{f"k{k}": random.random() for k in range(10_000)}})
print(f"memory {status('VmRSS')} kB, at most {status('VmHWM')} kB\n\n| question | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
questions(entity, f"keys10000-{STAMP}", "k77")
print("\n| work | wall | server | |\n|---|---|---|---|")
log(f"distinct-{STAMP}", 1_000, 10, lambda i: {"_step": i, "k77": i, **{f"k{k}": random.random() for k in range(i * 100, i * 100 + 100)}})
print("\n| question | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
questions(entity, f"distinct-{STAMP}", "k77")

print("\n| work | wall | server | |\n|---|---|---|---|")


def many(part):
    connection = http.client.HTTPConnection(PARTS.hostname, PARTS.port, timeout=600)
    for i in part:
        config = {f"c{k}": {"value": random.random()} for k in range(199)} | {"optimizer": {"value": "adam" if i % 2 else "sgd"}}
        summary = {f"s{k}": random.random() for k in range(199)} | {"loss": random.random()}
        graphql(UPSERT, connection, n=f"t{i}", p=f"table-{STAMP}", c=json.dumps(config), s=json.dumps(summary))


begun, before = time.time(), cpu()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(many, [range(part, RUNS, 4) for part in range(4)]))
wall = time.time() - begun
print(f"| {RUNS:,} runs | {wall:.1f} s | {cpu() - before:.2f} CPU s | {(cpu() - before) / RUNS * 1000:.2f} ms a run |", flush=True)
quiet()
print("\n| 50 of them | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
number = 0


def page(filters, order):
    def call():
        global number
        number += 1
        low = 0.2 + number * 1e-7  # the very same question again would be answered from the last answer
        return graphql(PAGE, e=entity, p=f"table-{STAMP}", f=json.dumps(filters(low)), o=order)["project"]
    return call


row("newest", page(lambda low: {}, "-created_at"))
row("by a summary value", page(lambda low: {}, "+summary_metrics.loss"))
row("two config filters, by a summary value",
    page(lambda low: {"$and": [{"config.optimizer.value": "adam"}, {"config.c1.value": {"$gt": low}}]}, "+summary_metrics.loss"))
row("a narrow config filter, by a summary value",
    page(lambda low: {"$and": [{"config.optimizer.value": "adam"}, {"config.c1.value": {"$gt": low + 0.79}}]}, "+summary_metrics.loss"))
print(f"\nmemory {status('VmRSS')} kB, at most {status('VmHWM')} kB")
