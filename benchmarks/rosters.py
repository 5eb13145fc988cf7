"""240 interpreters for 400 sessions: by the flat model alone, and by kinds, which the flat model confirms."""

import time
from dataclasses import replace

from benchmarks.result import Limits, Result
from benchmarks.roster_problem import roster_problem
from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.extract import extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.rosters.search import roster_by_kinds
from planner.solve.search import Search
from planner.verify.report import verify_plan

INTERPRETERS, SESSIONS, DAYS = 240, 400, 5
MOST_GAP, IN_SECONDS = 0.01, 120
MEASURE = "roster cost, cents"


def flat(_: str, limits: Limits) -> Result:
    """Without kinds: model built, then terms in order within the time."""
    scenario, plan = roster_problem(INTERPRETERS, SESSIONS, DAYS, limits.seed)
    started = time.monotonic()
    planning = _flat_model(scenario, plan)
    built = time.monotonic() - started
    search = Search(workers=limits.workers, seed=limits.seed, deadline=time.monotonic() + limits.seconds)
    answer = solve_in_order(planning, terms_in_order(scenario, "roster"), search)
    if not answer.solution:
        return Result(measure=MEASURE, aim="least", value=None, bound=None, note="no roster in time")
    cost, load = answer.terms
    return Result(
        measure=MEASURE,
        aim="least",
        value=cost.value,
        bound=cost.bound,
        note=f"built in {built:.0f} s, then {limits.seconds:.0f} s; largest load {load.value}, bound {load.bound}",
    )


def by_kinds(_: str, limits: Limits) -> Result:
    """As the planner solves a large roster, the time for building the flat model included; verified."""
    scenario, plan = roster_problem(INTERPRETERS, SESSIONS, DAYS, limits.seed)
    started = time.monotonic()
    planning = _flat_model(scenario, plan)
    built = time.monotonic() - started
    search = Search(workers=limits.workers, seed=limits.seed, deadline=started + limits.seconds)
    answer = roster_by_kinds(planning, plan, terms_in_order(scenario, "roster"), search)
    seconds = time.monotonic() - started
    if answer is None:
        return Result(measure=MEASURE, aim="least", value=None, bound=None, must="MISSED", note="no roster found")
    cost, load = answer.terms
    is_legal = not broken_rules(scenario, extract_plan(planning, answer.solution, plan))
    result = Result(measure=MEASURE, aim="least", value=cost.value if is_legal else None, bound=cost.bound)
    has_met = result.gap is not None and result.gap <= MOST_GAP and seconds <= IN_SECONDS
    return replace(
        result,
        must=f"gap at most 1 % in 2 minutes: {'met' if has_met else 'MISSED'}",
        note=(
            f"{seconds:.0f} s, of them {built:.0f} s to build the flat model; "
            f"largest load {load.value}, at this cost at least {load.bound}"
        ),
    )


def _flat_model(scenario: Scenario, plan: Plan) -> PlanningModel:
    planning = build_model(scenario, ("roster",), given=plan.times)
    fix_plan(planning, plan, ("delegation", "programme"))
    return planning


def broken_rules(scenario: Scenario, plan: Plan) -> set[str]:
    """Rules of the roster that the verifier finds broken."""
    of_roster = {rule.name for rule in HARD_RULES if rule.problem == "roster"}
    return of_roster & {violation.rule for violation in verify_plan(scenario, plan).violations}
