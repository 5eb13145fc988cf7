"""One sheet of a workbook as a `Grid` of texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.findings import Problem
from planner.scenario.cells import TEXT, BadCell, Kind, shown_text
from planner.scenario.source import Grid, Line
from planner.scenario.tables.column import Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX
from planner.scenario.workbooks.opening import MOST_CELLS, Book, fits
from planner.scenario.workbooks.typed import text_of

REQUIRED_MARK = "*"
KindAt = Callable[[str, str], Kind]
"""Kind of a cell, from the first cell of its row and the name of its column."""


def grid_of_table(book: Book, table: Table, sheet: str | None = None) -> Grid | None:
    """The sheet of a table; None where the workbook has none."""
    kinds = {column.name: column.kind for column in table.columns}

    def kind_at(_: str, column: str) -> Kind:
        return kinds.get(LANGUAGE_TITLE if column.startswith(TITLE_PREFIX) else column, TEXT)

    return grid_of_sheet(book, sheet or table.name, kind_at)


def grid_of_sheet(book: Book, name: str, kind_at: KindAt) -> Grid | None:
    title = next((sheet.title for sheet in book.written.worksheets if plain(sheet.title) == name), None)
    if title is None:
        return None
    place = f"{book.name}, sheet {name}"
    written = book.written[title]
    if not fits(written):
        found = f"cells as far as {get_column_letter(written.max_column)}{written.max_row}"
        allowed = f"{MOST_CELLS} cells at most"
        problem = Problem(file=place, found=found, allowed=allowed, suggestion="delete empty rows and columns")
        return Grid(place=place, problems=(problem,))
    return _Reader(written=written, calculated=book.calculated[title], place=place, kind_at=kind_at).grid()


def plain(title: str) -> str:
    return title.strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    written: Worksheet
    calculated: Worksheet
    place: str
    kind_at: KindAt

    def grid(self) -> Grid:
        header = tuple(_heading(cell) for cell in self.written[1])
        problems = list(self._merged())
        lines = []
        for number, cells in enumerate(self.written.iter_rows(min_row=2), start=2):
            first = str(cells[0].value or "").strip()
            texts = []
            for name, cell in zip(header, cells, strict=True):
                try:
                    texts.append(self._text(cell, self.kind_at(first, name)))
                except BadCell as bad:
                    texts.append("?")
                    problems.append(self._problem(cell, name, bad))
            lines.append(Line(number=number, cells=tuple(texts)))
        unreadable = frozenset((problem.row or 0, problem.column or "") for problem in problems)
        return Grid(
            place=self.place, header=header, lines=tuple(lines), problems=tuple(problems), unreadable=unreadable
        )

    def _text(self, cell: Cell, kind: Kind) -> str:
        value, data_type = cell.value, cell.data_type
        if data_type == "f":
            result = self.calculated[cell.coordinate]
            value, data_type = result.value, result.data_type
            if value is None:
                raise BadCell("a value", "open and save the workbook in a spreadsheet, or type the value itself")
        if data_type == "e":
            raise BadCell("a value", "the formula behind it fails")
        return text_of(value, kind, str(cell.number_format))

    def _merged(self) -> Iterator[Problem]:
        for cells in self.written.merged_cells.ranges:
            yield Problem(
                file=self.place,
                row=cells.min_row,
                found=f"merged cells {cells.coord}",
                allowed="each cell a value of its own",
                suggestion="unmerge them",
            )

    def _problem(self, cell: Cell, name: str, bad: BadCell) -> Problem:
        shown = cell.value.text if hasattr(cell.value, "text") else cell.value
        return Problem(
            file=self.place,
            row=cell.row,
            column=name,
            found=f'"{shown_text(str(shown))}"',
            allowed=bad.allowed,
            suggestion=bad.suggestion,
        )


def _heading(cell: Cell) -> str:
    return str("" if cell.value is None else cell.value).strip().removesuffix(REQUIRED_MARK).strip()
