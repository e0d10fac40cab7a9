"""Links the second of two versions into a registry and lets somebody view that; or downloads it as whoever that is."""
import os

import wandb
from scenario import arguments, report

a = arguments
api = wandb.Api(overrides={"entity": a["team"]} if "team" in a else None)

if "viewer" in a:
    registry = api.create_registry(name=a["registry"], visibility="restricted", artifact_types=["model"])
    with wandb.init(project=a["project"]) as run:
        for number in range(2):
            artifact = wandb.Artifact("net", "model")
            with artifact.new_file("weights.txt") as f:
                f.write(f"weights {number}")
            logged = run.log_artifact(artifact, aliases=[f"own-{number}"]).wait()
        run.link_artifact(logged, f"wandb-registry-{a['registry']}/nets", aliases=["cand"])
    user = api.user(a["viewer"])
    registry.add_members(user)
    registry.update_member(user, role="restricted_viewer")
    report({"entity": registry.entity})
else:
    seen = api.artifact(f"{a['entity']}/wandb-registry-{a['registry']}/nets:cand")
    with open(os.path.join(seen.download(root="got"), "weights.txt")) as f:
        text = f.read()
    versions = api.artifact_collection("model", f"{a['entity']}/wandb-registry-{a['registry']}/nets").artifacts()
    report({"id": seen.id, "version": seen.version, "aliases": sorted(seen.aliases), "text": text, "versions": [v.name for v in versions]})
