"""Changing cells of somebody's own workbook; all else in it stays as they left it."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.scenario.cells import TEXT
from planner.scenario.source import Grid
from planner.scenario.tables import TABLES
from planner.scenario.workbooks.grids import plain
from planner.scenario.workbooks.looks import write_cell
from planner.scenario.workbooks.typed import cell_of


def update_workbook(file: Path, target: Path, before: Mapping[str, Grid | None], after: Mapping[str, Grid]) -> None:
    """Write `file` as `target`, with the tables of `after` in place of those of `before`."""
    book = load_workbook(file)
    for name, grid in after.items():
        title = next((title for title in book.sheetnames if plain(title) == name), None)
        sheet = book[title] if title else book.create_sheet(name)
        _update(sheet, before[name] or Grid(place=name), grid)
    book.save(target)


def _update(sheet: Worksheet, before: Grid, after: Grid) -> None:
    kinds = {
        column.name: column.kind for table in TABLES if table.name == plain(sheet.title) for column in table.columns
    }
    for column, name in enumerate(after.header, start=1):
        if name not in before.header:
            sheet.cell(1, column, name)
    old = {line.number: line.cells for line in before.lines}
    for line in after.lines:
        known = (*old.pop(line.number, ()), *[""] * len(line.cells))
        for column, text in enumerate(line.cells, start=1):
            if text != known[column - 1]:
                value = cell_of(text, kinds.get(after.header[column - 1], TEXT)) if text else (None, "@")
                write_cell(sheet, line.number, column, value)
    # Rows that are gone are emptied: an empty row does no harm, and no other row moves.
    for number, cells in old.items():
        for column in range(1, len(cells) + 1):
            sheet.cell(number, column).value = None
