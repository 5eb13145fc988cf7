"""Who can pay, for whom, and what travel costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.units import Cents, Minutes

GrantRuleKind = Literal["pays", "cost_line", "cap", "min_share", "max_share", "cofinance", "carrier"]

INTERPRETATION = "interpretation"
"""The cost line of a language the conference offers: about nobody, and paid only by grants that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRule:
    """One line of a grant agreement.

    `pays`: the grant pays people whom `selector` describes; several lines add up.
    `cost_line`: `value` lists the cost lines it pays, `;` between them; no such line: all that people have, and no
    interpretation.
    `cap`: with selector `person`, `value` is the most money (grant currency) spent on one person;
    with selector `country`, the most people paid for from one country.
    `min_share`, `max_share`: at least, or at most, `value` percent of what the grant spends on people goes to those
    whom `selector` describes.
    `cofinance`: the grant bears at most `value` percent of what one person costs.
    `carrier`: it pays fares only with the carriers that `value` lists, `;` between them.
    """

    kind: GrantRuleKind
    selector: str
    """`field=value|value` terms joined by spaces, all of which hold; empty: everyone.

    Fields: category, gender, country, income_group, un_region, network_region, ldc, lldc, sids, delegation,
    nationality.
    """
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """An earmarked sum of money."""

    id: str
    funder: str
    ceiling_cents: Cents
    """In the grant's own currency, overhead included."""
    currency: str
    rate: Decimal
    """Units of the conference currency that one unit of the grant's currency buys."""
    rate_date: date
    overhead_percent: int
    """Kept by the Secretariat on top of every cost charged to the grant."""
    valid_from: date
    valid_to: date
    language: str
    """Language of the funder's report."""
    named_list: bool
    """Whether the agreement asks for a list of names."""
    rules: tuple[GrantRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one payer of a split bears of each cost line charged to it."""

    payer: str
    """A grant, or `self`."""
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Payers who bear a cost line together: a payer like another, stated by the organiser.

    Shares are rounded down to a cent, and what is left of the line goes to the last.
    """

    id: str
    selector: str
    """For whom, as in a grant rule, and `person=id`; empty: for everyone whom all its grants may pay for."""
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelOffer:
    """One way to travel from a city to the host city and back, for one person in economy class."""

    id: str
    origin: str
    cost_cents: Cents
    currency: str
    travel_minutes: Minutes
    """Door to door, one way."""
    connections: int
    carrier: str
    co2_kg: int
    """Return trip."""
    valid_until: date
    estimate: bool
    """True: a proxy such as a fare band, not a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsistence:
    """Daily subsistence allowance (DSA) of one place and month, per night."""

    place: str
    month: str
    """`2027-04`."""
    rate_cents: Cents
    currency: str
    lodging_percent: int
    """Share of the rate that covers lodging; not paid where lodging is provided."""
    meals_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visa:
    """What a nationality needs to enter the host country."""

    nationality: str
    kind: Literal["none", "e_visa", "visa"]
    lead_days: int
    """Days from application to decision."""
    fee_cents: Cents
    """In the conference currency."""
    refusal_percent: int
