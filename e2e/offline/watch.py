"""Runs a command where there is no network but loopback, and tells whom it wanted to reach outside.

    watch.py COMMAND ...        inside a network namespace of its own (run.sh makes it)

Every address leads to this machine, where nobody listens: who calls is refused at once, and seen. Every name is asked of us, and
does not exist. Ends with the command's status, or with 1 when anybody was called who is not in ALLOWED.
"""
from __future__ import annotations

import ipaddress
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

#: What the programs under test may ask for, as `NAME` or `ADDRESS:PORT`, and why.
ALLOWED: dict[str, str] = {}

NO_SUCH_NAME = 3


class Seen:
    """Whom somebody wanted to reach, and who it was where that can be told."""

    def __init__(self):
        self.calls: dict[str, set[str]] = {}

    def note(self, wanted: str, by: str) -> None:
        self.calls.setdefault(wanted, set()).add(by)


def _owner(port: int) -> str:
    """The program behind a local port, while it is open."""
    suffix = f":{port:04X}"
    for table in ("tcp", "udp", "tcp6", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[1].endswith(suffix) and fields[9] != "0":
                return _program(f"socket:[{fields[9]}]")
    return "somebody"


def _program(wanted: str) -> str:
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(descriptor) == wanted:
                return (descriptor.parents[1] / "cmdline").read_text().replace("\0", " ")[:120]
        except OSError:
            continue
    return "somebody"


def answer_names(seen: Seen) -> None:
    """A name server that knows no name."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def serve() -> None:
        while True:
            question, sender = server.recvfrom(4096)
            labels, at = [], 12
            while question[at]:
                labels.append(question[at + 1:at + 1 + question[at]].decode(errors="replace"))
                at += 1 + question[at]
            seen.note(".".join(labels).lower(), _owner(sender[1]))
            flags = struct.pack("!H", 0x8180 | NO_SUCH_NAME)
            server.sendto(question[:2] + flags + question[4:6] + bytes(6) + question[12:at + 5], sender)

    threading.Thread(target=serve, daemon=True).start()


def see_packets(seen: Seen) -> None:
    """Everything that goes over loopback and was not meant for it."""
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
    raw.bind(("lo", 0))

    def look() -> None:
        while True:
            called = _called(raw.recv(65535))
            if called:
                seen.note(called[0], _owner(called[1]))

    threading.Thread(target=look, daemon=True).start()


def _called(packet: bytes) -> tuple[str, int] | None:
    """Address and port that a datagram or the first packet of a connection goes to, and the port that it came from."""
    if packet[0] >> 4 == 4:
        protocol, target, body = packet[9], ipaddress.ip_address(packet[16:20]), packet[(packet[0] & 15) * 4:]
    else:
        protocol, target, body = packet[6], ipaddress.ip_address(packet[24:40]), packet[40:]
    first_of_tcp = protocol == socket.IPPROTO_TCP and body[13] & 0x12 == 0x02
    if target.is_loopback or not (first_of_tcp or protocol == socket.IPPROTO_UDP):
        return None
    source, port = struct.unpack("!HH", body[:4])
    return f"{target}:{port}", source


def close_the_world() -> None:
    for command in ("ip link set lo up", "ip route add local 0.0.0.0/0 dev lo", "ip -6 route add local ::/0 dev lo"):
        done = subprocess.run(command.split(), capture_output=True, text=True)
        if done.returncode and "-6" not in command:
            sys.exit(f"{command}: {done.stderr}")
    names = Path("/tmp") / f"names-{os.getpid()}"
    names.write_text("nameserver 127.0.0.1\noptions timeout:2 attempts:1\n")
    # in this mount namespace alone
    subprocess.run(["mount", "--bind", names, os.path.realpath("/etc/resolv.conf")], check=True)
    names.unlink()


def prove(seen: Seen) -> None:
    """Who would not see a call could not tell that there was none."""
    for call in (lambda: socket.create_connection(("192.0.2.7", 443), 5), lambda: socket.getaddrinfo("example.invalid", 443)):
        try:
            call()
        except OSError:
            continue
        sys.exit("there is a network")
    for _ in range(50):
        if {"192.0.2.7:443", "example.invalid"} <= seen.calls.keys():
            seen.calls.clear()
            return
        time.sleep(0.1)
    sys.exit(f"calls are not seen: {seen.calls}")


def main() -> None:
    close_the_world()
    seen = Seen()
    answer_names(seen)
    see_packets(seen)
    prove(seen)
    status = subprocess.run(sys.argv[1:]).returncode
    # the last call may not have been looked at yet
    time.sleep(1)
    wrong = {wanted: by for wanted, by in seen.calls.items() if not any(re.fullmatch(each, wanted) for each in ALLOWED)}
    for wanted, by in sorted(seen.calls.items()):
        print(f"== {'called' if wanted in wrong else 'allowed'}: {wanted} by {'; '.join(sorted(by))}")
    print(f"== {len(wrong)} calls outside" if wrong else "== nobody was called outside")
    sys.exit(status or (1 if wrong else 0))


if __name__ == "__main__":
    main()
