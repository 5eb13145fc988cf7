"""Cases of who pays for the conference's languages: a thousand euros each, and a fare is a hundred."""

from typing import Any

import pytest

from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.linked import solve_linked
from planner.solve.outcome import Solved
from planner.solve.search import Search
from planner.units import Cents
from planner.verify.report import verify_plan
from tests.builders import (
    MONDAY,
    a_delegation,
    a_grant,
    a_grant_rule,
    a_person,
    a_policy,
    a_scenario,
    an_expert,
    an_offer,
    in_person,
    seats,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case

THOUSAND_EUROS = Cents(100_000)
INTERPRETATION = a_grant_rule("cost_line", value="fare;interpretation")


def _languages(*grants: Any, budget: int | None = None, **given: Any) -> Scenario:
    costs = {"en": THOUSAND_EUROS, "fr": THOUSAND_EUROS}
    policy = a_policy(interpreting={"language_cost_cents": costs, "own_language_budget": budget})
    return a_scenario(**{"people": (), "sessions": (), "interpreters": (), "grants": grants, "policy": policy, **given})


def _paid(**payers: str) -> dict[str, Any]:
    return {"language_payers": payers}


CASES: tuple[RuleCase, ...] = (
    a_case(
        "languages_are_paid_for",
        "by grants whose cost lines name interpretation",
        _languages(
            a_grant("grant", INTERPRETATION), a_grant("any"), a_grant("fares", a_grant_rule("cost_line", "", "fare"))
        ),
        good=_paid(fr="grant", en="grant"),
        broken=_paid(fr="grant", en="any"),
    ),
    a_case(
        "languages_are_paid_for",
        "what the conference can bear itself",
        _languages(a_grant("grant", INTERPRETATION), budget=1_000),
        good=_paid(fr="grant"),
        broken=_paid(),
    ),
    a_case(
        "languages_are_paid_for",
        "valid for the whole conference",
        _languages(a_grant("grant", INTERPRETATION), a_grant("short", INTERPRETATION, valid_to=MONDAY)),
        good=_paid(fr="grant"),
        broken=_paid(fr="short"),
    ),
    a_case(
        "languages_are_paid_for",
        "only languages that are offered",
        _languages(a_grant("grant", INTERPRETATION)),
        good={"conference_languages": ("en",), **_paid(en="grant")},
        broken={"conference_languages": ("en",), **_paid(fr="grant")},
    ),
    a_case(
        # 1 100.00 and 10 % overhead are 1 210.00, all there is; a cent more of fare is too much.
        "grants_stay_within_their_ceilings",
        "travel and interpretation together",
        _languages(
            a_grant("grant", INTERPRETATION, ceiling_cents=Cents(121_000), overhead_percent=10),
            people=(an_expert("p", origin="BOG"),),
            travel_offers=(an_offer("direct"), an_offer("dearer", cost_cents=Cents(10_001))),
        ),
        good={"people": {"p": in_person(route="direct", pays={"fare": "grant"})}, **_paid(fr="grant")},
        broken={"people": {"p": in_person(route="dearer", pays={"fare": "grant"})}, **_paid(fr="grant")},
    ),
    a_case(
        # 60 of 120 euros spent on people go to the woman; the thousand for French are spent on nobody.
        "grants_keep_their_minimum_shares",
        "half of what is spent on people",
        _languages(
            a_grant("grant", INTERPRETATION, a_grant_rule("min_share", "gender=woman", "50")),
            people=(an_expert("woman", origin="BOG"), an_expert("man", origin="BOG", gender="man")),
            travel_offers=(
                an_offer("direct", cost_cents=Cents(6_000)),
                an_offer("dearer", cost_cents=Cents(6_001)),
            ),
        ),
        good={
            "people": {who: in_person(route="direct", pays={"fare": "grant"}) for who in ("woman", "man")},
            **_paid(fr="grant"),
        },
        broken={
            "people": {
                "woman": in_person(route="direct", pays={"fare": "grant"}),
                "man": in_person(route="dearer", pays={"fare": "grant"}),
            },
            **_paid(fr="grant"),
        },
    ),
)


@pytest.mark.parametrize(("ceiling", "comes"), [(110_000, "french"), (109_999, "english")])
def test_travel_and_interpretation_compete_for_one_grant(ceiling: int, comes: str) -> None:
    # The first choice flies for 100 and needs French for 1 000: 1 100 in all. The second flies for 500, and English
    # costs nothing. The conference has no budget of its own.
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=seats(state=(1, 1))),),
        people=(
            a_person("french", nomination_rank=1, origin="BOG", active_languages=("fr",), modes=("in_person",)),
            a_person("english", nomination_rank=2, origin="LIM", modes=("in_person",)),
        ),
        sessions=(),
        interpreters=(),
        grants=(a_grant("grant", INTERPRETATION, ceiling_cents=Cents(ceiling)),),
        travel_offers=(an_offer("cheap"), an_offer("dear", origin="LIM", cost_cents=Cents(50_000))),
        policy=a_policy(
            interpreting={"language_cost_cents": {"en": Cents(0), "fr": THOUSAND_EUROS}, "own_language_budget": 0}
        ),
    )
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved)
    plan: Plan = outcome.plan
    assert set(plan.people) == {comes}
    assert plan.language_payers == ({"fr": "grant"} if comes == "french" else {})
    assert verify_plan(scenario, plan).violations == ()


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
