"""A run with every kind of plain value: config, history, summary, metric definitions, labels."""
import math

import wandb
from scenario import arguments, report

CONFIG = {
    "lr": 0.1, "epochs": 3, "name": "ünïcode ✓ 名前", "flag": True, "nothing": None, "big": 2**53,
    "nested": {"a": {"b": [1, 2.5, {"c": None}]}}, "dotted.key": 5, "list": [0, "one", "2"],
}
WORDS = ["plain", "quote \" and \\ slash", "line\nbreak", "tab\t", "emoji 🧵", "nul-free \u2028 separator"]

with wandb.init(
    project=arguments["project"], id=arguments["run"], name="first light", config=CONFIG, group="family",
    job_type="train", tags=["a", "b c"], notes="why *this* run",
) as run:
    run.define_metric("lowest", summary="min")
    run.define_metric("highest", summary="max")
    run.define_metric("average", summary="mean")
    run.define_metric("opening", summary="first")
    run.define_metric("extent", summary="min,max,last")
    run.define_metric("unseen", summary="none")
    run.define_metric("epoch")
    run.define_metric("val/*", step_metric="epoch")
    for i in range(40):
        value = (i * 7 % 11) / 3
        row = {
            "loss": 1 / (i + 1), "int": i, "big": 2**53 + 2 * i, "flag": i % 2 == 0, "word": WORDS[i % len(WORDS)],
            "nothing": None, "nested": {"x": i, "deep": {"y": -i / 7}}, "dotted.key": i * 10,
            **{k: value for k in ("lowest", "highest", "average", "opening", "extent", "unseen")},
        }
        if i % 10 == 0:
            row |= {"epoch": i // 10, "val/acc": i / 40}
        if i == 20:
            row |= {"odd": math.nan, "up": math.inf, "down": -math.inf}
        run.log(row)
    run.log({"far": 1}, step=100)
    run.log({"part1": 1}, commit=False)
    run.log({"part2": 2})
    run.summary["handmade"] = {"a": {"b": 1}}
    run.config.update({"late": "added"})
    # The client merges nested dictionaries and leaves out empty ones.
    run.config.update({"nested": {"a": {"more": True}}, "empty": {}}, allow_val_change=True)
    report({"id": run.id, "entity": run.entity, "project": run.project, "url": run.url})
