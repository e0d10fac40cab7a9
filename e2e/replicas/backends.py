"""What an installation of several servers stands on, as processes of a test's own."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.parse
from pathlib import Path

import pytest

from harness.server import REPOSITORY, free_port

SCRIPT = REPOSITORY / "tools" / "mysql" / "server.sh"
IMPOSSIBLE = 3


def missing(backend: str, reason: str):
    """Skips, or fails where SELVEDGE_REQUIRE names the backend."""
    if backend in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
        pytest.fail(f"SELVEDGE_REQUIRE names {backend}, but: {reason}")
    pytest.skip(f"{backend}: {reason}")


class MySql:
    """MySQL, or MariaDB where MySQL cannot be had, as durable as in production."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        reasons = []
        wanted = os.environ.get("SELVEDGE_REPLICAS_ENGINE")
        for engine in [wanted] if wanted else ["mysql", "mariadb"]:
            self.engine = engine
            done = self._start()
            if done.returncode == 0:
                break
            assert done.returncode == IMPOSSIBLE, done.stderr
            reasons.append(done.stderr.strip().splitlines()[-1])
        else:
            missing("mysql", "; ".join(reasons))
        self.url = f"mysql://root@127.0.0.1:{self.port}/selvedge"

    def _start(self) -> subprocess.CompletedProcess:
        return subprocess.run(["bash", str(SCRIPT), "start", self.engine, str(self.folder), str(self.port)],
                              capture_output=True, text=True, timeout=600)

    def start(self) -> None:
        done = self._start()
        assert done.returncode == 0, done.stderr

    def stop(self) -> None:
        subprocess.run(["bash", str(SCRIPT), "stop", str(self.folder)], check=True, timeout=60)

    def execute(self, statement: str) -> None:
        if self.engine == "mysql":
            found = subprocess.run(["bash", str(SCRIPT), "fetch", "mysql"], capture_output=True, text=True, check=True)
            root = Path(found.stdout.strip()) / "root"
            client = [str(root / "usr/lib64/ld-linux-x86-64.so.2"), "--library-path", str(root / "usr/lib/x86_64-linux-gnu"),
                      str(root / "usr/bin/mysql")]
        else:
            client = ["mariadb"]
        subprocess.run([*client, "--no-defaults", "-h127.0.0.1", f"-P{self.port}", "-uroot", "-e", statement],
                       check=True, timeout=60)


class Process:
    """A program that is killed with the test."""

    def __init__(self, command: list[str], log: Path):
        self.command, self.log = command, log
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                             start_new_session=True)

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(with_signal)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


class Redis(Process):
    def __init__(self, folder: Path):
        if not shutil.which("redis-server"):
            missing("redis", "redis-server is not installed")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}?tls=false&ttlInSeconds=604800"
        super().__init__(["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                          "--appendonly", "no", "--dir", str(folder)], folder / "redis.log")

    def flush(self) -> None:
        subprocess.run(["redis-cli", "-p", str(self.port), "flushall"], check=True, timeout=20, stdout=subprocess.DEVNULL)


class HaProxy(Process):
    """Sends requests to whichever server says that it is ready."""

    def __init__(self, folder: Path, ports: list[int]):
        binary = shutil.which("haproxy") or "/usr/sbin/haproxy"
        if not Path(binary).exists():
            missing("haproxy", "haproxy is not installed")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        configuration = folder / "haproxy.cfg"
        servers = "\n".join(f"  server s{i} 127.0.0.1:{port} check inter 500 fall 2 rise 1 on-marked-down shutdown-sessions"
                            for i, port in enumerate(ports))
        configuration.write_text(f"""
defaults
  mode http
  timeout connect 2s
  timeout client 120s
  timeout server 120s
  timeout check 3s
  # a request that reached no server goes to another one; one that did is the client's to repeat
  option redispatch
  retries 3
frontend all
  bind 127.0.0.1:{self.port}
  default_backend servers
backend servers
  balance roundrobin
  option forwardfor
  option httpchk GET /ready
{servers}
""")
        super().__init__([binary, "-f", str(configuration), "-db"], folder / "haproxy.log")


class VersityGateway(Process):
    """An S3 server that checks signatures; used where SELVEDGE_VERSITYGW names its program."""

    def __init__(self, binary: str, folder: Path):
        self.port = free_port()
        self.data = folder / "s3"
        (self.data / "objects").mkdir(parents=True)
        key, secret = "replicas", "replicas-of-the-tests"
        self.bucket = f"s3://{key}:{urllib.parse.quote(secret)}@127.0.0.1:{self.port}/objects?region=us-east-1"
        super().__init__(["env", f"ROOT_ACCESS_KEY={key}", f"ROOT_SECRET_KEY={secret}", binary, "--port",
                          f"127.0.0.1:{self.port}", "posix", str(self.data)], folder / "s3.log")

    def start(self) -> None:
        super().start()
        time.sleep(2)
