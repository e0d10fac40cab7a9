"""One long run here and in DuckDB, which reads the very Parquet files that this server made of it: 1,000 buckets (least,
greatest, mean, last) of one key over the whole run and over 1 % of it. DuckDB runs in this process, with as many threads as
the machine has cores. Usage: beside_duckdb.py URL API_KEY SERVER_PID [ROWS [RUN]]; RUN is
one that an earlier call has filled."""
import json
import pathlib
import random
import sys
import tempfile
import time
import urllib.request

import duckdb

from meter import Meter

server = Meter(*sys.argv[1:4])
ROWS = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
CHUNK = 10_000
PARQUET = ("query($n:String!,$e:String){project(name:\"beside\",entityName:$e){run(name:$n)"
           "{historyLineCount parquetHistory(liveKeys:[]){parquetUrls}}}}")
BUCKETS = """select cast(floor((_step - {low}) * 1000.0 / ({high} - {low})) as integer) bucket, min(m0), max(m0), avg(m0), arg_max(m0, _step)
from read_parquet({files}) where _step >= {low} and _step < {high} group by bucket order by bucket"""

ENTITY = server.graphql("{viewer{entity}}")["viewer"]["entity"]


def files_of(run):
    return server.graphql(PARQUET, n=run, e=ENTITY)["project"]["run"]["parquetHistory"]["parquetUrls"]


def fill(run):
    server.begin("beside", run)
    begun, before = time.time(), server.cpu()
    for at in range(0, ROWS, CHUNK):
        content = [f'{{"_step":{i},"_timestamp":{1.7e9 + i},"m0":{random.random()},"m1":{random.random()}}}' for i in range(at, min(ROWS, at + CHUNK))]
        server.post(f"/files/{ENTITY}/beside/{run}/file_stream", {"files": {"wandb-history.jsonl": {"offset": at, "content": content}}})
    server.post(f"/files/{ENTITY}/beside/{run}/file_stream", {"complete": True, "exitcode": 0})
    wall = time.time() - begun
    while not files_of(run):
        time.sleep(1)
    server.quiet()
    print(f"{run}: {ROWS:,} rows of 4 values in {wall:.0f} s, {(server.cpu() - before) / ROWS / 4 * 1e6:.2f} CPU s per million, sealing included")


name = sys.argv[5] if len(sys.argv) > 5 else f"long-{time.time_ns()}"
if len(sys.argv) <= 5:
    fill(name)

with tempfile.TemporaryDirectory() as folder:
    files, stored = [], 0
    for number, url in enumerate(files_of(name)):
        files.append(f"{folder}/{number}.parquet")
        pathlib.Path(files[-1]).write_bytes(urllib.request.urlopen(url).read())
        stored += pathlib.Path(files[-1]).stat().st_size
    kept = duckdb.sql(f"select count(*) from read_parquet({files})").fetchall()[0][0]
    assert kept == ROWS, f"{kept} rows in Parquet"
    print(f"{len(files)} Parquet files, {stored / ROWS / 4:.2f} bytes a value\n")

    def duck(low, high):
        return lambda: duckdb.sql(BUCKETS.format(low=low, high=high, files=files)).fetchall()

    def ours(**more):
        return lambda: server.chart(ENTITY, "beside", [(name, "m0")], **more)

    narrow = (ROWS * 50 // 100, ROWS * 51 // 100)
    answered = [point for point in duck(0, ROWS)() if point[1] is not None]
    assert len(answered) == 1000, f"DuckDB has {len(answered)} buckets"
    print("| 1,000 buckets of one key | first, ms | median, ms | server CPU, ms |\n|---|---|---|---|")
    server.row("here, the whole run", ours())
    server.row("DuckDB, the whole run", duck(0, ROWS), 5)
    server.row("here, 1 % of it", ours(range={"min": narrow[0], "max": narrow[1]}))
    server.row("DuckDB, 1 % of it", duck(*narrow), 10)
