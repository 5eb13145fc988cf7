"""Generated programmes for people who all come: as the planner searches one of this size, and by the flat model alone.

Both have the default terms in their order, the same rules and the same time, in which their models are built, too. The
bound holds for programmes that leave the worst-off person no worse off than the one found.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks import points
from benchmarks.given import everyone_comes
from benchmarks.programme_problem import programme_problem
from benchmarks.result import Limits, Result
from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.extract import extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from planner.verify.report import verify_plan

ROOMS = 3

Solve = Callable[[Scenario, Search], Plan | None]


def by_blocks(name: str, limits: Limits) -> Result:
    return _measured(name, limits, programme_by_blocks)


def flat(name: str, limits: Limits) -> Result:
    return _measured(name.removesuffix("-flat"), limits, programme_in_flat_model)


def programme_by_blocks(scenario: Scenario, search: Search) -> Plan | None:
    """What the planner does with a programme of this size, without the problems before and after it."""
    return solve_by_blocks(scenario, everyone_comes(scenario), terms_in_order(scenario, "programme"), (), search).plan


def programme_in_flat_model(scenario: Scenario, search: Search) -> Plan | None:
    plan = everyone_comes(scenario)
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    answer = solve_in_order(planning, terms_in_order(scenario, "programme"), search)
    if not answer.solution:
        return None
    return replace(extract_plan(planning, answer.solution, plan), terms=answer.terms)


def _measured(name: str, limits: Limits, solve: Solve) -> Result:
    """`name` is people, sessions and the seed of the problem: `120x24-1`. The seed of the limits is the search's."""
    size, _, seed = name.partition("-")
    people, sessions = map(int, size.split("x"))
    scenario = programme_problem(people, sessions, ROOMS, int(seed))
    started = time.monotonic()
    plan = solve(scenario, Search(workers=limits.workers, seed=limits.seed, deadline=started + limits.seconds))
    seconds = time.monotonic() - started
    if plan is None:
        note = f"no programme in {seconds:.0f} s"
        return Result(measure=points.MEASURE, aim="least", value=None, bound=None, note=note)
    reached = points.points_of(scenario, plan)
    wrong = violations(scenario, plan)
    others = [f"{term.term} {term.value}, bound {term.bound}" for term in plan.terms if term.term != points.TERM]
    return Result(
        measure=points.MEASURE,
        aim="least",
        value=None if wrong else reached.missed,
        bound=reached.bound,
        note="; ".join([reached.told(), *others, f"violations: {wrong}", f"{seconds:.0f} s"]),
        details={term.term: {"value": term.value, "bound": term.bound} for term in plan.terms},
    )


def violations(scenario: Scenario, plan: Plan) -> int:
    """All that the verifier finds but for the roster's rules: there is no roster."""
    of_roster = {rule.name for rule in HARD_RULES if rule.problem == "roster"}
    return sum(violation.rule not in of_roster for violation in verify_plan(scenario, plan).violations)
