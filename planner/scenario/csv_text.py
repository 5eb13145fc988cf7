"""CSV files as people's programs write them: which characters the bytes are, and what separates the columns.

What can be told for certain is read; what cannot is a problem that says what to do, never a guess.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

from planner.findings import Problem
from planner.scenario.source import Grid, Line

LARGEST_FILE = 20_000_000
_ALLOWED = "a file of comma-separated values in UTF-8"
_SAVE = "save it again as CSV UTF-8 (in Excel: Save as, CSV UTF-8; in LibreOffice: character set Unicode UTF-8)"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = (",", ";", "\t")
_LONGEST_SHOWN = 40


class NotText(ValueError):
    """Bytes that are not certainly one text."""

    def __init__(self, found: str, suggestion: str = _SAVE, row: int | None = None) -> None:
        self.found = found
        self.suggestion = suggestion
        self.row = row
        super().__init__(found)


def read_csv(path: Path, columns: Collection[str]) -> Grid:
    """One file; `columns` are those its table may have."""
    place = path.name
    try:
        text = _decoded(_bytes_of(path))
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, columns), strict=True))
    except NotText as bad:
        problem = Problem(file=place, row=bad.row, found=bad.found, allowed=_ALLOWED, suggestion=bad.suggestion)
        return Grid(place=place, problems=(problem,))
    except csv.Error as error:
        problem = Problem(file=place, found=f"cannot be read ({error})", allowed=_ALLOWED)
        return Grid(place=place, problems=(problem,))
    return grid_of(place, rows)


def grid_of(place: str, rows: Sequence[Sequence[str]]) -> Grid:
    header = tuple(name.strip() for name in rows[0]) if rows else ()
    lines = tuple(Line(number=number, cells=tuple(cells)) for number, cells in enumerate(rows[1:], start=2))
    return Grid(place=place, header=header, lines=lines)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            allowed = f"split it or drop what no column needs; a table has at most {LARGEST_FILE // 1_000_000} MB"
            raise NotText(f"a file of {size / 1_000_000:.0f} MB", allowed)
        return path.read_bytes()
    except OSError as error:
        raise NotText(f"cannot be read ({error.strerror})", "") from error


def _decoded(data: bytes) -> str:
    """A byte order mark settles the encoding; without one it is UTF-8 or nothing certain."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error) from error
    if "\0" in text:
        raise NotText("NUL bytes, as in UTF-16 without its mark or in a file that is no text")
    # NFC: macOS writes accents as separate characters.
    return unicodedata.normalize("NFC", text)


def _undecodable(data: bytes, error: UnicodeDecodeError) -> NotText:
    """Old one-byte encodings cannot be told apart: the same byte is `ã` in one and a Cyrillic letter in another."""
    if error.encoding.startswith("utf-16"):
        return NotText("the text is not UTF-16, although it begins like it")
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data[start : data.find(b"\n", error.start) if b"\n" in data[error.start :] else None]
    word = re.split(rb"[,;\t\r\"]", line[error.start - start :])[0]
    before = re.split(rb"[,;\t\r\"]", line[: error.start - start])[-1]
    western = (before + word).decode("cp1252", errors="replace")[:_LONGEST_SHOWN]
    row = data.count(b"\n", 0, error.start) + 1
    suggestion = f'{_SAVE}; if it was saved as Windows-1252 the cell reads "{western}"'
    return NotText("the text is not UTF-8", suggestion, row)


def _separator(text: str, columns: Collection[str]) -> str:
    """What the header is separated by: commas, semicolons (spreadsheets in much of Europe) or tabs."""
    header = re.split("[\r\n]", text, maxsplit=1)[0]

    def names_found(separator: str) -> int:
        return sum(name.strip().strip('"') in columns for name in header.split(separator))

    return max(_SEPARATORS, key=names_found)
