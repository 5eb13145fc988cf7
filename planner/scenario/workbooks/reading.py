"""A workbook to a `Source`. Problems name sheet, row and column as the spreadsheet shows them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from openpyxl.utils import get_column_letter

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.cells import TEXT, Kind
from planner.scenario.folders import KEY_FILE
from planner.scenario.settings import SECTIONS
from planner.scenario.source import Grid, Source, moved
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import TABLES
from planner.scenario.workbooks.grids import grid_of_sheet, grid_of_table, plain
from planner.scenario.workbooks.opening import Book, open_book
from planner.scenario.workbooks.settings import Setting, found_in, kind_of

READ_ME, NOTES = "read me", "notes"
KEY, VALUE, SOURCE = "key", "value", "source"
_TABLE_FILE = re.compile(rf"\b({'|'.join(table.name for table in TABLES)})\.csv\b")
_IN_CELLS = {
    "a date without quotes": "a date",
    "with its offset, without quotes, such as 2027-02-01T09:00:00+00:00": "such as 2027-02-01 09:00",
    'a list of texts such as ["a", "b"]': "a list such as a;b",
    "a list of dates without quotes such as [2027-04-20]": "a list such as 2027-04-20;2027-04-21",
    "a text in quotes: ": "",
    "true, false": "yes, no",
    f"[rates] in {toml.FILE}": "sheet rates",
    "a file of comma-separated values in UTF-8": "a sheet with its columns",
    "the file is missing": "the sheet is missing",
}
"""What files call things, and what a spreadsheet does."""


def read_workbook(path: Path) -> Source:
    """Raises `UnreadableFile` when there is no workbook."""
    book = open_book(path)
    grids = {table.name: grid for table in TABLES if (grid := grid_of_table(book, table))}
    sections = {name: grid for name in SECTIONS if (grid := grid_of_sheet(book, name, partial(_kind_at, name)))}
    form = [problem for section, grid in sections.items() for problem in _problems_of_form(section, grid)]
    return Source(
        settings=found_in({section: tuple(_settings_in(grid)) for section, grid in sections.items()}),
        grids=grids,
        key_file=path.with_name(KEY_FILE),
        problems=(*_unknown_sheets(book), *form),
        locate=partial(_locate, path.name, grids, sections),
    )


def _kind_at(section: str, key: str, column: str) -> Kind:
    return kind_of(section, key) if column == VALUE else TEXT


def _settings_in(grid: Grid) -> Iterator[Setting]:
    for line in grid.lines:
        cells = {name: cell.strip() for name, cell in zip(grid.header, line.cells, strict=False)}
        if cells.get(KEY) and (line.number, VALUE) not in grid.unreadable:
            yield Setting(key=cells[KEY], value=cells.get(VALUE, ""), source=cells.get(SOURCE, ""))


def _problems_of_form(section: str, grid: Grid) -> Iterator[Problem]:
    yield from grid.problems
    for column in (KEY, VALUE):
        if column not in grid.header and grid.header:
            yield Problem(
                file=grid.place, row=1, column=column, found="the column is missing", allowed=f"a column {column}"
            )
    rows: dict[str, int] = {}
    for number, key in _keys(grid):
        if rows.setdefault(key, number) != number:
            suggestion = f"it stands in row {rows[key]} already"
            yield Problem(
                file=grid.place,
                row=number,
                column=KEY,
                found=f'"{key}"',
                allowed=f"each key of {section} once",
                suggestion=suggestion,
            )


def _keys(grid: Grid) -> Iterator[tuple[int, str]]:
    for line in grid.lines if KEY in grid.header else ():
        if key := line.cells[grid.header.index(KEY)].strip():
            yield line.number, key


def _unknown_sheets(book: Book) -> Iterator[Problem]:
    known = [*SECTIONS, *(table.name for table in TABLES)]
    for title in book.written.sheetnames:
        if plain(title) not in (*known, READ_ME) and not plain(title).startswith(NOTES):
            yield Problem(
                file=book.name,
                found=f'unknown sheet "{title}"',
                allowed=f"{', '.join(known)}; your own sheets where their name begins with {NOTES}",
                suggestion=did_you_mean(plain(title), known),
            )


def _locate(book: str, grids: Mapping[str, Grid], sections: Mapping[str, Grid], problem: Problem) -> Problem:
    """From the words of files to those of sheets."""
    said = replace(
        problem,
        found=_in_cells(problem.found),
        allowed=_in_cells(problem.allowed),
        suggestion=_in_cells(problem.suggestion),
    )
    if problem.file == toml.FILE:
        return _of_setting(book, sections, said)
    here = next((grid for grid in (*grids.values(), *sections.values()) if grid.place == problem.file), None)
    if here is not None:
        return lettered(said, here)
    name = problem.file.removesuffix(".csv")
    if name in grids:
        return lettered(moved(said, grids[name]), grids[name])
    return replace(said, file=f"{book}, sheet {name}") if name != problem.file else said


def _in_cells(text: str) -> str:
    for before, after in _IN_CELLS.items():
        text = text.replace(before, after)
    return _TABLE_FILE.sub(r"sheet \1", text)


def lettered(problem: Problem, grid: Grid) -> Problem:
    """`category (C4)`: as the heading calls the column, and as the spreadsheet does."""
    if problem.file != grid.place or problem.row is None or problem.column not in grid.header:
        return problem
    letter = get_column_letter(grid.header.index(problem.column) + 1)
    return replace(problem, column=f"{problem.column} ({letter}{problem.row})")


def _of_setting(book: str, sections: Mapping[str, Grid], problem: Problem) -> Problem:
    section, _, key = (problem.column or "").partition(".")
    grid = sections.get(section)
    if grid is None:
        return replace(problem, file=f"{book}, sheet {section}", column=key or None)
    row = next((number for number, found in _keys(grid) if found == key or found.startswith(f"{key}.")), None)
    return replace(problem, file=grid.place, row=row, column=key)
