"""Which kind of scenario lies at a place: a folder, a workbook, or a variant of another scenario."""

from functools import partial
from pathlib import Path

from planner.errors import UnreadableFile
from planner.scenario import toml
from planner.scenario.folders import KEY_FILE, read_folder
from planner.scenario.source import Source
from planner.scenario.variants import read_variant
from planner.scenario.workbooks.opening import SUFFIXES
from planner.scenario.workbooks.reading import read_workbook

_LOCK = "~$"
"""Spreadsheets leave such a file beside a workbook that is open."""


def read_source(place: Path) -> Source:
    """Raises `UnreadableFile` when there is no scenario."""
    return _read(place, ())


def _read(place: Path, above: tuple[Path, ...]) -> Source:
    """`above` are the variants that extend this place."""
    place = place_of(place)
    if place.suffix.lower() in SUFFIXES:
        return read_workbook(place)
    if not _is_variant(place):
        return read_folder(place)
    if place.resolve() in above:
        raise UnreadableFile(place, "extends itself, by way of what it extends")
    return read_variant(place, partial(_read, above=(*above, place.resolve())))


def key_file(place: Path) -> Path:
    """Where the key of a scenario lies; a variant has its base's."""
    place = place_of(place)
    if _is_variant(place):
        return read_source(place).key_file
    return place / KEY_FILE if place.is_dir() else place.with_name(KEY_FILE)


def _is_variant(place: Path) -> bool:
    return place.suffix == ".toml" and place.is_file()


def place_of(place: Path) -> Path:
    """A folder with nothing but one workbook stands for the workbook, `scenario.toml` for its folder."""
    if place.name == toml.FILE:
        return place.parent
    if not place.is_dir() or (place / toml.FILE).exists():
        return place
    books = [path for path in sorted(place.glob("*.xlsx")) if not path.name.startswith(_LOCK)]
    return books[0] if len(books) == 1 else place
