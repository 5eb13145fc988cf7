"""Forms for those who nominate, written to be sent out: one for each category of a delegation."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.errors import InputRejected, UnreadableFile
from planner.findings import Problem
from planner.scenario.aside import file_aside
from planner.scenario.edits import keyed_lines
from planner.scenario.forms import form_for, sessions_for
from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.read import read_key
from planner.scenario.settings import settings_of
from planner.scenario.sheets import read_sheet
from planner.scenario.source import Source
from planner.scenario.sources import read_source
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import DELEGATIONS, PEOPLE, PREFERENCES, SESSIONS
from planner.scenario.workbooks.form_sheets import write_form
from planner.scenario.workbooks.opening import SUFFIXES


def new_forms(place: Path, scenario: Path, delegation: str, category: str | None = None) -> tuple[Path, ...]:
    """Write the form of one category as the workbook `place`, or of one or all into the folder `place`.

    Returns what was written. Raises `InputRejected` for a delegation or category that does not exist, and
    `UnreadableFile` where a file is there already.
    """
    source, key = read_source(scenario), read_key(scenario)
    settings = settings_of(source.settings)
    # The scenario may be unfinished, but not where the form comes from.
    sheets = (read_sheet(table, source.grids.get(table.name)) for table in (DELEGATIONS, PEOPLE, PREFERENCES, SESSIONS))
    problems = [*settings.problems, *(problem for sheet in sheets for problem in sheet.problems)]
    if problems or settings.conference is None:
        raise InputRejected([source.locate(problem) for problem in problems])
    _refuse_unknown(source, delegation, category)
    files = _files(place, delegation, category)
    for file, each in files.items():
        with file_aside(file) as draft:
            form = form_for(source, delegation, each)
            write_form(form, sessions_for(source, each), settings.conference.languages, key, draft)
    return tuple(files)


def _files(place: Path, delegation: str, category: str | None) -> Mapping[Path, str]:
    """One file never holds two categories."""
    if place.suffix.lower() in SUFFIXES:
        if category is None:
            raise UnreadableFile(place, "is one file; say --category, or name a folder for one file per category")
        files = {place: category}
    else:
        categories = (category,) if category else DELEGATION_CATEGORIES
        files = {place / f"{delegation}-{each}.xlsx": each for each in categories}
    for file in files:
        if file.exists():
            raise UnreadableFile(file, "exists; name a new one")
    return files


def _refuse_unknown(source: Source, delegation: str, category: str | None) -> None:
    grid = source.grids.get(DELEGATIONS.name)
    known = sorted(key for key, _ in keyed_lines(DELEGATIONS, grid)) if grid else []
    problems = []
    if delegation not in known:
        problems.append(_not_among("--for-delegation", delegation, known))
    if category is not None and category not in DELEGATION_CATEGORIES:
        problems.append(_not_among("--category", category, DELEGATION_CATEGORIES))
    if problems:
        raise InputRejected(problems)


def _not_among(option: str, found: str, known: Sequence[str]) -> Problem:
    allowed = ", ".join(known) or "none: there are no delegations"
    return Problem(file=option, found=f'"{found}"', allowed=allowed, suggestion=did_you_mean(found, known))
