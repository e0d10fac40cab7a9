"""A report with every block and panel that the package can write, and a workspace with every panel: made, opened, compared."""
import warnings

import wandb_workspaces.reports.v2 as r
import wandb_workspaces.workspaces as w
from scenario import arguments, report

warnings.simplefilter("ignore")
entity, project = arguments["path"].split("/")


def panels():
    return [
        r.LinePlot(title="Loss", x="Step", y=["loss", "val/loss"], smoothing_factor=0.6, smoothing_type="gaussian", log_y=True, range_x=(0, 10),
                   max_runs_to_show=7, custom_expressions=["${loss} * 2"], legend_position="west"),
        r.ScatterPlot(title="Both", x=r.Config("lr"), y=r.SummaryMetric("loss"), z=r.SummaryMetric("acc"), regression=True, log_x=True),
        r.BarPlot(title="Bars", metrics=["loss"], orientation="h", groupby=r.Config("lr"), max_bars_to_show=3),
        r.ScalarChart(title="One", metric="loss", groupby_aggfunc="mean"),
        r.ParallelCoordinatesPlot(columns=[r.ParallelCoordinatesPlotColumn(r.Config("lr")), r.ParallelCoordinatesPlotColumn(r.SummaryMetric("loss"), log=True)]),
        r.ParameterImportancePlot(with_respect_to="loss"), r.RunComparer(diff_only="split"), r.CodeComparer(diff="split"),
        r.MediaBrowser(title="Seen", num_columns=3, media_keys=["img"]), r.MarkdownPanel(markdown="# hello *ü*"),
        r.CustomChart(query={"summary": ["loss"]}, chart_name="wandb/scatter/v0", chart_fields={"x": "loss", "y": "loss"}, chart_strings={"title": "t"}),
        r.WeavePanelSummaryTable(table_name="table"),
    ]


blocks = [
    r.TableOfContents(), r.H1("One"), r.H2("Two"), r.H3("Three"), r.P(["Text with ", r.Link("a link", url="https://example.org"), r.InlineCode("code"), r.InlineLatex("x^2")]),
    r.BlockQuote("said"), r.CalloutBlock("look"), r.CodeBlock(code="print(1)", language="python"), r.LatexBlock(text="e=mc^2"), r.MarkdownBlock(text="**bold**"),
    r.OrderedList(items=["a", "b"]), r.UnorderedList(items=["c"]), r.CheckedList(items=[r.CheckedListItem(text="done", checked=True), r.CheckedListItem(text="open")]),
    r.Image(url="https://example.org/a.png", caption="seen"), r.Video(url="https://example.org/a.mp4"), r.HorizontalRule(),
    r.Gallery(items=[]), r.WeaveBlockSummaryTable(entity=entity, project=project, table_name="table"),
    r.WeaveBlockArtifact(entity=entity, project=project, artifact="digits", tab="lineage"),
    r.WeaveBlockArtifactVersionedFile(entity=entity, project=project, artifact="digits", version="v0", file="a.txt"),
    r.PanelGrid(runsets=[r.Runset(entity=entity, project=project, name="all", query="r", filters="Config('lr') > 0.1",
                                  groupby=["config.lr"], order=[r.OrderBy(r.SummaryMetric("loss"), ascending=True)])], panels=panels()),
]
written = r.Report(entity=entity, project=project, title="Everything", description="all kinds", width="fluid", blocks=blocks)
written.save()
read = r.Report.from_url(written.url)


def written_as(panel):
    """What the package would store: as objects, "loss" and Metric("loss") differ."""
    return panel._to_model().model_dump(exclude={"id", "layout"})


def kinds(items):
    return [type(item).__name__ for item in items]


grid, kept = written.blocks[-1], read.blocks[-1]
copied = r.Report(entity=entity, project=project, title="Copy", blocks=read.blocks)
copied.save()

space = w.Workspace(entity=entity, project=project, name="All", sections=[w.Section(name="Kinds", panels=panels(), is_open=True)],
                    settings=w.WorkspaceSettings(x_axis="Step", smoothing_weight=20, max_runs=5),
                    runset_settings=w.RunsetSettings(query="r", filters="Config('lr') > 0.1", groupby=[w.Config("lr")]))
space.save()
opened = w.Workspace.from_url(space.url)
report({
    "blocks": [kinds(written.blocks), kinds(read.blocks), kinds(r.Report.from_url(copied.url).blocks)],
    "panels": [kinds(grid.panels), kinds(kept.panels)],
    "same": [written_as(p) == written_as(q) or type(p).__name__ for p, q in zip(grid.panels, kept.panels)],
    "runset": [kept.runsets[0].name, kept.runsets[0].query, kept.runsets[0].groupby],
    "workspace": [kinds(opened.sections[0].panels), opened.settings.x_axis, opened.settings.max_runs, opened.runset_settings.query],
})
