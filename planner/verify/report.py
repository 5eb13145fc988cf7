"""The second opinion on a plan: every rule, every term, and whether the plan is this scenario's at all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from planner.findings import Violation
from planner.plan import Plan
from planner.scenario.resolved import scenario_hash
from planner.scenario.scenario import Scenario
from planner.scenario.settings import TERMS
from planner.verify import allocation, interpreting, selection, timetable, travel
from planner.verify.check import Check
from planner.verify.references import plan_refers_to_the_scenario
from planner.verify.score import count_terms

CHECKS: tuple[Check, ...] = (
    *selection.CHECKS,
    *travel.CHECKS,
    *timetable.CHECKS,
    *allocation.CHECKS,
    *interpreting.CHECKS,
)
"""One for every hard rule of `docs/rules.md`, under the rule's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """What `verification.json` says."""

    violations: tuple[Violation, ...]
    terms: Mapping[str, int]
    """Every objective term counted again; empty when the plan does not refer to the scenario."""


def report_to_json(report: VerificationReport) -> bytes:
    """`verification.json`: sorted keys, the same report always in the same bytes."""
    return msgspec.json.format(msgspec.json.encode(report, order="sorted"), indent=2) + b"\n"


def verify_plan(scenario: Scenario, plan: Plan) -> VerificationReport:
    """Check every rule and count every term. A plan that speaks of unknown things is not looked at further."""
    dangling = (*plan_belongs_to_the_scenario(scenario, plan), *plan_refers_to_the_scenario(scenario, plan))
    if any(violation.rule == plan_refers_to_the_scenario.__name__ for violation in dangling):
        return VerificationReport(violations=dangling, terms={})
    terms = count_terms(scenario, plan)
    broken = (violation for check in CHECKS for violation in check(scenario, plan))
    miscounted = terms_are_counted_right(scenario, plan, terms)
    return VerificationReport(violations=(*dangling, *broken, *miscounted), terms=terms)


def plan_belongs_to_the_scenario(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The plan was made from exactly this input."""
    if plan.scenario.sha256 != scenario_hash(scenario):
        yield Violation(
            rule="plan_belongs_to_the_scenario",
            subject=plan.scenario.id,
            message="was made from another version of the scenario",
        )
    conference = scenario.conference
    if (plan.scenario.id, plan.released_at) != (conference.id, conference.released_at.isoformat()):
        yield Violation(
            rule="plan_belongs_to_the_scenario",
            subject=plan.scenario.id,
            message=f"is not of {conference.id}, released at {conference.released_at.isoformat()}",
        )


def terms_are_counted_right(scenario: Scenario, plan: Plan, terms: Mapping[str, int]) -> Iterator[Violation]:
    """Each term asked for stands in the plan once, as it is counted, with no bound above what was reached."""
    claimed = Counter(result.term for result in plan.terms)
    asked = {term for problem, default in TERMS.items() for term in scenario.objective.get(problem, default)}
    for term in sorted(asked - claimed.keys()):
        yield Violation(rule="terms_are_counted_right", subject=term, message="is asked for, and the plan is silent")
    for result in plan.terms:
        if result.term not in terms:
            message = "is not a term of the objective"
        elif claimed[result.term] > 1:
            message = f"stands {claimed[result.term]} times in the plan"
        elif result.value != terms[result.term]:
            message = f"the plan says {result.value}, counted {terms[result.term]}"
        elif result.bound > result.value:
            message = f"the bound {result.bound} is above the value {result.value}"
        elif (result.status == "proven") != (result.bound == result.value):
            message = f"is called {result.status}, with value {result.value} and bound {result.bound}"
        else:
            continue
        yield Violation(rule="terms_are_counted_right", subject=result.term, message=message)
