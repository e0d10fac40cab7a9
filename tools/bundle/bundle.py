#!/usr/bin/env python3
"""Everything an installation without internet needs, in one file, and into its registry. Needs Python 3.9, no container engine.

    bundle.py create --image selvedge-server.oci.tar [--image …] [--chart FOLDER] [--crds FOLDER] [--sbom FILE] OUT.tar
    bundle.py verify BUNDLE.tar
    bundle.py diff OLD.tar NEW.tar OUT.tar       what NEW has and OLD does not: for where OLD was pushed before
    bundle.py push BUNDLE.tar registry.example:5000 [--prefix mirror] [--plain-http] [--ca FILE]

push takes user:password from the variable REGISTRY_AUTH. Images keep their digests. An image is named by the annotations of its index, or
NAME:TAG=FILE.
"""
from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import os
import ssl
import sys
import tarfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

FORMAT = 1
NAME = "org.opencontainers.image.ref.name"
HERE = Path(__file__).resolve().parent


class Refused(Exception):
    """With a sentence."""


def digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


# -- reading images ------------------------------------------------------------------------------------------------------------------
class Image:
    """One OCI archive: a tar of an image layout."""

    def __init__(self, given: str):
        named, _, file = given.rpartition("=") if "=" in given else ("", "", given)
        self.tar = tarfile.open(file)
        self.members = {member.name.removeprefix("./"): member for member in self.tar.getmembers()}
        if "index.json" not in self.members:
            raise Refused(f"{file} is no OCI archive: it has no index.json")
        index = json.loads(self.read("index.json"))
        self.manifest = index["manifests"][0]
        self.name = named or self.manifest.get("annotations", {}).get(NAME, "")
        if ":" not in self.name:
            raise Refused(f"{file} does not say what it is called; give NAME:TAG={file}")

    def read(self, path: str) -> bytes:
        return self.tar.extractfile(self.members[path]).read()

    def blob(self, name: str) -> bytes:
        content = self.read("blobs/" + name.replace(":", "/"))
        if digest(content) != name:
            raise Refused(f"{self.name}: the blob {name} is not what its name says")
        return content

    def blobs(self):
        manifest = self.blob(self.manifest["digest"])
        yield self.manifest["digest"], manifest
        document = json.loads(manifest)
        for each in [document["config"], *document["layers"]]:
            yield each["digest"], self.blob(each["digest"])


# -- writing ---------------------------------------------------------------------------------------------------------------------------
class Writer:
    """Files with fixed times, then the list of their sums."""

    def __init__(self, out: str):
        self.tar = tarfile.open(out, "w")
        self.sums: dict[str, str] = {}

    def add(self, name: str, content: bytes, summed: bool = True) -> None:
        if name in self.sums:
            return
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = len(content), 1, 0o755 if name.endswith(".py") else 0o644
        self.tar.addfile(member, io.BytesIO(content))
        if summed:
            self.sums[name] = hashlib.sha256(content).hexdigest()

    def end(self) -> None:
        self.add("SHA256SUMS", "".join(f"{sum_}  {name}\n" for name, sum_ in sorted(self.sums.items())).encode(), summed=False)
        self.tar.close()


def chart_archive(folder: Path) -> tuple[str, bytes]:
    """What `helm package` makes, but the same bytes each time."""
    fields = dict(line.split(":", 1) for line in (folder / "Chart.yaml").read_text().splitlines() if line[:1].isalpha() and ":" in line)
    name, version = fields["name"].strip(), fields["version"].strip().strip('"')
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                member = tarfile.TarInfo(f"{name}/{file.relative_to(folder)}")
                content = file.read_bytes()
                member.size, member.mtime = len(content), 1
                tar.addfile(member, io.BytesIO(content))
    import gzip
    return f"{name}-{version}.tgz", gzip.compress(raw.getvalue(), mtime=1)


def create(arguments) -> None:
    out = Writer(arguments.out)
    images = [Image(each) for each in arguments.image]
    entries = []
    for image in images:
        for name, content in image.blobs():
            out.add("oci/blobs/" + name.replace(":", "/"), content)
        entries.append({**image.manifest, "annotations": {NAME: image.name}})
    out.add("oci/oci-layout", b'{"imageLayoutVersion": "1.0.0"}')
    out.add("oci/index.json", json.dumps({"schemaVersion": 2, "manifests": entries}, indent=1).encode())
    name, content = chart_archive(Path(arguments.chart))
    out.add(f"charts/{name}", content)
    for file in sorted(Path(arguments.crds).rglob("*.y*ml")) if arguments.crds else []:
        out.add(f"crds/{file.name}", file.read_bytes())
    for file in arguments.sbom:
        out.add(f"sbom/{Path(file).name}", Path(file).read_bytes())
    out.add("INSTALL.md", (HERE / "INSTALL.md").read_bytes())
    out.add("bundle.py", Path(__file__).read_bytes())
    out.add("bundle.json", json.dumps({
        "format": FORMAT, "chart": name,
        "images": [{"name": image.name, "digest": image.manifest["digest"]} for image in images],
    }, indent=1).encode())
    out.end()
    print(f"{arguments.out}: {len(images)} images, {name}, {os.path.getsize(arguments.out) >> 20} MB")


# -- reading bundles -----------------------------------------------------------------------------------------------------------------
class Bundle:
    def __init__(self, file: str):
        self.file = file
        try:
            self.tar = tarfile.open(file)
            self.members = {member.name: member for member in self.tar.getmembers()}
            self.sums = dict(reversed(line.split("  ", 1)) for line in self.read("SHA256SUMS").decode().splitlines())
            self.about = json.loads(self.read("bundle.json"))
        except (tarfile.TarError, KeyError, OSError, ValueError) as e:
            raise Refused(f"{file} is no bundle, or was cut off ({e})") from None
        if self.about["format"] > FORMAT:
            raise Refused(f"{file} was made by a newer version")

    def read(self, name: str) -> bytes:
        return self.tar.extractfile(self.members[name]).read()

    def checked(self, name: str) -> bytes:
        content = self.read(name)
        if hashlib.sha256(content).hexdigest() != self.sums.get(name):
            raise Refused(f"{self.file} is damaged: {name} is not what was written")
        return content

    def verify(self) -> int:
        for name in self.sums:
            if name not in self.members:
                raise Refused(f"{self.file} is damaged: {name} is missing")
            self.checked(name)
        extra = set(self.members) - set(self.sums) - {"SHA256SUMS"}
        if extra:
            raise Refused(f"{self.file} has files that nobody vouches for: {', '.join(sorted(extra))}")
        return len(self.sums)

    def has(self, blob: str) -> bool:
        return "oci/blobs/" + blob.replace(":", "/") in self.members

    def blob(self, name: str) -> bytes:
        content = self.checked("oci/blobs/" + name.replace(":", "/"))
        if digest(content) != name:
            raise Refused(f"{self.file} is damaged: {name}")
        return content


def verify(arguments) -> None:
    bundle = Bundle(arguments.bundle)
    count = bundle.verify()
    for image in bundle.about["images"]:
        document = json.loads(bundle.blob(image["digest"]))
        missing = [each["digest"] for each in [document["config"], *document["layers"]] if not bundle.has(each["digest"])]
        print(f"{image['name']}  {image['digest']}" + (f"  ({len(missing)} blobs are left to the registry)" if missing else ""))
    print(f"{arguments.bundle}: {count} files are what was written")


def diff(arguments) -> None:
    old, new = Bundle(arguments.old), Bundle(arguments.new)
    new.verify()
    # manifests stay: what is left out is found through them
    kept = {image["digest"] for image in new.about["images"]}
    out = Writer(arguments.out)
    left = 0
    for name in new.sums:
        blob = "sha256:" + name.rsplit("/", 1)[1] if name.startswith("oci/blobs/") else None
        if blob and blob not in kept and old.has(blob):
            left += 1
        else:
            out.add(name, new.checked(name))
    out.end()
    print(f"{arguments.out}: {os.path.getsize(arguments.out) >> 20} MB instead of {os.path.getsize(arguments.new) >> 20}, {left} blobs left out")


# -- pushing ---------------------------------------------------------------------------------------------------------------------------
class Registry:
    """The HTTP API of container registries, as far as writing needs it."""

    def __init__(self, host: str, plain: bool, ca: str | None):
        self.base = f"{'http' if plain else 'https'}://{host}"
        self.context = None if plain else ssl.create_default_context(cafile=ca)
        auth = os.environ.get("REGISTRY_AUTH", "")
        self.headers = {"Authorization": "Basic " + base64.b64encode(auth.encode()).decode()} if auth else {}

    def send(self, method: str, url: str, body: bytes | None = None, **headers: str):
        request = urllib.request.Request(urllib.parse.urljoin(self.base, url), data=body, method=method,
                                         headers={**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}})
        return urllib.request.urlopen(request, timeout=600, context=self.context)

    def has(self, repository: str, name: str) -> bool:
        try:
            self.send("HEAD", f"/v2/{repository}/blobs/{name}").close()
            return True
        except urllib.error.HTTPError as e:
            if e.code == 404:
                return False
            raise

    def put_blob(self, repository: str, name: str, content: bytes) -> None:
        with self.send("POST", f"/v2/{repository}/blobs/uploads/", b"") as answer:
            place = answer.headers["Location"]
        place += ("&" if "?" in place else "?") + "digest=" + urllib.parse.quote(name)
        self.send("PUT", place, content, Content_Type="application/octet-stream").close()

    def put_manifest(self, repository: str, tag: str, kind: str, content: bytes) -> None:
        self.send("PUT", f"/v2/{repository}/manifests/{tag}", content, Content_Type=kind).close()


def push(arguments) -> None:
    bundle = Bundle(arguments.bundle)
    registry = Registry(arguments.registry, arguments.plain_http, arguments.ca)
    for image in bundle.about["images"]:
        name, tag = image["name"].rsplit(":", 1)
        repository = "/".join(filter(None, [arguments.prefix.strip("/"), name]))
        manifest = bundle.blob(image["digest"])
        document = json.loads(manifest)
        sent = 0
        for each in [document["config"], *document["layers"]]:
            if registry.has(repository, each["digest"]):
                continue
            if not bundle.has(each["digest"]):
                raise Refused(f"{repository}: {each['digest']} is neither in the bundle nor in the registry; push the whole bundle")
            registry.put_blob(repository, each["digest"], bundle.blob(each["digest"]))
            sent += 1
        registry.put_manifest(repository, tag, document.get("mediaType", "application/vnd.oci.image.manifest.v1+json"), manifest)
        print(f"{arguments.registry}/{repository}:{tag}  {image['digest']}  ({sent} blobs sent)")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("create")
    one.add_argument("--image", action="append", required=True)
    one.add_argument("--chart", default=str(HERE.parents[1] / "deploy" / "helm" / "selvedge"))
    one.add_argument("--crds")
    one.add_argument("--sbom", action="append", default=[])
    one.add_argument("out")
    one.set_defaults(run=create)
    one = commands.add_parser("verify")
    one.add_argument("bundle")
    one.set_defaults(run=verify)
    one = commands.add_parser("diff")
    one.add_argument("old"), one.add_argument("new"), one.add_argument("out")
    one.set_defaults(run=diff)
    one = commands.add_parser("push")
    one.add_argument("bundle"), one.add_argument("registry")
    one.add_argument("--prefix", default="")
    one.add_argument("--plain-http", action="store_true")
    one.add_argument("--ca")
    one.set_defaults(run=push)
    arguments = parser.parse_args(words)
    try:
        arguments.run(arguments)
        return 0
    except Refused as e:
        print(e, file=sys.stderr)
    except urllib.error.HTTPError as e:
        print(f"The registry answered {e.url} with {e.code}: {e.read()[:300].decode(errors='replace')}", file=sys.stderr)
    except (urllib.error.URLError, OSError) as e:
        print(f"That did not work: {e}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
