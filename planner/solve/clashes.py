"""Which rules clash when there is no plan: leave some out, keep only those that matter."""

from collections.abc import Collection, Sequence

from ortools.sat.python.cp_model import CpModel
from ortools.sat.python.cp_model_helper import ConstraintProto

from planner.model.build import PlanningModel
from planner.solve.priorities import has_solution
from planner.solve.search import Search
from planner.solve.ways import GIVES_WAY, HIRING, SIGN_HIRING

_STAFFED = {"teams_meet_the_profile": HIRING, "people_who_sign_have_a_team": SIGN_HIRING}
"""Rules that give way by hiring."""
_FIXES_STRUCTURE = {"holdings_have_their_chairs", "chairs_span_regions_categories_and_genders"}
"""Rules that force some unnamed person somewhere: a clash without them says more."""


def clashing_rules(planning: PlanningModel, search: Search, gave_way: Collection[str] = ()) -> tuple[str, ...]:
    """Rules of an infeasible model that cannot all be kept, none of which can be left out of the list.

    Empty when the model has a solution, or when the limits did not allow to tell. Of several lists there may be, one
    that an organiser recognises: rules that nobody can change are left out first, those that `gave_way` last. Halves
    are left out first, then ever smaller parts. Assumption literals are not used: with them CP-SAT searches on one
    thread and often returns far too many.
    """
    if has_solution(planning.model, search) is not False:
        return ()
    kept = sorted(planning.constraints_of, key=lambda name: _tells_much(name, gave_way))
    size = len(kept) // 2
    while size:
        kept = _without_parts(planning, kept, size, search)
        size //= 2
        if not search.seconds_left:
            return ()
    return tuple(name for name in planning.constraints_of if name in kept)


def _tells_much(rule: str, gave_way: Collection[str]) -> int:
    """How late a rule is left out: what an organiser can change tells more, what has to change most."""
    if _STAFFED.get(rule, rule) in gave_way:
        return 2
    return int((rule in GIVES_WAY or rule in _STAFFED) and rule not in _FIXES_STRUCTURE)


def _without_parts(planning: PlanningModel, kept: Sequence[str], size: int, search: Search) -> list[str]:
    """What is left when every part of this size that does not matter is left out."""
    left, start = list(kept), 0
    while start < len(left):
        fewer = left[:start] + left[start + size :]
        if has_solution(_with_only(planning, fewer), search) is False:
            left = fewer
        else:
            start += size
    return left


def _with_only(planning: PlanningModel, rules: Collection[str]) -> CpModel:
    """The model without the constraints of any other rule."""
    model = planning.model.clone()
    for rule, indices in planning.constraints_of.items():
        if rule not in rules:
            for index in indices:
                model.proto.constraints[index].copy_from(ConstraintProto())
    return model
