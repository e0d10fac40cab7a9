"""Waits for a sweep to end and reports what came of it."""
import time

import wandb
from scenario import arguments, report

path = f"{arguments['entity']}/{arguments['project']}/{arguments['sweep']}"
deadline = time.monotonic() + 300
while True:
    sweep = wandb.Api().sweep(path)
    if sweep.state not in ("PENDING", "RUNNING") or time.monotonic() > deadline:
        break
    time.sleep(3)
# one by one: what 0.25 lists, it lists without configurations
runs = sorted((wandb.Api().run("/".join(run.path)) for run in sweep.runs), key=lambda run: run.config["a"])
report({"state": sweep.state, "configs": [run.config["a"] for run in runs], "states": [run.state for run in runs]})
