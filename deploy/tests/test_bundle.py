"""One file for where there is no internet: made, checked, pushed to a registry, made smaller; and the chart finds all of it there."""
from __future__ import annotations

import hashlib
import http.server
import io
import json
import shutil
import subprocess
import sys
import tarfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
import yaml

from tools_of_tests import CACHE, REPOSITORY, run, template

BUNDLE = REPOSITORY / "tools" / "bundle" / "bundle.py"
NAME = "selvedge/selvedge-server:0.1.0"


def bundle(*words: str) -> subprocess.CompletedProcess:
    return run(sys.executable, str(BUNDLE), *words)


def archive(file: Path, name: str, *layers: bytes) -> Path:
    """An OCI archive as the image build writes it."""
    blobs = {}

    def blob(content: bytes, kind: str) -> dict:
        digest = hashlib.sha256(content).hexdigest()
        blobs[digest] = content
        return {"mediaType": kind, "digest": f"sha256:{digest}", "size": len(content)}

    config = blob(json.dumps({"architecture": "amd64", "os": "linux"}).encode(), "application/vnd.oci.image.config.v1+json")
    manifest = blob(json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config,
                                "layers": [blob(each, "application/vnd.oci.image.layer.v1.tar+gzip") for each in layers]}).encode(),
                    "application/vnd.oci.image.manifest.v1+json")
    index = {"schemaVersion": 2, "manifests": [{**manifest, "annotations": {"org.opencontainers.image.ref.name": name}}]}
    with tarfile.open(file, "w") as tar:
        for path, content in [("index.json", json.dumps(index).encode()),
                              *((f"blobs/sha256/{digest}", content) for digest, content in blobs.items())]:
            member = tarfile.TarInfo(path)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


class Registry(http.server.BaseHTTPRequestHandler):
    """Keeps what is pushed, and refuses what does not have its digest."""

    blobs: dict = {}
    manifests: dict = {}

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_HEAD(self):
        repository, _, digest = self.path.removeprefix("/v2/").rpartition("/blobs/")
        self.answer(200 if (repository, digest) in self.blobs else 404)

    def do_POST(self):
        self.answer(202, Location=self.path + "1")

    def do_PUT(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        address = urllib.parse.urlsplit(self.path)
        if "/manifests/" in address.path:
            repository, _, tag = address.path.removeprefix("/v2/").rpartition("/manifests/")
            document = json.loads(content)
            if any((repository, each["digest"]) not in self.blobs for each in [document["config"], *document["layers"]]):
                return self.answer(400, b"a blob is unknown")
            self.manifests[f"{repository}:{tag}"] = "sha256:" + hashlib.sha256(content).hexdigest()
            return self.answer(201)
        digest = urllib.parse.parse_qs(address.query)["digest"][0]
        if digest != "sha256:" + hashlib.sha256(content).hexdigest():
            return self.answer(400, b"another digest")
        self.blobs[(address.path.removeprefix("/v2/").rpartition("/blobs/")[0], digest)] = content
        self.answer(201)

    def log_message(self, *_):
        pass


@pytest.fixture
def registry():
    kind = type("Empty", (Registry,), {"blobs": {}, "manifests": {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", kind
    server.shutdown()


@pytest.fixture
def made(tmp_path):
    image = archive(tmp_path / "image.tar", NAME, b"system" * 1000, b"application 1")
    sbom = tmp_path / "bom.json"
    sbom.write_text("{}")
    out = tmp_path / "bundle.tar"
    done = bundle("create", "--image", str(image), "--sbom", str(sbom), str(out))
    assert done.returncode == 0, done.stderr
    return out


def test_a_bundle_says_what_is_in_it_and_is_the_same_each_time(made, tmp_path):
    done = bundle("verify", str(made))
    assert done.returncode == 0 and NAME in done.stdout, done.stderr
    names = tarfile.open(made).getnames()
    assert {"INSTALL.md", "bundle.py", "SHA256SUMS", "sbom/bom.json", "oci/index.json"} <= set(names)
    assert any(name.startswith("charts/selvedge-") for name in names)
    again = tmp_path / "again.tar"
    bundle("create", "--image", str(tmp_path / "image.tar"), "--sbom", str(tmp_path / "bom.json"), str(again))
    assert again.read_bytes() == made.read_bytes()


def test_damage_is_found_wherever_it_is(made):
    whole = made.read_bytes()
    with tarfile.open(made) as tar:
        places = {member.name: member.offset_data for member in tar.getmembers() if member.size}
    for name, at in places.items():
        damaged = bytearray(whole)
        damaged[at] ^= 0x01
        made.write_bytes(damaged)
        done = bundle("verify", str(made))
        assert done.returncode == 1, f"{name}: {done.stdout}"
        assert "Traceback" not in done.stderr, done.stderr
    made.write_bytes(whole[: len(whole) // 2])
    assert bundle("verify", str(made)).returncode == 1


def test_what_the_chart_names_is_in_the_registry(made, registry):
    address, kept = registry
    done = bundle("push", str(made), address, "--prefix", "mirror", "--plain-http")
    assert done.returncode == 0, done.stderr
    digest = json.loads(tarfile.open(made).extractfile("bundle.json").read())["images"][0]["digest"]
    assert kept.manifests == {f"mirror/{NAME}": digest}
    rendered = template("--set", f"profile=poc,global.imageRegistry={address}/mirror")
    assert rendered.returncode == 0, rendered.stderr
    images = {container["image"] for each in yaml.safe_load_all(rendered.stdout) if each and "template" in each.get("spec", {})
              for container in each["spec"]["template"]["spec"]["containers"]}
    assert images == {f"{address}/{name}" for name in kept.manifests}


def test_a_later_version_sends_only_what_is_new(made, registry, tmp_path):
    address, kept = registry
    image = archive(tmp_path / "image2.tar", NAME.replace("0.1.0", "0.2.0"), b"system" * 1000, b"application 2")
    later, small = tmp_path / "later.tar", tmp_path / "small.tar"
    assert bundle("create", "--image", str(image), str(later)).returncode == 0
    done = bundle("diff", str(made), str(later), str(small))
    assert done.returncode == 0 and "2 blobs left out" in done.stdout, done.stdout + done.stderr
    assert bundle("verify", str(small)).returncode == 0
    refused = bundle("push", str(small), address, "--plain-http")
    assert refused.returncode == 1 and "push the whole bundle" in refused.stderr
    assert bundle("push", str(made), address, "--plain-http").returncode == 0
    done = bundle("push", str(small), address, "--plain-http")
    assert done.returncode == 0 and "(1 blobs sent)" in done.stdout, done.stdout + done.stderr
    assert len(kept.manifests) == 2


def test_a_real_registry_takes_it(made):
    """go-containerregistry's, where it was built: `GOBIN=~/.cache/selvedge/bin go install github.com/google/go-containerregistry/cmd/registry@v0.22.1`."""
    binary = shutil.which("registry", path=str(CACHE / "bin"))
    if not binary:
        pytest.skip("no registry in the cache")
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    process = subprocess.Popen([binary, "-port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        done = bundle("push", str(made), f"127.0.0.1:{port}", "--plain-http")
        assert done.returncode == 0, done.stderr
        name, tag = NAME.split(":")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/{name}/manifests/{tag}", timeout=5) as answer:
            assert answer.headers["Docker-Content-Digest"] in done.stdout
    finally:
        process.terminate()
        process.wait(10)


def test_what_is_no_image_or_no_bundle_is_said(tmp_path):
    nothing = tmp_path / "nothing.tar"
    tarfile.open(nothing, "w").close()
    done = bundle("create", "--image", str(nothing), str(tmp_path / "out.tar"))
    assert done.returncode == 1 and "no OCI archive" in done.stderr
    assert "is no bundle" in bundle("verify", str(nothing)).stderr
