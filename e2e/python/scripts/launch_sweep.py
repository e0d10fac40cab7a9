"""Queues a sweep: `wandb launch-sweep` puts its scheduler into the queue, which an agent is to take."""
import json
import pathlib
import subprocess
import sys

import wandb
from scenario import arguments, report

entity, project = arguments["entity"], arguments["project"]
api = wandb.Api()
code = pathlib.Path("sweep-code")
code.mkdir()
(code / "train.py").write_text(
    "import wandb\n"
    "with wandb.init() as run:\n"
    "    run.log({'loss': run.config['a']})\n"
)
(code / "requirements.txt").write_text("wandb\n")


def command(*words):
    done = subprocess.run([sys.executable, "-m", "wandb", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


command("job", "create", "--project", project, "--entity", entity, "--name", "swept",
        "--entry-point", "python train.py", "code", str(code))
api.create_run_queue("local", "local-process", entity=entity)
pathlib.Path("sweep.yaml").write_text(json.dumps({
    "job": f"{entity}/{project}/swept:latest", "method": "grid", "metric": {"name": "loss", "goal": "minimize"},
    "parameters": {"a": {"values": [1, 2]}}, "launch": {"queue": "local", "resource": "local-process"},
    "scheduler": {"num_workers": 1},
}))
command("launch-sweep", "--entity", entity, "--project", project, "sweep.yaml")
sweep = api.project(project, entity).sweeps()[0]
report({"sweep": sweep.id, "state": sweep.state})
