"""Solves a model term by term: minimise, record value and bound, freeze, go on to the next."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python.cp_model import (
    FEASIBLE,
    INFEASIBLE,
    MODEL_INVALID,
    OPTIMAL,
    CpModel,
    CpSolverSolutionCallback,
    LinearExpr,
    LinearExprT,
)

from planner.model.build import PlanningModel
from planner.model.objective import ObjectiveTerm
from planner.plan import TermResult
from planner.solve.interruption import Interruption
from planner.solve.search import Progress, Search, relative_gap

_NOTHING = 0.3
"""Most of the time for a solution with nothing of the first term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model's terms came to. Without `solution`: infeasible where `is_infeasible`, else out of time."""

    is_infeasible: bool = False
    solution: tuple[int, ...] = ()
    """Value of every variable, by its index in the model."""
    terms: tuple[TermResult, ...] = ()


def solve_in_order(
    planning: PlanningModel,
    terms: Sequence[ObjectiveTerm],
    search: Search,
    known: Mapping[str, TermResult] | None = None,
    start: tuple[int, ...] = (),
) -> Answer:
    """Minimise the terms one after the other, each within the best value of those before it.

    A term not proven within the limits is frozen at its best value, with its bound on record. Each may use half of the
    time left, the last one all of it: in order of priority.

    `known` are terms of the same model with less asked of it. Their bounds hold here too, as long as every term before
    has come out the same, and a term that comes out the same is not searched further. `start` is a solution known.
    """
    first = Answer(solution=start) if start else _first(planning, terms, search)
    if not first.solution:
        return first
    solution, known = first.solution, dict(known or {})
    counts, reached = list[LinearExprT](), dict[str, TermResult]()
    for number, term in enumerate(terms):
        counts.append(term.count(planning.model, planning.scenario, planning.decisions))
        if search.seconds_left > 0:
            share = 1.0 if number == len(terms) - 1 else 0.5
            sought = term, counts[-1], known.get(term.name)
            solution, result = _minimise(planning, sought, (solution, share), search)
            if term.name in known and result.value != known[term.name].value:
                known.clear()
            reached[term.name] = result
            planning.model.add(counts[-1] <= result.value)
    if len(reached) == len(terms) and all(result.status == "proven" for result in reached.values()):
        return Answer(solution=solution, terms=tuple(reached.values()))
    # While later terms are solved, one that is not proven may become better still; and some have not been looked at.
    solution, values = _counted(planning, counts, solution, search)
    results = []
    for term, value in zip(terms, values, strict=True):
        earlier = reached.get(term.name) or known.get(term.name)
        results.append(_result(term, value, min(value, earlier.bound if earlier else 0)))
        if term.name not in reached:
            search.show(Progress.of(results[-1]))
    return Answer(solution=solution, terms=tuple(results))


def _first(planning: PlanningModel, terms: Sequence[ObjectiveTerm], search: Search) -> Answer:
    """Any solution; where good ones are sought first, one with nothing of the first term if that is found soon.

    Of 193 States all delegations complete are found in 2 s when asked for, where from any solution on 172 of them were
    still incomplete after 40 s.
    """
    if search.finding() is not search and terms:
        best, size = planning.model.clone(), len(planning.model.proto.variables)
        best.add(terms[0].count(best, planning.scenario, planning.decisions) <= 0)
        found = _solve(best, replace(search.finding().part(_NOTHING), presolves_briefly=True))
        if found.solution:
            return Answer(solution=found.solution[:size])
    return _solve(planning.model, search)


def solve_within(
    planning: PlanningModel, terms: Sequence[ObjectiveTerm], most: Mapping[str, int], search: Search
) -> Answer:
    """Any solution with every term at most this, sought at once rather than term by term; bounds are zero."""
    counts = [term.count(planning.model, planning.scenario, planning.decisions) for term in terms]
    for term, count in zip(terms, counts, strict=True):
        planning.model.add(count <= most[term.name])
    found = _solve(planning.model, search)
    if not found.solution:
        return found
    solution, values = _counted(planning, counts, found.solution, search)
    results = tuple(_result(term, value, 0) for term, value in zip(terms, values, strict=True))
    return Answer(solution=solution, terms=results)


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The least a term came to in a model, and a bound that no solution is below."""

    is_infeasible: bool = False
    solution: tuple[int, ...] = ()
    bound: int = 0
    is_proven: bool = False
    """The solution is a best one; it comes to the bound."""


def least_of(model: CpModel, term: LinearExprT | None, search: Search, hint: tuple[int, ...] = ()) -> Least:
    """Minimise one term of a bare model; without a term, find any solution."""
    model.proto.clear_objective()
    if term is not None:
        model.minimize(term)
    _hint(model, hint)
    solver = search.solver()
    status = search.run(solver, model)
    _refuse_invalid(model, status)
    if status == INFEASIBLE:
        return Least(is_infeasible=True)
    if status != OPTIMAL:
        search.note_interruption(solver)
    solution = tuple(solver.response_proto.solution) if status in (OPTIMAL, FEASIBLE) else ()
    bound = max(0, _whole(solver.best_objective_bound))
    return Least(solution=solution, bound=bound, is_proven=status == OPTIMAL)


def is_feasible(planning: PlanningModel, search: Search) -> bool | None:
    """Whether the model has any solution; None: not decided within the limits."""
    return has_solution(planning.model, search)


def has_solution(model: CpModel, search: Search) -> bool | None:
    """The same of a bare model."""
    answer = _solve(model, search)
    return True if answer.solution else (False if answer.is_infeasible else None)


def _solve(model: CpModel, search: Search) -> Answer:
    """Any solution, without an objective."""
    model.proto.clear_objective()
    solver = search.solver()
    status = search.run(solver, model)
    _refuse_invalid(model, status)
    if status == INFEASIBLE:
        return Answer(is_infeasible=True)
    if status not in (OPTIMAL, FEASIBLE):
        search.note_interruption(solver)
        return Answer()
    return Answer(solution=tuple(solver.response_proto.solution))


def _minimise(
    planning: PlanningModel,
    sought: tuple[ObjectiveTerm, LinearExprT, TermResult | None],
    start: tuple[tuple[int, ...], float],
    search: Search,
) -> tuple[tuple[int, ...], TermResult]:
    """Solution and result of one term, of which a result with less asked may be known, from a solution without it.

    It may use a share of the time left.
    """
    (term, count, known), (first, share), started = sought, start, time.monotonic()
    planning.model.minimize(count)
    if search.finding() is not search:
        quick = least_of(planning.model, count, search.finding().part(share / 2), first)
        if quick.is_proven:
            result = _result(term, quick.bound, quick.bound)
            search.show(Progress.of(result, time.monotonic() - started))
            return quick.solution, result
        first = quick.solution or first
    _hint(planning.model, first)
    solver = search.solver(share)
    reporter = _Reporter(term, search, started, known)
    status = search.run(solver, planning.model, reporter)
    _refuse_invalid(planning.model, status)
    if status == OPTIMAL:
        result = _result(term, round(solver.objective_value), round(solver.objective_value))
        search.show(Progress.of(result, time.monotonic() - started))
        return tuple(solver.response_proto.solution), result
    first = tuple(solver.response_proto.solution) if status == FEASIBLE else first
    if not reporter.is_enough:
        search.note_interruption(solver)
    bound = max(known.bound if known else 0, _whole(solver.best_objective_bound))
    solution, (value,) = _counted(planning, [count], first, search)
    result = _result(term, value, min(value, bound))
    search.show(Progress.of(result, time.monotonic() - started))
    return solution, result


def with_bound(result: TermResult, bound: int) -> TermResult:
    """The result against another bound, one that holds for more than the model it was reached in."""
    lower = min(result.value, bound)
    gap = round(relative_gap(result.value, lower), 6)
    return replace(result, bound=lower, gap=gap, status="proven" if lower == result.value else "limit")


def _result(term: ObjectiveTerm, value: int, bound: int) -> TermResult:
    return TermResult(
        problem=term.problem,
        term=term.name,
        unit=term.unit,
        value=value,
        bound=bound,
        gap=round(relative_gap(value, bound), 6),
        status="proven" if bound == value else "limit",
    )


def _counted(
    planning: PlanningModel, counts: Sequence[LinearExprT], known: tuple[int, ...], search: Search
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A known solution's decisions, all that follows from them at its best, and so the exact values of terms.

    What follows is bounded from below only: short of an optimum it may say more than the decisions do. With every
    decision fixed no term can stand in the way of another, so that all together are minimised at once.
    """
    planning.model.minimize(LinearExpr.sum(counts))
    fixed = planning.model.clone()
    asked = list(planning.decisions.asked)
    fixed.add_bool_and(one if known[one.index] else ~one for one in asked if one.is_boolean)
    for number in asked:
        if not number.is_boolean:
            fixed.add(number == known[number.index])
    unlimited = replace(
        search,
        workers=1,
        presolves_briefly=True,
        deadline=math.inf,
        deterministic_limit=math.inf,
        interruption=Interruption(),
    )
    solver = unlimited.solver()
    search.run(solver, fixed)
    return tuple(solver.response_proto.solution), tuple(round(solver.value(count)) for count in counts)


def _hint(model: CpModel, known: tuple[int, ...]) -> None:
    model.proto.clear_solution_hint()
    model.proto.solution_hint.vars.extend(range(len(known)))
    model.proto.solution_hint.values.extend(known)


def _refuse_invalid(model: CpModel, status: object) -> None:
    if status == MODEL_INVALID:
        raise ValueError(f"invalid model {model.name}: {model.validate()}")


def _whole(bound: float) -> int:
    """The least integer not below a bound that carries rounding noise."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0


class _Reporter(CpSolverSolutionCallback):
    """Shows every better solution of a term; stops at the value already known."""

    def __init__(self, term: ObjectiveTerm, search: Search, started: float, known: TermResult | None) -> None:
        super().__init__()
        self._term, self._search, self._started, self._known = term, search, started, known
        self.is_enough = False

    def on_solution_callback(self) -> None:
        value, bound = round(self.objective_value), max(0, _whole(self.best_objective_bound))
        reached = Progress.of(_result(self._term, value, min(value, bound)), time.monotonic() - self._started)
        self._search.show(replace(reached, is_done=False))
        if self._known is not None and value <= self._known.value:
            self.is_enough = True
            self.stop_search()
