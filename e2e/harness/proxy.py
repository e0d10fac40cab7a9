"""Proxies with TLS from a private authority before a server, set up as docs/how-to/proxies.md tells it."""
from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from harness.server import REPOSITORY, free_port

DOCUMENT = REPOSITORY / "docs" / "how-to" / "proxies.md"


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=60)


def make_certificates(folder: Path, authority: str = "private authority") -> None:
    """A private authority (`ca.pem`) and a certificate for localhost signed by it; `both.pem` is that with its key."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    f = str(folder)
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={authority}",
             "-keyout", f"{f}/ca.key", "-out", f"{f}/ca.pem")
    _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
             "-keyout", f"{f}/server.key", "-out", f"{f}/server.csr")
    _openssl("x509", "-req", "-days", "2", "-in", f"{f}/server.csr", "-CA", f"{f}/ca.pem", "-CAkey", f"{f}/ca.key",
             "-CAcreateserial", "-extfile", f"{f}/names", "-out", f"{f}/server.pem")
    (folder / "both.pem").write_text((folder / "server.pem").read_text() + (folder / "server.key").read_text())


def _program(name: str) -> str | None:
    """Debian keeps some off the path of plain users."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


class TlsProxy:
    """One process of a proxy, which comes to the server from an address of its own; ends with `stop`."""

    NAME: str
    #: Where it comes from, so that a server can tell it from those who ask directly.
    ADDRESS = "127.0.0.9"

    def __init__(self, folder: Path, upstream: int, port: int | None = None):
        self.folder, self.port, self.upstream = folder, port or free_port(), upstream
        self.url = f"https://localhost:{self.port}"
        make_certificates(folder)
        self.authority = str(folder / "ca.pem")
        self.log = folder / "proxy.log"
        self._process: subprocess.Popen | None = None

    @classmethod
    def program(cls) -> str | None:
        return _program(cls.NAME)

    def documented(self, *changes: tuple[str, str]) -> str:
        """What the documentation tells, with the names of this machine; each change must meet something."""
        text = re.search(rf"```{self.NAME}\n(.*?)```", DOCUMENT.read_text(), re.DOTALL).group(1)
        for old, new in changes:
            assert old in text, f"{old} is not in the documentation"
            text = text.replace(old, new)
        return text

    def command(self) -> list[str]:
        raise NotImplementedError

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.authority)

    def start(self) -> TlsProxy:
        command = self.command()
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                             env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/ready", timeout=5, context=self.trust()).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise AssertionError(f"{self.NAME} does not answer:\n{self.log.read_text()}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)

    def trusting(self) -> dict[str, str]:
        """What a user of a private authority sets: one variable for Python, one for the client's core."""
        return {"REQUESTS_CA_BUNDLE": self.authority, "SSL_CERT_FILE": self.authority}


class Nginx(TlsProxy):
    NAME = "nginx"

    def command(self) -> list[str]:
        server = self.documented(
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"), ("wandb.example.org", "localhost"),
            ("/etc/ssl/wandb.crt", f"{self.folder}/server.pem"), ("/etc/ssl/wandb.key", f"{self.folder}/server.key"),
            ("http://127.0.0.1:8080;", f"http://127.0.0.1:{self.upstream}; proxy_bind {self.ADDRESS};"))
        places = " ".join(f"{each}_temp_path {self.folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file = self.folder / "nginx.conf"
        file.write_text(f"daemon off; pid {self.folder}/pid; error_log stderr warn;\nevents {{ }}\n"
                        f"http {{ access_log off; {places}\n{server}}}\n")
        return [self.program(), "-p", str(self.folder), "-c", str(file)]


class HaProxy(TlsProxy):
    NAME = "haproxy"

    def command(self) -> list[str]:
        file = self.folder / "haproxy.cfg"
        file.write_text(self.documented(
            ("bind :443", f"bind 127.0.0.1:{self.port}"), ("/etc/ssl/wandb.pem", f"{self.folder}/both.pem"),
            ("127.0.0.1:8080 check", f"127.0.0.1:{self.upstream} check source {self.ADDRESS}")))
        return [self.program(), "-db", "-f", str(file)]


class Caddy(TlsProxy):
    NAME = "caddy"

    @classmethod
    def program(cls) -> str | None:
        """Built earlier, or installed and not too old for what is tried here; minutes of building are not begun."""
        found = subprocess.run([str(REPOSITORY / "tools" / "caddy" / "fetch.sh"), "cached"], capture_output=True, text=True, timeout=60)
        if found.returncode == 0:
            return found.stdout.strip()
        installed = _program(cls.NAME)
        return installed if installed and cls.has_address(installed) else None

    @staticmethod
    def has_address(program: str) -> bool:
        """Whether it can be told from which address to speak to the server, as Debian 12's cannot."""
        asked = subprocess.run([program, "adapt", "--adapter", "caddyfile", "--config", "/dev/stdin"], text=True, timeout=60, capture_output=True,
                               input=":1 {\n  reverse_proxy localhost:2 {\n    transport http {\n      local_address 127.0.0.1\n    }\n  }\n}\n")
        return asked.returncode == 0

    def command(self) -> list[str]:
        file = self.folder / "Caddyfile"
        site = self.documented(
            ("wandb.example.org:443", f"localhost:{self.port}"), ("/etc/ssl/wandb.crt", f"{self.folder}/server.pem"),
            ("/etc/ssl/wandb.key", f"{self.folder}/server.key"), ("127.0.0.1:8080", f"127.0.0.1:{self.upstream}"),
            ("flush_interval -1", f"flush_interval -1\n    transport http {{\n      local_address {self.ADDRESS}\n    }}"))
        # no port for its administration, no redirect from port 80
        file.write_text(f"{{\n  admin off\n  auto_https disable_redirects\n  default_bind 127.0.0.1\n}}\n{site}")
        return [self.program(), "run", "--config", str(file), "--adapter", "caddyfile"]


ALL = [Nginx, HaProxy, Caddy]
