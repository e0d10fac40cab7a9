"""Draws what growth.py printed, cost over work with both axes logarithmic, and the exponent of each line: 1 is as much
again for as much again, 0 is the same whatever the size. Needs matplotlib. Usage: plot_growth.py OUTPUT_OF_GROWTH PICTURE.svg"""
import re
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "growth"  # the same figures make the same file
import matplotlib.pyplot as plt
import numpy

LINES = {
    "ingest, server CPU s by points": r"(?m)^\| ([\d,]+) \| [\d.]+ \| ([\d.]+) \|",
    "chart of one run, CPU ms by rows": r"(?m)^\| 1 run of ([\d,]+) rows \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|",
    "chart of runs of 2,000 rows, CPU ms by runs": r"(?m)^\| (\d+) runs of 2,000 rows \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|",
    "50 runs of a table, CPU ms by its runs": r"(?m)^\| of ([\d,]+) runs \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|",
}

text = open(sys.argv[1]).read()
figure, places = plt.subplots(1, len(LINES), figsize=(16, 3.6), layout="constrained")
for place, (name, pattern) in zip(places, LINES.items()):
    found = [(float(work.replace(",", "")), max(float(cost), 0.1)) for work, cost in re.findall(pattern, text)]
    assert len(found) > 1, f"{name}: not in {sys.argv[1]}"
    work, cost = numpy.array(found).T
    exponent = numpy.polyfit(numpy.log(work), numpy.log(cost), 1)[0]
    place.loglog(work, cost, "o-", color="#0b7285")
    place.loglog(work, cost[0] * work / work[0], ":", color="#868e96")
    place.set_title(f"{name}\nexponent {exponent:.2f}", fontsize=10)
    print(f"| {name} | {exponent:.2f} |")
figure.savefig(sys.argv[2], metadata={"Date": None})
