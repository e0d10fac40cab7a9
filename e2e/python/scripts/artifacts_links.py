"""Links versions into portfolios and walks the links."""
import wandb
from scenario import arguments, report

project, entity = arguments["project"], arguments["entity"]
out = {}

with wandb.init(project=project) as run:
    artifact = wandb.Artifact("net", "model")
    with artifact.new_file("weights.txt") as f:
        f.write("1 2 3")
    logged = run.log_artifact(artifact).wait()
    link = run.link_artifact(logged, "chosen", aliases=["prod"])
    out["link"] = [link.name, sorted(link.aliases), link.is_link, link.source_name]
    run.link_artifact(logged, f"{project}-other/elsewhere")

api = wandb.Api()
source = api.artifact(f"{project}/net:v0")
linked = api.artifact(f"{project}/chosen:prod")
out["same_id"] = source.id == linked.id
out["kinds"] = [source.is_link, linked.is_link]
out["linked"] = sorted(a.collection.name for a in source.linked_artifacts)
out["collection"] = [linked.collection.name, linked.source_collection.name]
out["read"] = open(linked.file()).read()
linked.unlink()
out["after"] = [api.artifact_exists(f"{project}/chosen:v0"), api.artifact_exists(f"{project}/net:v0")]
try:
    api.artifact(f"{project}/net:v0").unlink()
except Exception as error:
    out["unlink_source"] = str(error)
other = wandb.Artifact("net2", "dataset")
with wandb.init(project=project) as run:
    with other.new_file("x.txt") as f:
        f.write("x")
    try:
        run.link_artifact(run.log_artifact(other).wait(), f"{project}-other/elsewhere")
        out["wrong_type"] = "linked"
    except Exception as error:
        out["wrong_type"] = str(error)
report(out)
