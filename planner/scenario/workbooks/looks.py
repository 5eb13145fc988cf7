"""How a sheet looks that people fill in: what must be filled in is marked by more than colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.scenario.workbooks.grids import REQUIRED_MARK
from planner.scenario.workbooks.typed import Typed

_REQUIRED = PatternFill("solid", fgColor="D9E2EC")
_OPTIONAL = PatternFill("solid", fgColor="F4F6F8")
_FIXED = PatternFill("solid", fgColor="E4E7EB")
_RULE = Border(bottom=Side(style="thin", color="829AB1"))
_LAST_ROW = 2000
"""Rows below the header that drop-downs reach."""
_LONGEST_LIST = 255
_COMMENT_WIDTH, _LINE_HEIGHT, _CHARACTERS_PER_LINE = 320, 18, 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column of a sheet."""

    name: str
    note: str = ""
    """Shown when the pointer rests on the heading."""
    required: bool = False
    fixed: bool = False
    """Whether the cells are there to be read, not to be changed."""
    options: str = ""
    """Formula of a drop-down: a list in quotes, or cells of another sheet."""
    format: str = "@"
    """Of cells that are still empty."""
    width: float = 0


def write_heading(sheet: Worksheet, headings: Sequence[Heading]) -> None:
    for number, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, number, f"{heading.name} {REQUIRED_MARK}" if heading.required else heading.name)
        cell.font = Font(bold=heading.required, italic=heading.fixed)
        cell.fill = _FIXED if heading.fixed else _REQUIRED if heading.required else _OPTIONAL
        cell.border = _RULE
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if heading.note:
            lines = sum(1 + len(line) // _CHARACTERS_PER_LINE for line in heading.note.splitlines())
            cell.comment = Comment(heading.note, "planner", height=_LINE_HEIGHT * (lines + 1), width=_COMMENT_WIDTH)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].number_format = heading.format
        if heading.options:
            add_choice(sheet, f"{letter}2:{letter}{_LAST_ROW}", heading.options)
    sheet.freeze_panes = "B2"


def add_choice(sheet: Worksheet, cells: str, options: str) -> None:
    """A drop-down. What it does not offer is refused by the spreadsheet too."""
    choice = DataValidation(type="list", formula1=options, allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "Not one of the words", "Choose from the list, or clear the cell."
    sheet.add_data_validation(choice)
    choice.add(cells)


def listed(options: Sequence[str]) -> str:
    """The formula of a few words; too many for a drop-down are left to the check."""
    words = ",".join(options)
    return f'"{words}"' if words and len(words) < _LONGEST_LIST else ""


def write_cell(sheet: Worksheet, row: int, column: int, value: tuple[Typed, str]) -> None:
    content, number_format = value
    cell = sheet.cell(row, column, content)
    if isinstance(content, str):
        # A text that begins with = stays a text.
        cell.data_type = "s"
    cell.number_format = number_format
    cell.alignment = Alignment(vertical="top")


def fit_widths(sheet: Worksheet, headings: Sequence[Heading], widest: float = 44) -> None:
    for number, heading in enumerate(headings, start=1):
        cells = (sheet.cell(row, number).value for row in range(1, int(sheet.max_row) + 1))
        longest = max(len(str(cell)) for cell in cells if cell is not None)
        sheet.column_dimensions[get_column_letter(number)].width = heading.width or min(max(10, longest + 2), widest)


def lock(sheet: Worksheet) -> None:
    """Guards a sheet against slips; there is no password, and nothing relies on it."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False


def write_page(book: Workbook, title: str, lines: Sequence[str]) -> Worksheet:
    """A sheet of plain text; lines that begin with # are headings."""
    sheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, line.removeprefix("# "))
        cell.font = Font(bold=line.startswith("# "), size=14 if number == 1 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return sheet
