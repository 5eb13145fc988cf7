"""Ways to the host city, estimated from distances and fare bands, and visas by passport."""

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from planner.generate.facts import Km, Place, fare_bands, visa_class
from planner.generate.members import Member
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_EARTH_RADIUS_KM = 6371.0
_UPLIFT = Decimal("1.25")
"""On the European Union's unit costs, by the decision of 2023."""
_KM_PER_HOUR = 800
_HOURS_ON_THE_GROUND = 3.0
_HOURS_PER_CONNECTION = 2.5
_CO2_KG_PER_KM = 0.1
"""Of one economy-class passenger; an estimate."""
_OTHERS: tuple[tuple[Decimal, float, int, float], ...] = (
    (Decimal("0.92"), 2.5, 0, 1.04),
    (Decimal("0.81"), 6.5, 1, 1.12),
)
"""Cheaper offers against the first: share of its fare, hours longer, connections more, share of its emissions."""


def distance_km(one: Place, other: Place) -> Km:
    """Along the great circle."""
    latitudes = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    haversine = (
        math.sin((latitudes[1] - latitudes[0]) / 2) ** 2
        + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(turn / 2) ** 2
    )
    return Km(round(2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))))


def fare_eur(distance: Km) -> Decimal:
    """Return fare of the distance's band, uplifted."""
    return next(fare for up_to, fare in fare_bands() if distance <= up_to) * _UPLIFT


def offer_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    """One to three offers from every city that somebody comes from."""
    random = wanted.random("travel")
    homes = {member.home.city: member.home for member in members}
    for city, home in sorted(homes.items()):
        if city != wanted.host:
            yield from _offers(home, wanted, random)


def _offers(home: Place, wanted: Wanted, random: Random) -> Iterator[Row]:
    distance = distance_km(home, wanted.venue.place)
    connections = _connections(distance, random)
    hours = distance / _KM_PER_HOUR + _HOURS_ON_THE_GROUND + connections * _HOURS_PER_CONNECTION
    first = (Decimal(1), 0.0, 0, 1.0)
    for number, (share, longer, more, emissions) in enumerate((first, *_OTHERS[: random.randint(0, 2)]), start=1):
        yield {
            "id": f"{home.city}-{number}",
            "origin": home.city,
            "cost": money(fare_eur(distance) * share),
            "currency": "EUR",
            "hours": f"{round((hours + longer) * 2) / 2:.1f}",
            "connections": str(connections + more),
            "co2_kg": str(round(2 * distance * _CO2_KG_PER_KM * emissions)),
            "valid_until": str(wanted.starts.replace(day=1)),
            "estimate": "yes",
        }


def _connections(distance: Km, random: Random) -> int:
    if distance < 2500:
        return 0
    return random.choice((0, 1, 1)) if distance < 8000 else random.choice((1, 1, 2))


def money(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


_VISAS: Mapping[str, tuple[int, float]] = {"visa": (45, 1.0), "e_visa": (7, 0.5)}
"""Days from application to decision, and share of the host's visa fee."""


def visa_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    random = wanted.random("visas")
    needed = visa_class(wanted.venue.place.country)
    income = {member.country.code: member.country.income_group for member in members}
    for code in sorted(income):
        if code in needed:
            lead_days, share = _VISAS[needed[code]]
            worst = {"low": 30, "lower_middle": 20}.get(income[code], 10)
            yield {
                "nationality": code,
                "class": needed[code],
                "lead_days": str(lead_days),
                "fee": f"{wanted.venue.visa_fee * share:.2f}",
                "refusal_percent": str(random.randrange(worst // 2, worst)),
            }
