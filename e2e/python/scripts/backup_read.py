"""Reads runs back through the public API, whole: config, rows, files, artifacts with their bytes."""
import hashlib
import os
import tempfile

import wandb
from scenario import arguments, report

api = wandb.Api()
found = {}
for run_id in arguments["runs"]:
    run = api.run(f"{arguments['entity']}/{arguments['project']}/{run_id}")
    rows = [(row["_step"], row["loss"]) for row in run.scan_history(keys=["_step", "loss"])]
    with tempfile.TemporaryDirectory() as folder:
        with run.file("notes.txt").download(root=folder) as file:
            notes = file.read()
        logged = [a for a in run.logged_artifacts() if a.type == "model"]
        path = os.path.join(logged[0].download(root=os.path.join(folder, "artifact")), "weights.bin")
        with open(path, "rb") as file:
            weights = hashlib.sha256(file.read()).hexdigest()
    found[run_id] = [run.state, run.config["number"], rows, notes, len(logged), weights]
report(found)
