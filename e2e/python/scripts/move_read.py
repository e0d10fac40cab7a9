"""A project as a reader finds it."""
import wandb
from scenario import arguments, report

api = wandb.Api()
found = {}
for run in api.runs(arguments["path"], order="+created_at"):
    page = next(file for file in run.files() if file.name.startswith("media/html/"))
    with page.download(root="media", replace=True) as file:
        text = file.read()
    with run.file("notes/text.txt").download(root="notes", replace=True) as file:
        notes = file.read()
    found[run.id] = {
        "described": [run.name, run.group, run.job_type, list(run.tags), run.notes, run.state],
        "config": dict(run.config),
        "summary": {key: value for key, value in run.summary._json_dict.items() if not key.startswith("_")},
        "rows": [{key: value for key, value in row.items() if key != "_runtime"} for row in run.scan_history()],
        "page": text, "notes": notes,
        "artifacts": [[a.name, a.type, a.digest, dict(a.metadata), a.description, sorted(a.aliases)] for a in run.logged_artifacts()],
    }
report(found)
