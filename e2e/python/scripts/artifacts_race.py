"""One of several processes that log to one collection and fight for one alias."""
import wandb
from scenario import arguments, report

project, number = arguments["project"], arguments["number"]
versions = []
with wandb.init(project=project) as run:
    for i in range(arguments["count"]):
        artifact = wandb.Artifact("contested", "dataset")
        with artifact.new_file("x.txt") as f:
            f.write(f"{number} {i}")
        versions.append(run.log_artifact(artifact, aliases=["winner"]).wait().version)
report(versions)
