"""Raw file_stream load against a running server: CPU per million points with and without sealing, bytes per point,
milliseconds of a chart query. Usage: history.py URL API_KEY SERVER_PID ROWS RUNS"""
import base64
import json
import random
import sys
import time
import urllib.request

URL, KEY, PID, ROWS, RUNS = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
AUTH = "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode()
METRICS = 17
POINTS = (METRICS + 3) * ROWS * RUNS


def post(path, body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data, {"Authorization": AUTH, "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def graphql(query, **variables):
    return json.loads(post("/graphql", {"query": query, "variables": variables}))["data"]


def cpu_seconds():
    fields = open(f"/proc/{PID}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def bodies():
    for offset in range(0, ROWS, 500):
        lines = [
            json.dumps({"_step": step, "_runtime": step * 0.25, "_timestamp": 1.7e9 + step * 0.25,
                        **{f"metric_{k}": random.random() for k in range(METRICS)}})
            for step in range(offset, min(ROWS, offset + 500))
        ]
        yield json.dumps({"files": {"wandb-history.jsonl": {"offset": offset, "content": lines}}}).encode()


UPSERT = ("mutation($n:String,$p:String){upsertBucket(input:{name:$n,modelName:$p})"
          "{bucket{project{entity{name}}}}}")
PARQUET = ("query($n:String!,$e:String){project(name:\"bench\",entityName:$e){run(name:$n)"
           "{parquetHistory(liveKeys:[]){parquetUrls}}}}")

names = [f"r{time.time_ns()}-{i}" for i in range(RUNS)]
for name in names:
    entity = graphql(UPSERT, n=name, p="bench")["upsertBucket"]["bucket"]["project"]["entity"]["name"]
loads = list(bodies())
begun, cpu = time.time(), cpu_seconds()
for load in loads:
    for name in names:
        post(f"/files/{entity}/bench/{name}/file_stream", load)
print(f"ingest: {(cpu_seconds() - cpu) / POINTS * 1e6:.2f} CPU s per million points, "
      f"{POINTS / (time.time() - begun):,.0f} points/s")
for name in names:
    post(f"/files/{entity}/bench/{name}/file_stream", {"complete": True, "exitcode": 0})
urls = []
for name in names:
    while not (found := graphql(PARQUET, n=name, e=entity)["project"]["run"]["parquetHistory"]["parquetUrls"]):
        time.sleep(1)
    urls += found
print(f"with sealing: {(cpu_seconds() - cpu) / POINTS * 1e6:.2f} CPU s per million points")
size = sum(len(urllib.request.urlopen(url).read()) for url in urls)
print(f"stored: {size / POINTS:.2f} bytes per point")
series = [{"run": name, "key": "metric_3"} for name in names]
times = []
for _ in range(7):
    begun = time.time()
    post("/api/history/query", {"entity": entity, "project": "bench", "x": "_step", "buckets": 1000, "series": series})
    times.append((time.time() - begun) * 1000)
print(f"1,000 buckets of {RUNS} runs: first {times[0]:.0f} ms, median of the rest {sorted(times[1:])[3]:.0f} ms")
