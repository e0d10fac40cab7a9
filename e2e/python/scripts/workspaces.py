"""Workspaces and reports as their own package makes, opens, edits, copies and deletes them."""
import warnings

import wandb
import wandb_workspaces.reports.v2 as reports
import wandb_workspaces.workspaces as workspaces
from scenario import arguments, report

warnings.simplefilter("ignore")
entity, project = arguments["path"].split("/")
out = {}

workspace = workspaces.Workspace(
    entity=entity, project=project, name="Losses",
    sections=[workspaces.Section(name="Curves", panels=[reports.LinePlot(x="Step", y=["loss"])], is_open=True)],
    runset_settings=workspaces.RunsetSettings(order=[workspaces.Ordering(workspaces.Summary("loss"), ascending=False)]))
workspace.save()
opened = workspaces.Workspace.from_url(workspace.url)
out["opened"] = [opened.name, [section.name for section in opened.sections], opened.runset_settings.order[0].item.name]
opened.name = "Renamed"
opened.save()
out["renamed"] = workspaces.Workspace.from_url(workspace.url).name
opened.name = "Copy"
opened.save_as_new_view()
out["copy"] = workspaces.Workspace.from_url(opened.url).name
out["original after copy"] = workspaces.Workspace.from_url(workspace.url).name

written = reports.Report(
    entity=entity, project=project, title="Quarter – ü", description="what we saw",
    blocks=[reports.H1("Results"), reports.P("It learns."), reports.PanelGrid(
        runsets=[reports.Runset(entity=entity, project=project)], panels=[reports.LinePlot(y=["loss"])])])
written.save()
read = reports.Report.from_url(written.url)
out["report"] = [read.title, read.description, [type(block).__name__ for block in read.blocks]]
read.title = "Year"
read.save()
out["retitled"] = reports.Report.from_url(written.url.rstrip("=")).title
draft = reports.Report(entity=entity, project=project, title="Later")
draft.save(draft=True)
out["listed"] = sorted(each.display_name for each in wandb.Api().reports(arguments["path"]))
out["share"] = read.get_share_url() is None and "accessToken=" in read.enable_share_link()
out["unshared"] = bool(read.disable_share_link()) and read.get_share_url() is None
out["deleted"] = bool(read.delete())
out["listed after"] = sorted(each.display_name for each in wandb.Api().reports(arguments["path"]))
report(out)
