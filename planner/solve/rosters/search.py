"""A roster by kinds: proposed here, confirmed by the flat model with its decisions fixed, bounded by the relaxation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ortools.sat.python.cp_model import OPTIMAL, CpSolver, LinearExpr, LinearExprT

from planner.model.build import PlanningModel
from planner.model.objective import ObjectiveTerm
from planner.plan import Plan, TermResult
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Answer, least_of, solve_in_order, with_bound
from planner.solve.rosters.dealing import Teams
from planner.solve.rosters.kinds import Work, work_of
from planner.solve.rosters.proposal import proposed
from planner.solve.rosters.relaxation import COST, LOAD, Bounded, bounded
from planner.solve.search import Progress, Search, relative_gap, show_nothing

LARGE = 20_000
"""Triples of interpreter, holding with booths and language from which a roster is first searched by kinds.

The flat model alone proves 6 000 within a second, 58 000 in 52 s where kinds need 8 s for the same cost, and ends
576 000 with a gap of 86 %.
"""


def is_large_roster(scenario: Scenario, plan: Plan) -> bool:
    """Whether the roster is searched by kinds before the flat model is."""
    languages = len(scenario.conference.languages) + len(scenario.sign_languages)
    with_booths = sum(bool(planned.outgoing) for planned in plan.sessions.values())
    return len(scenario.interpreters) * with_booths * languages > LARGE


def search_roster(planning: PlanningModel, plan: Plan, terms: Sequence[ObjectiveTerm], search: Search) -> Answer:
    """A large roster for the programme of `plan`, which is fixed in the model: by kinds, else by the flat model."""
    brief = replace(search, linearization_level=0, presolves_briefly=True)
    if search.hurries:
        return solve_in_order(planning, terms, brief)
    if by_kinds := roster_by_kinds(planning, plan, terms, search.part(0.7)):
        return by_kinds
    first = least_of(planning.model, None, brief.part(0.3))
    if first.is_infeasible:
        return Answer(is_infeasible=True)
    answer = solve_in_order(planning, terms, replace(search.part(0.8), show=show_nothing), start=first.solution)
    if answer.solution:
        answer = replace(answer, terms=_bounded(_Bounds(work_of(planning.scenario, plan)), answer.terms, search))
        for result in answer.terms:
            search.show(Progress.of(result))
    return answer


def roster_by_kinds(
    planning: PlanningModel, plan: Plan, terms: Sequence[ObjectiveTerm], search: Search
) -> Answer | None:
    """A roster for the programme of `plan`, which is fixed in the model; None where none came of it.

    Each term's bound holds for every roster that is no worse in the terms before it.
    """
    bounds = _Bounds(work_of(planning.scenario, plan))
    teams = _proposed(bounds, [term.name for term in terms], search.part(0.6))
    answer = None if teams is None else _confirmed(planning, teams, terms, search)
    if answer is None:
        return None
    answer = replace(answer, terms=_bounded(bounds, answer.terms, search))
    answer = _lightened(planning, bounds, answer, terms, search)
    for result in answer.terms:
        search.show(Progress.of(result))
    return answer


def _lightened(
    planning: PlanningModel, bounds: "_Bounds", answer: Answer, terms: Sequence[ObjectiveTerm], search: Search
) -> Answer:
    """The roster proposed with the load at its bound, where that costs no more."""
    load = answer.terms[-1]
    if [term.term for term in answer.terms] != [COST, LOAD] or load.status == "proven":
        return answer
    most = {LOAD: load.bound}
    linear = bounds.of(COST, most, search.part(0.3))
    teams = None if linear is None else proposed(bounds.work, linear, most, (COST, LOAD), search.part(0.8))
    lighter = None if teams is None else _confirmed(planning, teams, terms, search)
    if lighter is None or [term.value for term in lighter.terms] >= [term.value for term in answer.terms]:
        return answer
    # A bound of the load at some cost is one at every lower cost.
    known = {term.term: term.bound for term in answer.terms}
    return replace(lighter, terms=tuple(with_bound(term, known[term.term]) for term in lighter.terms))


@dataclass(slots=True)
class _Bounds:
    """Of one roster problem, each reckoned once."""

    work: Work
    _known: dict[tuple[str, frozenset[tuple[str, int]]], Bounded] = field(default_factory=dict)

    def of(self, term: str, most: Mapping[str, int], search: Search) -> Bounded | None:
        key = (term, frozenset(most.items()))
        if key not in self._known:
            found = bounded(self.work, term, most, search)
            if found is None:
                return None
            self._known[key] = found
        return self._known[key]


def _proposed(bounds: _Bounds, names: Sequence[str], search: Search) -> Teams | None:
    """At the least cost, where the load does not come first; else at the least load that leads to a roster."""
    for most in _limits(bounds, names, search):
        linear = bounds.of(COST, most, search.part(0.4))
        teams = None if linear is None else proposed(bounds.work, linear, most, names, search.part(0.8))
        if teams is not None:
            return teams
    return None


def _limits(bounds: _Bounds, names: Sequence[str], search: Search) -> Iterator[Mapping[str, int]]:
    """What the load may come to, one after the other, where it comes before the cost."""
    if COST in names and LOAD not in takewhile(lambda name: name != COST, names):
        yield {}
        return
    least = bounds.of(LOAD, {}, search.part(0.2))
    if least is not None:
        yield {LOAD: least.bound}
        yield {LOAD: least.bound + 1}


def _confirmed(planning: PlanningModel, teams: Teams, terms: Sequence[ObjectiveTerm], search: Search) -> Answer | None:
    """The flat model's solution with these teams, and what its terms come to; None where it does not accept them.

    With every decision fixed no term can stand in the way of another, so that all together are minimised at once.
    """
    model, decisions = planning.model, planning.decisions
    counts = [term.count(model, planning.scenario, decisions) for term in terms]
    model.minimize(LinearExpr.sum(counts))
    model.proto.clear_solution_hint()
    for (interpreter, holding, booth), interprets in decisions.interprets.items():
        model.add_hint(interprets, interpreter in teams.get(holding, {}).get(booth, ()))
    solver = search.solver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    is_accepted = solver.solve(model) == OPTIMAL
    model.proto.clear_solution_hint()
    if not is_accepted:
        return None
    reached = [_reached(term, solver, count) for term, count in zip(terms, counts, strict=True)]
    return Answer(solution=tuple(solver.response_proto.solution), terms=tuple(reached))


def _reached(term: ObjectiveTerm, solver: CpSolver, count: LinearExprT) -> TermResult:
    """With nothing known yet of what is possible."""
    value = solver.value(count)
    gap = round(relative_gap(value, 0), 6)
    return TermResult(
        problem=term.problem,
        term=term.name,
        unit=term.unit,
        value=value,
        bound=0,
        gap=gap,
        status="limit" if value else "proven",
    )


def _bounded(bounds: _Bounds, reached: Sequence[TermResult], search: Search) -> tuple[TermResult, ...]:
    """Each against a bound where those before it come to no more than they do."""
    results: list[TermResult] = []
    for result in reached:
        most = {earlier.term: earlier.value for earlier in results}
        linear = bounds.of(result.term, most, search.part(0.5))
        results.append(with_bound(result, max(result.bound, 0 if linear is None else linear.bound)))
    return tuple(results)
