"""Twenty programs at once, as on a cluster."""
import time

STEPS = 60


def test_twenty_processes_log_at_once(new_client, http, entity, project):
    client = new_client()
    processes = {f"p{i:02d}": client.start("log_steps.py", project=project, steps=STEPS, sleep=0.01,
                                           init={"id": f"p{i:02d}", "group": "crowd", "config": {"i": i}},
                                           metrics={"x": 1, "y": i, "z": 0.1}, print=[f"I am {i}"])
                 for i in range(20)}
    began = time.monotonic()
    for name, process in processes.items():
        outcome = client.finish(process, 400)
        assert outcome.code == 0, f"{name}:\n{outcome.output[-3000:]}"
    print(f"20 processes took {time.monotonic() - began:.0f} s")
    for i, name in enumerate(processes):
        run = http.run(entity, project, name)
        assert (run["state"], run["group"], run["historyLineCount"]) == ("finished", "crowd", STEPS)
        assert [(r["_step"], r["x"], r["y"], r["z"]) for r in http.history(entity, project, name)] \
            == [(s, s, s * i, s * 0.1) for s in range(STEPS)]
