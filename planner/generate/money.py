"""Subsistence, and grants whose ceilings and earmarks bind without making the meeting impossible."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.generate.facts import visa_class
from planner.generate.members import Member
from planner.generate.travel import distance_km, fare_eur
from planner.generate.wanted import Wanted
from planner.generate.write import Row

RATES = {
    "CHF": {"EUR": Decimal("0.9400"), "USD": Decimal("0.8100")},
    "EUR": {"CHF": Decimal("1.0600"), "USD": Decimal("0.8600")},
    "USD": {"CHF": Decimal("1.2300"), "EUR": Decimal("1.1600")},
}
"""Invented: units of the first currency for one of the second."""
NIGHTS_BEFORE, NIGHTS_AFTER = 2, 1
_OVERHEAD = Decimal("1.07")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fund:
    """A funder, its share of what is needed, and its earmarks."""

    id: str
    funder: str
    currency: str
    share: Decimal
    language: str
    is_for: Callable[[Member], bool]
    rules: tuple[tuple[str, str, str], ...]
    """Rule, selector, value, as in `grant_rules.csv`."""


_FUNDS = (
    _Fund(
        id="bridge",
        funder="Bridge Foundation",
        currency="USD",
        share=Decimal("0.34"),
        language="en",
        is_for=lambda _: True,
        rules=(("pays", "", ""),),
    ),
    _Fund(
        id="atlas",
        funder="Atlas Fund for Defenders",
        currency="CHF",
        share=Decimal("0.22"),
        language="fr",
        is_for=lambda member: member.category == "civil_society",
        rules=(("pays", "category=civil_society", ""), ("cap", "person", "4500.00")),
    ),
    _Fund(
        id="rivers",
        funder="Stiftung Drei Flüsse",
        currency="EUR",
        share=Decimal("0.22"),
        language="en",
        is_for=lambda member: member.country.income_group in ("low", "lower_middle"),
        rules=(
            ("pays", "income_group=low|lower_middle", ""),
            ("min_share", "category=civil_society", "40"),
            ("cap", "country", "2"),
        ),
    ),
    _Fund(
        id="horizon",
        funder="Fondo Horizonte",
        currency="EUR",
        share=Decimal("0.11"),
        language="es",
        is_for=lambda member: "yes" in (member.country.ldc, member.country.sids),
        rules=(("pays", "ldc=yes", ""), ("pays", "sids=yes", ""), ("cost_line", "", "fare;allowance")),
    ),
)


def grant_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    """Ceilings are shares of what the first choices would cost, overhead included."""
    needs = {member.id: _need(member, wanted) for member in members if _is_expected(member)}
    everything = sum(needs.values(), Decimal(0))
    for fund in _FUNDS:
        eligible = sum((needs[m.id] for m in members if m.id in needs and fund.is_for(m)), Decimal(0))
        # In a small meeting the shares may miss those whom nobody else pays for.
        alone = sum((needs[m.id] for m in members if m.id in needs and _only_fund(m) == fund), Decimal(0))
        rate = _rate(fund.currency, wanted)
        ceiling = max(min(everything * fund.share, eligible), alone) * _OVERHEAD / rate
        yield {
            "id": fund.id,
            "funder": fund.funder,
            "ceiling": f"{_thousands(ceiling)}.00",
            "currency": fund.currency,
            "rate": str(rate),
            "rate_date": f"{wanted.starts.year}-01-15",
            "overhead_percent": "7",
            "valid_from": f"{wanted.starts.year}-01-01",
            "valid_to": f"{wanted.starts.year}-12-31",
            "language": fund.language,
        }


def grant_rule_rows() -> Iterator[Row]:
    for fund in _FUNDS:
        for rule, selector, value in fund.rules:
            yield {"grant": fund.id, "rule": rule, "selector": selector, "value": value}


def subsistence_row(wanted: Wanted) -> Row:
    return {
        "place": wanted.host,
        "month": f"{wanted.starts:%Y-%m}",
        "rate": f"{wanted.venue.allowance}.00",
        "currency": wanted.venue.currency,
        "lodging_share": "50",
        "meals_share": "30",
    }


def rates(wanted: Wanted) -> Mapping[str, Decimal]:
    return RATES[wanted.venue.currency]


def _only_fund(member: Member) -> _Fund | None:
    able = [fund for fund in _FUNDS if fund.is_for(member)]
    return able[0] if len(able) == 1 else None


def _is_expected(member: Member) -> bool:
    if member.state is None:
        return True
    return member.rank <= (member.state.civil_society_seats if member.category == "civil_society" else 1)


def _need(member: Member, wanted: Wanted) -> Decimal:
    """What somebody else must pay for a member, in the currency of the conference."""
    offered = member.self_funding.split(";")
    need = Decimal(0)
    if member.home.city != wanted.host:
        distance = distance_km(member.home, wanted.venue.place)
        nights = NIGHTS_BEFORE + wanted.days - 1 + NIGHTS_AFTER
        need += fare_eur(distance) * _rate("EUR", wanted) * ("fare" not in offered)
        need += wanted.venue.allowance * nights * ("allowance" not in offered)
    if visa_class(wanted.venue.place.country).get(member.country.code) and "visa" not in offered:
        need += wanted.venue.visa_fee
    return need


def _rate(currency: str, wanted: Wanted) -> Decimal:
    return Decimal(1) if currency == wanted.venue.currency else rates(wanted)[currency]


def _thousands(amount: Decimal) -> int:
    return -(-int(amount) // 1000) * 1000
