"""Finds the GraphQL documents of a client: in string constants of its Python sources and in its compiled core."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphql import DocumentNode, GraphQLSyntaxError, parse

_OPERATION = re.compile(r"\b(query|mutation)\s+\w+\s*[({]")
# A field such as _EXTRA_FIELDS_ is a hole that the client fills before it sends the text.
_PLACEHOLDER = re.compile(r"^\s*_[A-Z]\w*_\s*$", re.MULTILINE)
_CORE_START = re.compile(rb"(?<!\w)(?:query|mutation) [A-Za-z_]\w*\s*[({]")
_CORE_NEXT = re.compile(rb"\s*fragment [A-Za-z_]\w* on [A-Za-z_]\w*\s*\{")


@dataclass(frozen=True)
class Document:
    place: str
    node: DocumentNode


def in_python(package: Path) -> Iterator[Document]:
    for source in sorted(package.rglob("*.py")):
        if "vendor" in source.parts:
            continue
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_document(node.value):
                place = f"{source.relative_to(package)}:{node.lineno}"
                try:
                    yield Document(place, parse(node.value))
                except GraphQLSyntaxError:
                    continue  # prose, or a template that is filled in at run time


def _is_document(text: str) -> bool:
    return bool(_OPERATION.search(text)) and not _PLACEHOLDER.search(text)


def in_core(package: Path) -> Iterator[Document]:
    binary = package / "bin" / "wandb-core"
    data = binary.read_bytes() if binary.exists() else b""
    for start in _CORE_START.finditer(data):
        end = _closing_brace(data, start.start())
        # Go keeps strings back to back without terminators: fragments belong to the operation they follow.
        while end and (fragment := _CORE_NEXT.match(data, end)):
            end = _closing_brace(data, fragment.start())
        if not end:
            continue
        try:
            yield Document(f"bin/wandb-core:{start.start():#x}", parse(data[start.start() : end].decode()))
        except (GraphQLSyntaxError, UnicodeDecodeError):
            continue


def _closing_brace(data: bytes, start: int, limit: int = 20_000) -> int | None:
    """The end of the selection set that opens first after `start`, past the variables in parentheses."""
    braces = parentheses = 0
    for at in range(start, min(start + limit, len(data))):
        match data[at : at + 1]:
            case b"(":
                parentheses += 1
            case b")":
                parentheses -= 1
            case b"{" if parentheses == 0:
                braces += 1
            case b"}" if parentheses == 0:
                braces -= 1
                if braces == 0:
                    return at + 1
            case b"\x00":
                return None
    return None
