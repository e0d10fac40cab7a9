import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from graphql import GraphQLSchema, build_schema, specified_rules, validate

from .documents import Document, in_core, in_python

REPOSITORY = Path(__file__).resolve().parents[3]
# The client appends some fragments at run time, and declares variables that it does not use.
LEFT_OUT = ("KnownFragmentNamesRule", "NoUnusedFragmentsRule", "NoUnusedVariablesRule")
RULES = [rule for rule in specified_rules if rule.__name__ not in LEFT_OUT]


def main() -> int:
    arguments = argparse.ArgumentParser(prog="check_contract", description="Validates the client's GraphQL documents against our schema.")
    arguments.add_argument("--schema", type=Path, default=REPOSITORY / "contracts" / "graphql")
    arguments.add_argument("--package", type=Path, default=None, help="the client's package folder (default: the installed wandb)")
    options = arguments.parse_args()
    package = options.package or installed_package()
    if package is None:
        print("check_contract: no wandb package is installed here; give --package", file=sys.stderr)
        return 2

    schema = read_schema(options.schema)
    invalid = checked = 0
    for name, documents in (("python", list(in_python(package))), ("core", list(in_core(package)))):
        print(f"{name}: {len(documents)} documents")
        checked += len(documents)
        for document in documents:
            for error in problems(schema, document):
                invalid += 1
                print(f"INVALID {document.place}: {error}")
    if checked == 0:
        print(f"check_contract: no document found in {package}", file=sys.stderr)
        return 2
    thorough = thorough_tool(options.schema, package)
    print(f"{checked} documents checked, {invalid} problems")
    return 1 if invalid or thorough else 0


def installed_package() -> Path | None:
    spec = importlib.util.find_spec("wandb")
    return Path(spec.origin).parent if spec and spec.origin else None


def read_schema(folder: Path) -> GraphQLSchema:
    return build_schema("\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.graphqls"))))


def problems(schema: GraphQLSchema, document: Document) -> list[str]:
    return [error.message for error in validate(schema, document.node, RULES)]


def thorough_tool(schema: Path, package: Path) -> int:
    tool = os.environ.get("SELVEDGE_CLIENT_OPERATIONS")
    if not tool:
        return 0
    return subprocess.run([sys.executable, tool, "--sdl", str(schema), "--wandb", str(package)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
