"""How long versions live in a team that says so: by the team's word, by their own, for good."""
from datetime import timedelta

import wandb
from scenario import arguments, report
from wandb.sdk.artifacts.artifact_ttl import ArtifactTTL

a = arguments
name = f"{a['entity']}/{a['project']}/kept"


def read():
    return wandb.Api().artifact(f"{name}:v0")


def days():
    ttl = read().ttl
    return ttl.days if ttl else "none"


def set_to(ttl):
    artifact = read()
    artifact.ttl = ttl
    artifact.save()
    return days()


if a.get("only") == "member":
    try:
        report({"refused": str(set_to(timedelta(days=1)))})
    except Exception as error:
        report({"refused": str(error)})
else:
    with wandb.init(entity=a["entity"], project=a["project"]) as run:
        artifact = wandb.Artifact("kept", "dataset")
        with artifact.new_file("x.txt") as file:
            file.write("x")
        run.log_artifact(artifact).wait()
    report({"inherited": days(), "own": set_to(timedelta(days=5)), "off": set_to(None), "again": set_to(ArtifactTTL.INHERIT)})
