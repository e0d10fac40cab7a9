"""How cost grows with the work: raw ingest at 1x, 10x and 100x, charts of runs of 10,000 to 1,000,000 rows, of 1 to 100
runs. CPU seconds are the server's. Prints a Markdown table. Usage: growth.py URL API_KEY SERVER_PID [LONGEST_RUN]"""
import base64
import http.client
import json
import random
import sys
import time
import urllib.parse

URL, KEY, PID = sys.argv[1:4]
LONGEST = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000
PARTS = urllib.parse.urlsplit(URL)
AUTH = "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode()
HEADERS = {"Authorization": AUTH, "Content-Type": "application/json"}
CONNECTION = http.client.HTTPConnection(PARTS.hostname, PARTS.port, timeout=300)
UPSERT = ("mutation($n:String,$p:String){upsertBucket(input:{name:$n,modelName:$p}){bucket{project{entity{name}}}}}")
SAMPLED = ("query($e:String,$n:String!,$s:[JSONString!]!){project(name:\"growth\",entityName:$e){run(name:$n)"
           "{sampledHistory(specs:$s)}}}")


def post(path, body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    CONNECTION.request("POST", path, data, HEADERS)
    answer = CONNECTION.getresponse()
    content = answer.read()
    assert answer.status == 200, content[:500]
    return content


def graphql(query, **variables):
    answer = json.loads(post("/graphql", {"query": query, "variables": variables}))
    assert "errors" not in answer, answer
    return answer["data"]


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


def lines(start, end, metrics):
    return [json.dumps({"_step": i, "_timestamp": 1.7e9 + i, **{f"m{k}": random.random() for k in range(metrics)}})
            for i in range(start, end)]


def log(entity, name, rows, metrics, bodies, chunk):
    for body in bodies:
        post(f"/files/{entity}/growth/{name}/file_stream", body)
    post(f"/files/{entity}/growth/{name}/file_stream", {"complete": True, "exitcode": 0})


def bodies(rows, metrics, chunk):
    """One by one: all of ten million rows would take the generator's memory, and minutes in which the server hangs up."""
    for at in range(0, rows, chunk):
        yield json.dumps({"files": {"wandb-history.jsonl": {"offset": at, "content": lines(at, min(rows, at + chunk), metrics)}}}).encode()


def begin(name):
    return graphql(UPSERT, n=name, p="growth")["upsertBucket"]["bucket"]["project"]["entity"]["name"]


def ask(times, call):
    """First answer in ms, median of the others in ms, server CPU ms of one of the others."""
    begun = time.perf_counter()
    call()
    first = (time.perf_counter() - begun) * 1000
    before, walls = cpu(), []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        walls.append((time.perf_counter() - begun) * 1000)
    return first, sorted(walls)[times // 2], (cpu() - before) * 1000 / times


def row(what, first, median, per):
    print(f"| {what} | {first:.0f} | {median:.1f} | {per:.1f} |", flush=True)


stamp = f"{time.time_ns()}"
entity = begin(f"warm-{stamp}")
load = list(bodies(2_000, 20, 500))
log(entity, f"warm-{stamp}", 2_000, 20, load, 500)
quiet()
print("| ingest, points | seconds | server CPU s | CPU s per million, sealing included |\n|---|---|---|---|")
for runs in (1, 10, 100):
    names = [f"i{runs}-{stamp}-{i}" for i in range(runs)]
    for name in names:
        begin(name)
    before, begun = cpu(), time.time()
    for name in names:
        log(entity, name, 2_000, 20, load, 500)
    wall = time.time() - begun
    quiet()
    spent = cpu() - before
    print(f"| {runs * 40_000:,} | {wall:.1f} | {spent:.2f} | {spent / runs / 0.04:.2f} |", flush=True)

print("\n| chart of 1,000 buckets | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")


def chart(names, **more):
    return lambda: post("/api/history/query", {"entity": entity, "project": "growth", "buckets": 1000,
                                               "series": [{"run": n, "key": "m0"} for n in names], **more})


names = [f"i100-{stamp}-{i}" for i in range(100)]
for runs in (1, 10, 100):
    row(f"{runs} runs of 2,000 rows", *ask(20, chart(names[:runs])))
rows = LONGEST // 100
while rows <= LONGEST:
    name = f"long-{rows}-{stamp}"
    begin(name)
    log(entity, name, rows, 1, bodies(rows, 1, 10_000), 10_000)
    quiet()
    row(f"1 run of {rows:,} rows", *ask(20, chart([name])))
    row(f"the same, zoom into 1 %", *ask(20, chart([name], range={"min": rows * 0.5, "max": rows * 0.51})))
    row(f"the same, EMA", *ask(10, chart([name], smoothing={"kind": "ema", "parameter": 0.9})))
    spec = json.dumps({"keys": ["_step", "m0"], "samples": 1500})
    row(f"the same, sampledHistory of 1,500", *ask(20, lambda: graphql(SAMPLED, e=entity, n=name, s=[spec])))
    rows *= 10
