"""How cost grows with the work: raw ingest at 1x, 10x and 100x, charts of runs of 10,000 to 1,000,000 rows, of 1 to 100
runs, a page of tables of 100 to 10,000 runs. CPU seconds are the server's. Prints Markdown tables.
Usage: growth.py URL API_KEY SERVER_PID [LONGEST_RUN]"""
import concurrent.futures
import json
import random
import sys
import time

from meter import Meter

server = Meter(*sys.argv[1:4])
LONGEST = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000


def lines(start, end, metrics):
    return [json.dumps({"_step": i, "_timestamp": 1.7e9 + i, **{f"m{k}": random.random() for k in range(metrics)}})
            for i in range(start, end)]


def log(entity, name, bodies):
    for body in bodies:
        server.post(f"/files/{entity}/growth/{name}/file_stream", body)
    server.post(f"/files/{entity}/growth/{name}/file_stream", {"complete": True, "exitcode": 0})


def bodies(rows, metrics, chunk):
    """One by one: all of ten million rows would take the generator's memory."""
    for at in range(0, rows, chunk):
        yield json.dumps({"files": {"wandb-history.jsonl": {"offset": at, "content": lines(at, min(rows, at + chunk), metrics)}}}).encode()


stamp = f"{time.time_ns()}"
entity = server.begin("growth", f"warm-{stamp}")
load = list(bodies(2_000, 20, 500))
log(entity, f"warm-{stamp}", load)
server.quiet()
print("| ingest, points | seconds | server CPU s | CPU s per million, sealing included |\n|---|---|---|---|")
for runs in (1, 10, 100):
    names = [f"i{runs}-{stamp}-{i}" for i in range(runs)]
    for name in names:
        server.begin("growth", name)
    before, begun = server.cpu(), time.time()
    for name in names:
        log(entity, name, load)
    wall = time.time() - begun
    server.quiet()
    spent = server.cpu() - before
    print(f"| {runs * 40_000:,} | {wall:.1f} | {spent:.2f} | {spent / runs / 0.04:.2f} |", flush=True)

print("\n| chart of 1,000 buckets | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")


def chart(names, **more):
    return lambda: server.chart(entity, "growth", [(name, "m0") for name in names], **more)


names = [f"i100-{stamp}-{i}" for i in range(100)]
for runs in (1, 10, 100):
    server.row(f"{runs} runs of 2,000 rows", chart(names[:runs]))
rows = LONGEST // 100
while rows <= LONGEST:
    name = f"long-{rows}-{stamp}"
    server.begin("growth", name)
    log(entity, name, bodies(rows, 1, 10_000))
    server.quiet()
    server.row(f"1 run of {rows:,} rows", chart([name]))
    server.row("the same, zoom into 1 %", chart([name], range={"min": rows * 0.5, "max": rows * 0.51}))
    server.row("the same, EMA", chart([name], smoothing={"kind": "ema", "parameter": 0.9}), 10)
    server.row("the same, sampledHistory of 1,500", lambda: server.sampled(entity, "growth", name, "m0"))
    rows *= 10

print("\n| 50 runs with 20 + 20 values, filter on two, order by a third, counted | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
PAGE = ("query($e:String,$p:String!,$f:JSONString,$o:String){project(name:$p,entityName:$e){runCount(filters:$f) runs(filters:$f,order:$o,first:50)"
        "{edges{node{id name displayName state config summaryMetrics user{username}}}pageInfo{endCursor hasNextPage}}}}")
asked = 0


def page(project):
    global asked
    asked += 1
    low = 0.2 + asked * 1e-7  # the very same question again would be answered from the last answer
    filters = {"$and": [{"config.c1.value": {"$gt": low}}, {"summary_metrics.s1": {"$gt": low}}]}
    return server.graphql(PAGE, e=entity, p=project, f=json.dumps(filters), o="+summary_metrics.s2")


def fill(project, count):
    def some(numbers):
        for number in numbers:
            draw = random.Random(number)
            server.begin(project, f"t{number}", {f"c{i}": {"value": draw.random()} for i in range(20)}, {f"s{i}": draw.random() for i in range(20)})

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(some, [range(start, count, 4) for start in range(4)]))


for count in (100, 1_000, 10_000):
    project = f"table-{count}-{stamp}"
    fill(project, count)
    server.quiet()
    server.row(f"of {count:,} runs", lambda: page(project), 200)
