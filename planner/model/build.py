"""Scenario to `PlanningModel`: decisions, their links, and the rules of the problems asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel

from planner.model.decisions import Decisions, new_decisions
from planner.model.links import (
    Given,
    fix_given,
    link_duties,
    link_fares,
    link_seats,
    link_times_and_rooms,
)
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import LINKED_PROBLEMS, LinkedProblem
from planner.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningModel:
    """A CP-SAT model of one or more linked problems, and what its variables mean."""

    scenario: Scenario
    problems: tuple[LinkedProblem, ...]
    model: CpModel
    decisions: Decisions
    constraints_of: Mapping[str, range]
    """Rule to the indices of its constraints in the model."""


def build_model(
    scenario: Scenario,
    problems: tuple[LinkedProblem, ...] = LINKED_PROBLEMS,
    rules: Sequence[HardRule] = HARD_RULES,
    given: Given | None = None,
) -> PlanningModel:
    """The flat model of these problems together: the only definition of what a legal plan is.

    Holdings `given` with their time make it smaller: of 31 States, a fifth of the variables.
    """
    model = CpModel()
    model.name = "+".join(problems)
    decisions = new_decisions(model, scenario, problems)
    link_fares(model, scenario, decisions)
    if "programme" in problems or "roster" in problems:
        link_times_and_rooms(model, scenario, decisions)
        fix_given(model, decisions, given or {})
        link_seats(model, scenario, decisions, given or {})
    if "roster" in problems:
        link_duties(model, scenario, decisions, given or {})
    constraints_of = {}
    for rule in rules:
        if rule.problem in problems:
            first = len(model.proto.constraints)
            rule.apply(model, scenario, decisions)
            constraints_of[rule.name] = range(first, len(model.proto.constraints))
    return PlanningModel(
        scenario=scenario, problems=problems, model=model, decisions=decisions, constraints_of=constraints_of
    )
