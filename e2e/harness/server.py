"""A real server process in a data folder of its own."""
from __future__ import annotations

import os
import random
import re
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

#: What a Java stack trace looks like in a log, whatever the log's own line format is.
STACK_TRACE = re.compile(r"^(\s+at [\w.$/@]+\(.*\)|Caused by: |Exception in thread )", re.MULTILINE)

def _first_given_out() -> int:
    """From here on the kernel gives ports to whoever asks for any, and to outgoing connections."""
    try:
        return int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    except OSError:
        return 49152


def free_port() -> int:
    """One that the kernel gives to nobody else until it is listened on, be that seconds later."""
    while True:
        port = random.SystemRandom().randrange(16384, max(_first_given_out(), 20000))
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def command_line() -> list[str]:
    return shlex.split(os.environ.get("SELVEDGE_CMD", str(REPOSITORY / "selvedge")))


class Server:
    """Starts, stops and kills one server; remembers what it logged and answered."""

    def __init__(self, folder: Path, *, env: dict[str, str] | None = None, port: int | None = None,
                 command: list[str] | None = None):
        self.folder = folder
        self.command = command or command_line()
        self.data = folder / "data"
        self.log_file = folder / "server.log"
        self.access_folder = folder / "access"
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.admin_key = ""
        self._extra_env = env or {}
        self._process: subprocess.Popen | None = None
        folder.mkdir(parents=True, exist_ok=True)

    # -- life ------------------------------------------------------------------------------
    def create_admin(self, name: str) -> str:
        """`selvedge admin create` prints the new key, and nothing else, on standard output."""
        done = subprocess.run(
            [*self.command, "admin", "create", name, "--data-dir", str(self.data)],
            env=self._environment(), capture_output=True, text=True, timeout=600,
        )
        assert done.returncode == 0, f"admin create failed: {done.stdout}\n{done.stderr}"
        key = done.stdout.strip()
        assert re.fullmatch(r"[\w-]{40,}", key), f"stdout is not a key alone: {done.stdout!r}"
        return key

    def start(self, timeout: float = 300) -> Server:
        command = [*self.command, "up", "--data-dir", str(self.data), "--port", str(self.port)]
        with open(self.log_file, "ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True, cwd=self.folder,
            )
        self.wait_ready(timeout)
        return self

    def wait_ready(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"server ended with {self._process.returncode}:\n{self.log()[-4000:]}")
            try:
                with urllib.request.urlopen(f"{self.url}/ready", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"server was not ready in {timeout} s:\n{self.log()[-4000:]}")

    def stop(self, timeout: float = 60) -> int:
        """As an init system ends it. Not Ctrl-C: below a background job SIGINT is ignored."""
        return self._end(signal.SIGTERM, timeout)

    def kill(self) -> None:
        """The power cut: no shutdown hook runs."""
        self._end(signal.SIGKILL, 30)

    def _end(self, with_signal: int, timeout: float) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        # The command may be a script around the JVM; its process group holds both.
        for each in (with_signal, signal.SIGKILL):
            try:
                os.killpg(process.pid, each)
            except ProcessLookupError:
                pass
            try:
                return process.wait(timeout)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError("server does not end")

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    # -- what it did -----------------------------------------------------------------------
    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def answers(self) -> list[str]:
        """One line per answered request: `STATUS METHOD PATH`."""
        files = sorted(self.access_folder.glob("*")) if self.access_folder.exists() else []
        return [line for file in files for line in file.read_text(errors="replace").splitlines()]

    def mark(self) -> tuple[int, int]:
        return len(self.log()), len(self.answers())

    def complaints_since(self, mark: tuple[int, int]) -> list[str]:
        """Stack traces and answers of 500 and above since `mark`."""
        time.sleep(0.05)  # The access log is written after the answer has left.
        log = self.log()[mark[0]:]
        found = [log[max(0, m.start() - 600):m.start() + 400] for m in [STACK_TRACE.search(log)] if m]
        return found + [line for line in self.answers()[mark[1]:] if line[:1] == "5"]

    def _environment(self) -> dict[str, str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("WANDB_", "SELVEDGE_"))}
        env.update(
            SERVER_TOMCAT_ACCESSLOG_ENABLED="true",
            SERVER_TOMCAT_ACCESSLOG_DIRECTORY=str(self.access_folder),
            SERVER_TOMCAT_ACCESSLOG_PATTERN="%s %m %U",
            # Unbuffered: a test reads the file right after the answer.
            SERVER_TOMCAT_ACCESSLOG_BUFFERED="false",
        )
        for name in ("SELVEDGE_JAVA_OPTS", "SELVEDGE_NO_REBUILD"):
            if name in os.environ:
                env[name] = os.environ[name]
        env.update(self._extra_env)
        return env
