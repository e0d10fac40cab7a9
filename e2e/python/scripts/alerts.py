"""Raises alerts as a training program does."""
import wandb
from scenario import arguments, report

with wandb.init(project=arguments["project"], name="alarmed") as run:
    run.alert("Low accuracy", "It is 0.1 & falling", level="WARN", wait_duration=300)
    run.alert("Low accuracy", "It is 0.05", level="WARN", wait_duration=300)
    run.alert("Other", "Something else")
    run.alert("Third", "A" * 5000, level="ERROR")
    name = run.id
report(name)
