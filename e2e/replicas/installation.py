"""Several servers over one MySQL, one Redis and one place for objects, behind one address."""
from __future__ import annotations

import http.client
import os
import threading
import time
from pathlib import Path

from backends import HaProxy, MySql, MySqlPair, Redis, VersityGateway
from conftest import ADMIN
from harness.server import Server
from relays import FaultyStore, Relay

FULL = "full" in (os.environ.get("SELVEDGE_REPLICAS"), os.environ.get("SELVEDGE_E2E"))

SETTINGS = dict(
    SELVEDGE_MODE="production", SELVEDGE_HISTORY_SEALAFTER="1s", SELVEDGE_HISTORY_SEALSIZE="100KB",
    SELVEDGE_DATABASE_CONNECTIONTIMEOUT="3s", SELVEDGE_RUNS_CRASHAFTER="2m")


class Installation:
    """
    `standby`: MySQL with a follower, behind a name that can be moved. `faulty`: between everyone and the object store
    stands something that makes trouble on demand. `worker`: jobs run in a process of their own.
    """

    def __init__(self, folder: Path, servers: int, *, standby: bool = False, faulty: bool = False, worker: bool = False,
                 objects: Path | None = None, command: list[str] | None = None, **settings: str):
        self.folder = folder
        self.pair = MySqlPair(folder / "mysql") if standby else None
        self.mysql = self.pair.first if self.pair else MySql(folder / "mysql")
        self.mysql.execute("create database if not exists selvedge character set utf8mb4")
        self.name = Relay(self.mysql.port) if standby else None
        self.redis = Redis(folder)
        self.redis.start()
        self.servers = [Server(folder / f"server-{i}", command=command) for i in range(servers)]
        self.worker = Server(folder / "worker", command=command) if worker else None
        self.proxy = HaProxy(folder, [server.port for server in self.servers])
        url = f"mysql://root@127.0.0.1:{self.name.port if self.name else self.mysql.port}/selvedge?tls=preferred"
        self.settings = {**SETTINGS, "MYSQL": url, "REDIS": self.redis.url, "SELVEDGE_HOST": self.proxy.url, **settings}
        self.gateway = self.faulty = None
        if VersityGateway.program():
            self.gateway = VersityGateway(folder, objects)
            self.gateway.start()
            self.faulty = FaultyStore(self.gateway.port) if faulty else None
            self.settings["BUCKET"] = self.gateway.bucket(self.faulty and self.faulty.port)
        else:
            self.settings["SELVEDGE_OBJECTS_FOLDER"] = str(folder / "objects")
        for server in self.servers:
            roles = {"SELVEDGE_ROLES": "api,ingest,ui"} if worker else {}
            server._extra_env = {**self.settings, **roles}
        if self.worker:
            self.worker._extra_env = {**self.settings, "SELVEDGE_ROLES": "worker"}
        self.key = self.servers[0].create_admin(ADMIN)
        self.start(self.processes)
        self.proxy.start()
        time.sleep(2)

    @property
    def processes(self) -> list[Server]:
        return [*self.servers, *([self.worker] if self.worker else [])]

    @staticmethod
    def start(servers: list[Server]) -> None:
        threads = [threading.Thread(target=server.start) for server in servers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(300)
        for server in servers:
            server.wait_ready(60)

    def close(self) -> None:
        for server in self.processes:
            server.stop()
        self.proxy.stop()
        self.redis.stop()
        for each in (self.name, self.faulty, self.gateway, self.pair or self.mysql):
            if each:
                each.stop()

    def statuses(self) -> list[str]:
        return [line.split()[0] for server in self.servers for line in server.answers()]

    def answers_of(self, status: str) -> list[str]:
        return [line for server in self.servers for line in server.answers() if line[:3] == status]


def probe(server: Server, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def until(condition, seconds: float = 60, what: str = "it") -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come true in {seconds} s"
        time.sleep(0.1)


def all_ready(installation: Installation, seconds: float = 90) -> None:
    for server in installation.servers:
        until(lambda server=server: probe(server, "/ready") == 200, seconds, f"{server.url}/ready")
