"""Values for the fields of the contract: mostly ones that fit, sometimes what nobody would send."""
from __future__ import annotations

import base64
from random import Random

from fuzz.world import World

TEXTS = [
    "", " ", "a/b", "a:b", "a\\b", "..", "../../etc/passwd", "%2e%2e%2f", "nul\x00byte", "line\nbreak", "\x1b[31m", "\x7f",
    "ß", "漢字", "🙂" * 70, "\ud800", "\u202e", "İ", "e\u0301", "'; DROP TABLE runs; --", "\" OR 1=1", "%", "_", "*", "?", "$where",
    "__proto__", "null", "true", "NaN", "latest", "v0", "v99999999999999999999", "x" * 128, "x" * 129, "x" * 300, "y" * 70_000,
    "name:", ":alias", "a:b:c", "a@b", "{}", "[]", "file:///etc/passwd", "http://127.0.0.1:1/", "wandb-artifact://x/y",
]
NUMBERS = [0, 1, -1, 2, 50, 1000, 1001, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**53, 2**63 - 1, 2**63, -2**63, 10**30, 1e308, 1.5, -0.0,
           float("nan"), float("inf"), float("-inf")]
ANYTHING = [None, True, False, "", "x", 0, -1, 2**70, 1.5, float("nan"), [], [None], [[]], {}, {"a": 1}, {"": None}, "\x00"]
DATES = ["2030-01-01T00:00:00Z", "2030-01-01", "now", "", "-1", "+999999999-12-31T23:59:59Z", "2030-02-31T00:00:00Z"]
JSON_TEXTS = [
    "{}", "[]", "null", "", "{", "1", '"x"', "NaN", '{"a": NaN}', '{"a":' * 600 + "1" + "}" * 600, "[" * 3000, '{"name":"x"}',
    '{"$and":[]}', '{"$or":[{"state":"finished"}]}', '{"config.lr":{"$gt":0}}', '{"name":{"$regex":"("}}', '{"name":{"$regex":"(a+)+$"}}',
    '{"name":{"$in":[]}}', '{"name":{"$nope":1}}', '{"$not":{"$not":{"name":null}}}', '{"summary_metrics.loss":{"$lt":"x"}}',
    '{"createdAt":{"$gt":"yesterday"}}', '{"a\\u0000b":1}', '{"keys":["loss"],"samples":-1}', '{"keys":[],"samples":0,"minStep":9e99}',
    '{"keys":["loss","_step"],"samples":100}', '[{"type":"x"}]', '{"value":"%s"}' % ("z" * 5000), '{"a":1e999}', '{"a":1,"a":2}',
    '{"action":"run"}', '{"abc":"running"}',
]
ORDERS = ["+createdAt", "-createdAt", "createdAt", "", "-", "+summary_metrics.loss", "-config.lr.value", "nonsense", "+a,-b,+c", "name", "-heartbeatAt"]
SWEEPS = [
    "method: grid\nparameters:\n  lr:\n    values: [1, 2]\n", "method: random\nparameters:\n  lr: {min: 0, max: 1}\n", "method: bayes", "{", "- a",
    "a: &a [*a]", "method: random\nparameters: {lr: {distribution: normal, mu: .nan, sigma: -1}}\n", "method: 5\nparameters: []",
    "method: bayes\nmetric: {name: loss}\nparameters: {lr: {min: 1, max: 0}}\n", "\t", "!!python/object:os.system x", "x: " + "[" * 2000,
    "method: grid\nparameters: {a: {values: []}}", "method: random\nparameters: {a: {distribution: q_log_uniform_values, min: -1, max: 0, q: 0}}",
]


class Values:
    """Draws values; `valid` is how often a field gets one of its own kind."""

    def __init__(self, random: Random, world: World, valid: float = 0.8):
        self._random, self._world, self._valid = random, world, valid
        #: Whether names are the caller's own and ids somebody else's.
        self.aimed = False

    def maybe(self, share: float) -> bool:
        return self._random.random() < share

    def anything(self):
        return self._random.choice(ANYTHING)

    def of(self, scalar: str, field: str, owner: str):
        """A value for a scalar of the contract; `owner` is the input or field that it stands in."""
        if not self.aimed and self.maybe(0.03):
            return self.anything()
        match scalar:
            case "Int" | "Int64" | "Duration" | "Float":
                return self._random.choice(NUMBERS[:6]) if self.maybe(self._valid) else self._random.choice(NUMBERS)
            case "Boolean":
                return self.maybe(0.5)
            case "DateTime":
                return self._random.choice(DATES)
            case "JSON" | "JSONString":
                return self._random.choice(JSON_TEXTS)
            case "ID":
                return self.id(field, owner)
            case _:
                return self._named(field, owner)

    def id(self, field: str, owner: str):
        if self.aimed or self.maybe(self._valid):
            wanted, ids = (field + owner).lower(), self._world.theirs if self.aimed else self._world.ids
            fitting = [known for kind, known in ids if kind.lower() in wanted]
            return self._random.choice(fitting or [known for _, known in ids])
        return self._random.choice([
            "", "x", "=", "🙂", "UnVuOg==", self.made_id(), self.made_id(), self._random.choice(TEXTS),
            self._random.choice(self._world.ids)[1][:-3],
        ])

    def made_id(self) -> str:
        kind = self._random.choice(["Run", "Artifact", "Project", "Entity", "User", "View", "Sweep", "ArtifactCollection", "File", "Nonsense", ""])
        number = self._random.choice(["1", "2", "0", "-1", "999999999", "9223372036854775808", "1.5", "x", "", "1:2", "v1:a:b", " 1"])
        return base64.b64encode(f"{kind}:{number}".encode()).decode()

    def _named(self, field: str, owner: str):
        if not self.aimed and not self.maybe(self._valid):
            return self._random.choice(TEXTS)
        lower = field.lower()
        if lower == "order":
            return self._random.choice(ORDERS)
        if lower in ("id", "ids") or lower.endswith("id"):
            return self.id(field, owner)
        if "sweep" in owner.lower() and lower == "config":
            return self._random.choice(SWEEPS)
        names = self._world.names_for(field, owner)
        # the caller's things were made first
        return names[0] if self.aimed and lower.endswith("name") else self._random.choice(names)
