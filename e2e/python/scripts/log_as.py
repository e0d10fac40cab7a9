"""Logs one run into a team; with a service account's key, somebody else is named as its author."""
import wandb
from scenario import arguments, report

with wandb.init(entity=arguments["entity"], project=arguments["project"], id=arguments["run"]) as run:
    run.log({"x": 1})
found = wandb.Api().run(f"{arguments['entity']}/{arguments['project']}/{arguments['run']}")
report({"user": found.user.username})
