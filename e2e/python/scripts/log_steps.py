"""Logs rows {metric: function of step}; arguments are passed on to wandb.init. The work horse of the life cycle scenarios."""
import os
import sys
import time

import wandb
from scenario import arguments, report

settings = wandb.Settings(**arguments.get("settings", {}))
run = wandb.init(project=arguments["project"], settings=settings, **arguments.get("init", {}))
# Not run.step: before the first log() it says 0 also in a run that begins further on.
first = run.starting_step
for i in range(arguments.get("steps", 10)):
    row = {key: (arguments.get("at", first) + i) * factor for key, factor in arguments.get("metrics", {"x": 1, "y": 0.5}).items()}
    row.update(arguments.get("extra", {}))
    run.log(row, step=arguments["at"] + i if "at" in arguments else None)
    time.sleep(arguments.get("sleep", 0))
for line in arguments.get("print", []):
    print(line)
seen = {"id": run.id, "first_step": first, "resumed": run.resumed, "config": dict(run.config), "name": run.name,
        "entity": run.entity, "url": run.url, "dir": os.path.dirname(run.dir)}
if arguments.get("raise"):
    report(seen)
    raise RuntimeError("the training failed")
run.finish(exit_code=arguments.get("exit_code"))
report(seen)
sys.exit(0)
