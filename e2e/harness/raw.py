"""Plain HTTP as the clients speak it, for what no client would send and for reading back."""
from __future__ import annotations

import base64
import http.client
import json
import ssl
import urllib.parse
from dataclasses import dataclass

UPSERT = """mutation UpsertBucket($name: String, $project: String, $entity: String, $config: JSONString,
  $displayName: String, $groupName: String, $jobType: String, $tags: [String!], $summaryMetrics: JSONString,
  $state: String) {
  upsertBucket(input: {name: $name, modelName: $project, entityName: $entity, config: $config,
    displayName: $displayName, groupName: $groupName, jobType: $jobType, tags: $tags,
    summaryMetrics: $summaryMetrics, state: $state}) {
    bucket { id name displayName project { name entity { name } } historyLineCount } inserted } }"""

RUN = """query Run($entity: String!, $project: String!, $run: String!) {
  project(name: $project, entityName: $entity) { run(name: $run) {
    id name displayName state config summaryMetrics historyLineCount eventsLineCount logLineCount tags notes
    group jobType commit stopped createdAt heartbeatAt historyKeys } } }"""

HISTORY = """query HistoryPage($entity: String!, $project: String!, $run: String!, $minStep: Int64!,
  $maxStep: Int64!, $samples: Int!) {
  project(name: $project, entityName: $entity) { run(name: $run) {
    history(minStep: $minStep, maxStep: $maxStep, samples: $samples) } } }"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Http:
    """One key, and one connection to the server and to each store that its links lead to. Not shared between threads."""

    def __init__(self, url: str, key: str, timeout: float = 60, trust: ssl.SSLContext | None = None):
        """`trust`: what an https address is checked against."""
        parts = urllib.parse.urlsplit(url)
        self.url, self.key = url, key
        self._address = (parts.hostname, parts.port or 80)
        self._timeout, self._trust = timeout, trust
        self._connections: dict[tuple[str, int], http.client.HTTPConnection] = {}

    def send(self, method: str, target: str, body: bytes | str | None = None, *,
             headers: dict[str, str] | None = None, auth: bool = True) -> Answer:
        """`target` is a path of the server, or an absolute URL, which may lead elsewhere; it is sent exactly as given."""
        address = self._address
        if target.startswith("http"):
            parts = urllib.parse.urlsplit(target)
            address = (parts.hostname, parts.port or 80)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
        if isinstance(body, str):
            body = body.encode()
        all_headers = {"Content-Type": "application/json", **(headers or {})}
        if auth:
            token = base64.b64encode(f"api:{self.key}".encode()).decode()
            all_headers["Authorization"] = f"Basic {token}"
        try:
            return self._once(address, method, target, body, all_headers)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The server may close an idle connection; a second failure is news.
            self._forget(address)
            return self._once(address, method, target, body, all_headers)

    def _once(self, address, method, target, body, headers) -> Answer:
        if address not in self._connections:
            secure = self._trust and address == self._address
            self._connections[address] = (
                http.client.HTTPSConnection(*address, timeout=self._timeout, context=self._trust) if secure
                else http.client.HTTPConnection(*address, timeout=self._timeout))
        connection = self._connections[address]
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def _forget(self, address) -> None:
        connection = self._connections.pop(address, None)
        if connection is not None:
            connection.close()

    def close(self) -> None:
        for address in list(self._connections):
            self._forget(address)

    # -- GraphQL ---------------------------------------------------------------------------
    def graphql(self, query: str, **variables) -> Answer:
        return self.send("POST", "/graphql", json.dumps({"query": query, "variables": variables}))

    def data(self, query: str, **variables) -> dict:
        answer = self.graphql(query, **variables)
        assert answer.status == 200, f"{answer.status}: {answer.text[:2000]}"
        assert "errors" not in answer.json, answer.json["errors"]
        return answer.json["data"]

    # -- runs ------------------------------------------------------------------------------
    def upsert_run(self, entity: str, project: str, name: str, **fields) -> dict:
        for key in ("config", "summaryMetrics"):
            if key in fields:
                fields[key] = json.dumps(fields[key])
        return self.data(UPSERT, entity=entity, project=project, name=name, **fields)["upsertBucket"]["bucket"]

    def stream(self, entity: str, project: str, run: str, body: dict | bytes | str) -> Answer:
        path = "/".join(urllib.parse.quote(part, safe="") for part in (entity, project, run))
        raw = json.dumps(body) if isinstance(body, dict) else body
        return self.send("POST", f"/files/{path}/file_stream", raw)

    def log_rows(self, entity: str, project: str, run: str, rows: list[dict], offset: int = 0) -> Answer:
        lines = [json.dumps(row) for row in rows]
        return self.stream(entity, project, run, {"files": {"wandb-history.jsonl": {"offset": offset, "content": lines}}})

    def run(self, entity: str, project: str, run: str) -> dict | None:
        found = self.data(RUN, entity=entity, project=project, run=run)["project"]
        return found and found["run"]

    def history(self, entity: str, project: str, run: str, first: int = 0, last: int = 2**31 - 1) -> list[dict]:
        """Every row with first <= _step < last, as stored."""
        data = self.data(HISTORY, entity=entity, project=project, run=run, minStep=first, maxStep=last, samples=1_000_000)
        return [json.loads(row) for row in data["project"]["run"]["history"]]

    def upload(self, entity: str, project: str, run: str, name: str, content: bytes) -> None:
        """What the client does: ask for a URL, PUT, report the file as uploaded."""
        made = self.create_files(entity, project, run, [name])
        assert [f["name"] for f in made["files"]] == [name]
        put = self.send("PUT", made["files"][0]["uploadUrl"], content, auth=False, headers=dict(
            h.split(":", 1) for h in made["uploadHeaders"]))
        assert 200 <= put.status < 300, f"PUT {put.status}: {put.text[:500]}"
        told = self.stream(entity, project, run, {"uploaded": [name]})
        assert told.status == 200, told.text

    def create_files(self, entity: str, project: str, run: str, names: list[str]) -> dict:
        return self.data(
            """mutation CreateRunFiles($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
              createRunFiles(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) {
                runID uploadHeaders files { name uploadUrl } } }""",
            entity=entity, project=project, run=run, files=names,
        )["createRunFiles"]

    def files(self, entity: str, project: str, run: str, **arguments) -> list[dict]:
        data = self.data(
            """query RunFiles($entity: String!, $project: String!, $run: String!, $names: [String!]) {
              project(name: $project, entityName: $entity) { run(name: $run) { fileCount
                files(names: $names, first: 1000) { edges { node { id name url directUrl sizeBytes mimetype
                  updatedAt md5 } cursor } pageInfo { endCursor hasNextPage } } } } }""",
            entity=entity, project=project, run=run, **arguments,
        )
        return [edge["node"] for edge in data["project"]["run"]["files"]["edges"]]
