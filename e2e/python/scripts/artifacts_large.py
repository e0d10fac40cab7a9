"""Logs a sparse file above the size from which clients upload in parts, and reads it back."""
import os
from pathlib import Path

import wandb
from scenario import arguments, report

project, root = arguments["project"], Path(arguments["root"])
size = (2 << 30) + 5
path = root / "large.bin"
with path.open("wb") as file:
    file.write(b"begin")
    file.seek(size - 3)
    file.write(b"end")

with wandb.init(project=project) as run:
    artifact = wandb.Artifact("large", type="dataset")
    artifact.add_file(str(path), policy="mutable", skip_cache=True)
    logged = run.log_artifact(artifact).wait()
os.remove(path)
found = wandb.Api().artifact(f"{project}/large:v0")
# download checks the digest of what came
read = Path(found.download(str(root / "down"), skip_cache=True)) / "large.bin"
with read.open("rb") as file:
    ends = [file.read(5).decode()]
    file.seek(size - 3)
    ends.append(file.read().decode())
report({"size": read.stat().st_size - size, "ends": ends, "logged": logged.size - size})
