"""A scenario folder to a `Scenario`: the only reader of input files."""

from pathlib import Path

from planner.errors import InputRejected, UnreadableFile
from planner.findings import Problem
from planner.scenario.build import build_scenario
from planner.scenario.checks import CHECKS
from planner.scenario.given import Given
from planner.scenario.names import BadgeName, Contact, Names
from planner.scenario.scenario import Scenario
from planner.scenario.settings import read_settings
from planner.scenario.sheets import read_sheet
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import BADGE_NAMES, CONTACTS, LEGAL_NAMES, NAME_TABLES, TABLES

KEY_FILE = "planner.key"
SHORTEST_KEY = 16


def read_scenario(folder: Path) -> Scenario:
    """Raises `InputRejected` with every problem, `UnreadableFile` when there is no scenario at all."""
    given = _read(folder)
    problems = _problems(folder, given)
    settings = given.settings
    if problems or settings.conference is None or settings.policy is None:
        raise InputRejected(problems)
    return build_scenario(given, settings.conference, settings.policy)


def check_scenario(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the input. Raises `UnreadableFile` when there is no scenario at all."""
    return _problems(folder, _read(folder))


def read_names(folder: Path) -> Names:
    """Read the three name files, each of which may be missing."""
    sheets = {table.name: read_sheet(folder, table) for table in NAME_TABLES}
    problems = [problem for sheet in sheets.values() for problem in sheet.problems]
    if problems:
        raise InputRejected(problems)
    return Names(
        badge_names={
            row["id"]: BadgeName(badge_name=row["badge_name"], honorific=row["honorific"], function=row["function"])
            for row in sheets[BADGE_NAMES.name].rows
        },
        contacts={
            row["id"]: Contact(email=row["email"], language=row["language"]) for row in sheets[CONTACTS.name].rows
        },
        legal_names={row["id"]: row["legal_name"] for row in sheets[LEGAL_NAMES.name].rows},
    )


def read_key(folder: Path) -> bytes:
    """The secret from which the tokens of this scenario are made."""
    path = folder / KEY_FILE
    what_to_do = "`planner new FOLDER` writes one; or write a line of 32 or more random characters"
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror}); {what_to_do}") from error
    if len(key) < SHORTEST_KEY:
        raise UnreadableFile(path, f"is shorter than {SHORTEST_KEY} characters; {what_to_do}")
    return key


def _read(folder: Path) -> Given:
    settings = read_settings(folder)
    return Given(settings=settings, sheets={table.name: read_sheet(folder, table) for table in TABLES})


def _problems(folder: Path, given: Given) -> tuple[Problem, ...]:
    problems = [*given.settings.problems, *_unknown_files(folder)]
    for sheet in given.sheets.values():
        problems.extend(sheet.problems)
    for check in CHECKS:
        problems.extend(check(given))
    return tuple(problems)


def _unknown_files(folder: Path) -> list[Problem]:
    known = [table.file for table in TABLES]
    return [
        Problem(
            file=path.name,
            found="unknown table",
            allowed=", ".join(known),
            suggestion=did_you_mean(path.name, known),
        )
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]
