"""Random corruptions of the shipped input: whatever is spoilt, the answer is a plan's input or problems in words.

    python -m benchmarks.corruptions --count 10000 --seed 1

Counts how each was met. Exit code 1 if anything ended in a traceback or left a half-written file behind.
"""

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.spoiling import SETTINGS, TABLE, WORKBOOK, Spoil
from planner.errors import PlannerError
from planner.scenario.read import check_scenario, read_names, read_scenario
from planner.scenario.starter import new_scenario

PILOT = Path(__file__).parent.parent / "scenarios" / "pilot"
WORKBOOKS_IN_100 = 20
WRITTEN_IN_100 = 5
"""How many are also written as a workbook, to see that it is written whole or not at all."""
MOST_SHOWN = 5


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    wanted.add_argument("--count", type=int, default=10_000)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--workers", type=int, default=2)
    options = wanted.parse_args()
    started = time.monotonic()
    shares = [range(worker, options.count, options.workers) for worker in range(options.workers)]
    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    with ProcessPoolExecutor(options.workers) as pool:
        for counted, failed in pool.map(partial(corrupt, options.seed), shares):
            outcomes += counted
            failures += failed
    for failure in failures[:MOST_SHOWN]:
        sys.stdout.write(f"{failure}\n")
    for outcome in ("accepted", "rejected", "unreadable", "traceback", "half-written"):
        sys.stdout.write(f"{outcome:>12} {outcomes[outcome]:>7}\n")
    sys.stdout.write(f"{'seconds':>12} {time.monotonic() - started:>7.0f}\n")
    return 1 if outcomes["traceback"] or outcomes["half-written"] else 0


def corrupt(seed: int, numbers: range) -> tuple[Counter[str], list[str]]:
    """One share of the corruptions; each depends on the seed and its number alone."""
    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pilot"
        shutil.copytree(PILOT, folder, ignore=shutil.ignore_patterns("variants"))
        book = new_scenario(Path(place) / "book" / "mine.xlsx")
        for number in numbers:
            random = Random(f"{seed}/{number}")
            scenario, file, spoil = _target(folder, book, random)
            whole = file.read_bytes()
            file.write_bytes(spoil(whole, random))
            for outcome, said in _met(scenario, Path(place) / "out", random):
                outcomes[outcome] += 1
                if said:
                    failures.append(f"{outcome}: number {number}, {spoil.__name__} of {file.name}\n{said}")
            file.write_bytes(whole)
    return outcomes, failures


def _target(folder: Path, book: Path, random: Random) -> tuple[Path, Path, Spoil]:
    if random.randrange(100) < WORKBOOKS_IN_100:
        return book, book, random.choice(WORKBOOK)
    file = random.choice(sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".toml")))
    return folder, file, random.choice(SETTINGS if file.suffix == ".toml" else TABLE)


def _met(scenario: Path, out: Path, random: Random) -> Iterator[tuple[str, str]]:
    try:
        yield _outcome(scenario), ""
        if random.randrange(100) < WRITTEN_IN_100 and (left := _left_behind(scenario, out)):
            yield "half-written", f"left behind: {left}"
    except Exception:  # noqa: BLE001 - finding what nobody expected is what this program is for
        yield "traceback", traceback.format_exc()


def _outcome(scenario: Path) -> str:
    try:
        if check_scenario(scenario):
            return "rejected"
    except PlannerError:
        return "unreadable"
    # What has no problems can be read.
    read_scenario(scenario)
    read_names(scenario)
    return "accepted"


def _left_behind(scenario: Path, out: Path) -> list[str]:
    """What lies there beyond a whole workbook with its key, or nothing at all."""
    try:
        new_scenario(out / "again.xlsx", scenario)
        expected = {"again.xlsx", "planner.key"}
    except PlannerError:
        expected = set()
    left = sorted({path.name for path in out.iterdir()} - expected) if out.exists() else []
    shutil.rmtree(out, ignore_errors=True)
    return left


if __name__ == "__main__":
    sys.exit(main())
