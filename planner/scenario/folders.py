"""A scenario in a folder: `scenario.toml` and one CSV file per table."""

import tomllib
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from planner.errors import UnreadableFile
from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.csv_text import read_csv
from planner.scenario.source import Grid, Source, moved
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import TABLES
from planner.scenario.tables.column import Table

KEY_FILE = "planner.key"


def read_folder(folder: Path) -> Source:
    """Raises `UnreadableFile` when `scenario.toml` is missing or is not TOML."""
    settings = read_toml(folder / toml.FILE, f"a scenario is a folder with a file {toml.FILE}")
    paths = {table.name: folder / table.file for table in TABLES}
    grids = {table.name: read_table(paths[table.name], table) for table in TABLES if paths[table.name].exists()}
    return Source(
        settings=settings,
        grids=grids,
        key_file=folder / KEY_FILE,
        problems=_unknown_files(folder),
        locate=partial(locate_in_tables, grids),
    )


def read_table(path: Path, table: Table) -> Grid:
    return read_csv(path, {column.name for column in table.columns})


def read_toml(path: Path, what_to_do: str) -> dict[str, Any]:
    try:
        # `utf-8-sig`: editors on Windows write a byte order mark.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror}); {what_to_do}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(path, f"is not TOML: {error}") from error


def locate_in_tables(grids: dict[str, Grid], problem: Problem) -> Problem:
    grid = grids.get(problem.file.removesuffix(".csv"))
    return moved(problem, grid) if grid else problem


def _unknown_files(folder: Path) -> tuple[Problem, ...]:
    known = [table.file for table in TABLES]
    return tuple(
        Problem(
            file=path.name,
            found="unknown table",
            allowed=", ".join(known),
            suggestion=did_you_mean(path.name, known),
        )
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == ".csv" and path.name not in known
    )
