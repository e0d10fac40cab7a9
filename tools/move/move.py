#!/usr/bin/env python3
"""Copies the runs of a project to another server, W&B's or Selvedge's, through the public interface of the client.

    pip install wandb
    OLD_KEY=… NEW_KEY=… python move.py https://old.example.org https://new.example.org entity/project [entity/project]

Rows of history, configuration, summary, files with media, artifacts that runs logged, tags, groups, how a run ended. Oldest first, so versions of
artifacts count alike. What is there already is left alone: after an interruption, call it again. Not copied: system metrics,
console lines (the file output.log is), who used an artifact, reports, sweeps. The old server is only read.
"""
from __future__ import annotations

import argparse
import os
import sys
import tempfile

import wandb

#: The client writes these by itself.
OWN = ("config.yaml", "wandb-summary.json", "wandb-metadata.json", "requirements.txt")
#: Artifacts that servers and clients make by themselves.
MADE = ("wandb-history", "run_table", "job")


def run_at(api: wandb.Api, path: str):
    try:
        return api.run(path)
    except (wandb.errors.CommError, ValueError):
        return None


class Move:
    def __init__(self, old: wandb.Api, new: wandb.Api, source: str, target: str):
        self.old, self.new, self.source, self.target = old, new, source, target
        self.half: list[str] = []

    def run(self) -> None:
        for old in self.old.runs(self.source, order="+created_at"):
            there = run_at(self.new, f"{self.target}/{old.id}")
            if there is None:
                print(f"{old.id}: {self.copy(old)} rows", flush=True)
            elif there.lastHistoryStep != old.lastHistoryStep:
                self.half.append(old.id)

    def copy(self, old) -> int:
        entity, project = self.target.split("/")
        place = wandb.Settings(base_url=self.new.settings["base_url"], api_key=os.environ["NEW_KEY"], console="off", disable_git=True,
                               x_disable_stats=True, save_code=False, silent=True)
        run = wandb.init(entity=entity, project=project, id=old.id, name=old.name, group=old.group, job_type=old.job_type, tags=old.tags,
                         notes=old.notes, config=old.config, settings=place)
        rows = 0
        for row in old.scan_history():
            run.log({key: value for key, value in row.items() if value is not None and key != "_step"}, step=row["_step"])
            rows += 1
        run.summary.update({key: value for key, value in old.summary_metrics.items() if not key.startswith("_")})
        # files must be there until the run has ended
        with tempfile.TemporaryDirectory() as folder:
            self.files(old, run, folder)
            self.artifacts(old, run, folder)
            run.finish(exit_code=0 if old.state == "finished" else 1)
        return rows

    def files(self, old, run, folder: str) -> None:
        for file in old.files():
            if file.name not in OWN and not file.name.startswith("artifact/"):
                file.download(root=f"{folder}/files", replace=True)
                run.save(f"{folder}/files/{file.name}", base_path=f"{folder}/files", policy="now")

    def artifacts(self, old, run, folder: str) -> None:
        for version in old.logged_artifacts():
            name = version.source_name.split(":")[0]
            if version.type not in MADE:
                made = wandb.Artifact(name, version.type, description=version.description, metadata=version.metadata)
                made.add_dir(version.download(root=f"{folder}/artifacts/{version.id}"))
                run.log_artifact(made, aliases=[each for each in version.aliases if each != "latest"]).wait()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("old", help="address of the server that has the project")
    words.add_argument("new", help="address of the server that gets it")
    words.add_argument("source", help="entity/project")
    words.add_argument("target", nargs="?", help="entity/project; default: the same")
    told = words.parse_args()
    apis = [wandb.Api(overrides={"base_url": url}, api_key=os.environ[key]) for url, key in ((told.old, "OLD_KEY"), (told.new, "NEW_KEY"))]
    move = Move(*apis, told.source, told.target or told.source)
    move.run()
    if move.half:
        sys.exit(f"there but not whole, delete them at {told.new} and call again: {' '.join(move.half)}")


if __name__ == "__main__":
    main()
