"""Api().runs with many filters and orders; reports the run ids that each gave."""
import wandb
from scenario import arguments, report

api = wandb.Api()
out = []
for question in arguments["questions"]:
    runs = api.runs(arguments["path"], filters=question.get("filters"), order=question.get("order", "+created_at"),
                    per_page=question.get("per_page", 50))
    out.append({"count": len(runs), "ids": [run.id for run in runs]})
report(out)
