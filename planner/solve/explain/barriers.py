"""Which rules forbid what is supposed: leave out one at a time."""

from collections.abc import Collection
from dataclasses import replace

from ortools.sat.python.cp_model_helper import ConstraintProto

from planner.model.build import PlanningModel
from planner.solve.priorities import Search, is_feasible


def forbidding_rules(planning: PlanningModel, search: Search) -> tuple[tuple[str, ...], bool]:
    """Rules that forbid an infeasible model, and whether lifting any one of them is enough.

    Where no single rule is to blame, a smallest set that has to be lifted together. Empty when the limits did not
    allow to tell.
    """
    names = tuple(planning.constraints_of)
    alone = tuple(name for name in names if is_feasible(_without(planning, {name}), search))
    if alone:
        return alone, True
    lifted = set(names)
    if not is_feasible(_without(planning, lifted), search):
        return (), False
    for name in names:
        if is_feasible(_without(planning, lifted - {name}), search):
            lifted.remove(name)
    return tuple(name for name in names if name in lifted), False


def _without(planning: PlanningModel, lifted: Collection[str]) -> PlanningModel:
    """A copy of the model that lacks the rules' constraints."""
    model = planning.model.clone()
    for name in lifted:
        for index in planning.constraints_of[name]:
            model.proto.constraints[index].copy_from(ConstraintProto())
    return replace(planning, model=model)
