"""Makes a job and a queue, puts the job into the queue and waits for its run, as whoever uses launch does."""
import pathlib
import subprocess
import sys

import wandb
from scenario import arguments, report
from wandb.sdk.launch._launch_add import launch_add
from wandb.sdk.launch.errors import LaunchError

entity, project = arguments["entity"], arguments["project"]
api = wandb.Api()
out = {}

code = pathlib.Path("code")
code.mkdir()
(code / "train.py").write_text(
    "import sys, wandb\n"
    "with wandb.init(config={'lr': 0.1, 'epochs': 1}) as run:\n"
    "    for step in range(3):\n"
    "        run.log({'loss': run.config['lr'] * step})\n"
    "    run.summary['epochs'] = run.config['epochs']\n"
)
(code / "requirements.txt").write_text("wandb\n")
made = subprocess.run(
    [sys.executable, "-m", "wandb", "job", "create", "--project", project, "--entity", entity, "--name", "train",
     "--entry-point", "python train.py", "code", "code"],
    capture_output=True, text=True)
assert made.returncode == 0, made.stdout + made.stderr
job = f"{entity}/{project}/train:latest"
out["jobs"] = [version["edges"][0]["node"]["artifactSequence"]["name"] if "edges" in version else version
               for version in api.list_jobs(entity, project)]
loaded = api.job(job)
out["job"] = [loaded.name, loaded._job_info["source_type"], loaded._job_info["source"]["entrypoint"]]

queue = api.create_run_queue("local", "local-process", entity=entity, prioritization_mode="V0")
out["queue"] = [queue.access, queue.type, queue.prioritization_mode, queue.default_resource_config]
out["no items"] = [item.id for item in queue.items]



def add(lr: float, priority: int):
    return launch_add(job=job, entity=entity, project=project, queue_name="local", resource="local-process",
                      config={"overrides": {"run_config": {"lr": lr}}}, priority=priority)


queued = add(0.5, 0)
out["queued"] = queued.state
print("QUEUED", flush=True)

run = queued.wait_until_finished()
out["run"] = [run.state, run.config["lr"], run.config["epochs"], run.summary["loss"], run.project]
out["claimed"] = [queued.state, queued._get_item()["associatedRunId"] == run.id]
out["used job"] = [artifact.name for artifact in run.used_artifacts()]

# the client puts the item into the queue before it looks whether the job is there
try:
    launch_add(job=f"{entity}/{project}/none:latest", entity=entity, project=project, queue_name="local",
               resource="local-process")
    out["no such job"] = "accepted"
except LaunchError as error:
    out["no such job"] = str(error)

fresh = api.run_queue(entity, "local")
out["items"] = len(fresh.items)

# a queue that no agent serves
api.create_run_queue("idle", "local-process", entity=entity)
waiting = loaded.call({}, project=project, entity=entity, queue="idle", resource="local-process")
out["called"] = waiting.state
waiting.delete()
out["deleted"] = [item.id for item in api.run_queue(entity, "idle").items]
report(out)
