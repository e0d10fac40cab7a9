"""Trains until a file appears: rows, console lines and, now and then, a version of a model."""
import hashlib
import os
import time
from pathlib import Path

import wandb
from scenario import arguments, report

settings = wandb.Settings(x_file_stream_transmit_interval=1)
run = wandb.init(project=arguments["project"], group="trainings", settings=settings)
step, contents = 0, []
while step < 5 or not os.path.exists(arguments["stop"]):
    run.log({"x": step, "half": step / 2})
    print("step", step, flush=True)
    if step % 50 == 0:
        weights = os.urandom(1000) + str(step).encode()
        Path("weights.bin").write_bytes(weights)
        contents.append(hashlib.md5(weights).hexdigest())
        model = wandb.Artifact(f"model-{run.id}", "model")
        model.add_file("weights.bin")
        run.log_artifact(model)
    step += 1
    time.sleep(0.1)
run.finish()
report({"id": run.id, "steps": step, "contents": contents})
