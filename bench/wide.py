"""Runs that are wide or many: rows of 10,000 keys, 100,000 distinct keys, tables over many runs of 200 config and 200
summary values. Walls and the server's CPU time of each question. Usage: wide.py URL API_KEY SERVER_PID [RUNS]"""
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from meter import Meter

server = Meter(*sys.argv[1:4])
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
STAMP = f"{time.time_ns()}"
KEYS = "query($e:String,$n:String!){project(name:\"wide\",entityName:$e){run(name:$n){historyKeys summaryMetrics}}}"
PAGE = ("query($e:String,$p:String!,$f:JSONString,$o:String){project(name:$p,entityName:$e){runCount(filters:$f) "
        "runs(first:50,filters:$f,order:$o){edges{node{name displayName state config summaryMetrics}}}}}")
WORK = "\n| work | wall | server | |\n|---|---|---|---|"
ASKED = "\n| question | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|"


def log(name, rows, chunk, line):
    entity = server.begin("wide", name)
    begun, before, points = time.time(), server.cpu(), 0
    for at in range(0, rows, chunk):
        lines = [line(i) for i in range(at, min(rows, at + chunk))]
        points += sum(len(each) for each in lines)
        server.post(f"/files/{entity}/wide/{name}/file_stream", {"files": {
            "wandb-history.jsonl": {"offset": at, "content": [json.dumps(each) for each in lines]},
            "wandb-summary.json": {"offset": 0, "content": [json.dumps(lines[-1])]}}})
    server.post(f"/files/{entity}/wide/{name}/file_stream", {"complete": True, "exitcode": 0})
    wall = time.time() - begun
    server.quiet()
    spent = server.cpu() - before
    print(f"| {name.split('-')[0]}: {points:,} points | {wall:.1f} s | {spent:.2f} CPU s | {spent / points * 1e6:.2f} per million |", flush=True)
    return entity


def questions(entity, name, key):
    server.row("its keys and summary", lambda: server.graphql(KEYS, e=entity, n=name), 3)
    server.row("1,000 buckets of one key", lambda: server.chart(entity, "wide", [(name, key)]), 10)
    server.row("1,000 buckets of fifty keys", lambda: server.chart(entity, "wide", [(name, f"k{i * 7}") for i in range(50)]), 10)
    server.row("sampledHistory of one key", lambda: server.sampled(entity, "wide", name, key), 10)


print(WORK)
entity = log(f"keys10000-{STAMP}", 1_000, 10, lambda i: {"_step": i, **{f"k{k}": random.random() for k in range(10_000)}})
print(server.memory())
print(ASKED)
questions(entity, f"keys10000-{STAMP}", "k77")
print(WORK)
log(f"distinct-{STAMP}", 1_000, 10, lambda i: {"_step": i, "k77": i, **{f"k{k}": random.random() for k in range(i * 100, i * 100 + 100)}})
print(ASKED)
questions(entity, f"distinct-{STAMP}", "k77")

print(WORK)
TABLE = f"table-{STAMP}"


def fill(part):
    for i in part:
        config = {f"c{k}": {"value": random.random()} for k in range(199)} | {"optimizer": {"value": "adam" if i % 2 else "sgd"}}
        server.begin(TABLE, f"t{i}", config, {f"s{k}": random.random() for k in range(199)} | {"loss": random.random()})


begun, before = time.time(), server.cpu()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(fill, [range(part, RUNS, 4) for part in range(4)]))
spent = server.cpu() - before
print(f"| {RUNS:,} runs | {time.time() - begun:.1f} s | {spent:.2f} CPU s | {spent / RUNS * 1000:.2f} ms a run |", flush=True)
server.quiet()
print(ASKED)
number = 0


def page(filters, order):
    def ask():
        global number
        number += 1
        low = 0.2 + number * 1e-7  # the very same question again would be answered from the last answer
        return server.graphql(PAGE, e=entity, p=TABLE, f=json.dumps(filters(low)), o=order)
    return ask


server.row("50 runs, newest", page(lambda low: {}, "-created_at"), 40)
server.row("50 runs by a summary value", page(lambda low: {}, "+summary_metrics.loss"), 40)
server.row("50 runs, two config filters, by a summary value",
           page(lambda low: {"$and": [{"config.optimizer.value": "adam"}, {"config.c1.value": {"$gt": low}}]}, "+summary_metrics.loss"), 40)
server.row("50 runs, a narrow config filter, by a summary value",
           page(lambda low: {"$and": [{"config.optimizer.value": "adam"}, {"config.c1.value": {"$gt": low + 0.79}}]}, "+summary_metrics.loss"), 40)
print(f"\n{server.memory()}")
