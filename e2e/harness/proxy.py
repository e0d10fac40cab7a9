"""nginx with TLS from a private authority, before a server."""
from __future__ import annotations

import shutil
import subprocess
import time
import urllib.error
import urllib.request
import ssl
from pathlib import Path

from harness.server import free_port

#: What an operator writes: everything to the server, big bodies let through, the outside address told.
CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  client_max_body_size 0;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
    location / {{
      proxy_pass http://127.0.0.1:{upstream};
      proxy_http_version 1.1;
      proxy_request_buffering off;
      proxy_read_timeout 300s;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Port $server_port;
    }}
  }}
}}
"""


def nginx() -> str | None:
    """Where nginx is; Debian keeps it off the path of plain users."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=60)


def make_certificates(folder: Path) -> None:
    """A private authority (`ca.pem`) and a certificate for localhost signed by it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    f = str(folder)
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=private authority",
             "-keyout", f"{f}/ca.key", "-out", f"{f}/ca.pem")
    _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
             "-keyout", f"{f}/server.key", "-out", f"{f}/server.csr")
    _openssl("x509", "-req", "-days", "2", "-in", f"{f}/server.csr", "-CA", f"{f}/ca.pem", "-CAkey", f"{f}/ca.key",
             "-CAcreateserial", "-extfile", f"{f}/names", "-out", f"{f}/server.pem")


class TlsProxy:
    """One nginx process; ends with `stop`."""

    def __init__(self, folder: Path, upstream: int, port: int | None = None):
        self.folder, self.port = folder, port or free_port()
        self.url = f"https://localhost:{self.port}"
        make_certificates(folder)
        self.authority = str(folder / "ca.pem")
        (folder / "nginx.conf").write_text(
            CONFIGURATION.format(folder=folder, port=self.port, upstream=upstream))
        self._process: subprocess.Popen | None = None

    def start(self) -> TlsProxy:
        self._process = subprocess.Popen(
            [nginx(), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        trust = ssl.create_default_context(cafile=self.authority)
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/ready", timeout=5, context=trust).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"nginx does not answer:\n{(self.folder / 'error.log').read_text()}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)

    def trusting(self) -> dict[str, str]:
        """What a user of a private authority sets: one variable for Python, one for the client's core."""
        return {"REQUESTS_CA_BUNDLE": self.authority, "SSL_CERT_FILE": self.authority}
