"""Logs one run into a team, or where none is named into the default one; with a service account's key, somebody else is its author."""
import wandb
from scenario import arguments, report

with wandb.init(entity=arguments["entity"], project=arguments["project"], id=arguments["run"]) as run:
    run.log({"x": 1})
    entity = run.entity
found = wandb.Api().run(f"{entity}/{arguments['project']}/{arguments['run']}")
report({"user": found.user.username, "entity": entity})
