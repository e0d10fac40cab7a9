"""What every scenario script needs: its arguments, and the one line it reports."""
import json
import sys

arguments = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}


def report(value) -> None:
    sys.stdout.flush()
    sys.__stdout__.write("\nRESULT " + json.dumps(value, default=str) + "\n")
    sys.__stdout__.flush()
