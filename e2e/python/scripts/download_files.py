"""Downloads every file of a run; reports the digests of what arrived."""
import hashlib
import os

import wandb
from scenario import arguments, report

run = wandb.Api().run(arguments["path"])
names = arguments.get("names")
found = {}
for file in run.files(names=names, per_page=arguments.get("per_page", 50)):
    with file.download(root=arguments["root"], replace=True) as handle:
        path = handle.name
    with open(path, "rb") as handle:
        content = handle.read()
    found[file.name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "said": file.size,
                        "path": os.path.relpath(path, arguments["root"])}
report(found)
