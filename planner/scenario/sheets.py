"""One CSV file as rows of values, with every problem of form on the way."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.findings import Problem
from planner.scenario.cells import BadCell
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


def read_sheet(folder: Path, table: Table) -> Sheet:
    """Read one table; an optional file that is not there is an empty table."""
    path = folder / table.file
    if not path.exists() and table.optional:
        return Sheet(table=table)
    try:
        # `utf-8-sig`: spreadsheets write a byte order mark. NFC: macOS writes accents as separate characters.
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        allowed = "a file of comma-separated values in UTF-8"
        return Sheet(table=table, problems=(Problem(file=table.file, found=_unreadable(error), allowed=allowed),))
    return _sheet_of(table, lines)


def _unreadable(error: OSError | UnicodeDecodeError | csv.Error) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is missing"
    return "the text is not UTF-8" if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error})"


def _sheet_of(table: Table, lines: Sequence[Sequence[str]]) -> Sheet:
    header = [name.strip() for name in lines[0]] if lines else []
    problems = list(_header_problems(table, header))
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            found = f"{len(cells)} cells"
            suggestion = "put a text that holds a comma between double quotes"
            problems.append(_problem(table, number, None, found, (f"{len(header)} cells", suggestion)))
            continue
        row, row_problems = _read_row(table, number, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
        rows.append(row)
        problems.extend(row_problems)
    return Sheet(table=table, rows=tuple(rows), problems=tuple(problems))


def _header_problems(table: Table, header: Sequence[str]) -> Iterator[Problem]:
    known = {column.name for column in table.columns}
    if len(header) == 1 and ";" in header[0]:
        found = "columns separated by semicolons"
        yield _problem(table, 1, None, found, ("columns separated by commas", "save the table as CSV with commas"))
        return
    for name in header:
        if header.count(name) > 1:
            yield _problem(table, 1, name, "the column is there more than once", ("each column once", ""))
        elif name not in known and not name.startswith(TITLE_PREFIX):
            yield _problem(table, 1, name, "unknown column", (", ".join(sorted(known)), did_you_mean(name, known)))
    for column in table.columns:
        if column.required and column.name not in header:
            yield _problem(table, 1, column.name, "the column is missing", (f"a column of {column.kind.name}", ""))


def _read_row(table: Table, number: int, cells: Mapping[str, str]) -> tuple[Row, list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for name, column in _columns_of(table, cells):
        text = cells.get(name, "")
        try:
            values[name] = _value(column, text)
        except BadCell as bad:
            found = f'"{text}"' if text else "an empty cell"
            problems.append(_problem(table, number, name, found, (bad.allowed, bad.suggestion)))
    return Row(number=number, values=values), problems


def _columns_of(table: Table, cells: Mapping[str, str]) -> Iterator[tuple[str, Column]]:
    for column in table.columns:
        if column.name == LANGUAGE_TITLE:
            yield from ((name, column) for name in cells if name.startswith(TITLE_PREFIX))
        elif column.name in cells or not column.required:
            yield column.name, column


def _value(column: Column, text: str) -> object:
    if text:
        return column.kind.parse(text)
    if column.required:
        raise BadCell(f"{column.kind.name}, such as {column.example}")
    return column.when_empty


def _problem(table: Table, row: int, column: str | None, found: str, expected: tuple[str, str]) -> Problem:
    allowed, suggestion = expected
    return Problem(file=table.file, row=row, column=column, found=found, allowed=allowed, suggestion=suggestion)
