"""Opening a workbook that may be anything: huge, locked, broken, or no workbook at all."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.errors import UnreadableFile

SUFFIXES = (".xlsx", ".xlsm")
LARGEST_UNPACKED = 200_000_000
MOST_CELLS = 2_000_000
_SAVE = "save it as an Excel workbook (.xlsx) without a password"
_BROKEN = (
    BadZipFile,
    ParseError,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)
"""What openpyxl raises for a broken file depends on the part that is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An opened workbook: as written, and as last calculated."""

    name: str
    written: Workbook
    calculated: Workbook


def open_book(path: Path) -> Book:
    """Raises `UnreadableFile`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror})") from error
    try:
        unpacked = _unpacked_size(data)
        written = calculated = None if unpacked > LARGEST_UNPACKED else _loaded(data, calculated=False)
        if written is not None and _has_formulas(written):
            calculated = _loaded(data, calculated=True)
    except _BROKEN as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise UnreadableFile(path, f"is not a workbook that can be read ({reason}); {_SAVE}") from error
    if written is None or calculated is None:
        raise UnreadableFile(path, f"unpacks to {unpacked // 1_000_000} MB, more than {LARGEST_UNPACKED // 1_000_000}")
    return Book(name=path.name, written=written, calculated=calculated)


def _unpacked_size(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as archive:
        return sum(member.file_size for member in archive.infolist())


def _loaded(data: bytes, *, calculated: bool) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of parts it will not keep; nothing is written back.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), data_only=calculated)


def _has_formulas(book: Workbook) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets if fits(sheet) for row in sheet for cell in row)


def fits(sheet: Worksheet) -> bool:
    """Whether the sheet is of a size that people fill in; stray formats can reach to the last of a million rows."""
    return int(sheet.max_row) * int(sheet.max_column) <= MOST_CELLS
