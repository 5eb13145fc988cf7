"""Runs each instance in a process of its own, so that its time and its memory are its own."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from benchmarks.data import NoData
from benchmarks.registry import INSTANCES, Instance
from benchmarks.result import Limits, Result, Row

ROOT = Path(__file__).parent.parent
SKIPPED = 3
"""Exit code of an instance whose data are not there."""
KIB_PER_MIB = 1024


def measured(instance: Instance, limits: Limits) -> Row | str:
    """The instance's row, or why there is none."""
    answer, write_end = os.pipe()
    options = [instance.name, str(limits.seconds), str(limits.seed), str(limits.workers), str(write_end)]
    command = [sys.executable, "-m", "benchmarks.runner", *options]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=(write_end,))
    os.close(write_end)
    with os.fdopen(answer, encoding="utf-8") as said:
        text = said.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == SKIPPED:
        return text
    if process.returncode:
        return f"failed with exit code {process.returncode}"
    return Row(
        instance=instance.name,
        result=Result(**json.loads(text)),
        seconds=round(time.monotonic() - started, 1),
        peak_mib=round(usage.ru_maxrss / KIB_PER_MIB),
        seed=limits.seed,
        versions=versions(),
    )


def versions() -> dict[str, str]:
    return {
        "planner": version("planner"),
        "ortools": version("ortools"),
        "python": python_version(),
        "cores": str(os.cpu_count()),
    }


def main() -> None:
    """One instance, in the process that is measured; the answer goes to the pipe, so that others may print."""
    name, seconds, seed, workers, answer = sys.argv[1:]
    instance = next(each for each in INSTANCES if each.name == name)
    with os.fdopen(int(answer), "w", encoding="utf-8") as said:
        try:
            limits = Limits(seconds=float(seconds), seed=int(seed), workers=int(workers))
            said.write(json.dumps(asdict(instance.run(limits))))
        except NoData as missing:
            said.write(str(missing))
            sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
