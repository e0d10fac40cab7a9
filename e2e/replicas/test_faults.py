"""Each fault that production must survive, under fifty writers and four training processes: SELVEDGE_REPLICAS=full."""
import os
import random
import shlex
import shutil
import signal
import struct
import subprocess
import time
from pathlib import Path

import pytest

from backends import Questions
from conftest import ADMIN
from harness.raw import Http
from harness.server import STACK_TRACE, Server
from installation import FULL, Installation, all_ready, probe, until
from load import Load

SEED = int(os.environ.get("SELVEDGE_REPLICAS_SEED", str(random.randrange(10**6))))
WRITERS = int(os.environ.get("SELVEDGE_REPLICAS_WRITERS", "50"))
TRAININGS = int(os.environ.get("SELVEDGE_REPLICAS_TRAININGS", "4"))

pytestmark = [
    pytest.mark.disturbed,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not FULL, reason="takes half an hour: runs with SELVEDGE_REPLICAS=full"),
]

#: Work that passes with a dead worker must be taken up by the next one.
JOBS = ["history-sealing", "history-garbage", "files-abandoned", "run-value-index"]

#: Six heartbeats of five seconds, looked for every ten, and a start of the job; a busy machine is late.
MISSED_AFTER = 60


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A file system of its own for objects, which may be filled; without the right to mount, a plain folder."""
    folder = tmp_path_factory.mktemp("objects")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", str(folder)], capture_output=True).returncode == 0
    yield folder
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture(scope="module")
def installation(tmp_path_factory, room):
    made = Installation(tmp_path_factory.mktemp("installation"), 3, standby=True, faulty=True, worker=True, objects=room / "s3")
    yield made
    made.close()


@pytest.fixture
def load(installation, tmp_path, request):
    project = request.node.name.removeprefix("test_")[:60]
    print(f"\nSELVEDGE_REPLICAS_SEED={SEED}, {WRITERS} writers, {TRAININGS} trainings: {project}")
    made = Load(installation, tmp_path, project, writers=WRITERS, trainings=TRAININGS, seed=SEED)
    try:
        yield made.start()
    finally:
        made.abandon()


def test_servers_are_killed_one_after_another(installation, load):
    for victim in installation.servers:
        victim.kill()
        time.sleep(5)
        victim.start()
    all_ready(installation)
    print(load.finish())


def wait_for(questions, job: str, dead: set[str]) -> bool:
    """Whether a worker that lives was met in the job; the ones that a dead worker holds are missed first."""
    deadline = time.monotonic() + MISSED_AFTER
    while time.monotonic() < deadline:
        questions.tell(f"update scheduled_tasks set execution_time = utc_timestamp(6) where task_name = '{job}' and not picked")
        again = time.monotonic() + 3
        while time.monotonic() < again:
            if questions.ask(f"select coalesce(max(picked_by), '') from scheduled_tasks where task_name = '{job}' and picked") not in {"", *dead}:
                return True
    return False


@pytest.mark.timeout(2400)  # nine starts of a server
def test_a_worker_is_killed_in_the_middle_of_each_of_its_jobs(installation, load):
    questions = Questions(installation.mysql)
    killed, dead = [], set()
    for job in JOBS * 2:
        # what was replaced an hour ago may go
        questions.tell("update history_garbage set unreferenced_at = unreferenced_at - interval 2 hour")
        began = time.monotonic()
        if wait_for(questions, job, dead):
            killed.append(job)
        picked = time.monotonic()
        installation.worker.kill()
        dead |= set(questions.ask("select coalesce(group_concat(distinct picked_by), '') from scheduled_tasks where picked").split(","))
        installation.worker.start()
        print(f"{job} began after {picked - began:.0f} s; the next worker was ready {time.monotonic() - picked:.0f} s after the kill")
        time.sleep(2)
    for name in dead - {""}:
        until(lambda name=name: questions.ask(f"select count(*) from scheduled_tasks where picked_by = '{name}'") == "0", MISSED_AFTER,
              "the next worker takes over what the dead ones held")
    questions.close()
    print(f"killed amid {killed}")
    assert set(killed) >= {"history-sealing", "run-value-index"}, "the jobs that always have work were not met"
    print(load.finish())
    sealed = installation.mysql.execute("select count(*) from selvedge.history_segment")
    assert int(sealed) > 0, "nothing was sealed, so nothing was proven"


@pytest.mark.parametrize("manner", ["stopped", "killed"])
def test_mysql_goes_down_and_comes_back(installation, load, manner):
    installation.mysql.stop() if manner == "stopped" else installation.mysql.kill()
    for server in installation.servers:
        until(lambda server=server: probe(server, "/ready") == 503, 30, f"{server.url}/ready as 503")
        assert probe(server, "/healthz") == 200
    time.sleep(20)
    installation.mysql.start()
    all_ready(installation)
    time.sleep(5)
    print(load.finish())
    for server in installation.processes:
        assert not STACK_TRACE.search(server.log()), "an outage is told in a sentence, not in stack traces"


def timed_answer(server, key: str, entity: str) -> tuple[int, float, str]:
    """Of a question that needs the database: its status, how long it took, and when to ask again."""
    raw = Http(server.url, key, timeout=120)
    began = time.monotonic()
    try:
        answer = raw.graphql("query Q($e: String!) { models(entityName: $e) { edges { node { id } } } }", e=entity)
        return answer.status, time.monotonic() - began, answer.headers.get("retry-after", "")
    finally:
        raw.close()


def threads_and_megabytes(server) -> tuple[int, int]:
    status = Path(f"/proc/{server._process.pid}/status").read_text()
    found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(found["Threads"]), int(found["VmRSS"].split()[0]) // 1024


@pytest.mark.parametrize("seconds", [20, 75])
def test_mysql_freezes_and_thaws(installation, load, seconds):
    """For less than a statement is waited for, and for more."""
    before = [threads_and_megabytes(server) for server in installation.servers]
    installation.mysql.freeze()
    began = time.monotonic()
    try:
        for server in installation.servers:
            until(lambda server=server: probe(server, "/ready") == 503, 15, f"{server.url}/ready as 503")
        print(f"all not ready {time.monotonic() - began:.1f} s after the freeze")
        waits = []
        while time.monotonic() - began < seconds:
            for server in installation.servers:
                assert probe(server, "/healthz") == 200
                status, took, again = timed_answer(server, installation.key, ADMIN)
                waits.append(took)
                if time.monotonic() - began < seconds:
                    assert status == 503 and again, f"{status} after {took:.1f} s, Retry-After {again!r}"
            time.sleep(1)
        print(f"{len(waits)} answers while it was frozen, the last after {max(waits):.1f} s")
        after = [threads_and_megabytes(server) for server in installation.servers]
    finally:
        installation.mysql.thaw()
    thawed = time.monotonic()
    all_ready(installation, 30)
    print(f"all ready {time.monotonic() - thawed:.1f} s after the thaw; threads and MB {before} before, {after} at its end")
    assert max(waits) < 20, "whoever asks is told soon, whatever hangs"
    assert all(threads < of + 150 for (of, _), (threads, _) in zip(before, after)), "threads pile up"
    print(load.finish())
    for server in installation.processes:
        assert not STACK_TRACE.search(server.log()), "an outage is told in a sentence, not in stack traces"


def test_redis_is_flushed_restarted_and_away_for_a_minute(installation, load):
    installation.redis.flush()
    time.sleep(3)
    installation.redis.stop(signal.SIGKILL)
    installation.redis.start()
    time.sleep(3)
    installation.redis.stop()
    for _ in range(60):
        time.sleep(1)
        assert all(probe(server, "/ready") == 200 for server in installation.servers), "nothing needs Redis to go on"
    installation.redis.start()
    time.sleep(5)
    print(load.finish())
    for server in installation.servers:
        assert "is away" in server.log() and "is there again" in server.log()


@pytest.mark.parametrize("fault", ["errors", "slow", "cut", "refuse"])
def test_the_object_store_fails(installation, load, fault):
    if not installation.faulty:
        pytest.skip("there is no S3 server here: tools/versitygw/fetch.sh")
    before = installation.faulty.requests
    installation.faulty.fault = fault
    time.sleep(25)
    # rows go to the database, so servers stay ready
    assert all(probe(server, "/ready") == 200 for server in installation.servers)
    installation.faulty.fault = None
    time.sleep(8)
    print(load.finish())
    assert installation.faulty.met.get(fault, 0) > 5, "nobody met the fault"
    print(f"{installation.faulty.met[fault]} of {installation.faulty.requests - before} requests to the store met it")


def test_the_disk_of_the_objects_is_full(installation, load, room):
    if not os.path.ismount(room):
        pytest.skip("filling a disk needs the right to mount one")
    ballast = room / "ballast"
    with open(ballast, "wb") as file:
        try:
            while True:
                file.write(b"\0" * 1_000_000)
        except OSError as full:
            assert full.errno == 28
    time.sleep(20)
    assert shutil.disk_usage(room).free < 1_000_000
    ballast.unlink()
    time.sleep(8)
    print(load.finish())


def test_the_clock_of_a_server_jumps(installation, load, tmp_path):
    compiler = shutil.which("cc")
    if not compiler:
        pytest.skip("a clock of its own for one process takes a C compiler")
    library, wrong_by = tmp_path / "clock.so", tmp_path / "wrong-by"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(Path(__file__).with_name("clock.c"))], check=True)
    wrong_by.write_bytes(struct.pack("=q", 0))

    def jump(seconds: int) -> None:
        with open(wrong_by, "r+b") as file:
            file.write(struct.pack("=q", seconds))

    victim = installation.servers[0]
    victim.stop()
    plain = victim._extra_env
    victim._extra_env = {**plain, "LD_PRELOAD": str(library), "CLOCK_WRONG_BY": str(wrong_by)}
    victim.start()
    for hours in (2, -2):
        jump(hours * 3600)
        until(lambda: probe(victim, "/ready") == 503, 30, "the server that lives in another time says so")
        time.sleep(10)
    jump(0)
    all_ready(installation)
    victim.stop()
    victim._extra_env = plain
    victim.start()
    print(load.finish())


def test_a_standby_is_promoted(installation, load):
    installation.pair.promote()
    for server in installation.servers:
        # nobody has said yet where the new one is
        until(lambda server=server: probe(server, "/ready") == 503, 15, f"{server.url}/ready as 503")
    raw = Http(installation.servers[0].url, installation.key)
    assert "read-only" in raw.send("GET", "/ready", auth=False).text
    assert raw.data("query Q($e: String!) { models(entityName: $e) { edges { node { name } } } }", e=ADMIN)["models"]["edges"], "reads go on"
    refused = raw.graphql("mutation M($e: String!) { upsertModel(input: {entityName: $e, name: \"later\"}) { inserted } }", e=ADMIN)
    assert refused.status == 503 and refused.headers["retry-after"], refused.text
    raw.close()
    began = time.monotonic()
    # the old one lives on, read-only, and connections to it stay open
    installation.name.target = installation.pair.second.port
    time.sleep(5)
    until(lambda: int(installation.pair.second.execute("select @@global.read_only")) == 0)
    all_ready(installation, 30)
    print(f"all ready {time.monotonic() - began:.0f} s after the promotion")
    time.sleep(10)
    print(load.finish())
    installation.mysql = installation.pair.second
    old, new = (int(each.execute("select count(*) from selvedge.run")) for each in (installation.pair.first, installation.pair.second))
    assert new > old, "the writers did not go over to the new one"


def test_the_release_before_is_upgraded_server_by_server(tmp_path_factory, tmp_path):
    previous = os.environ.get("SELVEDGE_PREVIOUS") or os.environ.get("SELVEDGE_REPLICAS_PREVIOUS")
    if not previous:
        pytest.skip("SELVEDGE_PREVIOUS names no command of the release before (previous.sh COMMIT prints one)")
    made = Installation(tmp_path_factory.mktemp("upgrade"), 3, command=shlex.split(previous))
    (tmp_path / "back").mkdir()
    load = Load(made, tmp_path, "upgrade", writers=WRITERS, trainings=TRAININGS, seed=SEED)
    back = Load(made, tmp_path / "back", "back", writers=8, trainings=1, seed=SEED + 1)
    try:
        load.start()
        now = Server(tmp_path / "unused").command
        for server in made.servers:
            server.stop()
            server.command = now
            server.start()
            # the others still are of the release before, on the schema of the new one
            time.sleep(5)
        all_ready(made)
        print(load.finish())
        # and back: a release is taken back without a restore
        back.start()
        made.servers[0].stop()
        made.servers[0].command = shlex.split(previous)
        made.servers[0].start()
        time.sleep(5)
        print(back.finish())
    finally:
        load.abandon()
        back.abandon()
        made.close()
