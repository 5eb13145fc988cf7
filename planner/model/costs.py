"""What one person's journey costs, in cents of the conference currency."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from planner.model.once import once_per_person
from planner.scenario.funding import Grant, TravelOffer
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import Cents


def travels(scenario: Scenario, person: Person) -> bool:
    """Whether the person would have to travel to attend in person."""
    return person.origin != scenario.conference.city


def _in_conference_cents(scenario: Scenario, cents: Decimal, currency: str) -> Cents:
    rate = Decimal(1) if currency == scenario.conference.currency else scenario.rates[currency]
    return Cents(int((cents * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def fare(scenario: Scenario, offer: TravelOffer) -> Cents:
    return _in_conference_cents(scenario, Decimal(offer.cost_cents), offer.currency)


@once_per_person
def allowance(scenario: Scenario, person: Person) -> Cents:
    """Daily subsistence allowance for every night away; nothing for residents of the host city."""
    conference, policy = scenario.conference, scenario.policy.travel
    month = f"{conference.starts:%Y-%m}"
    rate = next((row for row in scenario.subsistence if row.place == conference.city and row.month == month), None)
    if rate is None or not travels(scenario, person):
        return Cents(0)
    nights = (conference.ends - conference.starts).days + policy.nights_before + policy.nights_after
    provided = policy.lodging_provided * rate.lodging_percent + policy.meals_provided * rate.meals_percent
    paid = Decimal(rate.rate_cents * nights * (100 - provided)) / 100
    return _in_conference_cents(scenario, paid, rate.currency)


def visa_fee(scenario: Scenario, person: Person) -> Cents:
    visa = scenario.visa.get(person.nationality)
    return Cents(0) if visa is None else visa.fee_cents


@once_per_person
def reasonable_offers(scenario: Scenario, person: Person) -> frozenset[str]:
    """Offers from the person's origin, valid at release, neither much longer nor with more changes than the best."""
    policy, released = scenario.policy.travel, scenario.conference.released_at.date()
    offers = [offer for offer in scenario.offers_from.get(person.origin, ()) if offer.valid_until >= released]
    if not offers:
        return frozenset()
    fastest = min(offer.travel_minutes for offer in offers)
    fewest = min(offer.connections for offer in offers)
    return frozenset(
        offer.id
        for offer in offers
        if offer.travel_minutes - fastest < policy.longer_than_fastest_minutes
        and offer.connections <= fewest + policy.extra_connections
    )


def in_grant_terms(grant: Grant, cents: Cents) -> Cents:
    """An amount of the grant's currency in conference cents, rounded down."""
    return Cents(int((cents * grant.rate).quantize(Decimal(1), rounding=ROUND_FLOOR)))
