"""Artifacts, lists of runs and lineage beside MLflow's server, with both released clients on one machine.

    bench/beside_mlflow.py files|runs|lineage --url URL --key KEY --mlflow http://127.0.0.1:PORT [--files 10] [--bytes 107374182]

Needs `pip install wandb mlflow`, and `mlflow server --backend-store-uri sqlite:///mlflow.db --artifacts-destination DIR --serve-artifacts`.
`files` uploads and downloads that many files of that size; `runs` lists 10,000 runs; `lineage` (ours alone, MLflow has none) asks about
1,000 versions made from one. Everything a client keeps between runs is in a folder that is made anew.
"""
import argparse
import base64
import concurrent.futures
import http.client
import json
import os
import secrets
import shutil
import statistics
import tempfile
import time
import urllib.parse
from pathlib import Path

SPECS = 10_000
ROUNDS = 10


def timed(what, work):
    began = time.perf_counter()
    result = work()
    spent = time.perf_counter() - began
    print(f"{what}: {spent:.2f} s", flush=True)
    return spent, result


class Graph:
    """Our GraphQL without a client between, for filling."""

    def __init__(self, url, key):
        self._at = urllib.parse.urlsplit(url)
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"api:{key}".encode()).decode(), "Content-Type": "application/json"}
        self._connection = http.client.HTTPConnection(self._at.hostname, self._at.port, timeout=120)

    def ask(self, query, **variables):
        self._connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), self._headers)
        answer = json.loads(self._connection.getresponse().read())
        assert "errors" not in answer, answer
        return answer["data"]

    def put(self, url, body):
        parts = urllib.parse.urlsplit(url)
        self._connection.request("PUT", parts.path + "?" + parts.query, body, {
            "Content-MD5": base64.b64encode(md5(body)).decode()})
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status


def md5(body):
    import hashlib
    return hashlib.md5(body).digest()


def tree(folder, count, size):
    for number in range(count):
        path = folder / f"d{number % 50}" / f"f{number}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size))
    return folder


def files(given, scratch):
    import mlflow
    import wandb
    source = tree(scratch / "source", given.files, given.bytes)
    total = given.files * given.bytes

    def log():
        with wandb.init(project="bench-files") as run:
            artifact = wandb.Artifact(f"set-{secrets.token_hex(4)}", type="dataset")
            artifact.add_dir(str(source))
            return run.log_artifact(artifact).wait()

    def log_theirs():
        with mlflow.start_run() as run:
            mlflow.log_artifacts(str(source), "set")
            return run.info.run_id

    up, logged = timed("ours, upload", log)
    mlflow.set_tracking_uri(given.mlflow)
    mlflow.set_experiment("bench-files")
    up_theirs, run = timed("MLflow, upload", log_theirs)
    down, _ = timed("ours, download", lambda: wandb.Api().artifact(logged.qualified_name).download(str(scratch / "ours"), skip_cache=True))
    down_theirs, _ = timed("MLflow, download", lambda: mlflow.artifacts.download_artifacts(
        run_id=run, artifact_path="set", dst_path=str(scratch / "theirs")))
    assert sum(p.stat().st_size for p in (scratch / "ours").rglob("*") if p.is_file()) == total
    assert sum(p.stat().st_size for p in (scratch / "theirs").rglob("*") if p.is_file()) == total
    print(f"| {given.files:,} files, {total / 1e6:,.0f} MB | up {up:.1f} s, down {down:.1f} s | up {up_theirs:.1f} s, down {down_theirs:.1f} s"
          f" | {up_theirs / up:.1f} ×, {down_theirs / down:.1f} × |")


def fill_ours(given, project):
    def some(numbers):
        graph = Graph(given.url, given.key)
        for number in numbers:
            graph.ask("""mutation U($n: String, $p: String, $c: JSONString, $s: JSONString) { upsertBucket(input: {modelName: $p, name: $n, config: $c,
                summaryMetrics: $s, state: "running"}) { bucket { id } } }""", n=f"r{number}", p=project,
                      c=json.dumps({f"k{i}": {"value": number * i} for i in range(10)}),
                      s=json.dumps({f"m{i}": number / (i + 1) for i in range(10)}))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(some, [range(start, SPECS, 4) for start in range(4)]))


def fill_theirs(experiment, store):
    """Through their own store, as their server would: over HTTP it takes an hour."""
    from mlflow.entities import Metric, Param
    for number in range(SPECS):
        run = store.create_run(experiment, "bench", int(time.time() * 1000), [], f"r{number}")
        store.log_batch(run.info.run_id, [Metric(f"m{i}", number / (i + 1), 1, 0) for i in range(10)],
                        [Param(f"k{i}", str(number * i)) for i in range(10)], [])


def runs(given, scratch):
    import mlflow
    import wandb
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
    project = f"bench-runs-{secrets.token_hex(4)}"
    timed("filling ours", lambda: fill_ours(given, project))
    mlflow.set_tracking_uri(given.mlflow)
    experiment = mlflow.set_experiment(project).experiment_id
    timed("filling MLflow's", lambda: fill_theirs(experiment, SqlAlchemyStore(given.mlflow_store, str(scratch))))

    def ours():
        found = list(wandb.Api(timeout=120).runs(project, per_page=1000))
        assert len(found) == SPECS and found[0].config and found[0].name
        return found

    def theirs():
        client, found, token = mlflow.MlflowClient(), [], None
        while True:
            page = client.search_runs([experiment], max_results=1000, page_token=token)
            found += page
            token = page.token
            if not token:
                assert len(found) == SPECS
                return found

    # in turns; a JVM is as fast as it gets after some of them, so that the first is told apart from the last half
    ours_times, theirs_times = [], []
    for _ in range(ROUNDS):
        ours_times.append(timed("ours, Api().runs", ours)[0])
        theirs_times.append(timed("MLflow, search_runs", theirs)[0])
    for what, of in ("the first", slice(1)), (f"median of the last {ROUNDS // 2}", slice(ROUNDS - ROUNDS // 2, None)):
        here, there = statistics.median(ours_times[of]), statistics.median(theirs_times[of])
        print(f"| list of {SPECS:,} runs, {what} | {here:.2f} s | {there:.2f} s | {there / here:.1f} × |")


CREATE = """mutation C($i: CreateArtifactInput!) { createArtifact(input: $i) { artifact { id } } }"""
MANIFEST = """mutation M($i: CreateArtifactManifestInput!) { createArtifactManifest(input: $i) { artifactManifest { id file { uploadUrl } } } }"""
USE = """mutation U($i: UseArtifactInput!) { useArtifact(input: $i) { artifact { id } } }"""
RUN = """mutation R($n: String, $p: String) { upsertBucket(input: {modelName: $p, name: $n, state: "running"}) { bucket { id } } }"""
LINEAGE = """query L($id: ID!) { artifact(id: $id) { id usedBy(first: 1000) { edges { node { name
    outputArtifacts(first: 5) { edges { node { id versionIndex artifactSequence { name } usedCount } } } } } } } }"""
MANIFEST_TEXT = b'{"version":1,"storagePolicy":"wandb-storage-policy-v1","storagePolicyConfig":{"storageLayout":"V2"},"contents":{}}'


def version(graph, at, collection, number, run):
    made = graph.ask(CREATE, i={**at, "artifactTypeName": "dataset", "artifactCollectionName": collection, "digest": f"{number:032x}",
                                "digestAlgorithm": "MANIFEST_MD5", "runName": run})["createArtifact"]["artifact"]["id"]
    manifest = graph.ask(MANIFEST, i={**at, "artifactID": made, "name": "wandb_manifest.json", "runName": run, "type": "FULL",
                                      "digest": base64.b64encode(md5(MANIFEST_TEXT)).decode()})
    graph.put(manifest["createArtifactManifest"]["artifactManifest"]["file"]["uploadUrl"], MANIFEST_TEXT)
    graph.ask("mutation C($a: ID!) { commitArtifact(input: {artifactID: $a}) { artifact { id } } }", a=made)
    return made


def lineage(given, scratch):
    """One version that 1,000 runs use, each of which makes one of its own."""
    import wandb
    graph = Graph(given.url, given.key)
    at = {"entityName": graph.ask("{ viewer { entity } }")["viewer"]["entity"], "projectName": f"bench-graph-{secrets.token_hex(4)}"}
    graph.ask(RUN, n="root", p=at["projectName"])
    root = version(graph, at, "root", 0, "root")

    def some(numbers):
        graph = Graph(given.url, given.key)
        for number in numbers:
            graph.ask(RUN, n=f"r{number}", p=at["projectName"])
            graph.ask(USE, i={**at, "artifactID": root, "runName": f"r{number}"})
            version(graph, at, f"c{number % 10}", number + 1, f"r{number}")

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        timed("filling", lambda: list(pool.map(some, [range(start, 1000, 4) for start in range(4)])))
    artifact = wandb.Api().artifact(f"{at['entityName']}/{at['projectName']}/root:v0")
    assert len(artifact.used_by()) == 1000
    found = graph.ask(LINEAGE, id=root)["artifact"]["usedBy"]["edges"]
    assert sum(len(edge["node"]["outputArtifacts"]["edges"]) for edge in found) == 1000
    for what, work in (("`used_by()`: 1,000 runs", artifact.used_by), ("runs and their versions, one query", lambda: graph.ask(LINEAGE, id=root))):
        print(f"| {what} | {1000 * min(timed(what, work)[0] for _ in range(5)):.0f} ms |")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("part", choices=("files", "runs", "lineage"))
    options.add_argument("--url", required=True), options.add_argument("--key", required=True)
    options.add_argument("--mlflow"), options.add_argument("--mlflow-store")
    options.add_argument("--files", type=int, default=10), options.add_argument("--bytes", type=int, default=107_374_182)
    given = options.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    os.environ.update(WANDB_BASE_URL=given.url, WANDB_API_KEY=given.key, WANDB_SILENT="true", WANDB_DIR=str(scratch),
                      WANDB_CACHE_DIR=str(scratch / "cache"), WANDB_DATA_DIR=str(scratch / "data"), WANDB_CONSOLE="off",
                      WANDB_DISABLE_GIT="true", MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR="false")
    try:
        {"files": files, "runs": runs, "lineage": lineage}[given.part](given, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


main()
