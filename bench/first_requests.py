#!/usr/bin/env python3
"""What the first client of a fresh start waits for: each kind of request once, in the order of a run's life.

  ./selvedge up --data-dir NEW --port 8089 &      # then, as soon as /ready answers:
  bench/first_requests.py http://127.0.0.1:8089 KEY ENTITY
"""
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))
from harness.raw import Http  # noqa: E402

CREATE_ARTIFACT = "mutation($i: CreateArtifactInput!) { createArtifact(input: $i) { artifact { id } } }"


def steps(http, run):
    entity, project, _ = run
    yield "viewer", lambda: http.data("{ viewer { id username entity flags teams { edges { node { name } } } } }")
    yield "upsert", lambda: http.upsert_run(*run, config={"lr": {"value": 0.1}})
    yield "features", lambda: http.data("{ serverInfo { features { name isEnabled } } }")
    yield "rows", lambda: http.log_rows(*run, [{"_step": step, "loss": step} for step in range(20)])
    yield "file", lambda: http.upload(*run, "config.yaml", b"lr: 0.1")
    yield "run", lambda: http.run(*run)
    yield "history", lambda: http.history(*run)
    yield "files", lambda: http.files(*run)
    yield "artifact", lambda: http.data(CREATE_ARTIFACT, i={
        "entityName": entity, "projectName": project, "artifactTypeName": "dataset", "artifactCollectionName": "data",
        "digest": "d", "digestAlgorithm": "MANIFEST_MD5"})


def main():
    url, key, entity = sys.argv[1:4]
    total = 0
    for name, step in steps(Http(url, key), (entity, "first-requests", f"run{int(time.time())}")):
        began = time.perf_counter()
        step()
        took = time.perf_counter() - began
        total += took
        print(f"{name:10} {1000 * took:8.0f} ms")
    print(f"{'together':10} {1000 * total:8.0f} ms")


if __name__ == "__main__":
    main()
