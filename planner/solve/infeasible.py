"""There is no plan: found before or while solving, and explained in three steps."""

import time
from dataclasses import replace

from planner.model.build import build_model
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan
from planner.scenario.decided import Pin
from planner.scenario.scenario import Scenario
from planner.solve.clashes import clashing_rules
from planner.solve.narrow import Narrow, narrower, representatives
from planner.solve.outcome import Infeasible
from planner.solve.priorities import has_solution
from planner.solve.relax import Relief, is_enough, relieved
from planner.solve.search import Search
from planner.solve.shortfalls import shortfalls
from planner.solve.shortfalls.shortfall import Shortfall

LARGE = 3_000
"""People times holdings from which the whole model with slack takes minutes: the pilot has 525, 31 States 11 328."""
WORK = 30.0
"""Of one solve of an explanation at most, in the solver's repeatable unit, roughly seconds."""

SECONDS = 60.0
"""Of a whole explanation, after which it says what is known."""


def found_before_solving(scenario: Scenario, search: Search) -> Infeasible | None:
    """What counting and structure show, explained; None: nothing is short."""
    found = shortfalls(scenario)
    if not found:
        return None
    last = max((shortfall.problem for shortfall in found), key=LINKED_PROBLEMS.index)
    return replace(explained(scenario, last, search), shortfalls=found)


def has_no_plan(scenario: Scenario, problem: LinkedProblem, search: Search) -> bool:
    """Whether the problems up to this one together are proven to have no solution."""
    views = (*_views(scenario, up_to(problem)), Narrow(scenario=scenario, problems=up_to(problem)))
    return any(has_solution(build_model(v.scenario, v.problems, v.rules).model, search) is False for v in views)


def explained(scenario: Scenario, problem: LinkedProblem, search: Search) -> Infeasible:
    """Why no plan exists up to this problem, which is known; counting has not told."""
    deadline = min(search.deadline, time.monotonic() + SECONDS)
    bounded = replace(search, deterministic_limit=min(WORK, search.deterministic_limit), deadline=deadline)
    relief = smallest_relief(scenario, up_to(problem), bounded)
    return Infeasible(
        problem=problem,
        relief=relief,
        clashing=_clashing(scenario, up_to(problem), relief, bounded),
    )


def smallest_relief(scenario: Scenario, problems: tuple[LinkedProblem, ...], search: Search) -> Relief | None:
    """What has to change; of a large scenario what narrower ones need, tried on the whole."""
    views = _views(scenario, problems)
    if not views:
        return relieved(scenario, problems, search)
    for view in views:
        part = relieved(view.scenario, view.problems, search, view.rules)
        if part is not None and part.relaxations:
            return replace(part, suffices=is_enough(representatives(scenario), problems, search, part.relaxations))
    return None


def short_for_the_chosen(scenario: Scenario, plan: Plan) -> tuple[Shortfall, ...]:
    """What cannot be had for exactly the people of a plan."""
    people = tuple(replace(p, modes=(plan.people[p.id].attends,)) for p in scenario.people if p.id in plan.people)
    chosen = tuple(
        Pin(id=f"choice-{p.id}", decision="select", pin="lock", person=p.id, holding="", value="", reason="")
        for p in people
    )
    found = shortfalls(replace(scenario, people=people, pins=(*scenario.pins, *chosen)))
    return tuple(shortfall for shortfall in found if shortfall.problem != "delegation")


def _clashing(
    scenario: Scenario, problems: tuple[LinkedProblem, ...], relief: Relief | None, search: Search
) -> tuple[str, ...]:
    """Rules of the narrowest model that is infeasible; of a large scenario as a whole it would take too long."""
    gave_way = {relaxation.rule for relaxation in relief.relaxations} if relief else set[str]()
    for view in _views(scenario, problems) or (Narrow(scenario=scenario, problems=problems),):
        if found := clashing_rules(build_model(view.scenario, view.problems, view.rules), search, gave_way):
            return found
    return ()


def _views(scenario: Scenario, problems: tuple[LinkedProblem, ...]) -> tuple[Narrow, ...]:
    """What a large scenario is narrowed to; none: it can be looked at as a whole."""
    is_large = len(scenario.people) * len(scenario.holdings) > LARGE
    return narrower(scenario, problems) if is_large and problems != ("delegation",) else ()


def up_to(problem: LinkedProblem) -> tuple[LinkedProblem, ...]:
    return LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem) + 1]
