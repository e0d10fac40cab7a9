#!/usr/bin/env python3
"""The conformance table of COMPATIBILITY.md, from the kit's results.

  table.py FEATURES.tsv RESULTS.tsv           prints the table
  table.py FEATURES.tsv RESULTS.tsv --into COMPATIBILITY.md   replaces the part between the two marks there

Counted as the kit counts: "deep" leaves out tests that pass against a server that stores nothing; a skip that the
server's answers caused counts against us; skips for other reasons are left out.
"""
from __future__ import annotations

import argparse
import collections
from pathlib import Path

BEGIN, END = "<!-- conformance:begin -->", "<!-- conformance:end -->"
GOOD = ("passed", "xpassed", "xfailed")


def read_features(path: Path) -> dict[str, tuple[str, bool]]:
    known = {}
    for line in path.read_text().splitlines()[1:]:
        test_id, feature, _how, _seconds, shallow, *_ = line.split("\t")
        known[test_id] = (feature, shallow == "shallow")
    return known


def read_results(path: Path) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text().splitlines()]
    return [(row[0], row[2]) for row in rows]


def table(features: dict[str, tuple[str, bool]], results: list[tuple[str, str]]) -> str:
    every, deep = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for outcome, test_id in results:
        if outcome == "skip-other":
            continue
        feature, shallow = features.get(test_id, ("other", True))
        for count in [every[feature]] + ([] if shallow else [deep[feature]]):
            count["all"] += 1
            count["good"] += outcome in GOOD
    lines = ["| feature | tests | good | deep tests | good | share of deep |", "|---|---|---|---|---|---|"]
    for feature in sorted(every):
        a, d = every[feature], deep[feature]
        share = f"{100 * d['good'] / d['all']:.0f} %" if d["all"] else "–"
        lines.append(f"| {feature} | {a['all']} | {a['good']} | {d['all']} | {d['good']} | {share} |")
    a, d = (sum(counts.values(), collections.Counter()) for counts in (every, deep))
    share = f"{100 * d['good'] / d['all']:.0f} %" if d["all"] else "–"
    lines.append(f"| **all** | {a['all']} | {a['good']} | {d['all']} | {d['good']} | {share} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--into", type=Path)
    args = parser.parse_args()
    made = table(read_features(args.features), read_results(args.results))
    if args.into is None:
        print(made, end="")
        return
    text = args.into.read_text()
    if BEGIN not in text or END not in text:
        raise SystemExit(f"{args.into} has no {BEGIN} … {END}")
    before, rest = text.split(BEGIN, 1)
    args.into.write_text(f"{before}{BEGIN}\n{made}{END}{rest.split(END, 1)[1]}")


if __name__ == "__main__":
    main()
