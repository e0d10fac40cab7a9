"""A server that is measured: requests to it, and what they cost its process."""
import base64
import http.client
import json
import threading
import time
import urllib.parse

UPSERT = ("mutation($n:String,$p:String,$c:JSONString,$s:JSONString){upsertBucket(input:{name:$n,modelName:$p,config:$c,summaryMetrics:$s})"
          "{bucket{project{entity{name}}}}}")
SAMPLED = ("query($e:String,$p:String!,$n:String!,$s:[JSONString!]!){project(name:$p,entityName:$e){run(name:$n)"
           "{sampledHistory(specs:$s)}}}")


class Meter:
    """One connection a thread; a server hangs up on those that are idle for a minute, which are made anew."""

    def __init__(self, url, key, pid):
        self._at = urllib.parse.urlsplit(url)
        self._pid = pid
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"api:{key}".encode()).decode(), "Content-Type": "application/json"}
        self._mine = threading.local()

    def post(self, path, body):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        last = getattr(self._mine, "last", None)
        if last is None or time.time() - last > 30:
            self._mine.connection = http.client.HTTPConnection(self._at.hostname, self._at.port, timeout=600)
        self._mine.connection.request("POST", path, data, self._headers)
        answer = self._mine.connection.getresponse()
        content = answer.read()
        self._mine.last = time.time()
        assert answer.status == 200, (answer.status, content[:500])
        return content

    def graphql(self, query, **variables):
        answer = json.loads(self.post("/graphql", {"query": query, "variables": variables}))
        assert "errors" not in answer, answer
        return answer["data"]

    def begin(self, project, name, config=None, summary=None):
        """Makes a run and returns its entity."""
        made = self.graphql(UPSERT, p=project, n=name, c=json.dumps(config or {}), s=json.dumps(summary or {}))
        return made["upsertBucket"]["bucket"]["project"]["entity"]["name"]

    def sampled(self, entity, project, name, key, points=1500):
        spec = json.dumps({"keys": ["_step", key], "samples": points})
        return self.graphql(SAMPLED, e=entity, p=project, n=name, s=[spec])

    def chart(self, entity, project, series, **more):
        """1,000 buckets of each of the pairs of run and key."""
        return self.post("/api/history/query", {"entity": entity, "project": project, "buckets": 1000,
                                                "series": [{"run": run, "key": key} for run, key in series], **more})

    def cpu(self):
        """Seconds that the server has used."""
        fields = open(f"/proc/{self._pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory(self):
        """What the server has in memory, now and at most, in kB."""
        fields = dict(line.split(":", 1) for line in open(f"/proc/{self._pid}/status") if line.startswith("Vm"))
        return f"memory {fields['VmRSS'].strip()}, at most {fields['VmHWM'].strip()}"

    def quiet(self):
        """Waits until the server has nothing to do. Ended runs are sealed within seven seconds of quiet."""
        calm, before = 0, self.cpu()
        while calm < 9:
            time.sleep(1)
            now = self.cpu()
            calm = calm + 1 if now - before < 0.06 else 0
            before = now

    def row(self, what, call, times=20):
        """Prints the first answer in ms, the median of the others in ms, and the server's CPU of one of them."""
        begun = time.perf_counter()
        call()
        first = (time.perf_counter() - begun) * 1000
        before, walls = self.cpu(), []
        for _ in range(times):
            begun = time.perf_counter()
            call()
            walls.append((time.perf_counter() - begun) * 1000)
        print(f"| {what} | {first:.0f} | {sorted(walls)[times // 2]:.1f} | {(self.cpu() - before) * 1000 / times:.1f} |", flush=True)
