"""The scenario and plan that other tests start from are legal."""

from planner.verify.report import verify_plan
from tests.builders import a_plan, a_scenario


def test_default_plan_keeps_every_rule() -> None:
    scenario = a_scenario()
    assert verify_plan(scenario, a_plan(scenario)).violations == ()
