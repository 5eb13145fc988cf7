"""240 interpreters for 400 sessions: the flat model alone, and a proposal with a bound that the flat model accepts."""

import time
from dataclasses import replace

from benchmarks.result import Limits, Result
from benchmarks.roster_bound import load_bound
from benchmarks.roster_kinds import work_of
from benchmarks.roster_problem import roster_problem
from benchmarks.roster_proposal import Teams, propose_roster
from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import LINKED_PROBLEMS, Plan
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Search, has_solution, solve_in_order
from planner.units import Cents
from planner.verify.report import verify_plan
from planner.verify.score import count_terms

INTERPRETERS, SESSIONS, DAYS = 240, 400, 5
MOST_GAP, IN_SECONDS = 0.01, 120
MEASURE = "roster cost, cents"


def flat(_: str, limits: Limits) -> Result:
    """The planner's own roster problem as it stands: model built, then terms in order within the time."""
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


def proposed(_: str, limits: Limits) -> Result:
    """The proposal and bound of `roster_proposal`, confirmed by the flat model and by the verifier."""
    scenario, plan = roster_problem(INTERPRETERS, SESSIONS, DAYS, limits.seed)
    started = time.monotonic()
    found = propose_roster(scenario, plan, limits.seconds)
    seconds = time.monotonic() - started
    if found.teams is None:
        return Result(
            measure=MEASURE, aim="least", value=None, bound=found.bound, must="MISSED", note="no roster found"
        )
    rostered = with_teams(plan, found.teams)
    counted = count_terms(scenario, rostered)
    cost = counted["interpreter_cost_cents"]
    is_legal = is_confirmed(scenario, rostered) and not broken_rules(scenario, rostered)
    result = Result(measure=MEASURE, aim="least", value=cost if is_legal else None, bound=found.bound)
    has_met = result.gap is not None and result.gap <= MOST_GAP and seconds <= IN_SECONDS
    return replace(
        result,
        must=f"gap at most 1 % in 2 minutes: {'met' if has_met else 'MISSED'}",
        note=(
            f"found in {seconds:.0f} s, the rest is the flat model building and accepting it; "
            f"largest load {counted['largest_interpreter_load']}, at this cost at least "
            f"{load_bound(work_of(scenario, plan), Cents(cost), limits.seconds)}"
        ),
    )


def _flat_model(scenario: Scenario, plan: Plan) -> PlanningModel:
    planning = build_model(scenario, ("roster",), given=plan.times)
    fix_plan(planning, plan, ("delegation", "programme"))
    return planning


def with_teams(plan: Plan, teams: Teams) -> Plan:
    """The plan with this roster."""
    held = {id: replace(held, interpreters=teams.get(id, {})) for id, held in plan.sessions.items()}
    return replace(plan, sessions=held)


def is_confirmed(scenario: Scenario, plan: Plan) -> bool:
    """Whether the flat model has a solution with every decision as in the plan."""
    planning = build_model(scenario, ("roster",), given=plan.times)
    fix_plan(planning, plan, LINKED_PROBLEMS)
    return has_solution(planning.model, Search()) is True


def broken_rules(scenario: Scenario, plan: Plan) -> set[str]:
    """Rules of the roster that the verifier finds broken."""
    of_roster = {rule.name for rule in HARD_RULES if rule.problem == "roster"}
    return of_roster & {violation.rule for violation in verify_plan(scenario, plan).violations}
