"""One table as rows of values, with every problem of form on the way."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.findings import Problem
from planner.scenario.cells import LANGUAGE, BadCell, read_text, shown_text
from planner.scenario.source import Grid, Line
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables.column import Column, Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; a cell that could not be read is absent from `values`."""

    number: int
    """As a spreadsheet shows it: the header is row 1."""
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table as found."""

    table: Table
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sheet(table: Table, grid: Grid | None) -> Sheet:
    """A table that is not there is empty where it is optional, and a problem where it is not."""
    if grid is None and table.optional:
        return Sheet(table=table)
    if grid is None:
        allowed = "a file of comma-separated values in UTF-8"
        return Sheet(table=table, problems=(Problem(file=table.file, found="the file is missing", allowed=allowed),))
    if not grid.header and grid.problems:
        return Sheet(table=table, problems=grid.problems)
    return _sheet_of(table, grid)


def _sheet_of(table: Table, grid: Grid) -> Sheet:
    problems = [*grid.problems, *_header_problems(table, grid)]
    rows = []
    for line in grid.lines:
        if not any(cell.strip() for cell in line.cells):
            continue
        if any(cell.strip() for cell in line.cells[len(grid.header) :]):
            found = f"{len(line.cells)} cells"
            suggestion = "put a text that holds a comma between double quotes"
            expected = (f"{len(grid.header)} cells", suggestion)
            problems.append(_problem(table, line.number, None, found, expected))
            continue
        row, row_problems = _read_row(table, grid, line)
        rows.append(row)
        problems.extend(row_problems)
    return Sheet(table=table, rows=tuple(rows), problems=tuple(problems))


def _header_problems(table: Table, grid: Grid) -> Iterator[Problem]:
    known = {column.name for column in table.columns}
    named = [name for name in grid.header if name]
    if any(
        cell.strip() for line in grid.lines for name, cell in zip(grid.header, line.cells, strict=False) if not name
    ):
        yield _problem(table, 1, None, "cells below an empty heading", ("a name above each column that is used", ""))
    for name in dict.fromkeys(named):
        if named.count(name) > 1:
            yield _problem(table, 1, name, "the column is there more than once", ("each column once", ""))
        elif name not in known and not (LANGUAGE_TITLE in known and _is_title(name)):
            yield _problem(table, 1, name, "unknown column", (", ".join(sorted(known)), did_you_mean(name, known)))
    for column in table.columns:
        if column.required and column.name not in named:
            yield _problem(table, 1, column.name, "the column is missing", (f"a column of {column.kind.name}", ""))


def _is_title(name: str) -> bool:
    if not name.startswith(TITLE_PREFIX):
        return False
    try:
        LANGUAGE.parse(name.removeprefix(TITLE_PREFIX))
    except BadCell:
        return False
    return True


def _read_row(table: Table, grid: Grid, line: Line) -> tuple[Row, list[Problem]]:
    cells = {name: cell.strip() for name, cell in zip(grid.header, line.cells, strict=False) if name}
    values: dict[str, Any] = {}
    problems = []
    for name, column in _columns_of(table, grid.header):
        text = cells.get(name, "")
        if (line.number, name) in grid.unreadable:
            continue
        try:
            values[name] = _value(column, text)
        except BadCell as bad:
            found = f'"{shown_text(text)}"' if text else "an empty cell"
            problems.append(_problem(table, line.number, name, found, (bad.allowed, bad.suggestion)))
    return Row(number=line.number, values=values), problems


def _columns_of(table: Table, header: Collection[str]) -> Iterator[tuple[str, Column]]:
    for column in table.columns:
        if column.name == LANGUAGE_TITLE:
            yield from ((name, column) for name in header if _is_title(name))
        elif column.name in header or not column.required:
            yield column.name, column


def _value(column: Column, text: str) -> object:
    if text:
        return read_text(column.kind, text)
    if column.required:
        raise BadCell(f"{column.kind.name}, such as {column.example}")
    return column.when_empty


def _problem(table: Table, row: int, column: str | None, found: str, expected: tuple[str, str]) -> Problem:
    allowed, suggestion = expected
    return Problem(file=table.file, row=row, column=column, found=found, allowed=allowed, suggestion=suggestion)
