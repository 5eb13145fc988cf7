"""A scenario as it was found, wherever it lay: settings as TOML gives them, tables as texts.

A folder, a workbook and a variant each become a `Source`; from there on all go through the very same checks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.findings import Problem

Locate = Callable[[Problem], Problem]
"""From a problem that speaks of `people.csv row 3` to one that speaks of where that row really lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of cells; trailing cells may be missing."""

    number: int
    """As a spreadsheet shows it: the header is row 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a cell came from that was not in the table's own file."""

    file: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table as texts."""

    place: str
    """What problems call it: `people.csv`, or `mine.xlsx, sheet people`."""
    header: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of form, found while reading the file."""
    unreadable: frozenset[tuple[int, str]] = frozenset()
    """Row and column of cells that `problems` speaks of already."""
    origins: Mapping[tuple[int, str], Origin] = field(default_factory=dict)
    """Row and column of cells, or row and no column of whole rows, that another file brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything found of one scenario."""

    settings: Mapping[str, Any]
    grids: Mapping[str, Grid]
    """By name of the table; a table that is not there is absent."""
    key_file: Path
    names_whole_tables: bool = True
    """Whether a missing table is a missing file, rather than a missing sheet."""
    problems: tuple[Problem, ...] = ()
    """Files or sheets that are no table."""
    locate: Locate = lambda problem: problem


def moved(problem: Problem, grid: Grid) -> Problem:
    """The problem at the place its cell came from."""
    return brought(problem, grid) or replace(problem, file=grid.place)


def brought(problem: Problem, grid: Grid) -> Problem | None:
    """The problem at the other file that brought its cell, if one did."""
    row = problem.row or 0
    origin = grid.origins.get((row, problem.column or "")) or grid.origins.get((row, ""))
    if origin is None:
        return None
    column = problem.column if origin.column is None else origin.column
    return replace(problem, file=origin.file, row=origin.row, column=column)
