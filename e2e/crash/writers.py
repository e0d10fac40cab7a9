"""Raw writers that remember what the server acknowledged.

Each speaks as wandb-core does: one request in flight per run, the same offset again after a lost answer.
"""
from __future__ import annotations

import hashlib
import http.client
import json
import random
import threading
from dataclasses import dataclass, field

from harness.raw import Http


def row(run: str, number: int) -> dict:
    """A row that can be told from every other row of every run, and checked without having been kept."""
    return {"_step": number, "_timestamp": 1_700_000_000 + number / 8, "n": number, "run": run,
            "third": number / 3, "nested": {"hash": hashlib.md5(f"{run}/{number}".encode()).hexdigest()}}


def line_of_log(run: str, number: int) -> str:
    return f"{run} says {number}"


@dataclass
class Ledger:
    """What one run must hold: everything acknowledged, and at most the one request in doubt."""

    run: str
    rows: int = 0
    doubtful_rows: int = 0
    lines: int = 0
    files: dict[str, str] = field(default_factory=dict)
    #: A file in doubt may have any of the contents that were sent since.
    doubtful_files: dict[str, set[str]] = field(default_factory=dict)
    complete: bool = False
    doubtful_complete: bool = False


class Writer(threading.Thread):
    """Writes run after run until the server goes away; `ledgers` survive into the next writer."""

    def __init__(self, url: str, key: str, entity: str, project: str, name: str, seed: int, ledgers: list[Ledger]):
        super().__init__(daemon=True, name=name)
        self.http = Http(url, key, timeout=30)
        self.place = (entity, project)
        self.random = random.Random(seed)
        self.ledgers = ledgers
        self.failure: str | None = None
        self.requests = 0

    def run(self) -> None:
        try:
            while True:
                self.write_one_run()
        except (OSError, http.client.HTTPException):
            pass  # The server was killed: the ledger says what it had acknowledged.
        except Exception as e:  # noqa: BLE001 - a thread must hand its failure to the test
            self.failure = f"{self.name}: {e!r}"
        finally:
            self.http.close()

    def write_one_run(self) -> None:
        if not self.ledgers or self.ledgers[-1].complete:
            self.ledgers.append(Ledger(f"{self.name}-{len(self.ledgers)}"))
        ledger = self.ledgers[-1]
        self.http.upsert_run(*self.place, ledger.run)
        while not ledger.complete:
            if self.random.random() < 0.15:
                self.upload(ledger)
            self.stream(ledger, last=ledger.rows > 300 and self.random.random() < 0.2)

    def stream(self, ledger: Ledger, last: bool) -> None:
        # A request in doubt is sent again as it was, as a client would.
        count = ledger.doubtful_rows or self.random.choice([1, 3, 20, 80])
        ledger.doubtful_rows = count
        last = ledger.doubtful_complete = ledger.doubtful_complete or last
        numbers = range(ledger.rows, ledger.rows + count)
        body = {"files": {
            "wandb-history.jsonl": {"offset": ledger.rows, "content": [json.dumps(row(ledger.run, n)) for n in numbers]},
            "wandb-summary.json": {"offset": 0, "content": [json.dumps(row(ledger.run, numbers[-1]))]},
            "output.log": {"offset": ledger.rows, "content": [line_of_log(ledger.run, n) for n in numbers]}}}
        if last:
            body |= {"complete": True, "exitcode": 0}
        answer = self.http.stream(*self.place, ledger.run, body)
        assert answer.status == 200, f"{ledger.run}: {answer.status} {answer.text[:300]}"
        self.requests += 1
        ledger.rows += count
        ledger.lines = ledger.rows
        ledger.doubtful_rows, ledger.complete = 0, last

    def upload(self, ledger: Ledger) -> None:
        name = f"dir {len(ledger.files) % 3}/file {len(ledger.files)}.bin"
        content = self.random.randbytes(self.random.choice([10, 5_000, 200_000]))
        digest = hashlib.sha256(content).hexdigest()
        ledger.doubtful_files.setdefault(name, set()).add(digest)
        self.http.upload(*self.place, ledger.run, name, content)
        ledger.files[name] = digest
        ledger.doubtful_files = {}
