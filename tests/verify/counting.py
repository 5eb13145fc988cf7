"""A term of a plan, counted by both sides."""

from typing import Any

from ortools.sat.python import cp_model

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import OBJECTIVE
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.verify.score import count_terms
from tests.builders import a_plan


def term(name: str, scenario: Scenario, plan: Plan | None = None, **planned: Any) -> int:
    """The verifier's count, which must be the model's too: both are held against the number worked out by hand."""
    plan = plan or a_plan(scenario, **planned)
    counted = count_terms(scenario, plan)[name]
    assert modelled(name, scenario, plan) == counted
    return counted


def modelled(name: str, scenario: Scenario, plan: Plan) -> int:
    """The least value of the model's term for exactly this plan, legal or not."""
    planning = build_model(scenario, rules=())
    fix_plan(planning, plan)
    (counted,) = (term for term in OBJECTIVE if term.name == name)
    expression = counted.count(planning.model, scenario, planning.decisions)
    planning.model.minimize(expression)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(planning.model) == cp_model.OPTIMAL
    return solver.value(expression)
