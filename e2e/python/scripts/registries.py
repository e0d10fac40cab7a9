"""Makes a registry, links versions from two projects, searches, changes and removes it."""
import wandb
from scenario import arguments, report

project, name = arguments["project"], arguments["registry"]
api = wandb.Api()
out = {}

registry = api.create_registry(name=name, visibility="organization", description="chosen ones",
                               artifact_types=["model"])
out["made"] = [registry.name, registry.description, registry.visibility, list(registry.artifact_types),
               registry.allow_all_artifact_types]
try:
    api.create_registry(name=name, visibility="organization")
    out["twice"] = "made"
except ValueError as error:
    out["twice"] = str(error)

for number, where in enumerate([project, f"{project}-b"]):
    with wandb.init(project=where) as run:
        artifact = wandb.Artifact("net", "model", metadata={"accuracy": 0.9 + number / 100})
        with artifact.new_file("weights.txt") as f:
            f.write(f"weights {number}")
        logged = run.log_artifact(artifact).wait()
        link = run.link_artifact(logged, f"wandb-registry-{name}/nets", aliases=[f"cand-{number}"])
        out[f"link{number}"] = [link.name, link.is_link, link.project, link.source_project]

with wandb.init(project=project) as run:
    wrong = wandb.Artifact("table", "dataset")
    with wrong.new_file("t.txt") as f:
        f.write("t")
    try:
        run.link_artifact(run.log_artifact(wrong).wait(), f"wandb-registry-{name}/tables")
        out["wrong"] = "linked"
    except Exception as error:
        out["wrong"] = str(error)
    used = run.use_artifact(f"wandb-registry-{name}/nets:cand-1")
    out["used"] = open(used.file()).read()

found = api.registries(filter={"name": f"wandb-registry-{name}"})
out["registries"] = [r.name for r in found]
out["collections"] = [c.name for c in api.registries(filter={"name": {"$regex": name}}).collections()]
out["tagless"] = [c.name for c in found.collections(filter={"tag": "gold"})]
out["versions"] = sorted(v.name for v in found.collections().versions())
out["by_alias"] = [v.name for v in found.collections().versions(filter={"alias": "cand-1"})]
out["by_metadata"] = [v.name for v in found.versions(filter={"metadata.accuracy": {"$gt": 0.905}})]

registry = api.registry(name)
registry.description = "fewer"
registry.artifact_types.append("dataset")
registry.save()
again = api.registry(name)
out["changed"] = [again.description, sorted(again.artifact_types)]
again.name = f"{name}-2"
again.save()
out["renamed"] = api.registry(f"{name}-2").description
api.registry(f"{name}-2").delete()
try:
    api.registry(f"{name}-2").load()
    out["deleted"] = False
except Exception:
    out["deleted"] = True
report(out)
