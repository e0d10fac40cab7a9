"""Makes one automation per kind of event with the client's own API, then does what each of them waits for."""
import wandb
from scenario import arguments, report
from wandb.automations import (
    ArtifactEvent,
    DoNothing,
    OnAddArtifactAlias,
    OnAddArtifactTag,
    OnAddCollectionTag,
    OnCreateArtifact,
    OnLinkArtifact,
    OnRemoveArtifactTag,
    OnRemoveCollectionTag,
    OnRunMetric,
    OnRunState,
    OnUnlinkArtifact,
    RunEvent,
    SendWebhook,
)

project, entity = arguments["project"], arguments["entity"]
api = wandb.Api()


def hook(name: str) -> SendWebhook:
    return SendWebhook(integration_id=arguments["webhook"], request_payload={
        "name": name, "event": "${event_type}", "author": "${event_author}", "alias": "${alias}", "tag": "${tag}",
        "collection": "${artifact_collection_name}", "version": "${artifact_version_string}",
        "reference": "${artifact_version}", "rows": "${artifact_metadata.rows}", "note": "${artifact_metadata.note}",
        "where": "${entity_name}/${project_name}", "run": "${run_name}", "state": "${run_state}",
        "metric": "${metric_name}=${metric_value}", "secret": "${SECRET}", "unknown": "${nothing}",
    })


def artifact(version: int) -> wandb.Artifact:
    made = wandb.Artifact("digits", "dataset", metadata={"rows": version, "note": 'a "quoted" \\ note'})
    with made.new_file("a.txt") as f:
        f.write(str(version))
    return made


with wandb.init(project=project, name="first") as run:
    run.log_artifact(artifact(0)).wait()
scope = api.project(project, entity)
collection = api.artifact(f"{project}/digits:v0").collection

wanted = {
    "created": OnCreateArtifact(scope=collection),
    "aliased": OnAddArtifactAlias(scope=scope, filter=ArtifactEvent.alias.matches_regex("^prod")),
    "linked": OnLinkArtifact(scope=scope),
    "unlinked": OnUnlinkArtifact(scope=scope, filter=ArtifactEvent.alias == "chosen-one"),
    "tagged": OnAddArtifactTag(scope=collection, filter=ArtifactEvent.tag == "gold"),
    "untagged": OnRemoveArtifactTag(scope=scope),
    "collection tagged": OnAddCollectionTag(scope=scope),
    "collection untagged": OnRemoveCollectionTag(scope=scope, filter=ArtifactEvent.tag.matches_regex("o")),
    "state": OnRunState(scope=scope, filter=(RunEvent.state == "finished") & RunEvent.name.contains("second")),
    "metric": OnRunMetric(scope=scope, filter=RunEvent.metric("loss").mean(3).gt(5)),
    "change": OnRunMetric(scope=scope, filter=RunEvent.metric("acc").increases_by(diff=2)),
    "zscore": OnRunMetric(scope=scope, filter=RunEvent.metric("spike").zscore(10).gt(4)),
    "never": OnRunMetric(scope=scope, filter=RunEvent.metric("loss").gt(5) & RunEvent.name.contains("third")),
}
for name, event in wanted.items():
    api.create_automation(event >> hook(name), name=name)
api.create_automation(OnRunState(scope=scope, filter=RunEvent.state == "finished") >> DoNothing(), name="nothing")

with wandb.init(project=project, name="second") as run:
    logged = run.log_artifact(artifact(1)).wait()
    logged.aliases.append("production")
    logged.tags = ["gold", "silver"]
    logged.save()
    logged.tags = ["gold"]
    logged.save()
    run.link_artifact(logged, "shelf", aliases=["chosen-one"])
    for step in range(60):
        run.log({"loss": 6 if 20 <= step < 30 else 1, "acc": 1 if step < 10 else 4,
                 "spike": 50 if step == 40 else step % 2})
named = api.artifact(f"{project}/digits:v1").collection
named.tags = ["good"]
named.save()
named.tags = []
named.save()
api.artifact(f"{project}/shelf:v0").unlink()
report({"run": run.id, "names": sorted(a.name for a in api.automations(entity=entity))})
