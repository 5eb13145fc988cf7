"""Which rules clash when there is no plan: leave out one at a time, keep only those that matter."""

from planner.model.build import build_model
from planner.model.rules import HARD_RULES
from planner.plan import LinkedProblem
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Search, is_feasible


def clashing_rules(scenario: Scenario, problems: tuple[LinkedProblem, ...], search: Search) -> tuple[str, ...]:
    """Rules of these problems that cannot all be kept, none of which can be left out of the list.

    Empty when the model has a solution, or when the limits did not allow to tell.
    Assumption literals are not used: with them CP-SAT searches on one thread and often returns far too many.
    """
    kept = [rule for rule in HARD_RULES if rule.problem in problems]
    if is_feasible(build_model(scenario, problems, kept), search) is not False:
        return ()
    for rule in tuple(kept):
        without = [other for other in kept if other is not rule]
        if is_feasible(build_model(scenario, problems, without), search) is False:
            kept = without
    return tuple(rule.name for rule in kept)
