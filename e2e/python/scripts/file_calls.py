"""The public API's file calls: upload, list, pattern, names, pages, delete."""
import os

import wandb
from scenario import arguments, report

run = wandb.Api().run(arguments["path"])
root = arguments["root"]
for name in arguments["names"]:
    path = os.path.join(root, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("content of " + name)
    run.upload_file(path, root=root)
run = wandb.Api().run(arguments["path"])
out = {
    "all": sorted(f.name for f in run.files(per_page=2)),
    "length": len(run.files()),
    "pattern": sorted(f.name for f in run.files(pattern="%.json")),
    # A name that is asked for is always answered, for old clients want its upload address; size 0 = not there.
    "named": sorted((f.name, f.size) for f in run.files(names=[arguments["names"][0], "absent.txt"])),
    "one": run.file(arguments["names"][0]).size,
    "state": run.state,
}
run.file(arguments["names"][0]).delete()
out["after"] = sorted(f.name for f in wandb.Api().run(arguments["path"]).files())
report(out)
