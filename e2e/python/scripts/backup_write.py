"""Writes finished runs, one after the other, until a file appears; says after each that it is acknowledged."""
import os
import sys

import wandb
from scenario import arguments, report

made = []
while not os.path.exists(arguments["stop"]) and len(made) < arguments["most"]:
    number = len(made)
    with wandb.init(project=arguments["project"], config={"number": number}) as run:
        for step in range(25):
            run.log({"loss": step * number, "step_of": number})
        with open(os.path.join(run.dir, "notes.txt"), "w") as notes:
            notes.write(f"notes of {number}")
        run.save(os.path.join(run.dir, "notes.txt"), base_path=run.dir)
        artifact = wandb.Artifact(f"weights-{number}", type="model")
        with artifact.new_file("weights.bin", mode="wb") as file:
            file.write(bytes([number % 256]) * 50_000)
        run.log_artifact(artifact).wait()
    made.append(run.id)
    with open(arguments["acknowledged"], "a") as file:
        file.write(run.id + "\n")
report(made)
sys.exit(0)
