"""Raw writers and real clients that go on through outages, and the count of what they were told is stored."""
from __future__ import annotations

import hashlib
import http.client
import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import ADMIN, _client_versions
from harness.clients import Client
from harness.raw import Http
from installation import Installation
from ledgers import check
from writers import Writer

#: What means "not now": the gateway of the load balancer, the server, and the object store behind a signed link.
PASSING = ("429", "500", "502", "503", "504", "507")

CHECKS_AT_ONCE = 6


class PatientWriter(Writer):
    """Goes on after outages, as clients do: the same request again until it is answered."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            try:
                self.write_one_run()
            except (OSError, http.client.HTTPException):
                self.pause()
            except AssertionError as e:
                if "UNAVAILABLE" not in str(e) and not any(status in str(e)[:120] for status in PASSING):
                    self.failure = f"{self.name}: {e!r}"
                    return
                self.pause()
            except Exception as e:  # noqa: BLE001 - a thread must hand its failure to the test
                self.failure = f"{self.name}: {e!r}"
                return
        self.http.close()

    def pause(self) -> None:
        self.http.close()
        time.sleep(0.2)

    def stream(self, ledger, last) -> None:
        super().stream(ledger, last)
        if self.enough.is_set():
            raise OSError("enough")


class Load:
    """Fifty or so writers and some training processes, from `start` to `finish`."""

    def __init__(self, installation: Installation, folder: Path, project: str, *, writers: int, trainings: int, seed: int):
        self.installation, self.project = installation, project
        chance = random.Random(seed)
        self.ledgers = [[] for _ in range(writers)]
        self.writers = [PatientWriter(installation.proxy.url, installation.key, ADMIN, project, f"w{i:02d}",
                                      chance.randrange(2**32), self.ledgers[i]) for i in range(writers)]
        version, python = next(iter(_client_versions().items()))
        self.stop_file = folder / "enough"
        self.clients = [Client(version, python, folder / f"home-{i}", installation.proxy.url, installation.key)
                        for i in range(trainings)]
        self.trainings = []
        self.crashed: list[str] = []
        self._over = threading.Event()

    def start(self) -> Load:
        for writer in self.writers:
            writer.start()
        for client in self.clients:
            self.trainings.append(client.start("train_until_told.py", project=self.project, stop=str(self.stop_file)))
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        deadline = time.monotonic() + 120
        while self._rows_of_trainings() < len(self.clients) or not all(w.requests for w in self.writers):
            assert time.monotonic() < deadline, "the load did not get going"
            time.sleep(0.5)
        return self

    def _ask(self, raw: Http, query: str) -> dict:
        data = raw.data(f"query Q($e: String!, $p: String!) {{ project(entityName: $e, name: $p) {{ {query} }} }}",
                        e=ADMIN, p=self.project)
        return data["project"] or {}

    def _rows_of_trainings(self) -> int:
        """How many trainings have shown up."""
        raw = Http(self.installation.proxy.url, self.installation.key)
        try:
            found = self._ask(raw, 'runs(filters: "{\\"group\\": \\"trainings\\"}", first: 50) { edges { node { historyLineCount } } }')
            return sum(1 for edge in found.get("runs", {"edges": []})["edges"] if edge["node"]["historyLineCount"])
        except (AssertionError, OSError, http.client.HTTPException):
            return 0
        finally:
            raw.close()

    def _watch(self) -> None:
        """Nobody here dies, so no run may ever be called crashed."""
        while not self._over.wait(1):
            raw = Http(self.installation.proxy.url, self.installation.key, timeout=10)
            try:
                found = self._ask(raw, 'runs(filters: "{\\"state\\": \\"crashed\\"}", first: 50) { edges { node { name } } }')
                self.crashed += [edge["node"]["name"] for edge in found.get("runs", {"edges": []})["edges"]]
            except (AssertionError, OSError, http.client.HTTPException):
                pass
            finally:
                raw.close()

    def _check_all(self, ledgers: list) -> None:
        """Several at once: an hour's load is hundreds of runs, and a busy machine answers each question late."""
        def check_some(some: list) -> None:
            raw = Http(self.installation.proxy.url, self.installation.key)
            for ledger in some:
                check(raw, ledger, self.project)
            raw.close()

        with ThreadPoolExecutor(CHECKS_AT_ONCE) as pool:
            # consuming the answers raises what was found wrong
            list(pool.map(check_some, [ledgers[i::CHECKS_AT_ONCE] for i in range(CHECKS_AT_ONCE)]))

    def abandon(self) -> None:
        """Nothing of it outlives the test, however that ended."""
        self._over.set()
        for writer in self.writers:
            writer.enough.set()
        for training in self.trainings:
            if training.poll() is None:
                os.killpg(training.pid, signal.SIGKILL)
                training.wait(20)

    def finish(self) -> str:
        """Ends everything by itself, then compares; gives a line for the log."""
        for writer in self.writers:
            writer.enough.set()
        self.stop_file.touch()
        for writer in self.writers:
            writer.join(120)
            assert not writer.is_alive(), f"{writer.name} hangs"
        outcomes = [client.finish(training, timeout=400) for client, training in zip(self.clients, self.trainings)]
        self._over.set()
        self._watcher.join(30)
        assert not [w.failure for w in self.writers if w.failure]
        for client, outcome in zip(self.clients, outcomes):
            assert outcome.code == 0, outcome.output[-2500:] + client.debug_log()
        assert not self.crashed, f"alive and yet called crashed: {sorted(set(self.crashed))[:10]}"
        raw = Http(self.installation.proxy.url, self.installation.key)
        runs = [ledger for each in self.ledgers for ledger in each]
        assert sum(ledger.rows for ledger in runs) > 0
        self._check_all(runs)
        for outcome in outcomes:
            check_training(raw, self.project, outcome.result)
        raw.close()
        server_errors = self.installation.answers_of("500")
        assert not server_errors, server_errors[:5]
        statuses = self.installation.statuses()
        return (f"{sum(w.requests for w in self.writers)} requests acknowledged, {len(runs)} runs and "
                f"{sum(r.rows for r in runs)} rows whole; trainings of {[o.result['steps'] for o in outcomes]} steps; "
                f"{statuses.count('503')} of {len(statuses)} answers were 503")


def check_training(raw: Http, project: str, told: dict) -> None:
    """A real client's run: every step once and in order, its console, its summary, its file and its artifacts."""
    run = raw.run(ADMIN, project, told["id"])
    steps = told["steps"]
    assert run["state"] == "finished", f"{told['id']} is {run['state']}"
    got = [row["_step"] for row in raw.history(ADMIN, project, told["id"])]
    assert got == list(range(steps)), f"{told['id']}: {len(got)} rows of {steps}"
    assert '"x":' + str(steps - 1) in run["summaryMetrics"].replace(" ", "")
    data = raw.data("""query T($e: String!, $p: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) {
      logLines(last: 1) { edges { node { line } } }
      outputArtifacts(first: 100) { edges { node { digest state artifactSequence { name }
        files(first: 10) { edges { node { name directUrl } } } } } } } } }""", e=ADMIN, p=project, r=told["id"])
    found = data["project"]["run"]
    assert found["logLines"]["edges"][-1]["node"]["line"].strip() == f"step {steps - 1}"
    models = [e["node"] for e in found["outputArtifacts"]["edges"] if e["node"]["artifactSequence"]["name"].startswith("model-")]
    assert all(model["state"] == "COMMITTED" for model in models), [model["state"] for model in models]
    kept = set()
    for model in models:
        for edge in model["files"]["edges"]:
            # the storage of a version's content, whoever holds it
            got = raw.send("GET", edge["node"]["directUrl"], auth=edge["node"]["directUrl"].startswith(raw.url))
            assert got.status in (200, 302, 307), f"{edge['node']['name']}: {got.status}"
            content = raw.send("GET", got.headers["location"], auth=False).body if got.status != 200 else got.body
            kept.add(hashlib.md5(content).hexdigest())
    assert kept == set(told["contents"]), f"{told['id']}: {len(kept)} of {len(told['contents'])} artifacts"
