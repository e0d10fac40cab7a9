"""JSON schemas of Kubernetes' kinds, strict, from a release's own OpenAPI document.

    python3 tools/deploy/kubernetes_schemas.py SWAGGER_JSON OUT_FOLDER

The document is api/openapi-spec/swagger.json of the module k8s.io/kubernetes. Files are named as kubeconform
looks them up: deployment-apps-v1.json.
"""
from __future__ import annotations

import json
import sys
from pathlib import Path

PREFIX = "#/definitions/"


def converted(schema):
    """OpenAPI's types as JSON schema has them; unknown fields are errors."""
    if isinstance(schema, list):
        return [converted(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "int-or-string":
        return {"type": ["string", "integer"]}
    result = {name: converted(value) for name, value in schema.items() if name not in ("description", "format")}
    if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        result.setdefault("additionalProperties", False)
    return result


def references(schema) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(references, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].removeprefix(PREFIX)} if isinstance(schema.get("$ref"), str) else set()
    return own.union(*map(references, schema.values())) if schema else own


def closure(name: str, definitions: dict) -> dict:
    found, waiting = {}, [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = definitions[each]
            waiting.extend(references(definitions[each]))
    return found


def main(document: str, folder: str) -> None:
    source = json.loads(Path(document).read_text())["definitions"]
    definitions = {name: converted(schema) for name, schema in source.items()}
    for name in definitions:
        if name.endswith(".resource.Quantity"):
            definitions[name] = {"type": ["string", "number"]}
        elif name.endswith(("IntOrString",)):
            definitions[name] = {"type": ["string", "integer"]}
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, schema in source.items():
        kinds = schema.get("x-kubernetes-group-version-kind", [])
        if len(kinds) != 1:
            continue
        kind = kinds[0]
        group = kind["group"].split(".")[0]
        file = "-".join(filter(None, [kind["kind"].lower(), group, kind["version"]])) + ".json"
        own = {**definitions[name], "definitions": closure(name, definitions)}
        own.setdefault("required", [])
        own["required"] = sorted({*own["required"], "apiVersion", "kind"})
        (out / file).write_text(json.dumps(own))
        written += 1
    print(f"{written} kinds in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
