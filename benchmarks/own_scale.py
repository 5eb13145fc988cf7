"""The planner's own scenarios, from 5 States to all 193: how many terms are proven, in what time and memory.

The shipped ones as they are, the others made from public facts and a seed. A plan counts only if the verifier finds
nothing wrong with it.
"""

import tempfile
from pathlib import Path

from benchmarks.result import Limits, Result
from planner import pipeline
from planner.plan import TermResult
from planner.scenario.scenario import Scenario
from planner.solve.outcome import OutOfTime, Solved

SHIPPED = Path(__file__).parent.parent / "scenarios"
STATES = {"states-12": 12, "network-80": 80, "world-193": 193}
MEASURE = "terms proven"


def solved(name: str, limits: Limits) -> Result:
    """Solve within the limit and say which terms are not proven, and by how much."""
    scenario = _scenario(name, limits.seed)
    outcome = pipeline.make_plan(
        scenario, pipeline.Limits(seconds=limits.seconds, workers=limits.workers, seed=limits.seed)
    )
    size = f"{len(scenario.delegations)} States, {len(scenario.people)} in the pool, {len(scenario.holdings)} holdings"
    if not isinstance(outcome, Solved):
        why = f"out of time in the {outcome.problem} problem" if isinstance(outcome, OutOfTime) else "no plan exists"
        return Result(measure=MEASURE, aim="most", value=None, bound=None, note=f"{size}; {why}")
    terms = outcome.plan.terms
    open_terms = [term for term in terms if term.status != "proven"]
    wrong = len(pipeline.verify_plan(scenario, outcome.plan).violations)
    return Result(
        measure=MEASURE,
        aim="most",
        value=len(terms) - len(open_terms) if not wrong else None,
        bound=len(terms),
        note="; ".join([size, f"violations: {wrong}", *(_shown(term) for term in open_terms)]),
        details={term.term: {"value": term.value, "bound": term.bound} for term in terms},
    )


def _shown(term: TermResult) -> str:
    return f"{term.term} {term.value}, bound {term.bound}"


def _scenario(name: str, seed: int) -> Scenario:
    if name not in STATES:
        return pipeline.read_scenario(SHIPPED / name)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        pipeline.generate(folder, pipeline.Wanted(states=STATES[name], seed=seed, name=name))
        return pipeline.read_scenario(folder)
