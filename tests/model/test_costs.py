"""Money: multiplied out exactly, rounded once."""

from decimal import Decimal

import pytest

from planner.model.costs import allowance, fare, in_grant_terms, reasonable_offers
from planner.units import Cents, Minutes
from tests.builders import MONDAY, RELEASED, a_grant, a_person, a_policy, a_scenario, a_subsistence, an_offer

TRAVELLER = a_person("traveller", origin="BOG")


@pytest.mark.parametrize(
    ("cents", "rate", "expected"),
    [(10_050, "0.9300", 9347), (50, "0.93", 47), (10, "0.05", 1), (9, "0.05", 0)],
    ids=["9346.5 up", "46.5 up", "0.5 up", "0.45 down"],
)
def test_fare_in_another_currency_is_rounded_half_up(cents: int, rate: str, expected: int) -> None:
    scenario = a_scenario(rates={"USD": Decimal(rate)})
    assert fare(scenario, an_offer("offer", cost_cents=Cents(cents), currency="USD")) == expected


def test_allowance_is_rounded_once_after_all_nights() -> None:
    # 33.33 a night less 30 % for meals, for Sunday, Monday and Tuesday night: 69.993, so 69.99; night by night it
    # would be 3 x 23.33 = 69.99 as well, at a rate of 1.05 though 73.49 (73.492...) and not 3 x 24.50 = 73.50.
    policy = a_policy(travel={"meals_provided": True})
    in_euros = a_scenario(policy=policy, subsistence=(a_subsistence(rate_cents=Cents(3333)),))
    assert allowance(in_euros, TRAVELLER) == 6999
    in_francs = a_scenario(policy=policy, subsistence=(a_subsistence(rate_cents=Cents(3333), currency="CHF"),))
    assert allowance(in_francs, TRAVELLER) == 7349


@pytest.mark.parametrize(
    ("provided", "expected"),
    [({}, 30_000), ({"lodging_provided": True}, 15_000), ({"lodging_provided": True, "meals_provided": True}, 6000)],
    ids=["three nights at 100.00", "less half for lodging", "less 30 % for meals too"],
)
def test_allowance_leaves_out_what_is_provided(provided: dict[str, bool], expected: int) -> None:
    assert (
        allowance(a_scenario(policy=a_policy(travel=provided), subsistence=(a_subsistence(),)), TRAVELLER) == expected
    )


@pytest.mark.parametrize("rate", [a_subsistence(month="2027-05"), a_subsistence(place="BOG")])
def test_no_rate_for_the_place_and_month_is_no_allowance(rate: object) -> None:
    assert allowance(a_scenario(subsistence=(rate,)), TRAVELLER) == 0


def test_resident_has_no_allowance() -> None:
    assert allowance(a_scenario(subsistence=(a_subsistence(),)), a_person("resident")) == 0


def test_ceiling_of_a_grant_is_rounded_down() -> None:
    # 0.99 at 1.05 buys 1.0395, of which the half cent is not there to spend.
    assert in_grant_terms(a_grant("grant", rate=Decimal("1.05")), Cents(99)) == 103


def test_reasonable_offers_are_measured_by_those_still_valid() -> None:
    expired = an_offer("expired", travel_minutes=Minutes(60), valid_until=RELEASED.replace(day=1, month=1))
    fast = an_offer("fast", travel_minutes=Minutes(600), valid_until=RELEASED)
    nearly = an_offer("nearly-too-slow", travel_minutes=Minutes(839), valid_until=MONDAY)
    slow = an_offer("too-slow", travel_minutes=Minutes(840))
    changing = an_offer("one-change", connections=1)
    elsewhere = an_offer("elsewhere", origin="NBO")
    scenario = a_scenario(travel_offers=(expired, fast, nearly, slow, changing, elsewhere))
    # Four hours longer than the fastest valid one is too long; the expired one does not count, and needs no change.
    assert reasonable_offers(scenario, TRAVELLER) == {"fast", "nearly-too-slow"}


def test_nobody_offers_a_route_from_there() -> None:
    assert reasonable_offers(a_scenario(), a_person("traveller", origin="NBO")) == frozenset()
