"""Every benchmark with a value and a bound, one process each, into `results.md` and `results.json`.

python -m benchmarks                      all but the large ones
python -m benchmarks meetings rosters     these families
python -m benchmarks --list               what there is
"""

import argparse
import sys
from pathlib import Path

from benchmarks.registry import INSTANCES, Instance, unknown, wanted
from benchmarks.result import Limits, Row
from benchmarks.runner import measured
from benchmarks.table import keep


def main() -> int:
    options = _options()
    if options.list:
        for instance in INSTANCES:
            sys.stdout.write(f"{instance.name:32} {instance.seconds:5.0f} s{' large' if instance.is_large else ''}\n")
        return 0
    if strangers := unknown(options.names):
        sys.stderr.write(f"no such benchmark: {', '.join(strangers)}; `python -m benchmarks --list` shows all\n")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    outcomes = [_one(instance, options) for instance in wanted(options.names)]
    return 0 if all(outcomes) else 1


def _options() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the planner.")
    wanted.add_argument("names", nargs="*", help="families or instances; large instances by their full name")
    wanted.add_argument("--list", action="store_true", help="show what there is")
    wanted.add_argument("--seconds", type=float, help="limit of each search instead of its own")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--workers", type=int, default=2)
    wanted.add_argument("--out", type=Path, default=Path(__file__).parent)
    return wanted.parse_args()


def _one(instance: Instance, options: argparse.Namespace) -> bool:
    """Measure one instance and write it down at once; False where it failed."""
    seconds = (options.seconds or instance.seconds) * instance.part
    limits = Limits(seconds=seconds, seed=options.seed, workers=options.workers)
    row = measured(instance, limits)
    if not isinstance(row, Row):
        sys.stdout.write(f"{instance.name}: {row}\n")
        return not row.startswith("failed")
    keep([row], options.out)
    reached = f"{row.result.value} (bound {row.result.bound})"
    sys.stdout.write(f"{instance.name}: {reached}, {row.seconds:.0f} s, {row.peak_mib} MiB. {row.result.must}\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
