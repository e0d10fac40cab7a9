"""Random GraphQL requests from the contract itself: a root field, its arguments, and a selection below it."""
from __future__ import annotations

import json
from pathlib import Path
from random import Random

from graphql import (GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLSchema, build_schema, get_named_type,
                     is_abstract_type, is_composite_type)

from fuzz.values import Values

CONTRACT = Path(__file__).resolve().parents[2] / "contracts" / "graphql"
DEPTH = 4
WALK = 10


def contract() -> GraphQLSchema:
    return build_schema("\n".join(file.read_text() for file in sorted(CONTRACT.glob("*.graphqls"))))


class Documents:
    def __init__(self, random: Random, schema: GraphQLSchema, values: Values, walked: list[str] | None = None):
        """`walked`: begin at these questions alone and follow what leads on from there."""
        self._random, self._schema, self._values, self._walked = random, schema, values, bool(walked)
        self.roots = [("query", schema.query_type, name) for name in walked or schema.query_type.fields]
        if not walked:
            self.roots += [("mutation", schema.mutation_type, name) for name in schema.mutation_type.fields]

    def body(self, number: int) -> str:
        """Every root field in turn; what is asked of it is random."""
        kind, parent, name = self.roots[number % len(self.roots)]
        variables: dict[str, tuple[str, object]] = {}
        # names of one's own and ids of another's: the way in that nobody thinks of
        self._values.aimed = self._walked or self._values.maybe(0.4)
        text = self._field(parent.fields[name], name, (WALK if self._walked else DEPTH) if kind == "query" else 2, variables)
        declared = ", ".join(f"${v}: {type_}" for v, (type_, _) in variables.items())
        request = {"query": f"{kind} Q{f'({declared})' if declared else ''} {{ {text} }}",
                   "variables": {v: value for v, (_, value) in variables.items()}}
        if self._values.maybe(0.01):
            request[self._random.choice(list(request) + ["operationName"])] = self._values.anything()
        return json.dumps(request)

    def _field(self, field, name: str, depth: int, variables: dict) -> str:
        named = get_named_type(field.type)
        arguments = self._arguments(field, name, variables)
        if not is_composite_type(named):
            return name + arguments
        return f"{name}{arguments} {{ {self._selection(named, depth - 1, variables)} }}"

    def _selection(self, named, depth: int, variables: dict) -> str:
        if is_abstract_type(named):
            kind = self._random.choice(list(self._schema.get_possible_types(named)))
            return f"__typename ... on {kind.name} {{ {self._selection(kind, depth, variables)} }}"
        names = list(named.fields)
        if self._walked:
            names = [n for n in names if is_composite_type(get_named_type(named.fields[n].type))] or names
        picked = self._random.sample(names, min(len(names), self._random.choice([1, 2] if self._walked else [1, 2, 4])))
        names = list(named.fields)
        # a page without its items would end the walk at once
        picked += [n for n in ("edges", "node") if n in names and n not in picked and depth > 0]
        # what a thing says tells whether somebody saw it who may not
        picked += [n for n in ("displayName", "description", "config", "metadata", "title") if n in names and n not in picked]
        parts = [self._field(named.fields[n], n, depth - (n not in ("edges", "node")), variables) for n in picked
                 if depth > 0 or not is_composite_type(get_named_type(named.fields[n].type))]
        return " ".join(["__typename", *parts])

    def _arguments(self, field, name: str, variables: dict) -> str:
        given = []
        for argument, type_ in ((a, spec.type) for a, spec in field.args.items()):
            needed = isinstance(type_, GraphQLNonNull)
            if not (needed or argument.lower().endswith(("id", "ids", "name"))) if self._values.aimed else self._values.maybe(0.005 if needed else 0.3):
                continue
            variable = f"v{len(variables)}"
            variables[variable] = (str(type_), self._value(type_, argument, name))
            given.append(f"{argument}: ${variable}")
        return f"({', '.join(given)})" if given else ""

    def _value(self, type_, field: str, owner: str):
        if isinstance(type_, GraphQLNonNull):
            return self._value(type_.of_type, field, owner)
        if not self._values.aimed and self._values.maybe(0.01):
            return self._values.anything()
        if isinstance(type_, GraphQLList):
            count = self._random.choice([1, 2, 3] if self._values.aimed else [0, 1, 1, 1, 2, 3, 60])
            return [self._value(type_.of_type, field, owner) for _ in range(count)]
        if isinstance(type_, GraphQLEnumType):
            return self._random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self._value(spec.type, name, type_.name) for name, spec in type_.fields.items()
                    if isinstance(spec.type, GraphQLNonNull) or (name.lower().endswith(("id", "ids", "entityname", "projectname", "modelname"))
                                                                 if self._values.aimed else self._values.maybe(0.5))}
        return self._values.of(type_.name, field, owner)
