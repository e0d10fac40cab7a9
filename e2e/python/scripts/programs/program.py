"""What the programs share: data that ships in a package, and a report of what the server kept."""
import json
import sys

import wandb

arguments = json.loads(sys.argv[1])


def digits(count=300):
    from sklearn.datasets import load_digits
    x, y = load_digits(return_X_y=True)
    return x[:count] / 16, y[:count]


def report(path, keys=(), config=(), artifacts=(), **more):
    """Reads the run back, so that what is reported has been through the server."""
    run = wandb.Api().run(path)
    rows = list(run.scan_history())
    logged = {key: sum(key in row and row[key] is not None for row in rows) for key in keys}
    print("\nRESULT " + json.dumps({
        "state": run.state, "rows": len(rows), "logged": logged, "missing config": [c for c in config if c not in run.config],
        "artifacts": sorted({a.type for a in run.logged_artifacts()}), "wanted artifacts": list(artifacts), "files": sorted(f.name for f in run.files()),
        "summary": sorted(k for k in run.summary.keys() if not k.startswith("_")), **more}), flush=True)
