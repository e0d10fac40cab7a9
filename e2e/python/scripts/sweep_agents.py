"""Makes a sweep and works it with agents in this process and, as a user would, with the `wandb agent` command."""
import os
import subprocess
import sys
from pathlib import Path

import wandb
from scenario import arguments, report

a = arguments
PROGRAM = Path("train.py")
PROGRAM.write_text("""
import argparse, os, time, wandb
p = argparse.ArgumentParser(); p.add_argument("--lr", type=float); p.add_argument("--depth", type=int)
given = p.parse_args()
with wandb.init() as run:
    assert dict(run.config)["lr"] == given.lr, (dict(run.config), given)
    if os.environ.get("DIE_AT") == str(given.depth):
        os._exit(7)
    run.log({"loss": (given.lr - 0.3) ** 2 + given.depth})
""")
CONFIG = {"program": "train.py", "method": a["method"], "metric": {"name": "loss", "goal": "minimize"}, "name": "hunt",
          "parameters": a["parameters"], **a.get("more", {})}
sweep = wandb.sweep(CONFIG, project=a["project"])
entity = wandb.Api().default_entity
seen = []


def train():
    with wandb.init() as run:
        seen.append(dict(run.config))
        run.log({"loss": (run.config["lr"] - 0.3) ** 2})


def command(**env):
    return subprocess.Popen([sys.executable, "-m", "wandb", "agent", f"{entity}/{a['project']}/{sweep}"], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **env})


outputs = []
if a["kind"] == "function":
    for count in a.get("counts", [None]):
        wandb.agent(sweep, function=train, project=a["project"], count=count)
else:
    started = [command(**a.get("env", {})) for _ in range(a.get("agents", 1))]
    outputs = [p.communicate(timeout=240)[0] for p in started]

# the agent takes the process's connection with it
found = wandb.Api().sweep(f"{a['project']}/{sweep}")
runs = list(found.runs)
best = found.best_run()
report({
    "sweep": sweep, "state": found.state, "expected": found.expected_run_count, "name": found.config.get("name"),
    "runs": sorted([r.config.get("lr"), r.config.get("depth"), r.state] for r in runs),
    "best": best.summary.get("loss") if best else None, "order": found.order, "seen": len(seen), "outputs": [o[-1500:] for o in outputs],
})
