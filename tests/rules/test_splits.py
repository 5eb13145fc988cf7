"""Cases of cost lines that several payers bear together. A fare is a hundred euros unless a case says otherwise."""

from dataclasses import replace
from typing import Any

import pytest

from planner.plan import Participation, Plan
from planner.scenario.funding import Share, Split
from planner.scenario.scenario import Scenario
from planner.units import Cents
from planner.verify.money import spent_by
from planner.verify.score import travel_and_language_cost_cents
from tests.builders import (
    a_grant,
    a_grant_rule,
    a_ledger_entry,
    a_person,
    a_plan,
    a_policy,
    a_scenario,
    a_subsistence,
    an_expert,
    an_offer,
    in_person,
)
from tests.rules.decided import a_pin
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case, plan_of_model


def a_split(**percents: int) -> Split:
    """`a_split(grant=60, other=40)`, called `grant_other`."""
    shares = tuple(Share(payer=payer, percent=percent) for payer, percent in percents.items())
    return Split(id="_".join(percents), selector="", shares=shares)


def _traveller(id: str = "p", **given: Any) -> Any:
    return an_expert(id, **{"origin": "BOG", **given})


def _journey(*people: Any, **given: Any) -> Scenario:
    grants = (a_grant("grant"), a_grant("other"))
    return a_scenario(**{"people": people, "sessions": (), "interpreters": (), "grants": grants, **given})


def _trip(payer: str, route: str = "direct", **others: str) -> Participation:
    return in_person(route=route, pays={"fare": payer, **others})


def _trips(**payers: str) -> dict[str, Any]:
    return {"people": {person: _trip(payer) for person, payer in payers.items()}}


CASES: tuple[RuleCase, ...] = (
    a_case(
        "each_cost_line_has_one_payer",
        "a split is one payer",
        _journey(_traveller(), splits=(a_split(grant=60, other=40),)),
        good=_trips(p="grant_other"),
        broken={"people": {"p": in_person(route="direct")}},
    ),
    a_case(
        # 33 % of 100.01 is 33.0033, rounded down to 33.00; the other bears the 67.01 that are left, all it has.
        # Of 100.02, 33 % is 33.0066: 33.00 again, and 67.02 are left.
        "grants_stay_within_their_ceilings",
        "the last of a split bears what rounding leaves",
        _journey(
            _traveller(),
            travel_offers=(
                an_offer("direct", cost_cents=Cents(10_001)),
                an_offer("dearer", cost_cents=Cents(10_002)),
            ),
            grants=(a_grant("grant", ceiling_cents=Cents(3_300)), a_grant("other", ceiling_cents=Cents(6_701))),
            splits=(a_split(grant=33, other=67),),
        ),
        good=_trips(p="grant_other"),
        broken={"people": {"p": _trip("grant_other", "dearer")}},
    ),
    a_case(
        "people_pay_only_what_they_offered",
        "a share of the fare but none of the allowance",
        _journey(
            _traveller(self_funding=("fare",)),
            subsistence=(a_subsistence(),),
            splits=(a_split(grant=50, self=50),),
        ),
        good={"people": {"p": _trip("grant_self", allowance="grant")}},
        broken={"people": {"p": _trip("grant_self", allowance="grant_self")}},
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "both grants of a split may",
        _journey(
            _traveller("p"),
            _traveller("q", gender="man"),
            grants=(a_grant("grant"), a_grant("other", a_grant_rule("pays", "gender=woman"))),
            splits=(a_split(grant=50, other=50),),
        ),
        good=_trips(p="grant_other", q="grant"),
        broken=_trips(p="grant", q="grant_other"),
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "a split for one person is for nobody else",
        _journey(
            _traveller("p"),
            _traveller("q"),
            splits=(replace(a_split(grant=50, other=50), selector="person=p"),),
        ),
        good=_trips(p="grant_other", q="grant"),
        broken=_trips(p="grant", q="grant_other"),
    ),
    a_case(
        # The grant bears 60 of 100 euros.
        "grants_keep_their_caps",
        "sixty euros for one person",
        _journey(
            _traveller(),
            grants=(a_grant("grant", a_grant_rule("cap", "person", "60")), a_grant("other")),
            splits=(
                a_split(grant=60, other=40),
                replace(a_split(grant=61, other=39), id="more"),
            ),
        ),
        good=_trips(p="grant_other"),
        broken=_trips(p="more"),
    ),
    a_case(
        # 75 of 100 euros, and 76.
        "grants_keep_their_part_of_each_cost",
        "three quarters of a line",
        _journey(
            _traveller(),
            grants=(a_grant("grant", a_grant_rule("cofinance", value="75")), a_grant("other")),
            splits=(
                a_split(grant=75, other=25),
                replace(a_split(grant=76, other=24), id="more"),
            ),
        ),
        good=_trips(p="grant_other"),
        broken=_trips(p="more"),
    ),
    a_case(
        # Of the grant's 130 euros 100 go to the woman, 76.9 %; of 150 euros they are 66.7 %.
        "grants_keep_their_minimum_shares",
        "three quarters to women, with a share of somebody else's fare",
        _journey(
            _traveller("woman"),
            _traveller("man", gender="man"),
            grants=(a_grant("grant", a_grant_rule("min_share", "gender=woman", "75")), a_grant("other")),
            splits=(
                a_split(grant=30, other=70),
                replace(a_split(grant=50, other=50), id="more"),
            ),
        ),
        good=_trips(woman="grant", man="grant_other"),
        broken=_trips(woman="grant", man="more"),
    ),
    a_case(
        "grants_pay_fares_on_their_carriers",
        "the carriers of every grant of a split",
        _journey(
            _traveller(),
            travel_offers=(an_offer("direct", carrier="First"), an_offer("elsewhere", carrier="Second")),
            grants=(a_grant("grant"), a_grant("other", a_grant_rule("carrier", value="First"))),
            splits=(a_split(grant=50, other=50),),
        ),
        good=_trips(p="grant_other"),
        broken={"people": {"p": _trip("grant_other", "elsewhere")}},
    ),
    a_case(
        "countries_have_no_more_funded_people_than_the_cap",
        "whose institution bears a part is funded all the same",
        _journey(
            *(a_person(id, origin="BOG", self_funding=("fare",)) for id in ("p", "q")),
            policy=a_policy(travel={"funded_people_per_country": 1}),
            splits=(a_split(grant=10, self=90),),
        ),
        good=_trips(p="grant", q="self"),
        broken=_trips(p="grant", q="grant_self"),
    ),
    a_case(
        "nobody_is_funded_beyond_the_cap_or_before_reporting",
        "not in part either",
        _journey(
            _traveller("free", self_funding=("fare",)),
            _traveller("owing", self_funding=("fare",)),
            ledger=(a_ledger_entry("owing", "2026", funded=True, report_in=False),),
            splits=(a_split(grant=10, self=90),),
        ),
        good=_trips(free="grant_self", owing="self"),
        broken=_trips(free="self", owing="grant_self"),
    ),
    a_case(
        "pinned_choices_of_people_are_kept",
        "the split that the organiser has agreed",
        _journey(
            _traveller(),
            splits=(a_split(grant=60, other=40),),
            pins=(a_pin("pay", person="p", value="grant_other"),),
        ),
        good=_trips(p="grant_other"),
        broken=_trips(p="grant"),
    ),
)


def test_a_split_is_borne_to_the_cent() -> None:
    # 33 % of 100.00 each, and 34 %. Grants bear 66.00, which is what the cost term counts.
    scenario = _journey(_traveller(self_funding=("fare",)), splits=(a_split(grant=33, other=33, self=34),))
    plan = a_plan(scenario, **_trips(p="grant_other_self"), conference_languages=("en",))
    assert _borne(scenario, plan) == {"grant": 3_300, "other": 3_300, "self": 3_400}
    assert travel_and_language_cost_cents(scenario, plan) == 6_600
    # Of 100.01, 33 % is 33.0033; self bears 34.01.
    scenario = _journey(
        _traveller(self_funding=("fare",)),
        travel_offers=(an_offer("direct", cost_cents=Cents(10_001)),),
        splits=(a_split(grant=33, other=33, self=34),),
    )
    assert _borne(scenario, plan) == {"grant": 3_300, "other": 3_300, "self": 3_401}


def _borne(scenario: Scenario, plan: Plan) -> dict[str, int]:
    return {payer: spent_by(scenario, plan, payer)["p"] for payer in ("grant", "other", "self")}


def test_whom_no_grant_can_pay_alone_two_can_pay_together() -> None:
    # Each has 60 of the 100 euros of the fare.
    grants = tuple(a_grant(id, ceiling_cents=Cents(6_000)) for id in ("grant", "other"))
    scenario = _journey(_traveller(), grants=grants, splits=(a_split(grant=60, other=40),))
    alone, together = (a_plan(scenario, **_trips(p=payer)) for payer in ("grant", "grant_other"))
    assert plan_of_model(scenario, alone) is None
    found = plan_of_model(scenario, together)
    assert found is not None
    assert found.people["p"].pays == {"fare": "grant_other"}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
