"""How cost grows with the work: raw ingest at 1x, 10x and 100x, charts of runs of 10,000 to 1,000,000 rows, of 1 to 100
runs. CPU seconds are the server's. Prints a Markdown table. Usage: growth.py URL API_KEY SERVER_PID [LONGEST_RUN]"""
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
