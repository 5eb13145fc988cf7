"""A programme by blocks: proposed here, confirmed by the flat model with its times fixed, bounded by relaxations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import ObjectiveTerm
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.annealing import Moves, anneal, begin
from planner.solve.blocks.coverage import Coverage, blocks_of
from planner.solve.blocks.favourites import fairest_timetable
from planner.solve.blocks.master import Master, seed_with
from planner.solve.blocks.problem import BlockProblem, read_blocks
from planner.solve.cuts import Cut, add_cuts
from planner.solve.extract import extract_plan
from planner.solve.priorities import Answer, Progress, Search, least_of, show_nothing, solve_in_order, with_bound

STEPS_PER_GROUP = 1500
"""Of annealing. More did not help: inaugural comes to the same value with a third and with six times as many."""
_BRIEF = 10.0
"""Deterministic limit for the bound of one later term."""
FAVOURITES, POINTS = "favourites_missed_by_the_worst_off", "preference_points_missed"


@dataclass(frozen=True, slots=True)
class Programme:
    """A plan with its programme and terms; None where the limits allowed none."""

    plan: Plan | None
    is_infeasible: bool = False
    """Proven: nothing was proposed since no timetable exists."""


def solve_by_blocks(
    scenario: Scenario, plan: Plan, terms: Sequence[ObjectiveTerm], cuts: Sequence[Cut], search: Search
) -> Programme:
    """The programme for the people of `plan`, who are the scenario's.

    Each term's bound holds for every programme that is no worse in the terms before it.
    """
    coverage = Coverage(scenario, plan)
    first = least_of(coverage.model, None, search.part(0.15))
    if first.is_infeasible or not first.solution:
        return Programme(None, is_infeasible=first.is_infeasible)
    times, bounds = coverage.times(first.solution), dict.fromkeys((term.name for term in terms), 0)
    names = [term.name for term in terms]
    if FAVOURITES in names:
        fairest = fairest_timetable(scenario, plan, search)
        times, bounds[FAVOURITES] = fairest.times or times, fairest.missed
    problem = read_blocks(scenario, plan, coverage.places)
    floor = _floor(problem, scenario, names, bounds)
    better = _annealed(problem, coverage, scenario, times, floor, search) if POINTS in names else times
    for proposed in (better, times):
        kept, reached = _confirmed(scenario, plan, proposed, terms, cuts, search.part(0.4))
        if kept is not None:
            break
    else:
        return Programme(None)
    values = {term.name: result.value for term, result in zip(terms, reached.terms, strict=True)}
    for result in reached.terms:
        search.show(Progress.of(with_bound(result, bounds[result.term])))
    if POINTS in names:
        bounds[POINTS] = _points_bound(problem, scenario, proposed, _floor(problem, scenario, names, values), search)
    _bound_the_rest(coverage, names, values, bounds, search)
    results = tuple(with_bound(result, bounds[result.term]) for result in reached.terms)
    for result in results:
        search.show(Progress.of(result))
    return Programme(replace(kept, terms=(*plan.terms, *results)))


def _floor(problem: BlockProblem, scenario: Scenario, names: Sequence[str], missed: Mapping[str, int]) -> int:
    """Favourites that everyone keeps in every programme that is no worse than the terms before the points."""
    floor = scenario.policy.allocation.favourites_floor
    if FAVOURITES in names and names.index(FAVOURITES) < names.index(POINTS if POINTS in names else FAVOURITES):
        floor = max(floor, problem.top - missed[FAVOURITES])
    return floor


def _annealed(
    problem: BlockProblem, coverage: Coverage, scenario: Scenario, times: Mapping[str, str], floor: int, search: Search
) -> Mapping[str, str]:
    timetable = begin(problem, blocks_of(problem, scenario, times), floor)
    moves = Moves(problem, tuple(slot.id for slot in scenario.slots), coverage.places, _followed(problem, scenario))
    best = dict(timetable.blocks)
    for best in anneal(timetable, moves, STEPS_PER_GROUP * len(problem.groups), search.part(0.3)):
        pass
    short = {
        holding for number, group in enumerate(problem.groups) for holding in group if problem.lengths[number] == 1
    }
    moved = {h: slot for slot, block in best.items() for number in block for h in problem.groups[number] if h in short}
    return {**times, **moved}


def _followed(problem: BlockProblem, scenario: Scenario) -> Mapping[int, frozenset[int]]:
    """Group to those that must be held before it."""
    number = {holding: group for group, holdings in enumerate(problem.groups) for holding in holdings}
    followed: dict[int, frozenset[int]] = {}
    for holding in scenario.holdings:
        before = {number[other.id] for other in scenario.holdings if other.session.id in holding.session.after}
        if before:
            followed[number[holding.id]] = followed.get(number[holding.id], frozenset()) | before
    return followed


def _confirmed(
    scenario: Scenario,
    plan: Plan,
    times: Mapping[str, str],
    terms: Sequence[ObjectiveTerm],
    cuts: Sequence[Cut],
    search: Search,
) -> tuple[Plan | None, Answer]:
    """The flat model's best programme at these times; None where it has none."""
    planning = build_model(scenario, ("programme",), given=times)
    fix_plan(planning, plan, ("delegation",))
    add_cuts(planning, cuts)
    answer = solve_in_order(planning, terms, replace(search, show=show_nothing))
    return (extract_plan(planning, answer.solution, plan) if answer.solution else None), answer


def _points_bound(
    problem: BlockProblem, scenario: Scenario, times: Mapping[str, str], floor: int, search: Search
) -> int:
    """Points that every programme misses."""
    master = Master(problem, floor)
    seed_with(master, blocks_of(problem, scenario, times).items())
    master.solve(search.part(0.8))
    return master.missed


def _bound_the_rest(
    coverage: Coverage, names: Sequence[str], values: Mapping[str, int], bounds: dict[str, int], search: Search
) -> None:
    """Bounds of the later terms, from the small model with the earlier ones at their values."""
    for name in names:
        if name not in (FAVOURITES, POINTS):
            brief = replace(search.part(0.3), deterministic_limit=min(search.deterministic_limit, _BRIEF))
            bounds[name] = least_of(coverage.model, coverage.term(name), brief).bound
        coverage.model.add(coverage.term(name) <= values[name])
