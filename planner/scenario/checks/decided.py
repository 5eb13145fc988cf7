"""Pins name what exists, and what their decision needs."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from planner.findings import Problem
from planner.scenario.given import Cell, Given
from planner.scenario.people import MODES
from planner.scenario.sheets import Row
from planner.scenario.tables import GRANTS, INTERPRETERS, PEOPLE, PINS, ROOMS, SESSIONS, SLOTS, SPLITS

_NEEDS = {
    "select": ("person",),
    "pay": ("person", "value"),
    "slot": ("holding", "value"),
    "room": ("holding", "value"),
    "attend": ("person", "holding"),
    "chair": ("person", "holding"),
    "interpret": ("person", "holding"),
}
"""Decision to the cells it cannot do without."""


def pins_are_whole(given: Given) -> Iterator[Problem]:
    for row in given.rows(PINS):
        for column in _NEEDS.get(row["decision"], ()):
            if not row[column]:
                yield Cell(table=PINS, row=row, column=column).problem(
                    "an empty cell", f"a {column}, which a pin of `{row['decision']}` needs"
                )


def pins_name_what_exists(given: Given) -> Iterator[Problem]:
    for row in given.rows(PINS):
        for column, known in _known(given, row).items():
            if row[column] and row[column] not in known:
                yield Cell(table=PINS, row=row, column=column).not_among(row[column], known, "one of")


def _known(given: Given, row: Row) -> Mapping[str, AbstractSet[str]]:
    """What may stand in the cells of a pin."""
    conference = given.settings.conference
    values = {
        "select": set(MODES),
        "pay": given.ids(GRANTS) | given.values(SPLITS, "split") | {"self"},
        "slot": given.ids(SLOTS),
        "room": given.ids(ROOMS),
        "interpret": {*conference.languages, *given.values(INTERPRETERS, "sign")} if conference else set(),
    }
    people = INTERPRETERS if row["decision"] == "interpret" else PEOPLE
    known = {"person": given.ids(people), "holding": _holdings(given)}
    if row["decision"] in values:
        known["value"] = values[row["decision"]]
    return known


def _holdings(given: Given) -> set[str]:
    return {f"{row['id']}#{number}" for row in given.rows(SESSIONS) for number in range(1, (row["offered"] or 0) + 1)}
