"""A project as trainings leave it: rows, media, a file, versions of an artifact, a run that failed."""
import os

import wandb
from scenario import arguments, report

for number in range(2):
    run = wandb.init(project=arguments["project"], id=f"r{number}", name=f"run {number}", group="g", job_type="train", tags=["a", "b"],
                     notes="of old", config={"lr": number / 10, "deep": {"er": [1, 2]}},
                     settings=wandb.Settings(console="off", x_disable_stats=True))
    for step in range(30):
        run.log({"loss": 1 / (step + 1), "epoch": step // 10}, step=step * 2)
    run.log({"page": wandb.Html("<b>seen</b>", inject=False)}, step=60)
    run.summary["best"] = 0.5
    os.makedirs("notes", exist_ok=True)
    with open("notes/text.txt", "w") as file:
        file.write(f"of {number}")
    run.save("notes/text.txt", policy="now")
    artifact = wandb.Artifact("weights", "model", metadata={"n": number}, description="all of them")
    with artifact.new_file("w.bin", "wb") as file:
        file.write(bytes([number]) * 1000)
    run.log_artifact(artifact, aliases=["best"] if number else ["first"]).wait()
    run.finish(exit_code=number)
report(True)
