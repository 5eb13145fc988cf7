"""The planner's own scenarios, from 5 States to all 193: what is proven, how good the programme is, time and memory.

The shipped ones as they are, the others made from public facts and a seed. A plan counts only if the verifier finds
nothing wrong with it. Seconds in the notes are those of reading and solving alone; the seed of the limits is the
search's, a scenario is the same for all of them.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import points
from benchmarks.result import Aim, Limits, Result
from planner import pipeline
from planner.plan import Plan, TermResult
from planner.scenario.scenario import Scenario
from planner.solve.outcome import OutOfTime, Solved

SCENARIOS = Path(__file__).parent.parent / "scenarios"
SHIPPED = {"pilot": "pilot", "inaugural": "inaugural", "network-80": "network"}
"""Instance to its folder; of the others, which are generated, the name says how many States."""
SEED, SEEDS = 1, {"states-5": 2}
"""Of generated scenarios. Five States of seed 1 have no plan: one of them cannot keep a returning member beside those
in named roles and the cap on people of one organisation."""
KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One plan, verified, and what it took."""

    plan: Plan
    points: points.Points
    violations: int
    seconds: float
    """Of reading and solving."""
    peak_mib: int

    @property
    def minutes(self) -> int:
        """To the minute, as the promises are: a limit is for searching, and a plan takes some seconds to finish."""
        return round(self.seconds / 60)

    @property
    def open_terms(self) -> list[TermResult]:
        return [term for term in self.plan.terms if term.status != "proven"]


Judge = Callable[[Run], str]
"""What was not met, in words; empty: all was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the planner is to reach on a scenario."""

    text: str
    missing: Judge

    def judged(self, run: Run) -> str:
        missing = f"violations: {run.violations}" if run.violations else self.missing(run)
        return f"{self.text}: {f'not met: {missing}' if missing else 'met'}"


def _not_proven(run: Run) -> str:
    return ", ".join(term.term for term in run.open_terms)


def _proven_in(seconds: int) -> Promise:
    """Every term, in this time for reading and solving."""

    def missing(run: Run) -> str:
        late = [f"{run.seconds:.0f} s"] if run.seconds > seconds else []
        return ", ".join([*(term.term for term in run.open_terms), *late])

    return Promise(text=f"all terms proven in {seconds} s", missing=missing)


def _gap_promised(percent: float, minutes: int, gib: int | None = None) -> Promise:
    """Of points received, in this time and memory."""

    def missing(run: Run) -> str:
        gap = 100 * run.points.gap_of_received
        within_memory = gib is None or run.peak_mib <= 1024 * gib
        if gap <= percent and run.minutes <= minutes and within_memory:
            return ""
        return f"{gap:.2f} % in {run.seconds:.0f} s and {run.peak_mib} MiB"

    memory = "" if gib is None else f" and {gib} GiB"
    return Promise(text=f"gap of points received at most {percent} % in {minutes} minutes{memory}", missing=missing)


ALL_PROVEN = Promise(text="all terms proven", missing=_not_proven)
LEGAL = Promise(text="a plan without violations", missing=lambda _: "")
PROMISES: Mapping[str, Promise] = {
    "pilot": ALL_PROVEN,
    "inaugural": _proven_in(90),
    "network-80": _gap_promised(0.5, 10),
    "world-193": _gap_promised(2, 30, gib=6),
}
COUNTS_PROVEN = ("pilot", "inaugural")
"""Instances whose value is how many terms are proven; of the others it is the points missed."""


def solved(name: str, limits: Limits) -> Result:
    """Solve within the limit, verify, and hold the plan against what is promised."""
    with tempfile.TemporaryDirectory() as place:
        folder = _folder(name, Path(place) / "scenario")
        started = time.monotonic()
        scenario = pipeline.read_scenario(folder)
    outcome = pipeline.make_plan(
        scenario, pipeline.Limits(seconds=limits.seconds, workers=limits.workers, seed=limits.seed)
    )
    seconds = time.monotonic() - started
    size = f"{len(scenario.delegations)} States, {len(scenario.people)} in the pool, {len(scenario.holdings)} holdings"
    promise = PROMISES.get(name, LEGAL)
    if not isinstance(outcome, Solved):
        why = f"out of time in the {outcome.problem} problem" if isinstance(outcome, OutOfTime) else "no plan exists"
        measure, aim = _measure(name)
        note = f"{size}; {why}; {seconds:.0f} s"
        return Result(
            measure=measure, aim=aim, value=None, bound=None, must=f"{promise.text}: not met: {why}", note=note
        )
    run = _run(scenario, outcome.plan, seconds)
    if run.violations:
        found = pipeline.verify_plan(scenario, outcome.plan).violations[0]
        size = f"{size}; {found.rule} {found.subject}: {found.message}"
    return _row(name, run, size, promise)


def _run(scenario: Scenario, plan: Plan, seconds: float) -> Run:
    used = (resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak_mib = round(max(used) / KIB_PER_MIB)
    return Run(
        plan=plan,
        points=points.points_of(scenario, plan),
        violations=len(pipeline.verify_plan(scenario, plan).violations),
        seconds=seconds,
        peak_mib=peak_mib,
    )


def _row(name: str, run: Run, size: str, promise: Promise) -> Result:
    terms, open_terms = run.plan.terms, run.open_terms
    measure, aim = _measure(name)
    proven = len(terms) - len(open_terms)
    value, bound = (proven, len(terms)) if name in COUNTS_PROVEN else (run.points.missed, run.points.bound)
    others = [f"{term.term} {term.value}, bound {term.bound}" for term in open_terms if term.term != points.TERM]
    facts = (f"terms proven: {proven} of {len(terms)}", run.points.told(), *others)
    return Result(
        measure=measure,
        aim=aim,
        value=None if run.violations else value,
        bound=bound,
        must=promise.judged(run),
        note="; ".join([size, f"violations: {run.violations}", *facts, f"{run.seconds:.0f} s"]),
        details={term.term: {"value": term.value, "bound": term.bound} for term in terms},
    )


def _measure(name: str) -> tuple[str, Aim]:
    return ("terms proven", "most") if name in COUNTS_PROVEN else (points.MEASURE, "least")


def _folder(name: str, place: Path) -> Path:
    """The folder of a shipped scenario, or `place` with a generated one written into it."""
    if name in SHIPPED:
        return SCENARIOS / SHIPPED[name]
    wanted = pipeline.Wanted(states=states_in(name), seed=SEEDS.get(name, SEED), name="generated")
    pipeline.generate(place, wanted)
    return place


def states_in(name: str) -> int:
    """`world-193-brief`: 193."""
    return int(name.split("-")[1])
