"""Comparing what was logged with what was read."""
from __future__ import annotations

import math
import time
from collections.abc import Callable


def flat(row: dict, prefix: str = "") -> dict:
    """Nested objects as dotted names: history may come back nested (as logged) or flat (from a column store)."""
    out = {}
    for key, value in row.items():
        if isinstance(value, dict) and value:
            out.update(flat(value, f"{prefix}{key}."))
        else:
            out[prefix + key] = value
    return out


def as_number(value):
    """Python's client hands on what JSON cannot hold as these words; a NaN equals nothing, so name it."""
    if isinstance(value, float) and math.isnan(value) or value == "NaN":
        return "nan"
    if value in ("Infinity", "-Infinity"):
        return float(value)
    return value


def values(row: dict) -> dict:
    """The user's part of a row, flat, comparable with ==, without nulls (a column store cannot tell them from absence)."""
    return {k: as_number(v) for k, v in flat(row).items()
            if v is not None and k not in ("_runtime", "_timestamp")}


def eventually(check: Callable[[], object], seconds: float = 15, what: str = "it"):
    """For what the product does not do inside the request: states, jobs."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s (last: {found!r})"
        time.sleep(0.2)
