"""The scenario and plan that other tests start from are legal."""

from planner.verify.report import verify_plan
from tests.builders import a_plan, a_scenario
from tests.rules.harness import claiming_terms


def test_default_plan_keeps_every_rule() -> None:
    scenario = a_scenario()
    assert verify_plan(scenario, claiming_terms(scenario, a_plan(scenario))).violations == ()
