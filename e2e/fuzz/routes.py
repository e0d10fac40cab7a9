"""Random requests to the plain HTTP routes: right in parts, wrong in others."""
from __future__ import annotations

import gzip
import json
from random import Random
from urllib.parse import quote

from fuzz.values import JSON_TEXTS, NUMBERS, TEXTS, Values
from fuzz.world import World

METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]
PATHS = {
    "/files/{entity}/{project}/{run}/file_stream": "POST", "/files/{entity}/{project}/{run}/{file}": "GET",
    "/files/{entity}/{project}/{run}/{file}/{file}": "GET", "/files/{entity}": "GET", "/storage/{signed}": "GET", "/storage/{text}": "PUT",
    "/artifactsV2/{text}/{entity}/{project}/{collection}/{id}/{id}/{digest}/{file}": "GET",
    "/artifactsV2/{text}/{entity}/{project}/{collection}/{id}/{digest}/{file}": "GET",
    "/artifactsV2/{text}": "GET", "/artifacts/{entity}/{digest}": "GET", "/api/session": "POST", "/api/signup": "POST",
    "/api/history/query": "POST", "/admin/v1/users/{text}": "PUT", "/admin/v1/roles/{text}": "PUT", "/admin/v1/roles": "GET",
    "/admin/v1/organizations/{text}": "PUT", "/admin/v1/organizations/{text}/members/{text}": "PUT",
    "/admin/v1/organizations/{text}/teams/{text}": "PUT", "/admin/v1/organizations/{text}/teams/{text}/members/{text}": "DELETE",
    "/admin/v1/{text}": "GET", "/control/administrators": "POST", "/graphql": "POST", "/healthz": "GET", "/ready": "GET", "/{text}": "GET",
    "/{entity}/{project}/runs/{run}": "GET", "/api/{text}": "POST", "/{text}/{text}": "GET", "/sdk/otel/{text}": "POST",
}
STREAM_FILES = ["wandb-history.jsonl", "wandb-events.jsonl", "wandb-summary.json", "output.log", "other.txt", "", "a/b"]


class Routes:
    def __init__(self, random: Random, values: Values, world: World):
        self._random, self._values, self._world = random, values, world
        self._paths = list(PATHS)

    def request(self, number: int) -> tuple[str, str, bytes, dict[str, str]]:
        """Method, target, body and headers."""
        pattern = self._paths[number % len(self._paths)]
        method = PATHS[pattern] if self._values.maybe(0.85) else self._random.choice(METHODS)
        headers = {"Content-Type": self._random.choice(["application/json", "application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "\u00ff"])}
        body = self._body(pattern).encode("utf-8", "surrogatepass")
        if self._values.maybe(0.1):
            headers["Content-Encoding"] = self._random.choice(["gzip", "br", "nonsense"])
            body = gzip.compress(body) if self._values.maybe(0.5) else body
        if self._values.maybe(0.1):
            name = self._random.choice(["Range", "If-None-Match", "Accept-Encoding", "Origin", "X-Wandb-Username", "Cookie", "Content-MD5", "If-Range"])
            headers[name] = self._random.choice(["bytes=0-", "bytes=9-1", "bytes=-99999999999999999999", "*", "gzip", "null", "selvedge_session=x", "\u00fc"])
        return method, self._target(pattern), body, headers

    def _target(self, pattern: str) -> str:
        parts = []
        for part in pattern.split("/"):
            parts.append(self._part(part[1:-1]) if part.startswith("{") else part)
        query = f"?{self._part('text')}={self._part('text')}" if self._values.maybe(0.1) else ""
        return "/".join(parts) + query

    def _part(self, kind: str) -> str:
        if self._values.maybe(0.02):
            return self._random.choice(["%", "%zz", "%c3%28", "%00", "", "//", ";a=b", "%2f", "..;", "."])
        if kind == "signed" and self._values.maybe(0.7):
            signed = self._random.choice(self._world.signed)
            return signed if self._values.maybe(0.5) else self._bent(signed)
        if kind == "id":
            return quote(str(self._values.id("artifactID", "")), safe="", errors="replace")
        if kind == "digest":
            return self._random.choice(["0" * 32, "a" * 31, "z" * 32, self._world.digest])
        text = self._random.choice(TEXTS[:-8])[:2000] if kind == "text" or self._values.maybe(0.15) else self._world.name(kind, self._random)
        return quote(text, safe="", errors="replace")

    def _bent(self, signed: str) -> str:
        at = self._random.randrange(len(signed))
        return signed[:at] + self._random.choice("aZ0-_.%2") + signed[at + 1:]

    def _body(self, pattern: str) -> str:
        if self._values.maybe(0.15):
            return self._random.choice([*JSON_TEXTS, *TEXTS])
        if pattern.endswith("file_stream"):
            return json.dumps(self._stream())
        if pattern == "/api/history/query":
            return json.dumps(self._history())
        if pattern == "/graphql":
            return self._random.choice(["{ viewer { id } }", '{"query": "{ viewer { id } }"}', '{"query": "{' + "viewer{" * 400 + '"}', '{"query":"\\u0000"}'])
        fields = ["email", "admin", "password", "name", "api_key", "role", "inherits", "permissions", "login", "username"]
        return json.dumps({f: self._random.choice([*TEXTS[:40], *NUMBERS, True, None, []]) for f in self._random.sample(fields, 4)})

    def _stream(self) -> dict:
        lines = ['{"_step": %d, "loss": %s}' % (self._random.choice([0, 1, 5, 10**6]), self._random.choice(["1", "NaN", '"x"', "{}", "1e999"])),
                 "{}", "", "x", '{"a":{"b":[1,2]}}', '{"_step":null}', "\x00", '{"_timestamp":-1e300}', '{"_runtime":"x"}']
        files = {self._random.choice(STREAM_FILES): {
            "offset": self._random.choice(NUMBERS + [0, 0, 0, None]), "content": [self._random.choice(lines) for _ in range(self._random.choice([0, 1, 3]))],
        } for _ in range(self._random.choice([1, 1, 2]))}
        body: dict = {"files": files if self._values.maybe(0.9) else self._values.anything()}
        for field in self._random.sample(["complete", "exitcode", "dropped", "uploaded", "preempting"], self._random.choice([0, 0, 1, 2])):
            body[field] = self._random.choice([True, False, 0, -1, 10**20, "x", None, ["a.txt"], [None], ["\x00"]])
        return body

    def _history(self) -> dict:
        series = [{"run": self._world.name("run", self._random), "key": self._random.choice(["loss", "_step", "", "nope", "a.b", "\x00"])}
                  for _ in range(self._random.choice([0, 1, 2, 5]))]
        body = {"entity": self._world.name("entity", self._random), "project": self._world.name("project", self._random), "series": series,
                "buckets": self._random.choice([*NUMBERS, None]), "x": self._random.choice([None, "_step", "_timestamp", "", "loss"]),
                "range": self._random.choice([None, {"min": 5, "max": 1}, {"min": "x"}, {"min": 0, "max": 1e308}]),
                "stream": self._random.choice([None, "history", "events", "nope"]),
                "smoothing": self._random.choice([None, {"kind": "ema", "parameter": 5}, {"kind": "gaussian", "parameter": -1},
                                                  {"kind": "runningAverage", "parameter": 1e18}, {"kind": "x"}, {"kind": "timeWeightedEma", "parameter": 0.5}])}
        for field in body:
            if self._values.maybe(0.02):
                body[field] = self._values.anything()
        return body
