"""A table of many runs with 200 config and 200 summary values: what they cost to make, and walls and the server's CPU time of
questions about them. Asks only, where an earlier call has made them. Usage: table.py URL API_KEY SERVER_PID RUNS [DATABASE_PID]"""
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from meter import Meter

server = Meter(*sys.argv[1:4])
RUNS = int(sys.argv[4])
database = Meter(*sys.argv[1:3], sys.argv[5]) if len(sys.argv) > 5 else None
TABLE = f"table-{RUNS}"
AT_ONCE = 5_000
COUNT = "query($p:String!){project(name:$p){runCount}}"
ENTITY = "query($p:String!){project(name:$p){entity{name}}}"
PAGE = ("query($e:String,$p:String!,$f:JSONString,$o:String){project(name:$p,entityName:$e){runCount(filters:$f) "
        "runs(first:50,filters:$f,order:$o){edges{node{name displayName state config summaryMetrics}}}}}")


def make(i):
    config = {f"c{k}": {"value": random.random()} for k in range(199)} | {"optimizer": {"value": "adam" if i % 2 else "sgd"}}
    server.begin(TABLE, f"t{i}", config, {f"s{k}": random.random() for k in range(199)} | {"loss": random.random()})


def fill(begin, end):
    begun, before, stored = time.time(), server.cpu(), database.cpu() if database else 0
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make, range(begin, end)))
    per_run = 1000 / (end - begin)
    print(f"| {begin:,} to {end:,} | {time.time() - begun:.1f} s | {(server.cpu() - before) * per_run:.2f} ms | "
          + (f"{(database.cpu() - stored) * per_run:.2f} ms |" if database else "|"), flush=True)


found = server.graphql(COUNT, p=TABLE)["project"]
made = found["runCount"] if found else 0
if made < RUNS:
    print("| runs | wall | server CPU a run | database CPU a run |\n|---|---|---|---|")
    for begin in range(made, RUNS, AT_ONCE):
        fill(begin, min(RUNS, begin + AT_ONCE))
    server.quiet()
entity = server.graphql(ENTITY, p=TABLE)["project"]["entity"]["name"]
number = random.random()


def question(filters, order):
    global number
    number += 1
    low = 0.2 + number * 1e-7  # the very same question again would be answered from the last answer
    return {"e": entity, "p": TABLE, "f": json.dumps(filters(low)), "o": order}


def page(filters, order):
    return lambda: server.graphql(PAGE, **question(filters, order))


def unread(filters, order):
    return lambda: server.post("/graphql", {"query": PAGE, "variables": question(filters, order)})


def two(low):
    return {"$and": [{"config.optimizer.value": "adam"}, {"config.c1.value": {"$gt": low}}]}


print("\n| question | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
server.row("50 runs, two config filters, by a summary value", page(two, "+summary_metrics.loss"), 200)
server.row("the same, its JSON not decoded here", unread(two, "+summary_metrics.loss"), 200)
server.row("50 runs by a summary value", page(lambda low: {}, "+summary_metrics.loss"), 200)
server.row("50 runs, newest", page(lambda low: {}, "-created_at"), 200)
server.row("50 runs, a narrow config filter, by a summary value", page(lambda low: two(low + 0.79), "+summary_metrics.loss"), 200)
print(f"\n{server.memory()}")
