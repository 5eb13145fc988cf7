"""A roster by kinds: proposed here, confirmed by the flat model with its decisions fixed, bounded by the relaxation."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from ortools.sat.python.cp_model import OPTIMAL, CpSolver, LinearExpr

from planner.model.build import PlanningModel
from planner.model.objective import ObjectiveTerm
from planner.plan import Plan, TermResult
from planner.solve.priorities import Answer, Progress, Search, with_bound
from planner.solve.rosters.dealing import Teams
from planner.solve.rosters.kinds import Work, work_of
from planner.solve.rosters.proposal import proposed
from planner.solve.rosters.relaxation import COST, LOAD, bounded


def roster_by_kinds(
    planning: PlanningModel, plan: Plan, terms: Sequence[ObjectiveTerm], search: Search
) -> Answer | None:
    """A roster for the programme of `plan`, which is fixed in the model; None where none came of it.

    Each term's bound holds for every roster that is no worse in the terms before it.
    """
    work, names = work_of(planning.scenario, plan), [term.name for term in terms]
    teams = _proposed(work, names, search.part(0.7))
    answer = None if teams is None else _confirmed(planning, teams, terms, search)
    if answer is None:
        return None
    results = _bounded(work, answer.terms, search)
    for result in results:
        search.show(Progress.of(result))
    return Answer(solution=answer.solution, terms=results)


def _proposed(work: Work, names: Sequence[str], search: Search) -> Teams | None:
    """At the least cost, where the load does not come first; else at the least load that leads to a roster."""
    for most in _limits(work, names, search):
        linear = bounded(work, COST, most, search.part(0.4))
        teams = None if linear is None else proposed(work, linear, most, names, search)
        if teams is not None:
            return teams
    return None


def _limits(work: Work, names: Sequence[str], search: Search) -> Sequence[Mapping[str, int]]:
    """What terms before the cost may come to, one after the other."""
    if LOAD not in takewhile(lambda name: name != COST, names):
        return ({},)
    least = bounded(work, LOAD, {}, search.part(0.2))
    return () if least is None else ({LOAD: least.bound}, {LOAD: least.bound + 1})


def _confirmed(
    planning: PlanningModel, teams: Teams, terms: Sequence[ObjectiveTerm], search: Search
) -> Answer | None:
    """The flat model's solution with these teams, and what its terms come to; None where it does not accept them.

    With every decision fixed no term can stand in the way of another, so that all together are minimised at once.
    """
    model, decisions = planning.model, planning.decisions
    counts = [term.count(model, planning.scenario, decisions) for term in terms]
    model.minimize(LinearExpr.sum(counts))
    model.clear_hints()
    for (interpreter, holding, booth), interprets in decisions.interprets.items():
        model.add_hint(interprets, interpreter in teams.get(holding, {}).get(booth, ()))
    solver = search.solver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    is_accepted = solver.solve(model) == OPTIMAL
    model.clear_hints()
    if not is_accepted:
        return None
    reached = [_reached(term, solver, count) for term, count in zip(terms, counts, strict=True)]
    return Answer(solution=tuple(solver.response_proto.solution), terms=tuple(reached))


def _reached(term: ObjectiveTerm, solver: CpSolver, count: LinearExpr) -> TermResult:
    """With nothing known yet of what is possible."""
    value = solver.value(count)
    return with_bound(
        TermResult(
            problem=term.problem, term=term.name, unit=term.unit, value=value, bound=0, gap=0.0, status="limit"
        ),
        0,
    )


def _bounded(work: Work, reached: Sequence[TermResult], search: Search) -> tuple[TermResult, ...]:
    """Each against a bound where those before it come to no more than they do."""
    results: list[TermResult] = []
    for result in reached:
        most = {earlier.term: earlier.value for earlier in results}
        linear = bounded(work, result.term, most, search.part(0.5))
        results.append(with_bound(result, 0 if linear is None else linear.bound))
    return tuple(results)
