"""`wandb artifact put | get | ls`, and what they do to the local cache."""


def test_put_get_and_list(client, http, entity, project):
    (client.folder / "data" / "deep").mkdir(parents=True, exist_ok=True)
    source = client.folder / "up"
    (source / "deep").mkdir(parents=True)
    (source / "a.txt").write_text("first")
    (source / "deep" / "b c.txt").write_text("second")
    name = f"{entity}/{project}/files"
    put = client.cli("artifact", "put", str(source), "-n", name, "-t", "data", "-d", "what it is", "-a", "best")
    assert put.code == 0, put.output
    assert f"{project}/files:v0" in put.output.replace("\n", ""), put.output

    listed = client.cli("artifact", "ls", f"{entity}/{project}")
    assert listed.code == 0, listed.output
    assert "data" in listed.output and "files:v0" in listed.output, listed.output

    client.forget_cache()
    got = client.cli("artifact", "get", f"{name}:best", "--root", str(client.folder / "down"))
    assert got.code == 0, got.output
    assert (client.folder / "down" / "a.txt").read_text() == "first"
    assert (client.folder / "down" / "deep" / "b c.txt").read_text() == "second"


def test_get_of_what_is_not_there_says_so_at_once(client, http, entity, project):
    http.upsert_run(entity, project, "r")
    got = client.cli("artifact", "get", f"{entity}/{project}/absent:v0", timeout=60)
    assert got.code != 0
    assert "not found" in got.output.lower() or "unable" in got.output.lower(), got.output
