"""Fixes decisions to what a plan says, the inverse of `solve/extract.py`."""

from collections.abc import Mapping
from typing import TypeVar

from ortools.sat.python.cp_model import CpModel, IntVar

from planner.model.build import PlanningModel
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan

Key = TypeVar("Key")


def fix_plan(planning: PlanningModel, plan: Plan, problems: tuple[LinkedProblem, ...] = LINKED_PROBLEMS) -> None:
    """Fix every decision of these problems to its value in the plan; ids the scenario lacks are left out."""
    if "delegation" in problems:
        _fix_delegation(planning, plan)
    if "programme" in problems:
        _fix_programme(planning, plan)
    if "roster" in problems:
        booths = {
            (interpreter, holding_id, language): 1
            for holding_id, holding in plan.sessions.items()
            for language, team in holding.interpreters.items()
            for interpreter in team
        }
        _fix(planning.model, planning.decisions.interprets, booths)


def _fix_delegation(planning: PlanningModel, plan: Plan) -> None:
    model, decisions = planning.model, planning.decisions
    coming = plan.people.items()
    _fix(model, decisions.attends, {(person, part.attends): 1 for person, part in coming})
    _fix(model, decisions.open_seats, {(seat.delegation, seat.category): seat.seats for seat in plan.open_seats})
    _fix(model, decisions.takes, {(person, part.route): 1 for person, part in coming if part.route is not None})
    _fix(model, decisions.pays, {(person, line, p): 1 for person, part in coming for line, p in part.pays.items()})
    _fix(model, decisions.is_offered, dict.fromkeys(plan.conference_languages, 1))


def _fix_programme(planning: PlanningModel, plan: Plan) -> None:
    model, decisions = planning.model, planning.decisions
    held = plan.sessions.items()
    _fix(model, decisions.starts, {(holding_id, holding.slot, holding.room): 1 for holding_id, holding in held})
    _fix(model, decisions.is_at, {(p, holding_id): 1 for holding_id, holding in held for p in holding.attends})
    _fix(model, decisions.chairs, {(p, holding_id): 1 for holding_id, holding in held for p in holding.chairs})
    _fix(
        model, decisions.outgoing, {(holding_id, lang): 1 for holding_id, holding in held for lang in holding.outgoing}
    )


def _fix(model: CpModel, family: Mapping[Key, IntVar], values: Mapping[Key, int]) -> None:
    for key, variable in family.items():
        model.add(variable == values.get(key, 0))
