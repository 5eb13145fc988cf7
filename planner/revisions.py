"""Where a plan and its files lie: `outputs/<scenario>/r001/`. Written aside, then renamed: never half there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import RevisionExists, UnreadableFile
from planner.plan import Plan, read_plan
from planner.scenario.resolved import read_resolved, scenario_hash
from planner.scenario.scenario import Scenario

PLAN, SCENARIO = "plan.json", "scenario.json"
WHAT_TO_DO = "write over it with --overwrite if it was never released, or choose another folder with --out"
FIRST = "r001"


def revision_folder(out: Path, plan: Plan) -> Path:
    return out / plan.scenario.id / _name(plan)


def _name(plan: Plan) -> str:
    return f"r{plan.revision:03d}"


def read_revision(plan_file: Path) -> tuple[Scenario, Plan]:
    """A plan and, from beside it, the resolved scenario it was made from. A folder stands for the plan in it."""
    if plan_file.is_dir():
        plan_file = plan_file / PLAN
    plan = read_plan(plan_file)
    return read_resolved(plan_file.with_name(SCENARIO)), plan


def newest_revision(out: Path, scenario: Scenario) -> Path | None:
    """The folder of the newest plan made of exactly this scenario."""
    sha256 = scenario_hash(scenario)
    plans = sorted((out / scenario.conference.id).glob(f"r[0-9]*/{PLAN}"), reverse=True)
    return next((plan.parent for plan in plans if read_plan(plan).scenario.sha256 == sha256), None)


def folder_of(plan_file: Path, plan: Plan) -> Path:
    """The revision's folder, which publishing replaces. Raises `UnreadableFile` for a plan that lies anywhere else."""
    folder = plan_file if plan_file.is_dir() else plan_file.parent
    name = _name(plan)
    if plan_file not in (folder, folder / PLAN) or folder.resolve().name != name:
        raise UnreadableFile(plan_file, f"is not {name}/{PLAN}; a plan is published only in its revision's folder")
    return folder


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `target` when the block ends well, and vanishes when it does not."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise UnreadableFile(target, f"cannot be written ({error.strerror})") from error
    try:
        yield staging
        _swap(staging, target)
    except OSError as error:
        raise UnreadableFile(target, f"cannot be written ({error.strerror})") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _swap(staging: Path, target: Path) -> None:
    staging.chmod(0o700)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        target.rename(old / target.name)
        staging.rename(target)
        shutil.rmtree(old)
    else:
        staging.rename(target)


def refuse_other_plan(target: Path, plan_bytes: bytes) -> None:
    """Raise `RevisionExists` when the folder holds another plan: released plans are not written over."""
    existing = target / PLAN
    if existing.exists() and existing.read_bytes() != plan_bytes:
        raise RevisionExists(f"{target} already holds a different plan; {WHAT_TO_DO}")


def refuse_other_scenario(out: Path, scenario: Scenario) -> None:
    """The same before hours of solving: raise `RevisionExists` when the plan there was made from other input."""
    target = out / scenario.conference.id / FIRST
    if (target / PLAN).exists() and read_plan(target / PLAN).scenario.sha256 != scenario_hash(scenario):
        raise RevisionExists(f"{target} already holds the plan of an earlier state of this scenario; {WHAT_TO_DO}")
