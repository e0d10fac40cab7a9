"""Addresses outside that pages and our own classes name: each with its reason, so that a new one is noticed. That none is called is seen by e2e/offline."""
from __future__ import annotations

import re
import zipfile

import pytest

from tools_of_tests import REPOSITORY

ADDRESS = re.compile(rb"https?://[A-Za-z0-9.-]*[A-Za-z0-9]")

#: host -> why it is there
PAGES = {
    "www.w3.org": "names of XML", "ns.adobe.com": "names of XML", "www.xfa.org": "names of XML",
    "github.com": "links for people", "vega.github.io": "links for people, names of schemas", "plotly.com": "links for people",
    "react.dev": "links for people", "maplibre.org": "links for people", "get.webgl.org": "links for people", "www.esri.com": "links for people",
    "www.openstreetmap.org": "links for people", "wiki.openstreetmap.org": "links for people",
    "foo.bar": "a base for relative addresses", "example.com": "an example in a form", "hooks.slack.com": "an example in a form",
    # of maps and clouds that Plotly can be asked for; the pages' content policy lets none be fetched
    "geoserveis.icgc.cat": "maps", "fonts.openmaptiles.org": "maps", "basemaps.cartocdn.com": "maps", "tiles.basemaps.cartocdn.com": "maps",
    "tilemaps.icgc.cat": "maps", "server.arcgisonline.com": "maps", "tile.openstreetmap.org": "maps",
    "cloud.plotly.com": "Plotly's own cloud", "cdn.plot.ly": "outlines of countries", "cdn.jsdelivr.net": "Vega's data sets",
}
CLASSES = {
    "localhost": "this machine", "127.0.0.1": "this machine", "HOST": "a place left open in a message",
    "account.blob.core.windows.net": "an example in a message", "name.vault.azure.net": "an example in a message",
    "secretmanager.googleapis.com": "the store of secrets that an operator names", "www.googleapis.com": "its scope",
    "cwobject.com": "the store of objects that an operator names with cw://",
}


def hosts(content: bytes) -> set[str]:
    return {found.decode().split("//", 1)[1] for found in ADDRESS.findall(content)}


def test_pages_name_no_address_that_nobody_knows_of():
    pages = REPOSITORY / "web" / "dist"
    if not pages.exists():
        pytest.skip("the pages are not built (./selvedge build)")
    found = {host for file in pages.rglob("*") if file.suffix in {".js", ".css", ".html"} for host in hosts(file.read_bytes())}
    assert found and found <= PAGES.keys(), found - PAGES.keys()


def test_pages_are_put_together_from_files_of_their_own():
    page = REPOSITORY / "web" / "dist" / "index.html"
    if not page.exists():
        pytest.skip("the pages are not built (./selvedge build)")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.read_text())
    assert loaded and all(not re.match(r"(\w+:)?//", each) for each in loaded), loaded
    styles = [file for file in page.parent.rglob("*.css")]
    assert styles and not [each for file in styles for each in re.findall(r"(?:@import|url\()\s*[\"']?((?:https?:)?//[^\"')]+)", file.read_text())]


def test_our_classes_name_no_address_that_nobody_knows_of():
    server = REPOSITORY / "server" / "target" / "dist"
    if not server.exists():
        pytest.skip("the server is not built (./selvedge build)")
    found, classes = set(), 0
    for jar in server.rglob("*.jar"):
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if name.startswith("dev/selvedge/") and name.endswith(".class"):
                    classes += 1
                    found |= hosts(archive.read(name))
    assert classes > 500 and found <= CLASSES.keys(), found - CLASSES.keys()
