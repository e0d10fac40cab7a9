"""Our sweep searches beside the open `sweeps` package: the same distributions, and as good a best value.

    bench/sweep_search.py URL KEY [--draws 1000] [--seeds 20] [--runs 30]

Needs `pip install sweeps` (it brings numpy and scipy). Prints, for each distribution, the Kolmogorov-Smirnov statistic
of our draws against theirs, and for each test function the best value found by both, over so many repetitions.
"""
import argparse
import base64
import http.client
import json
import secrets
import time
import urllib.parse

import numpy
import scipy.stats
import sweeps
from sweeps import RunState, SweepRun

DISTRIBUTIONS = {
    "uniform": {"distribution": "uniform", "min": -2.0, "max": 5.0},
    "int_uniform": {"distribution": "int_uniform", "min": 1, "max": 20},
    "q_uniform": {"distribution": "q_uniform", "min": 0.0, "max": 10.0, "q": 0.5},
    "log_uniform": {"distribution": "log_uniform", "min": -7.0, "max": 0.0},
    "log_uniform_values": {"distribution": "log_uniform_values", "min": 1e-5, "max": 1.0},
    "q_log_uniform_values": {"distribution": "q_log_uniform_values", "min": 1.0, "max": 256.0, "q": 1.0},
    "inv_log_uniform_values": {"distribution": "inv_log_uniform_values", "min": 0.1, "max": 0.9},
    "normal": {"distribution": "normal", "mu": 3.0, "sigma": 2.0},
    "q_normal": {"distribution": "q_normal", "mu": 3.0, "sigma": 2.0, "q": 0.5},
    "log_normal": {"distribution": "log_normal", "mu": 0.0, "sigma": 0.5},
    "beta": {"distribution": "beta", "a": 2.0, "b": 5.0},
    "categorical": {"values": [1, 2, 3, 4]},
}


def branin(p):
    x, y = p["x"], p["y"]
    return (y - 5.1 / (4 * numpy.pi**2) * x**2 + 5 / numpy.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * numpy.pi)) * numpy.cos(x) + 10


def hartmann(p):
    x = numpy.array([p[f"x{i}"] for i in range(6)])
    alpha = numpy.array([1.0, 1.2, 3.0, 3.2])
    a = numpy.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
    c = 1e-4 * numpy.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
                            [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]])
    return -float(alpha @ numpy.exp(-(a * (x - c) ** 2).sum(1)))


FUNCTIONS = {
    "Branin": (branin, {"x": {"min": -5.0, "max": 10.0}, "y": {"min": 0.0, "max": 15.0}}),
    "Hartmann-6": (hartmann, {f"x{i}": {"min": 0.0, "max": 1.0} for i in range(6)}),
}


class Ours:
    """One agent of one sweep on the server."""

    def __init__(self, url, key, config):
        parts = urllib.parse.urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"api:{key}".encode()).decode(), "Content-Type": "application/json"}
        self.entity = self._data("{ viewer { entity } }")["viewer"]["entity"]
        self.project = f"bench-{secrets.token_hex(4)}"
        sweep = self._data("""mutation S($e: String!, $p: String!, $c: String!) { upsertSweep(input: {entityName: $e, projectName: $p,
            config: $c}) { sweep { name } } }""", e=self.entity, p=self.project, c=json.dumps(config))["upsertSweep"]["sweep"]["name"]
        self.agent = self._data("""mutation A($e: String!, $p: String!, $s: String!) { createAgent(input: {entityName: $e, projectName: $p,
            sweep: $s, host: "bench"}) { agent { id } } }""", e=self.entity, p=self.project, s=sweep)["createAgent"]["agent"]["id"]

    def _data(self, query, **variables):
        self._connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), self._headers)
        answer = json.loads(self._connection.getresponse().read())
        assert "errors" not in answer, answer
        return answer["data"]

    def _heartbeat(self, state):
        answer = self._data("mutation H($a: ID!, $s: JSONString) { agentHeartbeat(input: {id: $a, runState: $s}) { commands } }",
                            a=self.agent, s=json.dumps(state))
        return json.loads(answer["agentHeartbeat"]["commands"])

    def next(self):
        [command] = self._heartbeat({})
        self._run = command["run_id"]
        return {name: held["value"] for name, held in command["args"].items()}

    def tell(self, loss):
        self._data("""mutation U($e: String, $p: String, $n: String, $s: JSONString) { upsertBucket(input: {entityName: $e, modelName: $p,
            name: $n, summaryMetrics: $s, state: "running"}) { bucket { id } } }""", e=self.entity, p=self.project, n=self._run,
                   s=json.dumps({"loss": loss}))
        self._heartbeat({self._run: "running"})
        body = {"files": {"wandb-history.jsonl": {"offset": 0, "content": [json.dumps({"_step": 0, "loss": loss})]}}, "complete": True, "exitcode": 0}
        self._connection.request("POST", f"/files/{self.entity}/{self.project}/{self._run}/file_stream", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200


class Theirs:
    def __init__(self, config):
        self._config, self._runs = config, []

    def next(self):
        self._run = sweeps.next_run(self._config, self._runs, validate=False)
        return {name: held["value"] for name, held in self._run.config.items()}

    def tell(self, loss):
        self._runs.append(SweepRun(name=str(len(self._runs)), config=self._run.config, state=RunState.finished,
                                   summary_metrics={"loss": loss}, history=[{"loss": loss}]))


def draws(search, count):
    found = []
    for _ in range(count):
        found.append(search.next())
        search.tell(0.0)
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("url"), options.add_argument("key")
    options.add_argument("--draws", type=int, default=1000), options.add_argument("--seeds", type=int, default=20)
    options.add_argument("--runs", type=int, default=30)
    given = options.parse_args()
    config = {"method": "random", "parameters": DISTRIBUTIONS, "metric": {"name": "loss", "goal": "minimize"}}
    mine = draws(Ours(given.url, given.key, config), given.draws)
    # their samplers take no state of earlier draws: without runs to look at, each is as quick as the first
    theirs = [{n: h["value"] for n, h in sweeps.next_run(config, [], validate=False).config.items()} for _ in range(given.draws)]
    bound = 1.63 * numpy.sqrt(2 / given.draws)
    print(f"| distribution | KS statistic, {given.draws} draws each (1 % bound {bound:.3f}) |\n|---|---|")
    for name in DISTRIBUTIONS:
        statistic = scipy.stats.ks_2samp([d[name] for d in mine], [d[name] for d in theirs]).statistic
        print(f"| {name} | {statistic:.3f}{'' if statistic < bound else ' **differs**'} |", flush=True)
    print(f"\n| function | best of {given.runs} runs: ours, mean ± sd of {given.seeds} | `sweeps` | seconds ours / theirs |\n|---|---|---|---|")
    for name, (function, parameters) in FUNCTIONS.items():
        config = {"method": "bayes", "metric": {"name": "loss", "goal": "minimize"}, "parameters": parameters}
        best, spent = {}, {}
        for who, make in (("ours", lambda: Ours(given.url, given.key, config)), ("theirs", lambda: Theirs(config))):
            began, best[who] = time.time(), []
            for seed in range(given.seeds):
                numpy.random.seed(seed)
                search, values = make(), []
                for _ in range(given.runs):
                    values.append(float(function(search.next())))
                    search.tell(values[-1])
                best[who].append(min(values))
            spent[who] = time.time() - began
        row = [f"{numpy.mean(best[w]):.3f} ± {numpy.std(best[w]):.3f}" for w in ("ours", "theirs")]
        print(f"| {name} | {row[0]} | {row[1]} | {spent['ours']:.0f} / {spent['theirs']:.0f} |", flush=True)


main()
