"""One planner on one plain programme problem: run it, score its timetable."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.data import NoData
from benchmarks.peers.ours import solve_programme
from benchmarks.peers.problem import Problem, Timetable, generated, is_timetable, least_missed, points_missed
from benchmarks.result import Limits, Result

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / ".venv"
PACKAGES = {"conference-scheduler": "conference-scheduler==3.0.1", "timefold": "timefold==1.24.0b0"}
START_SECONDS = 120
"""What a peer may take besides its search."""

Found = tuple[Timetable, int] | None
"""A timetable and a bound of the planner's own, 0 where it has none."""


def compared(name: str, limits: Limits) -> Result:
    """`name` is the size and the planner: `60-timefold`."""
    size, _, planner = name.partition("-")
    problem = generated(size, limits.seed)
    solve = solve_programme if planner == "planner" else _peer(planner)
    started = time.monotonic()
    found = solve(problem, limits)
    seconds = time.monotonic() - started
    timetable, bound = found or ({}, 0)
    is_whole = is_timetable(problem, timetable)
    return Result(
        measure="preference points missed",
        aim="least",
        value=points_missed(problem, timetable) if is_whole else None,
        bound=max(bound, least_missed(problem)),
        note=(
            f"{PACKAGES.get(planner, 'ours')}, {limits.seconds:.0f} s to search, {seconds:.0f} s taken"
            f"{'' if is_whole else ': no timetable'}"
        ),
    )


def _peer(planner: str) -> Callable[[Problem, Limits], Found]:
    """The peer with its environment, which is no part of the time it takes."""
    return partial(_asked, planner, _environment(planner))


def _asked(planner: str, python: Path, problem: Problem, limits: Limits) -> Found:
    asked = {
        "seconds": limits.seconds,
        "seed": limits.seed,
        "sessions": problem.sessions,
        "slots": problem.slots,
        "rooms": len(problem.capacities),
        "capacities": problem.capacities,
        "points": problem.points,
    }
    script = HERE / f"{planner.replace('-', '_')}_peer.py"
    answer = subprocess.run(
        [python, script],
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=limits.seconds + START_SECONDS,
    )
    timetable = json.loads(answer.stdout.splitlines()[-1])
    return {int(session): (slot, room) for session, (slot, room) in timetable.items()}, 0


def _environment(planner: str) -> Path:
    """The Python of the peer's own environment, made where it is missing."""
    if planner == "timefold" and shutil.which("java") is None:
        raise NoData("skipped, timefold needs Java 17 (Debian: default-jre-headless)")
    folder = ENVIRONMENTS / planner
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", PACKAGES[planner]], check=True)
        except subprocess.CalledProcessError as error:
            raise NoData(f"skipped, {PACKAGES[planner]} could not be installed ({error})") from error
        (folder / "made").touch()
    return python
