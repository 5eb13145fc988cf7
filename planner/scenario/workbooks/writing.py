"""A `Source` as a workbook that somebody who has never seen a CSV file can fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.scenario.cells import TEXT
from planner.scenario.meanings import SECTIONS, meaning_of
from planner.scenario.source import Grid, Source
from planner.scenario.tables import TABLES
from planner.scenario.tables.column import Column, Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX
from planner.scenario.workbooks.looks import (
    Heading,
    add_choice,
    fit_widths,
    listed,
    write_cell,
    write_heading,
    write_page,
)
from planner.scenario.workbooks.reading import KEY, SOURCE, VALUE
from planner.scenario.workbooks.settings import SOURCED, Setting, kind_of, rows_of
from planner.scenario.workbooks.typed import FORMATS, cell_of

MEANING = "meaning"
_LAST_ROW = 2000


def write_workbook(source: Source, file: Path) -> None:
    """Write every table and section, those without rows too."""
    book = new_book()
    meanings = {**SECTIONS, **{table.name: table.meaning for table in TABLES}}
    write_page(book, "Read me", [*words("read_me"), *(f"{name}: {meaning}" for name, meaning in meanings.items())])
    for section in SECTIONS:
        _write_settings(book.create_sheet(section), section, tuple(rows_of(section, source.settings)))
    languages = source.settings.get("conference", {}).get("languages", ())
    for table in TABLES:
        grid = source.grids.get(table.name) or Grid(place=table.file)
        write_table(book.create_sheet(table.name), table, grid, languages)
    book.save(file)


def words(page: str) -> Sequence[str]:
    """A page of plain text out of the templates."""
    return (files("planner.scenario") / "templates" / f"{page}.txt").read_text(encoding="utf-8").splitlines()


def new_book() -> Workbook:
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "planner"
    return book


def _write_settings(sheet: Worksheet, section: str, settings: Sequence[Setting]) -> None:
    headings = [
        Heading(name=KEY, required=True),
        Heading(name=VALUE, required=section == "conference", width=44),
        *(
            [Heading(name=SOURCE, note="where the number comes from; shown in the report", width=44)]
            if section == SOURCED
            else []
        ),
        Heading(name=MEANING, width=80),
    ]
    write_heading(sheet, headings)
    for row, setting in enumerate(settings, start=2):
        kind = kind_of(section, setting.key)
        said = {KEY: setting.key, SOURCE: setting.source, MEANING: meaning_of(section, setting.key)}
        for column, heading in enumerate(headings, start=1):
            filled = cell_of(setting.value, kind) if setting.value else (None, FORMATS.get(kind.name, "@"))
            value = filled if heading.name == VALUE else (said[heading.name] or None, "@")
            write_cell(sheet, row, column, value)
        if kind.options:
            add_choice(sheet, f"B{row}", listed(kind.options))
    fit_widths(sheet, headings)


def write_table(
    sheet: Worksheet, table: Table, grid: Grid, languages: Sequence[str] = (), *, fixed: Sequence[str] = ()
) -> None:
    """A sheet with every column of the table, filled with the grid's rows; `fixed` columns are there to be read."""
    columns = columns_of(table, grid, languages)
    headings = [replace(_heading(table, name, column), fixed=name in fixed) for name, column in columns.items()]
    write_heading(sheet, headings)
    lines = [dict(zip(grid.header, line.cells, strict=False)) for line in grid.lines if any(line.cells)]
    for row, cells in enumerate(lines, start=2):
        for number, (name, column) in enumerate(columns.items(), start=1):
            if text := cells.get(name, "").strip():
                write_cell(sheet, row, number, cell_of(text, column.kind))
    fit_widths(sheet, headings)


def columns_of(table: Table, grid: Grid, languages: Sequence[str]) -> Mapping[str, Column]:
    """Names of the sheet's columns to their declaration; titles have one for each language."""
    columns: dict[str, Column] = {}
    for column in table.columns:
        if column.name == LANGUAGE_TITLE:
            named = [name for name in grid.header if name.startswith(TITLE_PREFIX)]
            columns |= dict.fromkeys([*named, *(f"{TITLE_PREFIX}{language}" for language in languages)], column)
        else:
            columns[column.name] = column
    return columns


def _heading(table: Table, name: str, column: Column) -> Heading:
    note = [
        column.meaning,
        f"Example: {column.example}",
        f"Empty: {column.empty}" if column.empty else "Must be filled in.",
    ]
    if column.kind is not TEXT:
        note.insert(1, f"Holds: {column.kind.name}{f' of sheet {column.refers_to}' if column.refers_to else ''}")
    return Heading(
        name=name,
        note="\n".join(note),
        required=column.required,
        options=_options(table, column),
        format=FORMATS.get(column.kind.name, "@"),
    )


def _options(table: Table, column: Column) -> str:
    """The words of the kind; or, where one id stands, the first column of the sheet it refers to."""
    if column.kind.options:
        return listed(column.kind.options)
    is_one = column.refers_to and column.kind.name == "id" and column.refers_to != table.name
    return f"{column.refers_to}!${get_column_letter(1)}$2:$A${_LAST_ROW}" if is_one else ""
