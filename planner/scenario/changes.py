"""What a variant changes in the tables: cells, rows, whole tables. Nothing is changed that is not there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.edits import keyed_lines, with_cells, without_rows
from planner.scenario.folders import read_table
from planner.scenario.source import Grid, Line, Origin
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import TABLES
from planner.scenario.tables.column import Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX

EVERY_ROW = "*"
KEYS: Mapping[str, tuple[str, ...]] = {
    "replace": ("table", "file"),
    "remove": ("table", "id"),
    "override": ("table", "id", "column", "value"),
}
"""Kinds of change, in the order in which they are made, to their keys, all of which are required."""
_TABLES = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, and where it stands."""

    variant: Path
    place: str
    """Such as `override 2`."""
    said: Mapping[str, Any]

    @property
    def table(self) -> Table:
        return _TABLES[self.said["table"]]

    def problem(self, key: str, found: str, allowed: str, suggestion: str = "") -> Problem:
        column = f"{self.place}, {key}" if key else self.place
        return Problem(file=self.variant.name, column=column, found=found, allowed=allowed, suggestion=suggestion)

    def not_among(self, key: str, options: list[str], what: str) -> Problem:
        shown = ", ".join(options[:12]) + (f", … ({len(options)} in all)" if len(options) > 12 else "")
        found = str(self.said[key])
        return self.problem(key, f'"{found}"', f"{what} ({shown})", did_you_mean(found, options))


def make_changes(variant: Path, found: Mapping[str, Any], grids: dict[str, Grid]) -> Iterator[Problem]:
    """Changes `grids`; what cannot be changed is a problem."""
    for kind, keys in KEYS.items():
        changes = found.get(kind, [])
        if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
            allowed = f"changes that are each headed [[{kind}]]"
            yield Problem(file=variant.name, column=kind, found=toml.shown(changes), allowed=allowed)
            continue
        for number, said in enumerate(changes, start=1):
            change = Change(variant=variant, place=f"{kind} {number}", said=said)
            problems = list(_form(change, keys))
            yield from problems or _MAKERS[kind](change, grids)


def _form(change: Change, keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in change.said:
        if key not in keys:
            yield change.problem(key, "unknown key", ", ".join(keys), did_you_mean(key, keys))
    for key in keys:
        value = change.said.get(key)
        if value is None:
            yield change.problem(key, "the key is missing", f"a value for {key}")
        elif key == "value" and not isinstance(value, str | int | Decimal | date):
            yield change.problem(key, toml.shown(value), "what stands in a cell, such as 12 or a text in quotes")
        elif key != "value" and not isinstance(value, str):
            yield change.problem(key, toml.shown(value), "a text in quotes")
        elif key == "table" and value not in _TABLES:
            yield change.not_among(key, list(_TABLES), "a table")


def _replaced(change: Change, grids: dict[str, Grid]) -> Iterator[Problem]:
    path = change.variant.parent / change.said["file"]
    if not path.is_file():
        yield change.problem("file", f'"{change.said["file"]}"', "a CSV file, named as seen from the variant")
        return
    grids[change.table.name] = read_table(path, change.table)


def _removed(change: Change, grids: dict[str, Grid]) -> Iterator[Problem]:
    grid, lines, problems = _named(change, grids)
    yield from problems
    grids[change.table.name] = without_rows(grid, {line.number for line in lines})


def _overridden(change: Change, grids: dict[str, Grid]) -> Iterator[Problem]:
    grid, lines, problems = _named(change, grids)
    yield from problems
    column = change.said["column"]
    columns = [known.name for known in change.table.columns]
    if column not in columns and not (LANGUAGE_TITLE in columns and column.startswith(TITLE_PREFIX)):
        yield change.not_among("column", columns, f"a column of {change.table.file}")
        return
    origin = Origin(file=change.variant.name, column=f"{change.place}, value")
    for line in lines:
        grid = with_cells(grid, line.number, {column: (_cell_text(change.said["value"]), origin)})
    grids[change.table.name] = grid


def _named(change: Change, grids: Mapping[str, Grid]) -> tuple[Grid, list[Line], list[Problem]]:
    """The table and the rows a change is about."""
    grid = grids.get(change.table.name) or Grid(place=change.table.file, header=change.table.key)
    keyed = list(keyed_lines(change.table, grid))
    lines = [line for key, line in keyed if change.said["id"] in (EVERY_ROW, key)]
    known = sorted(key for key, _ in keyed)
    return grid, lines, [] if lines else [change.not_among("id", known, f"a row of {change.table.file}, or *")]


def _cell_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


_MAKERS: Mapping[str, Callable[[Change, dict[str, Grid]], Iterator[Problem]]] = {
    "replace": _replaced,
    "remove": _removed,
    "override": _overridden,
}
