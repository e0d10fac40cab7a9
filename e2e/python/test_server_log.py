"""What the server writes for those who collect logs."""
import json

from harness.compare import eventually


def test_json_lines_say_that_it_is_ready_and_leave_the_words_for_people_out(start_server):
    server = start_server("collected", LOGGING_STRUCTURED_FORMAT_CONSOLE="ecs")
    eventually(lambda: "is ready" in server.log(), 30, "the line")
    said = [json.loads(line)["message"] for line in server.log().splitlines() if line.startswith("{")]
    assert f"Selvedge is ready: http://localhost:{server.port}" in said
    assert "wandb login" not in server.log()
