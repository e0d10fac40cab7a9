"""Deletes a version and brings it back."""
import os
from pathlib import Path

import requests
import wandb

from scenario import arguments, report

DELETED = """query D($e: String!, $p: String!) { project(entityName: $e, name: $p) { deletedArtifacts { edges { node {
  deletedAt keptUntil artifact { id state versionIndex artifactSequence { name } } } } } } }"""
RESTORE = "mutation R($id: ID!) { restoreArtifact(input: {artifactID: $id}) { artifact { id state } } }"

project, root = arguments["project"], Path(arguments["root"])


def ask(query: str, variables: dict) -> dict:
    answer = requests.post(os.environ["WANDB_BASE_URL"] + "/graphql", auth=("api", os.environ["WANDB_API_KEY"]),
                           json={"query": query, "variables": variables}, timeout=30)
    return answer.json()["data"]


def log(text: str, *aliases: str):
    with wandb.init(project=project) as run:
        artifact = wandb.Artifact("kept", type="dataset")
        (root / "a.txt").write_text(text)
        artifact.add_file(str(root / "a.txt"))
        return run.log_artifact(artifact, aliases=list(aliases)).wait()


first = log("one", "best")
log("two")
api = wandb.Api()
place = {"e": first.entity, "p": project}
api.artifact(f"{project}/kept:v0").delete(delete_aliases=True)
[deleted] = [edge["node"] for edge in ask(DELETED, place)["project"]["deletedArtifacts"]["edges"]]
gone = api.artifact_exists(f"{project}/kept:v0")
restored = ask(RESTORE, {"id": deleted["artifact"]["id"]})["restoreArtifact"]["artifact"]
back = wandb.Api().artifact(f"{project}/kept:v0")
report({
    "deleted": [deleted["artifact"]["versionIndex"], deleted["artifact"]["artifactSequence"]["name"], deleted["artifact"]["state"]],
    "gone": gone,
    "state": restored["state"],
    "aliases": sorted(back.aliases),
    "read": Path(back.download(str(root / "down")), "a.txt").read_text(),
    "left": len(ask(DELETED, place)["project"]["deletedArtifacts"]["edges"]),
})
