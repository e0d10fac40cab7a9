"""What an installation of several servers stands on, as processes of a test's own."""
from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

import pytest

from harness.server import REPOSITORY, free_port

SCRIPT = REPOSITORY / "tools" / "mysql" / "server.sh"
GATEWAY = REPOSITORY / "tools" / "versitygw" / "fetch.sh"
IMPOSSIBLE = 3


def missing(backend: str, reason: str):
    """Skips, or fails where SELVEDGE_REQUIRE names the backend."""
    if backend in os.environ.get("SELVEDGE_REQUIRE", "").split(","):
        pytest.fail(f"SELVEDGE_REQUIRE names {backend}, but: {reason}")
    pytest.skip(f"{backend}: {reason}")


class MySql:
    """MySQL, or MariaDB where MySQL cannot be had, as durable as in production."""

    def __init__(self, folder: Path, options: str = ""):
        self.folder = folder
        self.port = free_port()
        self._options = options
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
                              capture_output=True, text=True, timeout=600,
                              env={**os.environ, "SELVEDGE_MYSQLD_OPTIONS": self._options})

    def start(self) -> None:
        done = self._start()
        assert done.returncode == 0, done.stderr

    def stop(self) -> None:
        subprocess.run(["bash", str(SCRIPT), "stop", str(self.folder)], check=True, timeout=60)

    def kill(self) -> None:
        """The power cut of the database's machine."""
        os.kill(int((self.folder / "pid").read_text()), signal.SIGKILL)

    def freeze(self) -> None:
        """As a machine or a disk does that hangs: connections stay, new ones are accepted, and nothing is answered."""
        os.kill(int((self.folder / "pid").read_text()), signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(int((self.folder / "pid").read_text()), signal.SIGCONT)

    def client(self) -> list[str]:
        if self.engine == "mysql":
            found = subprocess.run(["bash", str(SCRIPT), "fetch", "mysql"], capture_output=True, text=True, check=True)
            root = Path(found.stdout.strip()) / "root"
            program = [str(root / "usr/lib64/ld-linux-x86-64.so.2"), "--library-path",
                       str(root / "usr/lib/x86_64-linux-gnu"), str(root / "usr/bin/mysql")]
        else:
            program = ["mariadb"]
        return [*program, "--no-defaults", "-h127.0.0.1", f"-P{self.port}", "-uroot"]

    def execute(self, statement: str) -> str:
        """Gives what a question is answered with, columns apart by tabs."""
        done = subprocess.run([*self.client(), "-N", "-B", "-e", statement], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{statement}: {done.stderr}"
        return done.stdout.strip()


class Questions:
    """One session that stays open: asked many times a second."""

    def __init__(self, mysql: MySql):
        self._process = subprocess.Popen([*mysql.client(), "-N", "-B", "-n", "selvedge"], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, question: str) -> str:
        self._process.stdin.write(question + ";\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def tell(self, statement: str) -> None:
        assert self.ask(statement + "; select 'done'") == "done"

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(20)


class MySqlPair:
    """A MySQL that another one follows; `promote` makes the follower the one that is written to."""

    OPTIONS = "--server-id={} --gtid-mode=ON --enforce-gtid-consistency=ON"

    def __init__(self, folder: Path):
        if os.environ.get("SELVEDGE_REPLICAS_ENGINE", "mysql") != "mysql":
            pytest.skip("a standby is set up with MySQL")
        self.first = MySql(folder / "first", self.OPTIONS.format(1))
        if self.first.engine != "mysql":
            pytest.skip("MySQL cannot be had here")
        self.second = MySql(folder / "second", self.OPTIONS.format(2))
        self.second.execute(
            f"change replication source to source_host='127.0.0.1', source_port={self.first.port}, source_user='root',"
            " source_auto_position=1, get_source_public_key=1; start replica; set global super_read_only=1")

    def promote(self) -> None:
        """As a planned failover goes: the old one lives on, and its connections stay open, but it takes no writes."""
        self.first.execute("set global super_read_only=1")
        written = self.first.execute("select @@global.gtid_executed").replace("\n", "").replace("\\n", "")
        assert self.second.execute(f"select wait_for_executed_gtid_set('{written}', 60)") == "0"
        self.second.execute("stop replica; reset replica all; set global super_read_only=0; set global read_only=0")

    def stop(self) -> None:
        self.second.stop()
        self.first.stop()


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
    def __init__(self, folder: Path, certificates: Path | None = None):
        """With a folder of `make_certificates` it speaks TLS and nothing else."""
        if not shutil.which("redis-server"):
            missing("redis", "redis-server is not installed")
        self.port = free_port()
        if certificates:
            self.url = f"redis://localhost:{self.port}?tls=true&ttlInSeconds=604800"
            listens = ["--port", "0", "--tls-port", str(self.port), "--tls-auth-clients", "no",
                       "--tls-cert-file", str(certificates / "server.pem"), "--tls-key-file", str(certificates / "server.key")]
        else:
            self.url = f"redis://127.0.0.1:{self.port}?tls=false&ttlInSeconds=604800"
            listens = ["--port", str(self.port)]
        super().__init__(["redis-server", *listens, "--bind", "127.0.0.1", "--save", "",
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
    """An S3 server that checks signatures."""

    KEY, SECRET = "replicas", "replicas-of-the-tests"

    def __init__(self, folder: Path, data: Path | None = None, certificates: Path | None = None):
        """With a folder of `make_certificates` it speaks TLS and nothing else."""
        self.port = free_port()
        self.data = data or folder / "s3"
        self.tls = certificates is not None
        (self.data / "objects").mkdir(parents=True)
        tls = ["--cert", str(certificates / "server.pem"), "--key", str(certificates / "server.key")] if certificates else []
        super().__init__(["env", f"ROOT_ACCESS_KEY={self.KEY}", f"ROOT_SECRET_KEY={self.SECRET}", self.program(), "--port",
                          f"127.0.0.1:{self.port}", *tls, "posix", str(self.data)], folder / "s3.log")

    @staticmethod
    def program() -> str | None:
        """Where it is; minutes of building are not begun here."""
        named = os.environ.get("SELVEDGE_VERSITYGW")
        if named:
            return named
        found = subprocess.run(["bash", str(GATEWAY), "cached"], capture_output=True, text=True, timeout=60)
        return found.stdout.strip() if found.returncode == 0 else None

    def bucket(self, port: int | None = None) -> str:
        """Its address; `port` is that of something in between."""
        secret = urllib.parse.quote(self.SECRET)
        return f"s3://{self.KEY}:{secret}@127.0.0.1:{port or self.port}/objects?region=us-east-1{'&tls=true' if self.tls else ''}"

    def start(self) -> None:
        super().start()
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the S3 server does not start:\n{self.log.read_text()}")
