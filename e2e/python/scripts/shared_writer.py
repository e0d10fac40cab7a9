"""One of several writers of one run."""
import wandb
from scenario import arguments, report

label, primary = arguments["label"], arguments["primary"]
run = wandb.init(project=arguments["project"], id=arguments["run"], settings=wandb.Settings(
    mode="shared", x_label=label, x_primary=primary, x_update_finish_state=primary, console="wrap",
    x_stats_sampling_interval=1, x_file_stream_transmit_interval=1))
for i in range(arguments["rows"]):
    run.log({"writer": label, "row": i, f"only/{label}": i * i})
print(f"hello from {label}")
if primary:
    # The primary writer ends the run, so it waits until the test says that the others are done.
    report({"ready": True})
    input()
run.finish()
report({"id": run.id})
