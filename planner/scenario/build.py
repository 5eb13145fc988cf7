"""From checked tables to the Scenario."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from planner.scenario.decided import Pin, Separation, Waiver
from planner.scenario.funding import Grant, GrantRule, Share, Split, Subsistence, TravelOffer, Visa
from planner.scenario.given import Given
from planner.scenario.history import LedgerEntry
from planner.scenario.people import DELEGATION_CATEGORIES, Delegation, Interpreter, Person
from planner.scenario.policy import Policy
from planner.scenario.programme import Preference, Session
from planner.scenario.scenario import Conference, Scenario
from planner.scenario.sheets import Row
from planner.scenario.tables import (
    DELEGATIONS,
    GRANT_RULES,
    GRANTS,
    INTERPRETERS,
    LEDGER,
    PEOPLE,
    PINS,
    PREFERENCES,
    ROOMS,
    SEPARATIONS,
    SESSIONS,
    SLOTS,
    SPLITS,
    SUBSISTENCE,
    TRAVEL_OFFERS,
    VISAS,
    WAIVERS,
)
from planner.scenario.tables.column import Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX
from planner.scenario.venue import Room, Slot
from planner.units import MINUTES_PER_DAY, Minutes

Values = dict[str, Any]
Thing = TypeVar("Thing")


def build_scenario(given: Given, conference: Conference, policy: Policy) -> Scenario:
    """Takes input without problems only."""
    starts = conference.starts
    slots = [_made(Slot, _slot(row, starts)) for row in given.rows(SLOTS)]
    return Scenario(
        conference=conference,
        policy=policy,
        objective=given.settings.objective,
        solve=given.settings.solve,
        rates=given.settings.rates,
        delegations=tuple(_made(Delegation, _delegation(row)) for row in given.rows(DELEGATIONS)),
        people=tuple(_made(Person, _person(row, starts)) for row in given.rows(PEOPLE)),
        sessions=tuple(_made(Session, _session(row)) for row in given.rows(SESSIONS)),
        slots=tuple(sorted(slots, key=lambda slot: (slot.starts, slot.id))),
        rooms=_plain(Room, given, ROOMS),
        preferences=_preferences(given.rows(PREFERENCES)),
        interpreters=_plain(Interpreter, given, INTERPRETERS),
        grants=_grants(given),
        travel_offers=_plain(TravelOffer, given, TRAVEL_OFFERS),
        subsistence=_plain(Subsistence, given, SUBSISTENCE),
        visas=_plain(Visa, given, VISAS),
        ledger=_plain(LedgerEntry, given, LEDGER),
        pins=_plain(Pin, given, PINS),
        waivers=_plain(Waiver, given, WAIVERS),
        splits=_splits(given),
        separations=tuple(_made(Separation, _separation(row)) for row in given.rows(SEPARATIONS)),
    )


def _separation(row: Row) -> Values:
    # The reason is sealed: it stays in the input.
    values = _values(SEPARATIONS, row)
    return {name: value for name, value in values.items() if name != "reason"}


def _plain(kind: type[Thing], given: Given, table: Table) -> tuple[Thing, ...]:
    return tuple(_made(kind, _values(table, row)) for row in given.rows(table))


def _made(kind: type[Thing], values: Values) -> Thing:
    # Converts rather than calls, so that a table that does not fit its dataclass is found at once.
    return msgspec.convert(values, kind)


def _values(table: Table, row: Row) -> Values:
    columns = (column for column in table.columns if column.name != LANGUAGE_TITLE)
    return {column.field or column.name: row[column.name] for column in columns}


def _delegation(row: Row) -> Values:
    values = _values(DELEGATIONS, row)
    values["seats"] = {category: values.pop(f"seats_{category}") for category in DELEGATION_CATEGORIES}
    return values


def _person(row: Row, starts: date) -> Values:
    values = _values(PEOPLE, row)
    is_civil_society = values["category"] == "civil_society"
    if values["protected"] is None:
        values["protected"] = is_civil_society
    values["visibility"] = values["visibility"] or ("need_to_know" if is_civil_society else "participants")
    values["photo"] = values["photo"] or ("no" if values["protected"] else "ask")
    for bound in ("arrives_after", "leaves_before"):
        if values[bound] is not None:
            day, clock = values[bound]
            values[bound] = _minutes(day, clock, starts)
    return values


def _session(row: Row) -> Values:
    titles = {
        name.removeprefix(TITLE_PREFIX): title
        for name, title in row.values.items()
        if name.startswith(TITLE_PREFIX) and title
    }
    return _values(SESSIONS, row) | {"titles": titles}


def _slot(row: Row, starts: date) -> Values:
    values = _values(SLOTS, row)
    return values | {edge: _minutes(values["day"], values[edge], starts) for edge in ("starts", "ends")}


def _minutes(day: date, clock: Minutes, starts: date) -> Minutes:
    """Wall-clock minutes since midnight of the first day; a change of the clocks in between is not counted."""
    return Minutes((day - starts).days * MINUTES_PER_DAY + clock)


def _preferences(rows: Iterable[Row]) -> tuple[Preference, ...]:
    by_person: Mapping[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_person[row["person"]].append(row)
    return tuple(
        Preference(person=person, session=row["session"], points=_points(row, len(stated)))
        for person, stated in by_person.items()
        for row in stated
    )


def _points(row: Row, stated: int) -> int:
    """Points as given, or Borda's for a rank among `stated` sessions."""
    rank: int | None = row["rank"]
    return int(row["points"]) if rank is None else round(100 * (stated - rank + 1) / stated)


def _grants(given: Given) -> tuple[Grant, ...]:
    rules: Mapping[str, list[GrantRule]] = defaultdict(list)
    for row in given.rows(GRANT_RULES):
        rules[row["grant"]].append(GrantRule(kind=row["rule"], selector=row["selector"], value=row["value"]))
    return tuple(_made(Grant, _values(GRANTS, row) | {"rules": tuple(rules[row["id"]])}) for row in given.rows(GRANTS))


def _splits(given: Given) -> tuple[Split, ...]:
    shares: Mapping[tuple[str, str], list[Share]] = defaultdict(list)
    for row in given.rows(SPLITS):
        shares[row["split"], row["selector"]].append(Share(payer=row["payer"], percent=row["percent"]))
    return tuple(Split(id=id, selector=selector, shares=tuple(each)) for (id, selector), each in shares.items())
