"""Many live runs at once through the SDK: a few processes that each hold a share of them open and log a step to each in
turn. Prints points per second, from the first step until the last run is finished, and the processes' CPU.
Usage: live_runs.py URL API_KEY [RUNS] [STEPS] [METRICS] [PROCESSES]   (with the Python that has wandb)"""
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time

URL, KEY = sys.argv[1:3]
RUNS, STEPS, METRICS, PROCESSES = [int(each) for each in (*sys.argv[3:7], *(100, 500, 10, 4)[len(sys.argv) - 3:])]


def share(index, ready, begin, out):
    os.environ.update(WANDB_BASE_URL=URL, WANDB_API_KEY=KEY, WANDB_SILENT="true", WANDB_DIR=tempfile.mkdtemp(), WANDB_CONSOLE="off")
    import wandb
    settings = wandb.Settings(x_disable_stats=True, x_disable_meta=True)
    runs = [wandb.init(project="live", name=f"live-{index}-{run}", reinit="create_new", settings=settings)
            for run in range(index, RUNS, PROCESSES)]
    ready.wait()
    begin.wait()
    for step in range(STEPS):
        row = {f"m{metric}": (step * 7919 + metric * 104729) % 1000003 / 1000003 for metric in range(METRICS)}
        for run in runs:
            run.log(row)
    for run in runs:
        run.finish()
    wandb.teardown()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    out.put(sum(each.ru_utime + each.ru_stime for each in used))


def main():
    context = multiprocessing.get_context("spawn")
    ready, begin, out = context.Barrier(PROCESSES + 1), context.Event(), context.Queue()
    processes = [context.Process(target=share, args=(index, ready, begin, out)) for index in range(PROCESSES)]
    for process in processes:
        process.start()
    ready.wait()
    started = time.perf_counter()
    begin.set()
    cpu = sum(out.get() for _ in processes)
    wall = time.perf_counter() - started
    for process in processes:
        process.join()
    points = RUNS * STEPS * METRICS
    print(json.dumps({"runs": RUNS, "points": points, "wall_s": round(wall, 2), "points_per_s": round(points / wall), "client_cpu_s": round(cpu, 1)}))


if __name__ == "__main__":
    main()
