"""What a plan says of each decision, the inverse of `solve/extract.py`: to fix it, or to begin a search from it."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ortools.sat.python.cp_model import IntVar

from planner.model.build import PlanningModel
from planner.model.decisions import Decisions
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan

Key = TypeVar("Key")


def fix_plan(planning: PlanningModel, plan: Plan, problems: tuple[LinkedProblem, ...] = LINKED_PROBLEMS) -> None:
    """Fix every decision of these problems to its value in the plan; ids the scenario lacks are left out."""
    for variable, value in planned_values(planning.decisions, plan, problems):
        planning.model.add(variable == value)


def planned_values(
    decisions: Decisions, plan: Plan, problems: tuple[LinkedProblem, ...]
) -> Iterator[tuple[IntVar, int]]:
    """Every decision of these problems with its value in the plan."""
    if "delegation" in problems:
        yield from _delegation(decisions, plan)
    if "programme" in problems:
        yield from _programme(decisions, plan)
    if "roster" in problems:
        booths = {
            (interpreter, holding_id, language): 1
            for holding_id, holding in plan.sessions.items()
            for language, team in holding.interpreters.items()
            for interpreter in team
        }
        yield from _values(decisions.interprets, booths)


def _delegation(decisions: Decisions, plan: Plan) -> Iterator[tuple[IntVar, int]]:
    coming = plan.people.items()
    yield from _values(decisions.attends, {(person, part.attends): 1 for person, part in coming})
    yield from _values(decisions.open_seats, {(seat.delegation, seat.category): seat.seats for seat in plan.open_seats})
    yield from _values(decisions.takes, {(person, part.route): 1 for person, part in coming if part.route is not None})
    yield from _values(
        decisions.pays, {(person, line, p): 1 for person, part in coming for line, p in part.pays.items()}
    )
    yield from _values(decisions.is_offered, dict.fromkeys(plan.conference_languages, 1))
    yield from _values(decisions.pays_language, dict.fromkeys(plan.language_payers.items(), 1))


def _programme(decisions: Decisions, plan: Plan) -> Iterator[tuple[IntVar, int]]:
    held = plan.sessions.items()
    yield from _values(decisions.starts, {(holding_id, holding.slot, holding.room): 1 for holding_id, holding in held})
    yield from _values(decisions.is_at, {(p, holding_id): 1 for holding_id, holding in held for p in holding.attends})
    yield from _values(decisions.chairs, {(p, holding_id): 1 for holding_id, holding in held for p in holding.chairs})
    yield from _values(
        decisions.outgoing, {(holding_id, lang): 1 for holding_id, holding in held for lang in holding.outgoing}
    )


def _values(family: Mapping[Key, IntVar], planned: Mapping[Key, int]) -> Iterator[tuple[IntVar, int]]:
    for key, variable in family.items():
        yield variable, planned.get(key, 0)
