"""Every way to read one history back."""
import math

import wandb
from scenario import arguments, report

run = wandb.Api(timeout=60).run(arguments["path"])
out = {"last": run.lastHistoryStep}
for name, call in arguments["calls"].items():
    kind, options = call["kind"], call.get("options", {})
    if kind == "history":
        rows = run.history(pandas=False, **options)
    elif kind == "scan":
        rows = list(run.scan_history(**options))
    else:
        rows = list(run.beta_scan_history(**options))
    if call.get("digest"):
        # Millions of rows do not travel through a pipe: count, and a sum that no two errors leave equal by chance.
        total = math.fsum(row["_step"] * row[call["digest"]] for row in rows)
        ordered = all(a["_step"] < b["_step"] for a, b in zip(rows, rows[1:]))
        rows = {"count": len(rows), "sum": total, "ordered": ordered}
    out[name] = rows
report(out)
