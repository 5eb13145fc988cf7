"""Which kind of scenario lies at a place."""

from pathlib import Path

from planner.scenario.folders import read_folder
from planner.scenario.source import Source


def read_source(place: Path) -> Source:
    """A folder. Raises `UnreadableFile` when there is no scenario."""
    return read_folder(place)


def key_file(place: Path) -> Path:
    return read_source(place).key_file
