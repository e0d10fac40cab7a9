"""Logs, uses, reads back, renames, tags and deletes versions as a user's programs do."""
import os
import pathlib
import shutil

import wandb
from scenario import arguments, report

root = pathlib.Path(arguments["root"])
project = arguments["project"]
out = {}


def file(name: str, text: str) -> str:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


def tree(folder: str) -> dict:
    top = pathlib.Path(folder)
    return {str(p.relative_to(top)): p.read_text() for p in sorted(top.rglob("*")) if p.is_file()}


def forget_cached() -> None:
    """Empties the client's cache, so bytes come from the server. Not `skip_cache=True` for whole versions: there the threads
    of a download share one destination, and now and then a file lands under another one's name."""
    shutil.rmtree(pathlib.Path(os.environ["WANDB_CACHE_DIR"]) / "artifacts" / "obj", ignore_errors=True)


with wandb.init(project=project, name="maker") as run:
    first = wandb.Artifact("digits", "dataset", description="hand-written", metadata={"rows": 2, "nan": float("nan")})
    first.add_file(file("a b.txt", "one"), "a b.txt")
    first.add_file(file("deep/ü%.txt", "two"), "deep/ü%.txt")
    far = file("outside/far.txt", "elsewhere")
    first.add_reference(f"file://{far}", name="far")
    logged = run.log_artifact(first, aliases=["best"], tags=["gold"]).wait()
    out["first"] = [logged.name, logged.version, sorted(logged.aliases), logged.tags, logged.size, logged.digest]
    out["digest_is_the_clients"] = logged.digest == first.digest

    same = wandb.Artifact("digits", "dataset")
    same.add_file(file("a b.txt", "one"), "a b.txt")
    same.add_file(file("deep/ü%.txt", "two"), "deep/ü%.txt")
    same.add_reference(f"file://{far}", name="far")
    out["same"] = run.log_artifact(same).wait().version

    second = wandb.Artifact("digits", "dataset")
    second.add_file(file("a b.txt", "one"), "a b.txt")
    second.add_file(file("new.txt", "three"), "new.txt")
    out["second"] = run.log_artifact(second).wait().version
    maker = run.id

with wandb.init(project=project, name="reader") as run:
    used = run.use_artifact("digits:best")
    out["used"] = used.version
    out["metadata"] = [used.metadata["rows"], str(used.metadata["nan"]), used.description]
    forget_cached()
    folder = used.download(root=str(root / "down"))
    out["downloaded"] = tree(folder)
    forget_cached()
    out["newest"] = tree(run.use_artifact("digits:latest").download(root=str(root / "newest")))
    reader = run.id

api = wandb.Api()
art = api.artifact(f"{project}/digits:v0")
out["one_entry"] = pathlib.Path(art.get_entry("a b.txt").download(root=str(root / "entry"), skip_cache=True)).read_text()
out["reference"] = art.get_entry("far").ref == f"file://{far}"
out["files"] = sorted(f.name for f in art.files())
out["file_count"] = len(art.files())
out["verified"] = art.verify(root=str(root / "down")) is None
out["logged_by"] = art.logged_by().id == maker
out["used_by"] = [r.id for r in art.used_by()] == [reader]
out["run_logged"] = sorted(a.version for a in api.run(f"{project}/{maker}").logged_artifacts())
out["run_used"] = sorted(a.version for a in api.run(f"{project}/{reader}").used_artifacts())
out["versions"] = [a.version for a in api.artifacts("dataset", f"{project}/digits")]
out["tagged"] = [a.version for a in api.artifacts("dataset", f"{project}/digits", tags=["gold"])]
out["types"] = sorted(t.name for t in api.artifact_types(project))
out["collections"] = [c.name for c in api.artifact_type("dataset", project).collections()]
out["exists"] = [api.artifact_exists(f"{project}/digits:v1"), api.artifact_exists(f"{project}/digits:v9"),
                 api.artifact_collection_exists(f"{project}/digits", "dataset")]

art = api.artifact(f"{project}/digits:v1")
art.aliases = ["best", "latest"]
art.tags.append("silver")
art.description = "second"
art.metadata["rows"] = 3
art.ttl = None
art.save()
again = api.artifact(f"{project}/digits:best")
out["edited"] = [again.version, sorted(again.aliases), again.tags, again.description, again.metadata["rows"]]
out["moved"] = sorted(api.artifact(f"{project}/digits:v0").aliases)

collection = api.artifact_collection("dataset", f"{project}/digits")
collection.name = "numbers"
collection.description = "all digits"
collection.tags = ["kept"]
collection.save()
collection = api.artifact_collection("dataset", f"{project}/numbers")
out["renamed"] = [collection.name, collection.description, collection.tags, len(list(collection.artifacts()))]

refused = api.artifact(f"{project}/numbers:v1")
try:
    refused.delete()
    out["delete_guard"] = "deleted"
except Exception as error:
    out["delete_guard"] = type(error).__name__
api.artifact(f"{project}/numbers:v0").delete()
refused.delete(delete_aliases=True)
out["left"] = len(list(collection.artifacts()))
collection.delete()
out["gone"] = api.artifact_collection_exists(f"{project}/numbers", "dataset")
out["kept_on_disk"] = os.path.exists(str(root / "down"))
report(out)
