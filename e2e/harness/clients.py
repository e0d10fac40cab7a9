"""Released clients, each in its own virtual environment, run as a user's program would."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / "python" / "scripts"


def cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "selvedge"


def installed() -> dict[str, str]:
    """Client release -> interpreter, newest first."""
    named = os.environ.get("SELVEDGE_WANDB_PYTHONS")
    if named:
        return dict(pair.split("=", 1) for pair in named.split(",") if pair)
    found = {}
    for folder in cache_folder().glob("wandb-*"):
        if (folder / "complete").exists():
            found[folder.name.removeprefix("wandb-")] = str(folder / "bin" / "python")
    by_age = sorted(found, key=lambda v: [int(n) for n in v.split(".")], reverse=True)
    return {version: found[version] for version in by_age}


@dataclass
class Outcome:
    """How a client process ended, and what it reported."""

    code: int
    result: object
    output: str


class Client:
    """One user of one release: own home, own working folder, own key."""

    def __init__(self, version: str, python: str, folder: Path, url: str, key: str):
        self.version, self.python, self.folder = version, python, folder
        self.url, self.key = url, key
        folder.mkdir(parents=True, exist_ok=True)

    def environment(self, extra: dict[str, str] | None = None) -> dict[str, str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("WANDB_")}
        home = str(self.folder)
        env.update(
            HOME=home, WANDB_DIR=home, WANDB_CACHE_DIR=f"{home}/cache", WANDB_DATA_DIR=f"{home}/data",
            WANDB_CONFIG_DIR=f"{home}/config", WANDB_BASE_URL=self.url, WANDB_API_KEY=self.key,
            WANDB_ERROR_REPORTING="false", PYTHONUNBUFFERED="1",
            # Only the scenarios about git and code want them.
            WANDB_DISABLE_GIT="true", WANDB_DISABLE_CODE="true",
            PATH=f"{Path(self.python).parent}{os.pathsep}{env.get('PATH', '')}",
        )
        env.update(extra or {})
        return {k: v for k, v in env.items() if v is not None}

    def start(self, script: str, *, env: dict[str, str] | None = None, cwd: Path | None = None,
              **arguments) -> subprocess.Popen:
        """Starts a scenario script and lets it run."""
        return subprocess.Popen(
            [self.python, str(SCRIPTS / script), json.dumps(arguments)],
            env=self.environment(env), cwd=cwd or self.folder, text=True, errors="replace",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )

    def finish(self, process: subprocess.Popen, timeout: float = 120) -> Outcome:
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            output, _ = process.communicate()
            raise AssertionError(f"client did not end in {timeout} s:\n{output[-2500:]}{self.debug_log()}") from None
        return Outcome(process.returncode, _result(output), output)

    def attempt(self, script: str, *, timeout: float = 120, env: dict[str, str] | None = None,
                cwd: Path | None = None, **arguments) -> Outcome:
        """Runs a scenario script that may fail."""
        return self.finish(self.start(script, env=env, cwd=cwd, **arguments), timeout)

    def run(self, script: str, **arguments):
        """Runs a scenario script that must succeed; gives what it reported."""
        outcome = self.attempt(script, **arguments)
        assert outcome.code == 0, f"{script} ended with {outcome.code}:\n{outcome.output[-2500:]}{self.debug_log()}"
        return outcome.result

    def cli(self, *words: str, timeout: float = 120, env: dict[str, str] | None = None,
            stdin: str = "") -> Outcome:
        """The `wandb` command."""
        done = subprocess.run(
            [self.python, "-m", "wandb", *words], env=self.environment(env), cwd=self.folder, text=True,
            errors="replace", input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout,
        )
        return Outcome(done.returncode, None, done.stdout)

    def debug_log(self) -> str:
        """The end of the client's own log: it names the HTTP status that it saw."""
        logs = sorted(self.folder.glob("wandb/*run-*/logs/debug-internal.log"), key=os.path.getmtime)
        return "\n--- debug-internal.log\n" + logs[-1].read_text(errors="replace")[-1500:] if logs else ""

    def run_folders(self) -> list[Path]:
        return sorted(self.folder.glob("wandb/*run-*"))

    def forget_cache(self) -> None:
        shutil.rmtree(self.folder / "cache", ignore_errors=True)


def _result(output: str):
    found = [line for line in output.splitlines() if line.startswith("RESULT ")]
    return json.loads(found[-1].removeprefix("RESULT ")) if found else None
