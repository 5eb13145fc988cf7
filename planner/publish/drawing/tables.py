"""Tables that are drawn on pages and written into workbooks from the same cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.publish.drawing.looks import HAIRLINE, INK, NAVY, QUIET, TINT, Style, block_height, style
from planner.publish.drawing.openings import paragraph_block
from planner.publish.drawing.pages import MARGIN, Block, space, text_width
from planner.publish.drawing.typesetting import Area, Sheet
from planner.publish.drawlog import Pen
from planner.publish.view import Fact

_HEADING = style(14, bold=True, colour=NAVY)
_NOTE = style(10, colour=QUIET)
_HEADER_SIZE = 9.5
_CELL_SIZE = 10.5
_PADDING = 5.0
_ROWS_KEPT_TOGETHER = 8

Number = int | float | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; without a fact it is fixed wording."""

    shown: str
    fact: Fact | None = None
    value: Number | None = None
    """What a workbook calculates with; None: the text."""
    number_format: str = "General"

    def text(self, pen: Pen) -> str:
        return pen.label(self.shown) if self.fact is None else pen.fact(self.fact, self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below headers; the first columns hold words, the last `numeric` ones hold numbers."""

    heading: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """Shares of the page's width, one per column."""
    numeric: int = 0
    emphasised: frozenset[int] = frozenset()
    """Numbers of rows in bold, such as totals."""
    note: str = ""

    def is_number(self, column: int) -> bool:
        return column >= len(self.widths) - self.numeric


def table_blocks(sheet: Sheet, pen: Pen, table: Table) -> Iterator[Block]:
    """Heading, header and rows; the header comes again on every page."""
    yield space(14)
    yield paragraph_block(sheet, pen.label(table.heading), _HEADING)
    if table.note:
        note = paragraph_block(sheet, pen.label(table.note), _NOTE)
        yield replace(note, keeps_next=bool(table.rows))
    if not table.rows:
        return
    if table.headers:
        yield space(4)
        header = _row(sheet, table, [pen.label(text) for text in table.headers], None)
        yield header
    else:
        header = space(0)
    for number, row in enumerate(table.rows):
        drawn = _row(sheet, table, [cell.text(pen) for cell in row], number)
        stays = len(table.rows) <= _ROWS_KEPT_TOGETHER and number < len(table.rows) - 1
        yield Block(height=drawn.height, draw=drawn.draw, headed_by=header, keeps_next=stays)


def _row(sheet: Sheet, table: Table, texts: Sequence[str], number: int | None) -> Block:
    """`number` is None for the header."""
    room = text_width(sheet)
    looks = [_looks(table, column, number) for column in range(len(texts))]
    inner = [share * room - 2 * _PADDING for share in table.widths]
    heights = [block_height(*cell) for cell in zip(texts, inner, looks, strict=True)]
    height = max(heights) + 2 * _PADDING

    def draw(top: float) -> None:
        area = Area(x=MARGIN, top=top, width=room, height=height)
        if number is None:
            sheet.panel(area, fill=TINT)
        left = MARGIN
        for text, width, cell_looks in zip(texts, inner, looks, strict=True):
            cell = Area(x=left + _PADDING, top=top + _PADDING, width=width, height=0)
            sheet.paragraph(cell, text, cell_looks)
            left += width + 2 * _PADDING
        sheet.rule(Area(x=MARGIN, top=top + height, width=room, height=0), colour=HAIRLINE)

    return Block(height=height, draw=draw, keeps_next=number is None)


def _looks(table: Table, column: int, number: int | None) -> Style:
    is_header = number is None
    return style(
        _HEADER_SIZE if is_header else _CELL_SIZE,
        bold=is_header or number in table.emphasised,
        colour=QUIET if is_header else INK,
        align="end" if table.is_number(column) else "start",
    )
