"""A rule on trial: one plan that keeps it at the edge, and one that breaks it and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ortools.sat.python import cp_model

from planner.findings import Violation
from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import LINKED_PROBLEMS, Plan, TermResult
from planner.scenario.people import COST_LINES, DELEGATION_CATEGORIES
from planner.scenario.scenario import Scenario
from planner.scenario.settings import TERMS
from planner.solve.extract import blank_plan, extract_plan
from planner.verify.report import verify_plan
from planner.verify.score import count_terms
from tests.builders import a_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """Both plans are for the same scenario."""

    rule: str
    edge: str
    """What the good plan just keeps, in a few words."""
    scenario: Scenario
    good: Plan
    broken: Plan

    def __str__(self) -> str:
        return f"{self.rule}: {self.edge}"


def a_case(rule: str, edge: str, scenario: Scenario, *, good: dict[str, Any], broken: dict[str, Any]) -> RuleCase:
    """`good` and `broken` are what the two plans say beyond `a_plan`."""
    return RuleCase(
        rule=rule, edge=edge, scenario=scenario, good=a_plan(scenario, **good), broken=a_plan(scenario, **broken)
    )


def broken_rules(scenario: Scenario, plan: Plan) -> set[str]:
    return {violation.rule for violation in violations_of(scenario, plan)}


def violations_of(scenario: Scenario, plan: Plan) -> tuple[Violation, ...]:
    """Terms are no rule's matter, so they are claimed as they are counted."""
    return verify_plan(scenario, claiming_terms(scenario, plan)).violations


def claiming_terms(scenario: Scenario, plan: Plan) -> Plan:
    """The plan with every term as the verifier counts it; it must refer to the scenario."""
    claims = [
        TermResult(problem=problem, term=term, unit="", value=value, bound=value, gap=0.0, status="proven")
        for term, value in count_terms(scenario, plan).items()
        for problem in LINKED_PROBLEMS
        if term in TERMS[problem]
    ]
    return replace(plan, terms=tuple(claims))


def ids_of(scenario: Scenario) -> set[str]:
    """Everything a violation may be about; an organisation's name is its id."""
    tables = (scenario.person, scenario.holding, scenario.session, scenario.delegation, scenario.grant)
    organisations = {person.organisation for person in scenario.people}
    codes = {
        *scenario.interpreter,
        *scenario.sign_languages,
        *scenario.conference.languages,
        *DELEGATION_CATEGORIES,
        *COST_LINES,
    }
    regions = {region for home in scenario.delegations for region in (home.un_region, home.network_region)}
    return organisations | codes | regions | {id for table in tables for id in table}


def plan_of_model(scenario: Scenario, plan: Plan, rules: tuple[HardRule, ...] = HARD_RULES) -> Plan | None:
    """What the solver makes of a model in which every decision is fixed to the plan; None: these rules forbid it."""
    planning = build_model(scenario, rules=rules)
    fix_plan(planning, plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(planning.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.INFEASIBLE:
        return None
    return extract_plan(planning, solver.response_proto.solution, blank_plan(scenario, seed=1, workers=1))


def verifier_tells_the_plans_apart(case: RuleCase) -> None:
    assert broken_rules(case.scenario, case.good) == set()
    assert broken_rules(case.scenario, case.broken) == {case.rule}


def violations_name_ids_and_say_why(case: RuleCase) -> None:
    """Reports and explanations look up what a violation is about."""
    violations = violations_of(case.scenario, case.broken)
    assert {word for each in violations for word in each.subject.split()} <= ids_of(case.scenario)
    assert all(each.message for each in violations)


def model_allows_the_good_plan(case: RuleCase) -> None:
    plan = plan_of_model(case.scenario, case.good)
    assert plan is not None
    assert broken_rules(case.scenario, plan) == set()


def model_forbids_the_broken_plan(case: RuleCase) -> None:
    assert plan_of_model(case.scenario, case.broken) is None


def every_rule_matters(case: RuleCase) -> None:
    """Without the rule the solver reaches a plan that the verifier rejects for it."""
    others = tuple(rule for rule in HARD_RULES if rule.name != case.rule)
    assert len(others) == len(HARD_RULES) - 1
    plan = plan_of_model(case.scenario, case.broken, others)
    assert plan is not None
    assert broken_rules(case.scenario, plan) == {case.rule}


Trial = Callable[[RuleCase], None]
TRIALS: tuple[Trial, ...] = (
    verifier_tells_the_plans_apart,
    violations_name_ids_and_say_why,
    model_allows_the_good_plan,
    model_forbids_the_broken_plan,
    every_rule_matters,
)
