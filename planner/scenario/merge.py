"""Forms that came back, into the scenario's tables: all of them, or none where anything is in doubt."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from planner.errors import InputRejected, UnreadableFile
from planner.findings import Problem
from planner.scenario.aside import file_aside
from planner.scenario.edits import cells_of, keyed_lines, with_cells, with_row, without_rows
from planner.scenario.folder_out import write_csv
from planner.scenario.read import given_by, problems_of, read_key
from planner.scenario.returns import Wishes, gather
from planner.scenario.source import Grid, Source, brought
from planner.scenario.sources import place_of, read_source
from planner.scenario.tables import PEOPLE, PREFERENCES
from planner.scenario.tables.column import Table
from planner.scenario.workbooks.form_sheets import read_form
from planner.scenario.workbooks.opening import SUFFIXES
from planner.scenario.workbooks.updating import update_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge changed."""

    people_added: int
    people_changed: int
    preferences_added: int
    preferences_changed: int
    preferences_withdrawn: int


def merge_forms(scenario: Path, forms: Sequence[Path]) -> Merged:
    """Raises `InputRejected` with everything in doubt, and then nothing is written."""
    place = place_of(scenario)
    if place.is_file() and place.suffix.lower() not in SUFFIXES:
        raise UnreadableFile(place, "is a variant; merge into the scenario that it extends")
    source, key = read_source(place), read_key(place)
    people, preferences = (_wishes(table, source) for table in (PEOPLE, PREFERENCES))
    for form in forms:
        gather(read_form(form, key), people, preferences)
    if problems := people.problems + preferences.problems:
        raise InputRejected(problems)
    tables = {wishes.table.name: _fulfilled(wishes, source) for wishes in (people, preferences)}
    _refuse_new_problems(source, tables)
    _write(place, source, tables)
    return Merged(
        people_added=len(people.cells.keys() - people.today.keys()),
        people_changed=len(people.cells.keys() & people.today.keys()),
        preferences_added=len(preferences.cells.keys() - preferences.today.keys()),
        preferences_changed=len(preferences.cells.keys() & preferences.today.keys()),
        preferences_withdrawn=len(preferences.withdrawn & preferences.today.keys()),
    )


def _wishes(table: Table, source: Source) -> Wishes:
    grid = _grid(table, source)
    return Wishes(table=table, today={key: cells_of(grid, line) for key, line in keyed_lines(table, grid)})


def _grid(table: Table, source: Source) -> Grid:
    header = tuple(column.name for column in table.columns)
    return source.grids.get(table.name) or Grid(place=table.file, header=header)


def _fulfilled(wishes: Wishes, source: Source) -> Grid:
    grid = _grid(wishes.table, source)
    numbers = {key: line.number for key, line in keyed_lines(wishes.table, grid)}
    for key, cells in wishes.cells.items():
        changes = {column: (wish.text, wish.origin) for column, wish in cells.items()}
        grid = with_cells(grid, numbers[key], changes) if key in numbers else with_row(grid, changes)
    return without_rows(grid, {numbers[key] for key in wishes.withdrawn if key in numbers})


def _refuse_new_problems(source: Source, tables: Mapping[str, Grid]) -> None:
    """A scenario that is not complete yet may take forms; what they make worse may not be written."""

    def locate(problem: Problem) -> Problem:
        grid = tables.get(problem.file.removesuffix(".csv"))
        return (grid and brought(problem, grid)) or source.locate(problem)

    after = replace(source, grids={**source.grids, **tables}, locate=locate)
    known = problems_of(source, given_by(source))
    problems = [problem for problem in problems_of(after, given_by(after)) if problem not in known]
    if problems:
        raise InputRejected(problems)


def _write(place: Path, source: Source, tables: Mapping[str, Grid]) -> None:
    changed = {name: grid for name, grid in tables.items() if grid != source.grids.get(name)}
    try:
        if place.is_file():
            before = {name: source.grids.get(name) for name in changed}
            with file_aside(place) as draft:
                update_workbook(place, draft, before, changed)
            return
        # Every table is written aside before the first takes its place.
        with ExitStack() as drafts:
            for name, grid in changed.items():
                write_csv(grid, drafts.enter_context(file_aside(place / f"{name}.csv")))
    except OSError as error:
        raise UnreadableFile(place, f"cannot be written ({error.strerror})") from error
