"""Opens a report by its address, changes it and saves it, as somebody who was invited to it."""
import warnings

import wandb
import wandb_workspaces.reports.v2 as reports
from scenario import arguments, report

warnings.simplefilter("ignore")
out = {}
read = reports.Report.from_url(arguments["url"])
out["read"] = [read.title, [type(block).__name__ for block in read.blocks]]
read.title = "Edited from outside"
read.save()
out["saved"] = reports.Report.from_url(arguments["url"]).title
entity, project = arguments["path"].split("/")
try:
    out["runs"] = len(wandb.Api().runs(arguments["path"]))
except Exception as e:
    out["runs"] = type(e).__name__
try:
    reports.Report(entity=entity, project=project, title="Mine").save()
    out["new"] = "made"
except Exception as e:
    out["new"] = type(e).__name__
report(out)
