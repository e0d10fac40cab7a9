"""Edits, deletes or updates a run through the public API."""
import wandb
from scenario import arguments, report

run = wandb.Api().run(arguments["path"])
for name, value in arguments.get("set", {}).items():
    setattr(run, name, value)
for name, value in arguments.get("config", {}).items():
    run.config[name] = value
if arguments.get("set") or arguments.get("config"):
    run.update()
for name, value in arguments.get("summary", {}).items():
    run.summary[name] = value
if arguments.get("summary"):
    run.summary.update()
if arguments.get("stop"):
    run.stop()
if arguments.get("delete"):
    run.delete()
report({})
