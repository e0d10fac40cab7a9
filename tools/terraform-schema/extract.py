"""Reads the schema of a Terraform provider out of its CDKTF package, for the resources that some modules use.

    extract.py PACKAGE_FOLDER TERRAFORM_FOLDER > schema.json

The package describes classes in TypeScript's terms; names, blocks and types of arguments are in it exactly, names of computed values are
turned back from camelCase. Lists and sets cannot be told apart, and what a provider checks in its own code is not in there.
"""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path

REGISTRY = re.compile(r"\{@link https://\S+/docs/(resources|data-sources)/\S+ (\w+)\}")
ARGUMENT = re.compile(r"\{@link https://\S+?#(\w+) ")
SIMPLE = {"string": "string", "number": "number", "boolean": "bool", "any": "string"}
COMPUTED = {"cdktf.StringMap": ["map", "string"], "cdktf.NumberMap": ["map", "number"], "cdktf.BooleanMap": ["map", "bool"],
            "cdktf.IResolvable": "bool", "cdktf.StringMapList": ["list", ["map", "string"]]}
NOT_OURS = {"tfResourceType", "internalValue", "fqn", "creationStack", "friendlyUniqueId", "isComplexListItem"}


def snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found.group(1).lower(), name).lstrip("_")


def used(folder: Path) -> tuple[set[str], set[str]]:
    text = "\n".join(path.read_text() for path in folder.rglob("*.tf") if ".terraform" not in path.parts)
    return (set(re.findall(r'^resource "(\w+)"', text, re.M)), set(re.findall(r'^data "(\w+)"', text, re.M)))


class Package:
    def __init__(self, types: dict):
        self.types = types

    def plain(self, kind: dict):
        """The type without the alternative of a token."""
        if "union" in kind:
            return self.plain(next(each for each in kind["union"]["types"] if each.get("fqn") != "cdktf.IResolvable"))
        return kind

    def type(self, kind: dict):
        kind = self.plain(kind)
        if "primitive" in kind:
            return SIMPLE[kind["primitive"]]
        if "collection" in kind:
            element = self.type(kind["collection"]["elementtype"])
            return ["map" if kind["collection"]["kind"] == "map" else "list", element]
        if kind["fqn"] in COMPUTED:
            return COMPUTED[kind["fqn"]]
        block = self.block(kind["fqn"])
        members = {each["name"]: each["type"] for each in block["attributes"]}
        members |= {each["name"]: ["list", self.object(each["block"])] for each in block["blocks"]}
        return ["object", members]

    def object(self, block: dict):
        return ["object", {each["name"]: each["type"] for each in block["attributes"]}]

    def block(self, struct: str | None, reference: str | None = None) -> dict:
        attributes, blocks, names = [], [], set()
        for each in self.types.get(struct, {}).get("properties", []):
            docs = json.dumps(each.get("docs", {}))
            found = ARGUMENT.search(docs)
            if not found:
                continue
            names.add(each["name"])
            summary = each["docs"].get("summary", "")
            kind = self.plain(each["type"])
            if summary.endswith(" block."):
                many = "collection" in kind
                fqn = self.plain(kind["collection"]["elementtype"])["fqn"] if many else kind["fqn"]
                blocks.append({"name": found.group(1), "nesting": "single" if found.group(1) == "timeouts" else "list",
                               "max": 0 if many else 1, "min": 0 if each.get("optional") else 1,
                               "block": self.block(fqn, fqn + "OutputReference")})
            else:
                attributes.append({"name": found.group(1), "type": self.type(kind), "optional": bool(each.get("optional")),
                                   "required": not each.get("optional"),
                                   "computed": found.group(1) == "id" and bool(each.get("optional"))})
        for each in self.types.get(reference, {}).get("properties", []):
            name = each["name"]
            if name in names or name in NOT_OURS or name.endswith("Input"):
                continue
            kind = each["type"]
            fqn = kind.get("fqn", "")
            if fqn.endswith("List") and fqn not in COMPUTED:
                made = ["list", self.object(self.block(None, fqn[:-4] + "OutputReference"))]
            elif fqn.endswith("OutputReference"):
                made = ["list", self.object(self.block(None, fqn))]
            else:
                made = self.type(kind)
            attributes.append({"name": snake(name), "type": made, "optional": False, "required": False, "computed": True})
        if reference and reference in self.types and not reference.endswith("OutputReference"):
            if not any(each["name"] == "id" for each in attributes):
                attributes.append({"name": "id", "type": "string", "optional": True, "required": False, "computed": True})
        return {"attributes": attributes, "blocks": blocks}


def main(package: Path, folder: Path) -> None:
    types = json.loads((package / ".jsii").read_bytes())["types"]
    resources, data = used(folder)
    here = Package(types)
    schema = {"provider": {"attributes": [], "blocks": []}, "resources": {}, "data": {}}
    for fqn, each in types.items():
        if re.search(r"\.provider\.\w+ProviderConfig$", fqn):
            schema["provider"] = here.block(fqn)
            # an alias is Terraform's own
            schema["provider"]["attributes"] = [a for a in schema["provider"]["attributes"] if a["name"] != "alias"]
        found = REGISTRY.search(each.get("docs", {}).get("summary", "")) if each["kind"] == "class" else None
        if not found:
            continue
        kind, name = found.groups()
        if kind == "resources" and name in resources:
            schema["resources"][name] = here.block(fqn + "Config", fqn)
        if kind == "data-sources" and name in data:
            schema["data"][name] = here.block(fqn + "Config", fqn)
    json.dump(schema, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
