"""Runs that are wide: rows of 10,000 keys, 100,000 distinct keys. Walls and the server's CPU time of each question.
Usage: wide.py URL API_KEY SERVER_PID"""
import json
import random
import sys
import time

from meter import Meter

server = Meter(*sys.argv[1:4])
STAMP = f"{time.time_ns()}"
KEYS = "query($e:String,$n:String!){project(name:\"wide\",entityName:$e){run(name:$n){historyKeys summaryMetrics}}}"
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
