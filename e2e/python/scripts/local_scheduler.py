"""A sweep whose runs a search engine on the user's machine chooses: `wandb sweep-scheduler` beside `wandb agent`."""
import pathlib
import subprocess
import sys

import wandb
from scenario import arguments, report

project = arguments["project"]
pathlib.Path("train.py").write_text(
    "import wandb\n"
    "with wandb.init() as run:\n"
    "    run.log({'loss': run.config['a'] ** 2})\n"
)
sweep_id = wandb.sweep({
    "method": "grid", "program": "train.py", "metric": {"name": "loss", "goal": "minimize"},
    "parameters": {"a": {"values": [1, 2, 3]}}, "scheduler": {"engine": "wandb"},
}, project=project)
api = wandb.Api()
path = f"{api.default_entity}/{project}/{sweep_id}"
by_hand = api.sweep(path).enqueue_run({"a": {"value": 7}}, display_name="by hand")


def start(*words):
    return subprocess.Popen([sys.executable, "-m", "wandb", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


scheduler = start("sweep-scheduler", "--batch-size", "1", "--poll-interval", "1", path)
agent = start("agent", path)
try:
    said = scheduler.communicate(timeout=arguments["seconds"])[0]
    agent_said = agent.communicate(timeout=60)[0]
finally:
    scheduler.kill()
    agent.kill()
sweep = wandb.Api().sweep(path)
report({
    "scheduler": [scheduler.returncode, said[-2000:]], "agent": [agent.returncode, agent_said[-2000:]], "state": sweep.state,
    "configs": sorted(run.config["a"] for run in sweep.runs), "states": [run.state for run in sweep.runs],
    "by hand": wandb.Api().run(f"{api.default_entity}/{project}/{by_hand}").name,
})
