"""Which rules clash when there is no plan: leave some out, keep only those that matter."""

from collections.abc import Collection
from itertools import groupby

from ortools.sat.python.cp_model import CpModel

from planner.model.build import PlanningModel, build_model
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import LinkedProblem
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Search, has_solution


def clashing_rules(scenario: Scenario, problems: tuple[LinkedProblem, ...], search: Search) -> tuple[str, ...]:
    """Rules of these problems that cannot all be kept, none of which can be left out of the list.

    Empty when the model has a solution, or when the limits did not allow to tell. Whole areas are left out first,
    then single rules. Assumption literals are not used: with them CP-SAT searches on one thread and often returns
    far too many.
    """
    planning = build_model(scenario, problems)
    if has_solution(planning.model, search) is not False:
        return ()
    kept = [rule for rule in HARD_RULES if rule.problem in problems]
    areas = [list(rules) for _, rules in groupby(kept, key=lambda rule: (rule.problem, rule.area))]
    for group in (*areas, *([rule] for rule in tuple(kept))):
        without = [rule for rule in kept if rule not in group]
        if len(without) < len(kept) and has_solution(_with_only(planning, without), search) is False:
            kept = without
    return tuple(rule.name for rule in kept)


def _with_only(planning: PlanningModel, rules: Collection[HardRule]) -> CpModel:
    """The model without the constraints of any other rule."""
    names = {rule.name for rule in rules}
    model = planning.model.clone()
    nothing = type(model.proto.constraints[0])()
    for rule, indices in planning.constraints_of.items():
        if rule not in names:
            for index in indices:
                model.proto.constraints[index].copy_from(nothing)
    return model
