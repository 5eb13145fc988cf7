"""A scenario to a `Scenario`, from wherever it lies: a folder, a workbook or a variant."""

from dataclasses import fields
from pathlib import Path

from planner.errors import InputRejected, UnreadableFile
from planner.findings import Problem
from planner.scenario.build import build_scenario
from planner.scenario.checks import CHECKS
from planner.scenario.given import Given
from planner.scenario.names import BadgeName, Contact, Names
from planner.scenario.scenario import Scenario
from planner.scenario.settings import settings_of
from planner.scenario.sheets import read_sheet
from planner.scenario.source import Source
from planner.scenario.sources import key_file, read_source
from planner.scenario.tables import BADGE_NAMES, CONTACTS, LEGAL_NAMES, NAME_TABLES, TABLES

SHORTEST_KEY = 16


def read_scenario(place: Path) -> Scenario:
    """Raises `InputRejected` with every problem, `UnreadableFile` when there is no scenario at all."""
    source = read_source(place)
    given = given_by(source)
    problems = problems_of(source, given)
    settings = given.settings
    if problems or settings.conference is None or settings.policy is None:
        raise InputRejected(problems)
    return build_scenario(given, settings.conference, settings.policy)


def check_scenario(place: Path) -> tuple[Problem, ...]:
    """Every problem of the input. Raises `UnreadableFile` when there is no scenario at all."""
    source = read_source(place)
    return problems_of(source, given_by(source))


def read_names(place: Path) -> Names:
    """Read the three tables of names, each of which may be missing."""
    source = read_source(place)
    sheets = {table.name: read_sheet(table, source.grids.get(table.name)) for table in NAME_TABLES}
    problems = [source.locate(problem) for sheet in sheets.values() for problem in sheet.problems]
    if problems:
        raise InputRejected(problems)
    return Names(
        badge_names={
            row["id"]: BadgeName(**{field.name: row[field.name] for field in fields(BadgeName)})
            for row in sheets[BADGE_NAMES.name].rows
        },
        contacts={
            row["id"]: Contact(email=row["email"], language=row["language"]) for row in sheets[CONTACTS.name].rows
        },
        legal_names={row["id"]: row["legal_name"] for row in sheets[LEGAL_NAMES.name].rows},
    )


def read_key(place: Path) -> bytes:
    """The secret from which the tokens of this scenario are made."""
    path = key_file(place)
    what_to_do = "`planner new FOLDER` writes one; or write a line of 32 or more random characters"
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror}); {what_to_do}") from error
    if len(key) < SHORTEST_KEY:
        raise UnreadableFile(path, f"is shorter than {SHORTEST_KEY} characters; {what_to_do}")
    return key


def given_by(source: Source) -> Given:
    sheets = {table.name: read_sheet(table, source.grids.get(table.name)) for table in TABLES}
    return Given(settings=settings_of(source.settings), sheets=sheets)


def problems_of(source: Source, given: Given) -> tuple[Problem, ...]:
    problems = [*given.settings.problems, *source.problems]
    for sheet in given.sheets.values():
        problems.extend(sheet.problems)
    for check in CHECKS:
        problems.extend(check(given))
    return tuple(source.locate(problem) for problem in problems)
