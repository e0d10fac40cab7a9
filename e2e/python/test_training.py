"""A real program with a real library and data."""
import pytest


def test_digits_classifier_is_tracked(client, http, entity, project):
    logged = client.run("train_digits.py", project=project, run="digits", timeout=240)["logged"]
    back = client.run("read_run.py", path=f"{project}/digits")
    rows = [row for row in back["rows"] if row.get("epoch") is not None]  # a sealed row names every key
    assert [{k: row[k] for k in logged[0]} for row in rows] == logged
    assert back["config"]["alpha"] == 1e-4
    assert back["summary"]["test/accuracy"] == {"max": pytest.approx(max(r["test/accuracy"] for r in logged), abs=0)}
    assert back["summary"]["worst"]["_type"] == "image-file"
    assert back["attributes"]["state"] == "finished"
