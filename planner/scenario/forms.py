"""A category's own workbook: what the people who nominate for it are asked and shown, and nothing else.

A delegation is not a trust boundary, and no category may edit another's nominations: there is one form for each
category of each delegation, with its own rows alone. Columns are listed; what is not listed is neither shown nor read
back. No names, aliases or addresses (a form travels; ids say nothing), no grants, no ledger, no other table.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.scenario.cells import TEXT
from planner.scenario.edits import cells_of
from planner.scenario.source import Grid, Line, Source
from planner.scenario.tables import PEOPLE, PREFERENCES, SESSIONS
from planner.scenario.tables.column import Column, Table

FIXED = ("joined",)
"""Shown to those who nominate, and theirs to fill in for new people only: rotation rests on it."""
_ASKED = (
    "organisation",
    "gender",
    "nomination_rank",
    "nominated_by",
    "deputy_of",
    "assists",
    "active_languages",
    "passive_languages",
    "sign_language",
    "origin",
    "nationality",
    "modes",
    "self_funding",
    "needs",
    "arrives_after",
    "leaves_before",
    "zone",
    "visibility",
    "protected",
    "photo",
    "delivery",
    "can_chair",
    "expertise",
)
_SHOWN_OF_SESSIONS = ("id", "kind", "title.{lang}", "theme", "floor_languages")


def _only(table: Table, names: Sequence[str]) -> Table:
    return replace(table, columns=tuple(column for column in table.columns if column.name in names))


FORM_PEOPLE = _only(PEOPLE, ("id", *_ASKED, *FIXED))
FORM_PREFERENCES = PREFERENCES
FORM_SESSIONS = _only(SESSIONS, _SHOWN_OF_SESSIONS)
ABOUT = Table(
    name="about",
    meaning="For whom this workbook is.",
    key=("key",),
    columns=(Column("key", TEXT, "delegation", "what"), Column("value", TEXT, "BR", "which")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What one category of one delegation is sent."""

    conference: str
    delegation: str
    category: str
    people: Grid
    preferences: Grid

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        return (("conference", self.conference), ("delegation", self.delegation), ("category", self.category))

    def seal(self, key: bytes) -> str:
        """Shows on return that the planner made this form, for this category, with these rows."""
        said = [*self.facts, *_said(self.people, FORM_PEOPLE), *_said(self.preferences, FORM_PREFERENCES)]
        return hmac.new(key, f"form {said!r}".encode(), hashlib.sha256).hexdigest()


def _said(grid: Grid, table: Table) -> list[tuple[str, ...]]:
    lines = (cells_of(grid, line) for line in grid.lines)
    return sorted(
        tuple(cells.get(column.name, "") for column in table.columns) for cells in lines if any(cells.values())
    )


def form_for(source: Source, delegation: str, category: str) -> Form:
    """The rows of one category of one delegation, out of a scenario without problems."""
    people = _rows(source, PEOPLE, lambda cells: (cells["delegation"], cells["category"]) == (delegation, category))
    own = {cells_of(people, line)["id"] for line in people.lines}
    return Form(
        conference=str(source.settings["conference"]["id"]),
        delegation=delegation,
        category=category,
        people=people,
        preferences=_rows(source, PREFERENCES, lambda cells: cells["person"] in own),
    )


def sessions_for(source: Source, category: str) -> Grid:
    """Sessions open to the category. Others' closed sessions, and those by invitation, are not even counted."""
    return _rows(source, SESSIONS, lambda cells: _is_open(cells, category))


def _is_open(cells: Mapping[str, str], category: str) -> bool:
    """A closed session without a category would be a problem; it is open to nobody until it has one."""
    if cells["category"]:
        return cells["category"] == category
    return cells["kind"] != "closed_door" and cells["attendance"] != "invited" and "closed" not in cells["room_needs"]


def _rows(source: Source, table: Table, wanted: Callable[[Mapping[str, str]], bool]) -> Grid:
    grid = source.grids.get(table.name) or Grid(place=table.file, header=table.key)
    lines: list[Line] = []
    for line in grid.lines:
        cells = cells_of(grid, line)
        if any(cells.values()) and wanted(defaultdict(str, cells)):
            lines.append(line)
    return replace(grid, lines=tuple(lines))
