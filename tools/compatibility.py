#!/usr/bin/env python3
"""Writes COMPATIBILITY.md from the contract and from test results.

  tools/compatibility.py [--junit FILE ...]

What stands in the page: the root fields of contracts/graphql with those not built (contracts/graphql/unbuilt.txt, kept
true by GraphQlCoverageTest); one row a client scenario from the JUnit files of the client tests (e2e/python/run.sh
leaves e2e/target/client.xml); and what docs/reference keeps of W&B's own tests (conformance.md, by e2e/conformance/run.sh) and
of what else there is to know (compatibility-notes.md).
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import OrderedDict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = ROOT / "contracts" / "graphql"


def root_fields():
    """(room, "Query.name") of every root field, in the order of the contract."""
    for path in sorted(CONTRACT.glob("*.graphqls")):
        text = re.sub(r'"""(.*?)"""', "", path.read_text(), flags=re.S)
        for kind, body in re.findall(r"extend type (Query|Mutation) \{(.*?)\n\}", text, flags=re.S):
            for name in re.findall(r"^  (\w+)", body, flags=re.M):
                yield path.stem, f"{kind}.{name}"


def graphql_section():
    unbuilt = set((CONTRACT / "unbuilt.txt").read_text().split())
    rooms = OrderedDict()
    for room, field in root_fields():
        rooms.setdefault(room, []).append(field)
    total = sum(map(len, rooms.values()))
    lines = [
        f"{total - len(unbuilt)} of {total} root fields that released clients use are served. The others answer a GraphQL",
        "error that names them, which clients do not retry.",
        "",
        "| room | served | not built yet |",
        "|---|---|---|",
    ]
    for room, fields in rooms.items():
        missing = [f for f in fields if f in unbuilt]
        lines.append(f"| {room} | {len(fields) - len(missing)} of {len(fields)} | {', '.join(f'`{m}`' for m in missing) or '–'} |")
    return lines


def scenarios(files):
    """{(file, scenario): {release: outcome}}; a release stands in the bracket of a test's name, such as [0.31.0], or is empty."""
    table = OrderedDict()
    for file in files:
        for case in ElementTree.parse(file).iter("testcase"):
            name, _, bracket = case.get("name").partition("[")
            release = next((p for p in bracket.rstrip("]").split("-") if re.fullmatch(r"\d+\.\d+\.\d+", p)), "")
            outcome = "failed" if case.find("failure") is not None or case.find("error") is not None else (
                "skipped" if case.find("skipped") is not None else "passed")
            row = table.setdefault((case.get("classname", "").split(".")[-1], name), {})
            # several parameters of one scenario: a failure tells, and what a machine lacks does not hide what passed
            order = ["skipped", "passed", "failed"]
            row[release] = max(row.get(release, "skipped"), outcome, key=order.index)
    return table


def scenario_section(files):
    lines = [
        "Where no release is named, a scenario runs the newest client (CI installs 0.31.0) or sends what clients send. Skipped ones are",
        "long, and run with `SELVEDGE_E2E=full`, or want what the machine lacks.",
        "",
        "| scenario | outcome | test |",
        "|---|---|---|",
    ]
    for (module, name), row in scenarios(files).items():
        sentence = name.removeprefix("test_").replace("_", " ")
        outcomes = [f"{release}: {outcome}" if release else outcome for release, outcome in sorted(row.items(), key=newest_first)]
        lines.append(f"| {sentence} | {', '.join(outcomes)} | `{module}` |")
    return lines


def newest_first(cell):
    return [-int(part) for part in cell[0].split(".") if part]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--junit", nargs="*", default=[])
    options = parser.parse_args()
    out = ["# Compatibility", "",
           "Made by `tools/compatibility.py` from the contract and from test results; not edited by hand.", "",
           "## GraphQL", ""] + graphql_section()
    if options.junit:
        out += ["", "## Scenarios with released clients", ""] + scenario_section(options.junit)
    for name in ("conformance.md", "compatibility-notes.md"):
        out += ["", (ROOT / "docs" / "reference" / name).read_text().rstrip()]
    (ROOT / "COMPATIBILITY.md").write_text("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
