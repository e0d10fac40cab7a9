"""Many programs begin at once in a project that does not exist yet."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from harness.raw import Http

PROGRAMS = 32


def test_programs_that_make_their_project_at_once_all_get_their_run(server, http, entity, project):
    barrier = Barrier(PROGRAMS)

    def begin(number: int) -> dict:
        own = Http(server.url, server.admin_key, timeout=60)
        try:
            barrier.wait(30)
            made = own.upsert_run(entity, project, f"first{number}")
            answer = own.log_rows(entity, project, f"first{number}", [{"_step": 0, "n": number}])
            assert answer.status == 200, answer.text
            return made
        finally:
            own.close()

    with ThreadPoolExecutor(PROGRAMS) as threads:
        list(threads.map(begin, range(PROGRAMS)))
    for number in range(PROGRAMS):
        assert [row["n"] for row in http.history(entity, project, f"first{number}")] == [number]
