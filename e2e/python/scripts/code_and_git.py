"""Runs inside a git work tree with a change that is not committed."""
import wandb
from scenario import arguments, report

with wandb.init(project=arguments["project"], id=arguments["run"], save_code=True) as run:
    run.log_code(".", include_fn=lambda path: path.endswith(".py")) if arguments.get("log_code") else None
    run.log({"x": 1})
report({"id": run.id})
