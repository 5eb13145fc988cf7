"""Which rules forbid what is supposed."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ortools.sat.python.cp_model_helper import ConstraintProto

from planner.model.build import PlanningModel
from planner.solve.priorities import is_feasible
from planner.solve.search import Search


def forbidding_rules(planning: PlanningModel, search: Search) -> tuple[tuple[str, ...], bool]:
    """Rules that forbid an infeasible model, and whether lifting any one of them is enough.

    Where no single rule is to blame, some that have to be lifted together. Empty when the limits did not allow to tell.
    """
    names = tuple(planning.constraints_of)
    clash = _clash(planning, names, search)
    # A rule that is to blame alone has a part in every clash, so that one clash is enough to look at.
    alone = tuple(name for name in clash if is_feasible(_without(planning, {name}), search))
    return (alone, True) if alone else (_lifted_together(planning, clash, search), False)


def _clash(planning: PlanningModel, names: Sequence[str], search: Search) -> tuple[str, ...]:
    """Some of the rules that cannot all be kept, of which none can be left out as far as the limits allow to tell."""
    kept, size = list(names), len(names) // 2
    while size:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            lifted = planning.constraints_of.keys() - fewer
            if is_feasible(_without(planning, lifted), search) is False:
                kept = fewer
            else:
                start += size
        size //= 2
    return tuple(kept)


def _lifted_together(planning: PlanningModel, clash: tuple[str, ...], search: Search) -> tuple[str, ...]:
    """Rules to be lifted together, one of every clash there is; the last of a clash is the most particular."""
    lifted: list[str] = []
    while clash:
        lifted.append(clash[-1])
        is_enough = is_feasible(_without(planning, lifted), search)
        if is_enough is None:
            return ()
        others = tuple(name for name in planning.constraints_of if name not in lifted)
        clash = () if is_enough else _clash(planning, others, search)
    for name in tuple(lifted):
        fewer = [other for other in lifted if other != name]
        is_enough = is_feasible(_without(planning, fewer), search)
        if is_enough is None:
            return ()
        lifted = fewer if is_enough else lifted
    return tuple(name for name in planning.constraints_of if name in lifted)


def _without(planning: PlanningModel, lifted: Collection[str]) -> PlanningModel:
    """A copy of the model that lacks the rules' constraints."""
    model = planning.model.clone()
    for name in lifted:
        for index in planning.constraints_of[name]:
            model.proto.constraints[index].copy_from(ConstraintProto())
    return replace(planning, model=model)
