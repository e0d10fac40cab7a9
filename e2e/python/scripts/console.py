"""Prints what programs print: lines, errors, colours, a progress bar that rewrites its line."""
import sys
import time

import wandb
from scenario import arguments, report

with wandb.init(project=arguments["project"], id=arguments["run"], settings=wandb.Settings(console="wrap")) as run:
    print("first line")
    print("\x1b[31mred\x1b[0m and ünïcode ✓")
    print("to the error stream", file=sys.stderr)
    for i in range(30):
        sys.stdout.write(f"\rprogress {i + 1}/30")
        sys.stdout.flush()
        time.sleep(0.02)
    sys.stdout.write("\n")
    for i in range(arguments.get("lines", 200)):
        print(f"line {i}")
    print("last line")
    run.log({"x": 1})
report({"id": run.id})
