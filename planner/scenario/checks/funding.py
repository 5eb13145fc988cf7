"""Money can be counted, and grant agreements can be read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.cells import MONEY, NUMBER, PERCENT, BadCell, Kind, one_of, several
from planner.scenario.funding import INTERPRETATION
from planner.scenario.given import Cell, Given
from planner.scenario.people import COST_LINES, Category, Delegation, Gender
from planner.scenario.sheets import Row
from planner.scenario.tables import DELEGATIONS, GRANT_RULES, GRANTS, PEOPLE, SPLITS, SUBSISTENCE, TRAVEL_OFFERS

_YES_NO = ("yes", "no")
_CAPS: Mapping[str, Kind] = {"person": MONEY, "country": NUMBER}
_VALUES: Mapping[str, Kind] = {
    "cost_line": several(one_of(*COST_LINES, INTERPRETATION)),
    "min_share": PERCENT,
    "max_share": PERCENT,
    "cofinance": PERCENT,
}


def currencies_have_rates(given: Given) -> Iterator[Problem]:
    rates = given.settings.rates
    for table in (TRAVEL_OFFERS, SUBSISTENCE) if given.settings.conference else ():
        for row in given.rows(table):
            if row["currency"] is not None and row["currency"] not in rates:
                suggestion = f"add {row['currency']} to [rates] in {toml.FILE}"
                allowed = f"a currency with a rate ({', '.join(sorted(rates))})"
                cell = Cell(table=table, row=row, column="currency")
                yield cell.problem(f'"{row["currency"]}" without a rate', allowed, suggestion)


def grants_end_after_they_start(given: Given) -> Iterator[Problem]:
    for row in given.rows(GRANTS):
        if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
            cell = Cell(table=GRANTS, row=row, column="valid_to")
            yield cell.problem(f"{row['valid_to']}", f"{row['valid_from']}, the first day, or later")


def selectors_can_be_read(given: Given) -> Iterator[Problem]:
    """`field=value|value` terms; the selector of a cap is `person` or `country`."""
    options = _selector_options(given)
    for row in given.rows(SPLITS):
        for term in (row["selector"] or "").split():
            cell = Cell(table=SPLITS, row=row, column="selector")
            yield from _unreadable(cell, term, {**options, "person": frozenset(given.ids(PEOPLE))})
    for row in given.rows(GRANT_RULES):
        cell = Cell(table=GRANT_RULES, row=row, column="selector")
        selector = row["selector"] or ""
        if row["rule"] == "cap":
            if selector not in _CAPS:
                yield cell.not_among(selector, _CAPS, "for a cap, one of")
            continue
        for term in selector.split():
            yield from _unreadable(cell, term, options)


def _unreadable(cell: Cell, term: str, options: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    found = re.fullmatch(r"([a-z_]+)=([^=]+)", term)
    if found is None:
        yield cell.problem(f'"{term}"', "field=value or field=value|value, terms joined by spaces")
        return
    field, values = found[1], found[2].split("|")
    if field not in options:
        yield cell.not_among(field, options, "a field of a selector")
        return
    for value in values:
        if value not in options[field]:
            yield cell.not_among(value, options[field], f"a value of {field}")


def _selector_options(given: Given) -> Mapping[str, frozenset[str]]:
    return {
        "category": frozenset(get_args(Category)),
        "gender": frozenset(get_args(Gender)),
        "income_group": frozenset(get_args(get_type_hints(Delegation)["income_group"])),
        **dict.fromkeys(("ldc", "lldc", "sids"), frozenset(_YES_NO)),
        "nationality": given.values(PEOPLE, "nationality"),
        "country": given.values(DELEGATIONS, "country"),
        "un_region": given.values(DELEGATIONS, "un_region"),
        "network_region": given.values(DELEGATIONS, "network_region"),
        "delegation": given.ids(DELEGATIONS),
    }


def grant_rules_have_their_value(given: Given) -> Iterator[Problem]:
    for row in given.rows(GRANT_RULES):
        kind = _CAPS.get(row["selector"]) if row["rule"] == "cap" else _VALUES.get(row["rule"])
        cell = Cell(table=GRANT_RULES, row=row, column="value")
        if kind is not None:
            yield from _not_of(kind, row, cell)
        elif row["rule"] == "pays" and row["value"]:
            yield cell.problem(f'"{row["value"]}"', "an empty cell, as the rule is pays")
        elif row["rule"] == "carrier":
            yield from _unknown_carriers(given, row, cell)


def _unknown_carriers(given: Given, row: Row, cell: Cell) -> Iterator[Problem]:
    known = given.values(TRAVEL_OFFERS, "carrier") - {""}
    for carrier in (row["value"] or "").split(";"):
        if carrier not in known:
            yield cell.not_among(carrier, known, f"a carrier of {TRAVEL_OFFERS.file}")


def _not_of(kind: Kind, row: Row, cell: Cell) -> Iterator[Problem]:
    text: Any = row["value"] or ""
    try:
        value = kind.parse(text)
    except BadCell as bad:
        yield cell.problem(f'"{text}"', bad.allowed, bad.suggestion)
        return
    if value == ():
        yield cell.problem("an empty cell", ", ".join((*COST_LINES, INTERPRETATION)))


def splits_are_whole(given: Given) -> Iterator[Problem]:
    """Each is shared by payers that exist, makes a hundred, is for the same people, and is not taken for a payer."""
    payers = {"self", *given.ids(GRANTS)}
    percents: defaultdict[str, int] = defaultdict(int)
    first: dict[str, Row] = {}
    for row in given.rows(SPLITS):
        percents[row["split"]] += row["percent"] or 0
        if row["payer"] is not None and row["payer"] not in payers:
            yield Cell(table=SPLITS, row=row, column="payer").not_among(row["payer"], payers, "self or a grant")
        selector = first.setdefault(row["split"], row)["selector"] or ""
        if (row["selector"] or "") != selector:
            found, allowed = f'"{row["selector"] or ""}"', f'"{selector}", as in the first row of {row["split"]}'
            yield Cell(table=SPLITS, row=row, column="selector").problem(found, allowed)
        if row["split"] in payers:
            allowed = "a name that is neither self nor a grant's"
            yield Cell(table=SPLITS, row=row, column="split").problem(f'"{row["split"]}"', allowed)
    for row in {row["split"]: row for row in given.rows(SPLITS)}.values():
        if row["split"] is not None and percents[row["split"]] != 100:
            found = f"{percents[row['split']]} % in all rows of {row['split']}"
            yield Cell(table=SPLITS, row=row, column="percent").problem(found, "100 %")


def languages_have_a_cost(given: Given) -> Iterator[Problem]:
    settings = given.settings
    if settings.conference is None or settings.policy is None:
        return
    costs = settings.policy.interpreting.language_cost_cents
    for language in settings.conference.languages:
        if language not in costs:
            yield Problem(
                file=toml.FILE,
                column="policy.interpreting.language_cost",
                found=f'no cost of "{language}"',
                allowed="an amount for each language of the conference",
                suggestion=f"add {language} = 0 if it costs nothing",
            )


def allowance_of_the_host_city_is_known(given: Given) -> Iterator[Problem]:
    """Whoever travels is owed the allowance of the host city in the month of the first day."""
    conference = given.settings.conference
    if conference is None or not (given.values(PEOPLE, "origin") - {conference.city}):
        return
    due = (conference.city, f"{conference.starts:%Y-%m}")
    if due not in {(row["place"], row["month"]) for row in given.rows(SUBSISTENCE)}:
        allowed = f"a row for {due[0]} in {due[1]}"
        yield Problem(file=SUBSISTENCE.file, found="no allowance for the host city", allowed=allowed)
