"""Receivers outside of the server: web hooks over HTTP, mail over SMTP."""
from __future__ import annotations

import email
import email.policy
import json
import socketserver
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Delivery:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class HookSink:
    """Remembers what is posted to it; answers 200 unless `answers` holds statuses for the next ones."""

    def __init__(self, port: int = 0, tls: ssl.SSLContext | None = None):
        self.deliveries: list[Delivery] = []
        self.answers: list[int] = []
        self.delay = 0.0
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {k.lower(): v for k, v in self.headers.items()}
                sink.deliveries.append(Delivery(self.path, headers, body))
                time.sleep(sink.delay)
                self.send_response(sink.answers.pop(0) if sink.answers else 200)
                self.send_header("Location", "/redirected")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def to(self, path: str) -> list[Delivery]:
        return [d for d in list(self.deliveries) if d.path == path]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Mail:
    to: list[str]
    message: email.message.EmailMessage = field(repr=False)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return self.message.get_content()


class MailSink:
    """As much of an SMTP server as it takes to receive a mail."""

    def __init__(self, tls: ssl.SSLContext | None = None):
        self.mails: list[Mail] = []
        sink = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.say("220 sink ESMTP")
                recipients = []
                while line := self.rfile.readline():
                    word = line.decode().strip()
                    verb = word.split(" ")[0].upper()
                    if verb == "EHLO":
                        self.say("250-sink\r\n250 SMTPUTF8")
                    elif verb == "RCPT":
                        recipients.append(word[word.index("<") + 1:word.index(">")])
                        self.say("250 ok")
                    elif verb == "DATA":
                        self.say("354 go on")
                        sink.mails.append(Mail(recipients, self.message()))
                        recipients = []
                        self.say("250 taken")
                    elif verb == "QUIT":
                        return self.say("221 bye")
                    else:
                        self.say("250 ok")

            def message(self):
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b"..") else line)
                return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

            def say(self, text: str):
                self.wfile.write(text.encode() + b"\r\n")

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", 0), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
