"""Reads one run back through the public API."""
import wandb
from scenario import arguments, report

run = wandb.Api().run(arguments["path"])
keys = arguments.get("keys")
what = arguments.get("what", ["attributes", "config", "summary", "rows"])
out = {}
if "attributes" in what:
    out["attributes"] = {
        "id": run.id, "name": run.name, "state": run.state, "tags": list(run.tags), "notes": run.notes,
        "group": run.group, "job_type": run.job_type, "url": run.url, "last": run.lastHistoryStep,
        "user": run.user.username, "created_at": run.created_at, "commit": run.commit,
        "history_keys": run.history_keys,
    }
if "config" in what:
    out["config"] = dict(run.config)
if "summary" in what:
    out["summary"] = dict(run.summary._json_dict)
if "rows" in what:
    out["rows"] = list(run.scan_history(keys=keys))
if "sampled" in what:
    out["sampled"] = run.history(samples=arguments.get("samples", 500), keys=keys, pandas=False,
                                 x_axis=arguments.get("x_axis", "_step"))
if "system" in what:
    out["system"] = run.history(stream="system", pandas=False)
if "metadata" in what:
    out["metadata"] = run.metadata
if "files" in what:
    out["files"] = [{"name": f.name, "size": f.size, "mimetype": f.mimetype, "md5": f.md5} for f in run.files()]
if "console" in what:
    out["console"] = [[line.number, line.level, line.label, line.content] for line in run.console_logs()]
report(out)
