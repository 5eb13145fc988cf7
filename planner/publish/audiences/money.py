"""Cards of grants: what was charged, and on whom it was spent as far as that may be told."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from planner.publish.audiences.people import is_complete
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.source import Source
from planner.publish.audiences.suppression import Cell, pooled
from planner.publish.view import Card
from planner.scenario.funding import Grant
from planner.scenario.people import COST_LINES, Person
from planner.units import Cents
from planner.verify.money import spent_by, spent_on_languages, spent_on_lines

_SEVERAL = "+"
"""Joins the codes of groups that are shown as one."""


def grant_card(reader: Reader, grant: Grant) -> Card:
    """All amounts in the grant's own currency; they add up to the ceiling to the cent."""
    scenario = reader.source.scenario
    spent = spent_by(scenario, reader.source.plan, grant.id)
    total = sum(spent.values())
    charged = _in_grant_currency(grant, Decimal(total))
    languages = spent_on_languages(scenario, reader.source.plan, grant.id)
    # Rounded together with what is charged for people, so that the parts make the whole.
    interpretation = Cents(_in_grant_currency(grant, Decimal(total + languages)) - charged)
    overhead = _in_grant_currency(grant, Decimal((total + languages) * grant.overhead_percent) / 100)
    is_tellable = reader.audience == "secretariat" or len(spent) >= scenario.policy.privacy.smallest_cell
    return reader.card(
        "grant",
        grant.id,
        {
            "id": grant.id,
            "funder": grant.funder,
            "ceiling": grant.ceiling_cents,
            "currency": grant.currency,
            "rate": grant.rate,
            "rate_date": grant.rate_date,
            "overhead_percent": grant.overhead_percent,
            "valid_from": grant.valid_from,
            "valid_to": grant.valid_to,
            "charged": charged,
            "interpretation": interpretation or None,
            "overhead": overhead,
            "free": Cents(grant.ceiling_cents - charged - interpretation - overhead),
            "funded_people": len(spent) if is_tellable else None,
            "smallest_cell": scenario.policy.privacy.smallest_cell,
            "delegations": len(scenario.delegations),
            "delegations_complete": sum(is_complete(reader.source, one) for one in scenario.delegations),
        },
    )


def share_cards(reader: Reader, grant: Grant) -> Iterator[Card]:
    """On whom the grant was spent, three ways; outside the Secretariat without small cells."""
    dimensions = {"category": _by_category, "network_region": _by_region, "cost_line": _by_line}
    smallest = 1 if reader.audience == "secretariat" else reader.source.scenario.policy.privacy.smallest_cell
    told = [frozenset(spent_by(reader.source.scenario, reader.source.plan, grant.id))]
    for dimension, cells in dimensions.items():
        before = Cents(0)
        shown = pooled(cells(reader.source, grant), smallest, told)
        told += [cell.people for cell in shown]
        for cell in shown:
            # Rounded by running totals, so that the rows add up to what was charged.
            upto = Cents(before + cell.cents)
            amount = _in_grant_currency(grant, Decimal(upto)) - _in_grant_currency(grant, Decimal(before))
            yield _share_card(reader, grant, dimension, cell, Cents(amount))
            before = upto


def _share_card(reader: Reader, grant: Grant, dimension: str, cell: Cell, amount: Cents) -> Card:
    group = _SEVERAL.join(cell.groups)
    values = {
        "grant": grant.id,
        "dimension": dimension,
        "group": group,
        "people": len(cell.people),
        "amount": amount,
    }
    return reader.card("share", f"{grant.id}/{dimension}/{group}", values)


def _by_category(source: Source, grant: Grant) -> list[Cell]:
    return _cells(source, grant, lambda person: person.category)


def _by_region(source: Source, grant: Grant) -> list[Cell]:
    regions = {delegation.id: delegation.network_region for delegation in source.scenario.delegations}
    return _cells(source, grant, lambda person: regions.get(person.delegation or "", "none"))


def _by_line(source: Source, grant: Grant) -> list[Cell]:
    spent = spent_on_lines(source.scenario, source.plan, grant.id)
    charged = {line: {who: borne[line] for who, borne in spent.items() if line in borne} for line in COST_LINES}
    return [_cell(line, on_line) for line, on_line in charged.items()]


def _cells(source: Source, grant: Grant, group_of: Callable[[Person], str]) -> list[Cell]:
    groups: dict[str, dict[str, Cents]] = {}
    for person, cents in spent_by(source.scenario, source.plan, grant.id).items():
        groups.setdefault(group_of(source.scenario.person[person]), {})[person] = cents
    return [_cell(group, spent) for group, spent in groups.items()]


def _cell(group: str, spent: Mapping[str, Cents]) -> Cell:
    return Cell(groups=(group,), people=frozenset(spent), cents=Cents(sum(spent.values())))


def _in_grant_currency(grant: Grant, conference_cents: Decimal) -> Cents:
    return Cents(int((conference_cents / grant.rate).quantize(Decimal(1), rounding=ROUND_HALF_UP)))
