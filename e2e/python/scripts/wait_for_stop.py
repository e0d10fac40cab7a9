"""Logs until someone stops the run from outside."""
import time

import wandb
from scenario import arguments, report

run = wandb.init(project=arguments["project"], id=arguments["run"], settings=wandb.Settings(
    x_file_stream_transmit_interval=1))
report({"id": run.id})
for i in range(3000):
    run.log({"x": i})
    time.sleep(0.1)
print("was never stopped")
