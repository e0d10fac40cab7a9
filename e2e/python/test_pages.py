"""Addresses that the client prints, embeds or probes, beside its API."""
import re

import pytest

PAGES = ["/", "/authorize", "/authorize?signup=true&ref=models", "/{e}", "/{e}/{p}", "/{e}/{p}/workspace", "/{e}/{p}/runs/r"]


@pytest.mark.parametrize("page", PAGES)
def test_printed_addresses_open_the_application(http, entity, project, page):
    answer = http.send("GET", page.format(e=entity, p=project), auth=False, headers={"Accept": "text/html"})
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    foreign = re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+""", answer.text)
    assert not foreign, "no asset of somebody else's host"


def test_only_notebook_pages_may_be_framed(http, entity, project):
    def frame_rules(page):
        answer = http.send("GET", page, auth=False)
        csp = answer.headers.get("content-security-policy", "")
        found = re.search(r"frame-ancestors ([^;]*)", csp)
        return answer.headers.get("x-frame-options"), found and found.group(1).strip()

    options, ancestors = frame_rules(f"/{entity}/{project}/runs/r?jupyter=true")
    assert options is None and ancestors in (None, "*"), "a notebook of any origin shows the run page"
    options, ancestors = frame_rules(f"/{entity}/{project}/runs/r")
    assert options in ("DENY", "SAMEORIGIN") or ancestors in ("'none'", "'self'")


def test_pages_carry_strict_headers(http):
    headers = http.send("GET", "/", auth=False).headers
    csp = headers["content-security-policy"]
    assert "default-src 'self'" in csp or "default-src 'none'" in csp
    assert "unsafe-eval" not in csp
    assert "unsafe-inline" not in (re.search(r"script-src[^;]*", csp) or re.match("", "")).group(0)
    assert headers["x-content-type-options"] == "nosniff"


def test_telemetry_probe_is_turned_down(http):
    for kind in ("metrics", "logs"):
        assert http.send("POST", f"/sdk/otel/v1/{kind}", b"").status in (404, 405)


def test_file_address_allows_other_origins(http, entity, project):
    http.upsert_run(entity, project, "r")
    http.upload(entity, project, "r", "f.txt", b"x")
    (file,) = http.files(entity, project, "r")
    for url in (file["url"], file["directUrl"]):
        answer = http.send("OPTIONS", url, auth=False, headers={
            "Origin": "https://notebook.example.org", "Access-Control-Request-Method": "GET"})
        assert answer.status < 300
        assert answer.headers["access-control-allow-origin"] in ("*", "https://notebook.example.org")
        assert answer.headers.get("access-control-allow-credentials") != "true", "an open file address never rides on a cookie"


def test_health_needs_no_key(http):
    assert http.send("GET", "/ready", auth=False).status == 200
    assert http.send("GET", "/healthz", auth=False).status == 200
