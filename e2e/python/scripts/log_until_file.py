"""Logs until a file appears, then ends the run and says how long that took."""
import os
import time

import wandb
from scenario import arguments, report

run = wandb.init(project=arguments["project"], id=arguments["run"], settings=wandb.Settings(
    x_file_stream_transmit_interval=1))
step = 0
while not os.path.exists(arguments["file"]):
    run.log({"x": step})
    step += 1
    time.sleep(0.1)
began = time.monotonic()
run.finish()
report({"seconds": time.monotonic() - began, "steps": step})
