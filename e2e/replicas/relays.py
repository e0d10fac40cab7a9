"""What stands between servers and what they use, and makes trouble when it is asked to."""
from __future__ import annotations

import http.client
import random
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Relay:
    """A name that can be made to lead elsewhere: new connections go to `target`, old ones stay where they are."""

    def __init__(self, target: int):
        self.target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(a, b), daemon=True).start()

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        for each in (source, sink):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()

    def stop(self) -> None:
        self._listener.close()


class FaultyStore:
    """Passes requests on to an S3 server as they are; of those, `share` meet the `fault` that is set.

    `errors`: 500 and 503 in turn; `slow`: seconds before the answer; `cut`: half of the body, in either direction, then
    the connection ends; `refuse`: no connection at all.
    """

    def __init__(self, target: int):
        self.fault: str | None = None
        self.share = 0.3
        self.met: dict[str, int] = {}
        self.requests = 0
        store, chance = self, random.Random(7)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                store.requests += 1
                fault = store.fault
                meets = fault and (fault == "refuse" or chance.random() < store.share)
                if meets:
                    store.met[fault] = store.met.get(fault, 0) + 1
                length = int(self.headers.get("Content-Length", 0))
                if meets and fault == "refuse":
                    return self.drop()
                if meets and fault == "cut" and length > 1:
                    self.rfile.read(length // 2)
                    return self.drop()
                body = self.body(length)
                if meets and fault == "errors":
                    return self.refuse(503 if store.met[fault] % 2 else 500)
                if meets and fault == "slow":
                    time.sleep(chance.uniform(1, 8))
                self.forward(body, cut=meets and fault == "cut")

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_OPTIONS = handle_any

            def body(self, length: int) -> bytes:
                if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                    parts = []
                    while size := int(self.rfile.readline().split(b";")[0], 16):
                        parts.append(self.rfile.read(size))
                        self.rfile.readline()
                    self.rfile.readline()
                    return b"".join(parts)
                return self.rfile.read(length)

            def forward(self, body: bytes, cut: bool) -> None:
                # the name of the host is part of the signature, so it stays what the sender wrote
                headers = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "transfer-encoding", "expect")}
                if body or self.command in ("PUT", "POST"):
                    headers["Content-Length"] = str(len(body))
                connection = http.client.HTTPConnection("127.0.0.1", target, timeout=60)
                try:
                    connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                    for name, value in headers.items():
                        connection.putheader(name, value)
                    connection.endheaders(body or None)
                    answer = connection.getresponse()
                    content = answer.read()
                except (OSError, http.client.HTTPException):
                    return self.drop()
                finally:
                    connection.close()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                        self.send_header(name, value)
                head = self.command == "HEAD"
                self.send_header("Content-Length", answer.getheader("Content-Length", "0") if head else str(len(content)))
                self.end_headers()
                if cut and len(content) > 1:
                    self.wfile.write(content[:len(content) // 2])
                    return self.drop()
                if not head:
                    self.wfile.write(content)

            def refuse(self, status: int) -> None:
                text = b"<Error><Code>InternalError</Code><Message>made to fail</Message></Error>"
                self.send_response_only(status)
                self.send_header("Content-Type", "application/xml")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(text)

            def drop(self) -> None:
                self.close_connection = True
                try:
                    self.wfile.flush()
                    self.connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, request, client_address):
                pass  # a client that went away

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
