"""Cases of how people travel and who pays. Fares are a hundred euros; there is no allowance unless a case adds one."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planner.plan import Participation
from planner.scenario.scenario import Scenario
from planner.units import Cents, Minutes
from tests.builders import (
    MONDAY,
    RELEASED,
    TUESDAY,
    a_delegation,
    a_grant,
    a_grant_rule,
    a_ledger_entry,
    a_person,
    a_policy,
    a_scenario,
    a_subsistence,
    a_visa,
    an_expert,
    an_offer,
    in_person,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _trip(payer: str = "self", route: str = "direct", **others: str) -> Participation:
    return in_person(route=route, pays={"fare": payer, **others})


def _trips(**payers: str) -> dict[str, Any]:
    return {"people": {person: _trip(payer) for person, payer in payers.items()}}


def _journey(*people: Any, **given: Any) -> Scenario:
    return a_scenario(people=people, sessions=(), interpreters=(), **given)


def _traveller(id: str = "p", **given: Any) -> Any:
    return an_expert(id, **{"origin": "BOG", "self_funding": ("fare",), **given})


def _delegate(id: str, **given: Any) -> Any:
    return a_person(id, **{"origin": "BOG", "self_funding": ("fare",), **given})


def _choice_of_route(edge: str, *, good: Any, broken: Any) -> RuleCase:
    return a_case(
        "travellers_take_one_reasonable_route",
        edge,
        _journey(_traveller(), travel_offers=(an_offer("fastest"), good, broken)),
        good={"people": {"p": _trip(route=good.id)}},
        broken={"people": {"p": _trip(route=broken.id)}},
    )


CASES: tuple[RuleCase, ...] = (
    _choice_of_route(
        "239 minutes longer than the fastest",
        good=an_offer("long", travel_minutes=Minutes(839)),
        broken=an_offer("longer", travel_minutes=Minutes(840)),
    ),
    _choice_of_route(
        "as few connections as the fewest",
        good=an_offer("straight", connections=0),
        broken=an_offer("changing", connections=1),
    ),
    _choice_of_route(
        "valid on the day of release",
        good=an_offer("valid", valid_until=RELEASED),
        broken=an_offer("expired", valid_until=RELEASED - timedelta(days=1)),
    ),
    a_case(
        "travellers_take_one_reasonable_route",
        "a traveller takes one",
        _journey(_traveller()),
        good=_trips(p="self"),
        broken={"people": {"p": in_person()}},
    ),
    a_case(
        "each_cost_line_has_one_payer",
        "a fare has a payer",
        _journey(_traveller()),
        good=_trips(p="self"),
        broken={"people": {"p": in_person(route="direct")}},
    ),
    a_case(
        "each_cost_line_has_one_payer",
        "an allowance of nothing has none",
        _journey(_traveller()),
        good=_trips(p="grant"),
        broken={"people": {"p": _trip("grant", allowance="grant")}},
    ),
    a_case(
        "people_pay_only_what_they_offered",
        "the fare but not the allowance",
        _journey(_traveller(), subsistence=(a_subsistence(),)),
        good={"people": {"p": _trip("self", allowance="grant")}},
        broken={"people": {"p": _trip("self", allowance="self")}},
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "all terms of one line hold, any value of a term",
        _journey(
            _traveller("p", gender="other"),
            _traveller("q", gender="man"),
            grants=(
                a_grant(
                    "grant",
                    a_grant_rule("pays", "category=expert gender=woman|other"),
                    a_grant_rule("pays", "category=state gender=man"),
                ),
            ),
        ),
        good=_trips(p="grant", q="self"),
        broken=_trips(p="grant", q="grant"),
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "the lists of the delegation's country; experts are on none",
        _journey(
            _delegate("listed", delegation="BB"),
            _delegate("unlisted"),
            _traveller("expert"),
            delegations=(a_delegation("AA", sids=True), a_delegation("BB", ldc=True)),
            grants=(a_grant("grant", a_grant_rule("pays", "ldc=yes sids=no income_group=upper_middle")),),
        ),
        good=_trips(listed="grant", unlisted="self", expert="self"),
        broken=_trips(listed="grant", unlisted="self", expert="grant"),
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "one of two nationalities, experts too",
        _journey(
            _traveller("p", nationality="VE"),
            _traveller("q"),
            grants=(a_grant("grant", a_grant_rule("pays", "nationality=CO|VE")),),
        ),
        good=_trips(p="grant", q="self"),
        broken=_trips(p="grant", q="grant"),
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "only its cost lines",
        _journey(
            _traveller("p", self_funding=("fare", "allowance")),
            subsistence=(a_subsistence(),),
            grants=(a_grant("grant", a_grant_rule("cost_line", value="fare;visa")),),
        ),
        good={"people": {"p": _trip("grant", allowance="self")}},
        broken={"people": {"p": _trip("self", allowance="grant")}},
    ),
    a_case(
        "grants_pay_only_whom_and_what_they_may",
        "valid from the first day to the last",
        _journey(
            _traveller(),
            grants=(a_grant("whole", valid_from=MONDAY, valid_to=TUESDAY), a_grant("short", valid_to=MONDAY)),
        ),
        good=_trips(p="whole"),
        broken=_trips(p="short"),
    ),
    a_case(
        # 100.00 dollars at 1.07 are 107.00 euros: a fare of 100.00 and 7 % of it, to the cent.
        "grants_stay_within_their_ceilings",
        "to the cent, overhead and rate included",
        _journey(
            _traveller(),
            travel_offers=(an_offer("direct"), an_offer("dearer", cost_cents=Cents(10_001))),
            grants=(
                a_grant(
                    "grant",
                    ceiling_cents=Cents(10_000),
                    currency="USD",
                    rate=Decimal("1.07"),
                    overhead_percent=7,
                ),
            ),
        ),
        good={"people": {"p": _trip("grant", "direct")}},
        broken={"people": {"p": _trip("grant", "dearer")}},
    ),
    a_case(
        # 100 dollars at 0.99999 are 9999.9 cents, rounded down.
        "grants_keep_their_caps",
        "per person, rate rounded down",
        _journey(
            _traveller(),
            travel_offers=(an_offer("direct"), an_offer("cheaper", cost_cents=Cents(9_999))),
            grants=(a_grant("grant", a_grant_rule("cap", "person", "100"), rate=Decimal("0.99999")),),
        ),
        good={"people": {"p": _trip("grant", "cheaper")}},
        broken={"people": {"p": _trip("grant", "direct")}},
    ),
    a_case(
        "grants_keep_their_caps",
        "one person of a country, experts have none",
        _journey(
            _delegate("p"),
            _delegate("q"),
            _traveller("e1"),
            _traveller("e2"),
            grants=(a_grant("grant", a_grant_rule("cap", "country", "1")),),
        ),
        good=_trips(p="grant", q="self", e1="grant", e2="grant"),
        broken=_trips(p="grant", q="grant", e1="grant", e2="grant"),
    ),
    a_case(
        "grants_keep_their_minimum_shares",
        "half to women",
        _journey(
            _traveller("woman"),
            _traveller("man", gender="man"),
            travel_offers=(an_offer("direct"), an_offer("dearer", cost_cents=Cents(10_001))),
            grants=(a_grant("grant", a_grant_rule("min_share", "gender=woman", "50")),),
        ),
        good=_trips(woman="grant", man="grant"),
        broken={"people": {"woman": _trip("grant"), "man": _trip("grant", "dearer")}},
    ),
    a_case(
        "grants_keep_their_maximum_shares",
        "half to men",
        _journey(
            _traveller("woman"),
            _traveller("man", gender="man"),
            travel_offers=(an_offer("direct"), an_offer("dearer", cost_cents=Cents(10_001))),
            grants=(a_grant("grant", a_grant_rule("max_share", "gender=man", "50")),),
        ),
        good=_trips(woman="grant", man="grant"),
        broken={"people": {"woman": _trip("grant"), "man": _trip("grant", "dearer")}},
    ),
    a_case(
        # 150.00 of 200.00 is 75 %; 150.01 of 200.01 is a little more.
        "grants_keep_their_part_of_each_cost",
        "three quarters, whoever pays the rest",
        _journey(
            _traveller("p", nationality="CO"),
            travel_offers=(
                an_offer("direct", cost_cents=Cents(15_000)),
                an_offer("dearer", cost_cents=Cents(15_001)),
            ),
            visas=(a_visa("CO", fee_cents=Cents(5_000)),),
            grants=(a_grant("grant", a_grant_rule("cofinance", value="75")), a_grant("other")),
        ),
        good={"people": {"p": _trip("grant", visa="other")}},
        broken={"people": {"p": _trip("grant", "dearer", visa="other")}},
    ),
    a_case(
        "grants_keep_their_part_of_each_cost",
        "all of it for people the rule does not describe",
        _journey(
            _traveller("woman"),
            _traveller("man", gender="man"),
            grants=(a_grant("grant", a_grant_rule("cofinance", "gender=man", "99")),),
        ),
        good=_trips(woman="grant", man="self"),
        broken=_trips(woman="grant", man="grant"),
    ),
    a_case(
        "grants_pay_fares_on_their_carriers",
        "one of those named by any of its rules; others pay for any carrier",
        _journey(
            _traveller("p"),
            _traveller("q"),
            travel_offers=(an_offer("direct", carrier="Third"), an_offer("elsewhere", carrier="Fourth")),
            grants=(
                a_grant(
                    "grant", a_grant_rule("carrier", value="First; Second"), a_grant_rule("carrier", value="Third")
                ),
                a_grant("other"),
            ),
        ),
        good={"people": {"p": _trip("grant"), "q": _trip("other", "elsewhere")}},
        broken={"people": {"p": _trip("grant"), "q": _trip("grant", "elsewhere")}},
    ),
    a_case(
        "countries_have_no_more_funded_people_than_the_cap",
        "one person, whichever grant",
        _journey(
            _delegate("p"),
            _delegate("q"),
            policy=a_policy(travel={"funded_people_per_country": 1}),
            grants=(a_grant("grant"), a_grant("other")),
        ),
        good=_trips(p="grant", q="self"),
        broken=_trips(p="grant", q="other"),
    ),
    a_case(
        "nobody_is_funded_beyond_the_cap_or_before_reporting",
        "this is the second and last time",
        _journey(
            _traveller("once"),
            _traveller("twice"),
            policy=a_policy(travel={"times_funded": 2}),
            ledger=(
                a_ledger_entry("once", "2025", funded=True),
                a_ledger_entry("once", "2026"),
                a_ledger_entry("twice", "2025", funded=True),
                a_ledger_entry("twice", "2026", funded=True),
            ),
        ),
        good=_trips(once="grant", twice="self"),
        broken=_trips(once="self", twice="grant"),
    ),
    a_case(
        "nobody_is_funded_beyond_the_cap_or_before_reporting",
        "only reports on funded meetings are owed",
        _journey(
            _traveller("free"),
            _traveller("owing"),
            ledger=(
                a_ledger_entry("free", "2026", report_in=False),
                a_ledger_entry("owing", "2026", funded=True, report_in=False),
            ),
        ),
        good=_trips(free="grant", owing="self"),
        broken=_trips(free="self", owing="grant"),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
