"""Tables, incremental and distributed versions, references between artifacts, drafts built on older versions."""
import pathlib

import wandb
from scenario import arguments, report

root = pathlib.Path(arguments["root"])
project = arguments["project"]
out = {}

with wandb.init(project=project) as run:
    table = wandb.Table(columns=["n", "square"], data=[[i, i * i] for i in range(50)])
    run.log({"squares": table})
    artifact = wandb.Artifact("tables", "dataset")
    artifact.add(table, "squares")
    run.log_artifact(artifact).wait()
    run_id = run.id

with wandb.init(project=project) as run:
    back = run.use_artifact("tables:latest").get("squares")
    out["table"] = [back.columns, len(back.data), back.data[7]]
    key = run.use_artifact(f"run-{run_id}-squares:latest", type="run_table")
    out["logged_table"] = len(key.get("squares").data)

with wandb.init(project=project) as run:
    base = wandb.Artifact("grown", "dataset")
    for name in ("a", "b"):
        with base.new_file(f"{name}.txt") as f:
            f.write(name)
    run.log_artifact(base).wait()
    more = wandb.Artifact("grown", "dataset", incremental=True)
    with more.new_file("c.txt") as f:
        f.write("c")
    grown = run.log_artifact(more).wait()
    out["incremental"] = [grown.version, sorted(grown.manifest.entries)]

    draft = run.use_artifact("grown:v0").new_draft()
    draft.remove("a.txt")
    with draft.new_file("d.txt") as f:
        f.write("d")
    out["draft"] = sorted(run.log_artifact(draft).wait().manifest.entries)

    holder = wandb.Artifact("holder", "dataset")
    holder.add_reference(run.use_artifact("grown:v0").get_entry("b.txt"), name="borrowed.txt")
    run.log_artifact(holder).wait()
    folder = run.use_artifact("holder:latest").download(root=str(root / "holder"))
    out["borrowed"] = (pathlib.Path(folder) / "borrowed.txt").read_text()

group = f"group-{project}"
for part in range(3):
    with wandb.init(project=project, group=group) as run:
        shared = wandb.Artifact("together", "dataset")
        with shared.new_file(f"part-{part}.txt") as f:
            f.write(str(part))
        run.upsert_artifact(shared)
with wandb.init(project=project, group=group) as run:
    last = wandb.Artifact("together", "dataset")
    with last.new_file("last.txt") as f:
        f.write("last")
    run.finish_artifact(last).wait()
out["distributed"] = sorted(wandb.Api().artifact(f"{project}/together:latest").manifest.entries)
report(out)
