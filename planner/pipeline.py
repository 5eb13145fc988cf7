"""The whole data flow on one screen; start reading here.

A folder in `scenarios/` is read and checked into a Scenario, modelled as decisions, rules and objective terms, solved
into a Plan, verified by code that has never seen the solver, viewed per audience, and published into `outputs/`.
"""

import math
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import current_thread, main_thread

from planner.errors import NoPlan, NotPublished, UnknownAudience, UnreadableFile
from planner.generate.facts import hosts
from planner.generate.scenario import generate_scenario
from planner.generate.wanted import Wanted
from planner.plan import Plan, plan_to_json
from planner.publish.audiences import build_views, secrets_of
from planner.publish.audiences.allowed import ALLOWED
from planner.publish.audiences.texts import texts_to_draw
from planner.publish.drawing.lettering import refuse_undrawable
from planner.publish.publishers import write_publications
from planner.revisions import (
    PLAN,
    SCENARIO,
    folder_of,
    newest_revision,
    read_revision,
    refuse_other_plan,
    refuse_other_scenario,
    revision_folder,
    written_aside,
)
from planner.runlog import RUN, RunLog, scenario_folder_of
from planner.scenario.merge import merge_forms
from planner.scenario.names import Names
from planner.scenario.new_forms import new_forms
from planner.scenario.read import check_scenario, read_key, read_names, read_scenario
from planner.scenario.resolved import scenario_to_json
from planner.scenario.scenario import Scenario
from planner.scenario.starter import new_scenario
from planner.solve import reasons
from planner.solve.explain.asked import Asked
from planner.solve.explain.asked import explain as explain_plan
from planner.solve.explain.for_people import told_to_person
from planner.solve.explain.question import QUESTION_SECONDS, QUESTION_WORK
from planner.solve.explain.wording import data_of, told
from planner.solve.joint import price_of_decomposition
from planner.solve.linked import solve_linked
from planner.solve.outcome import Outcome, Solved
from planner.solve.search import Progress, Search, show_nothing
from planner.verify.report import VerificationReport, report_to_json, verify_plan

__all__ = [
    "Asked",
    "Explained",
    "Finished",
    "Limits",
    "Progress",
    "Sources",
    "Wanted",
    "check_scenario",
    "explain",
    "generate",
    "hosts",
    "make_plan",
    "merge_forms",
    "new_forms",
    "new_scenario",
    "publish",
    "publish_plan",
    "read_scenario",
    "read_sources",
    "run",
    "solve",
    "verify",
    "verify_plan",
]

Show = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how the solver may search."""

    seconds: float = math.inf
    workers: int = 1
    """With more than one worker the same input can give another plan of the same value."""
    seed: int = 1

    def search(self, show: Show) -> Search:
        deadline = time.monotonic() + self.seconds
        return Search(workers=self.workers, seed=self.seed, deadline=deadline, show=show)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What publishing needs besides the plan: how people are called, and the key of their tokens."""

    names: Names
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a command left behind."""

    folder: Path
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An explanation for the screen and for scripts."""

    text: str
    data: dict[str, object]


def read_sources(scenario_folder: Path) -> Sources:
    return Sources(names=read_names(scenario_folder), key=read_key(scenario_folder))


def make_plan(scenario: Scenario, limits: Limits | None = None, show: Show = show_nothing) -> Outcome:
    """Solve the three linked problems, and measure on the scenario's small cut what linking them costs."""
    search = (limits or Limits()).search(show)
    if current_thread() is main_thread():  # which alone is told of signals
        search.interruption.listen()
    outcome = solve_linked(scenario, search)
    if not isinstance(outcome, Solved):
        return outcome
    price = price_of_decomposition(scenario, replace(search, show=show_nothing))
    return Solved(plan=replace(outcome.plan, price_of_decomposition=price))


def publish_plan(
    scenario: Scenario, plan: Plan, sources: Sources, folder: Path, audience: str | None = None
) -> VerificationReport:
    """Verify a plan and write the files of every audience, or of one, below `folder`.

    Raises `NotPublished` when the plan breaks a rule or a file would say what its audience may not know.
    """
    report = verify_plan(scenario, plan)
    (folder / "verification.json").write_bytes(report_to_json(report))
    if report.violations:
        raise NotPublished(report.violations)
    views = build_views(scenario, plan, sources.names, sources.key)
    write_publications(views, secrets_of(views, sources.names), folder, audience=audience)
    return report


def generate(folder: Path, wanted: Wanted) -> None:
    """Write a fictitious scenario into a new or empty folder. Raises `UnreadableFile` otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnreadableFile(folder, "exists and is not an empty folder; name a new one")
    with written_aside(folder) as staging:
        generate_scenario(staging, wanted)


def run(
    scenario_folder: Path, out: Path, limits: Limits, show: Show = show_nothing, overwrite: bool = False
) -> Finished:
    """The main job: check, solve, verify, publish.

    Raises `RevisionExists` where another plan lies already, unless it may be written over.
    """
    log = RunLog(scenario_folder)
    scenario = _read(log)
    if not overwrite:
        refuse_other_scenario(out, scenario)
    sources = read_sources(scenario_folder)  # now: after hours of solving is too late to miss a key
    refuse_undrawable(texts_to_draw(scenario, sources.names))  # or a font
    plan = _solved(scenario, limits, show, log)
    target = revision_folder(out, plan)
    if not overwrite:
        refuse_other_plan(target, plan_to_json(plan))
    with written_aside(target) as staging:
        _write_plan(staging, scenario, plan)
        with log.stage("publish"):
            # As read back, so that publishing again gives the same bytes: JSON has an order of its own for mappings.
            publish_plan(*read_revision(staging), sources, staging)
        log.write(staging)
    return Finished(folder=target, plan=plan)


def solve(
    scenario_folder: Path, out: Path, limits: Limits, show: Show = show_nothing, overwrite: bool = False
) -> Finished:
    """Check and solve: `plan.json`, the resolved scenario and `run.json`, nothing published."""
    log = RunLog(scenario_folder)
    scenario = _read(log)
    if not overwrite:
        refuse_other_scenario(out, scenario)
    plan = _solved(scenario, limits, show, log)
    target = revision_folder(out, plan)
    if not overwrite:
        refuse_other_plan(target, plan_to_json(plan))
    if overwrite or not target.exists():
        with written_aside(target) as staging:
            _write_plan(staging, scenario, plan)
            log.write(staging)
    return Finished(folder=target, plan=plan)


def verify(plan_file: Path) -> VerificationReport:
    """Verify a plan against the resolved scenario beside it."""
    return verify_plan(*read_revision(plan_file))


def publish(plan_file: Path, scenario_folder: Path | None = None, audience: str | None = None) -> Finished:
    """Publish a solved plan again, into the folder it lies in. Names and key come from the scenario's folder."""
    if audience not in (None, *ALLOWED):
        raise UnknownAudience(str(audience), tuple(ALLOWED))
    scenario, plan = read_revision(plan_file)
    revision = folder_of(plan_file, plan)
    sources = read_sources(scenario_folder or scenario_folder_of(revision))
    with written_aside(revision) as staging:
        kept = None if audience else (PLAN, SCENARIO, RUN)
        for path in revision.iterdir():
            if kept is None or path.name in kept:
                copy = shutil.copytree if path.is_dir() else shutil.copy2
                copy(path, staging / path.name)
        publish_plan(scenario, plan, sources, staging, audience)
    return Finished(folder=revision, plan=plan)


def explain(place: Path, asked: Asked, limits: Limits, out: Path, show: Show = show_nothing) -> Explained:
    """Explain choices of a plan. A scenario is first solved, unless its newest revision in `out` is of this input.

    `limits.seconds` are for solving; each question has its own.
    """
    is_plan = place.suffix == ".json" or (place / PLAN).exists()
    if not is_plan:
        place = newest_revision(out, read_scenario(place)) or solve(place, out, limits, show).folder
    scenario, plan = read_revision(place)
    each = replace(limits, seconds=QUESTION_SECONDS)
    explanation = explain_plan(
        scenario, plan, asked, lambda: replace(each.search(show_nothing), deterministic_limit=QUESTION_WORK)
    )
    if asked.for_person:
        lines = told_to_person(scenario, explanation)
        return Explained(text="\n".join(lines), data={"told": lines})
    currency = scenario.conference.currency
    return Explained(text=told(explanation, currency), data=data_of(explanation, currency))


def _read(log: RunLog) -> Scenario:
    with log.stage("read"):
        return read_scenario(log.scenario_folder)


def _solved(scenario: Scenario, limits: Limits, show: Show, log: RunLog) -> Plan:
    with log.stage("solve"):
        outcome = make_plan(scenario, limits, show)
    if current_thread() is main_thread():
        # The solver leaves Ctrl-C to the system, which would end the run without cleaning up.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not isinstance(outcome, Solved):
        raise NoPlan(reasons.told(outcome), reasons.data_of(outcome))
    return outcome.plan


def _write_plan(folder: Path, scenario: Scenario, plan: Plan) -> None:
    (folder / PLAN).write_bytes(plan_to_json(plan))
    (folder / SCENARIO).write_bytes(scenario_to_json(scenario))
