"""Tables as an XLSX workbook: one visible sheet per table, the same bytes every time."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.publish.drawing.lettering import reads_from_right
from planner.publish.drawing.looks import HAIRLINE, NAVY, QUIET, TINT
from planner.publish.drawing.tables import Table
from planner.publish.drawing.typesetting import MAKER
from planner.publish.drawlog import Pen

_EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CHARACTERS_ACROSS = 95
"""Width of a whole sheet in characters, shared out like the columns of the page."""
_LONGEST_TITLE = 31
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_workbook(file: Path, tables: Sequence[Table], pen: Pen, *, language: str, released_at: datetime) -> None:
    """Write the tables; the workbook knows no author and no clock but the time of release."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(pen.label(_FORBIDDEN_IN_TITLE.sub(" ", table.heading)[:_LONGEST_TITLE]))
        sheet.sheet_view.rightToLeft = reads_from_right(language)
        sheet.sheet_view.showGridLines = False
        _fill(sheet, table, pen)
    moment = released_at.astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = MAKER
    book.properties.lastModifiedBy = MAKER
    book.properties.created = moment
    file.write_bytes(_same_bytes_every_time(book, moment))


def _fill(sheet: Worksheet, table: Table, pen: Pen) -> None:
    sheet.append([pen.label(table.heading)])
    sheet.cell(1, 1).font = Font(bold=True, size=14, color=_colour(NAVY))
    if table.note:
        sheet.append([pen.label(table.note)])
        sheet.cell(2, 1).font = Font(color=_colour(QUIET))
    sheet.append([])
    if table.headers:
        sheet.append([pen.label(header) for header in table.headers])
        _style_header(sheet, table)
    sheet.freeze_panes = f"A{sheet.max_row + 1}"
    for number, row in enumerate(table.rows):
        texts = [cell.text(pen) for cell in row]
        sheet.append([text if cell.value is None else cell.value for cell, text in zip(row, texts, strict=True)])
        for column, cell in enumerate(row, start=1):
            written = sheet.cell(sheet.max_row, column)
            written.number_format = cell.number_format
            written.font = Font(bold=number in table.emphasised)
            written.alignment = _alignment(table, column - 1)
            written.border = Border(bottom=Side(style="thin", color=_colour(HAIRLINE)))
    for column, share in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = round(share * _CHARACTERS_ACROSS, 1)


def _style_header(sheet: Worksheet, table: Table) -> None:
    for column in range(1, len(table.headers) + 1):
        written = sheet.cell(sheet.max_row, column)
        written.font = Font(bold=True, color=_colour(QUIET))
        written.fill = PatternFill("solid", fgColor=_colour(TINT))
        written.alignment = _alignment(table, column - 1)


def _alignment(table: Table, column: int) -> Alignment:
    return Alignment(horizontal="right" if table.is_number(column) else None, vertical="top", wrap_text=True)


def _colour(colour: str) -> str:
    return colour.removeprefix("#")


def _same_bytes_every_time(book: Workbook, moment: datetime) -> bytes:
    """openpyxl stamps the clock into the properties and into the archive; both are replaced."""
    stamped, fixed = BytesIO(), BytesIO()
    book.save(stamped)
    with ZipFile(stamped) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", data)
            target.writestr(ZipInfo(member.filename, _EARLIEST_IN_ZIP), data, ZIP_DEFLATED)
    return fixed.getvalue()
