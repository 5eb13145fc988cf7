"""Which kind of scenario lies at a place: a folder, a workbook, or a variant of another scenario."""

from pathlib import Path

from planner.scenario import toml
from planner.scenario.folders import KEY_FILE, read_folder
from planner.scenario.source import Source
from planner.scenario.workbooks.opening import SUFFIXES
from planner.scenario.workbooks.reading import read_workbook

_LOCK = "~$"
"""Spreadsheets leave such a file beside a workbook that is open."""


def read_source(place: Path) -> Source:
    """Raises `UnreadableFile` when there is no scenario."""
    place = _within(place)
    return read_workbook(place) if place.suffix.lower() in SUFFIXES else read_folder(place)


def key_file(place: Path) -> Path:
    place = _within(place)
    return place / KEY_FILE if place.is_dir() else place.with_name(KEY_FILE)


def _within(place: Path) -> Path:
    """A folder with nothing but one workbook stands for the workbook."""
    if not place.is_dir() or (place / toml.FILE).exists():
        return place
    books = [path for path in sorted(place.glob("*.xlsx")) if not path.name.startswith(_LOCK)]
    return books[0] if len(books) == 1 else place
