"""Links a model into the registry of models, which nobody has made."""
import wandb
from scenario import arguments, report

project = arguments["project"]
out = {}


def logged(run, type):
    artifact = wandb.Artifact(f"{type}-made", type)
    with artifact.new_file("w.txt") as file:
        file.write("weights")
    return run.log_artifact(artifact).wait()


api = wandb.Api()
out["registries"] = sorted(r.name for r in api.registries(filter={"name": {"$in": ["wandb-registry-model", "wandb-registry-dataset"]}}))
with wandb.init(project=project) as run:
    link = run.link_artifact(logged(run, "model"), f"wandb-registry-model/{project}")
    used = run.use_artifact(f"wandb-registry-model/{project}:latest")
    out["linked"] = [link.name, link.project, open(used.file()).read()]
    try:
        run.link_artifact(logged(run, "dataset"), f"wandb-registry-model/{project}-2")
        out["wrong"] = "linked"
    except Exception as error:
        out["wrong"] = str(error)
report(out)
