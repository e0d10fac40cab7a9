"""Versions whose files are digested by XXH128: logged, continued, read, verified, beside ones of the usual kind."""
import os
from pathlib import Path

import wandb
from scenario import arguments, report

a = arguments


def logged(run, name, files, **options):
    artifact = wandb.Artifact(name, "dataset", **options)
    for path, text in files.items():
        Path(path).write_text(text)
        artifact.add_file(path)
    return run.log_artifact(artifact).wait()


with wandb.init(project=a["project"]) as run:
    first = logged(run, "fast", {"a.txt": "one", "b.txt": "two"}, digest_algorithm="XXH128")
    same = logged(run, "fast", {"a.txt": "one", "b.txt": "two"}, digest_algorithm="XXH128")
    more = logged(run, "fast", {"c.txt": "three"}, digest_algorithm="XXH128", incremental=True)
    usual = logged(run, "usual", {"a.txt": "one"})

found = wandb.Api().artifact(f"{a['project']}/fast:latest")
folder = found.download("out")
found.verify("out")
report({"versions": [first.version, same.version, more.version], "kinds": [str(found.digest_algorithm), str(usual.digest_algorithm)],
        "files": {name: (Path(folder) / name).read_text() for name in sorted(os.listdir(folder))},
        "usual": Path(usual.download("usual")).joinpath("a.txt").read_text()})
