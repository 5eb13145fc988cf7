"""A form as a workbook, and back."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.findings import Problem
from planner.scenario.forms import ABOUT, FIXED, FORM_PEOPLE, FORM_PREFERENCES, FORM_SESSIONS, Form
from planner.scenario.source import Grid, Line
from planner.scenario.workbooks.grids import grid_of_table
from planner.scenario.workbooks.looks import lock, write_page
from planner.scenario.workbooks.opening import open_book
from planner.scenario.workbooks.writing import new_book, words, write_table

PEOPLE, PREFERENCES, SESSIONS = "people", "preferences", "sessions"
AS_SENT = " as sent"
_SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A form that came back."""

    file: str
    sent: Form
    people: Grid
    preferences: Grid
    problems: tuple[Problem, ...] = ()


def write_form(form: Form, sessions: Grid, languages: Sequence[str], key: bytes, file: Path) -> None:
    book = new_book()
    write_page(book, "Read me", [line.format_map(dict(form.facts)) for line in words("form")])
    write_table(book.create_sheet(PEOPLE), FORM_PEOPLE, form.people, fixed=FIXED)
    write_table(book.create_sheet(PREFERENCES), FORM_PREFERENCES, form.preferences)
    fixed = {
        SESSIONS: (FORM_SESSIONS, sessions),
        ABOUT.name: (ABOUT, _about({**dict(form.facts), _SEAL: form.seal(key)})),
        PEOPLE + AS_SENT: (FORM_PEOPLE, form.people),
        PREFERENCES + AS_SENT: (FORM_PREFERENCES, form.preferences),
    }
    for title, (table, grid) in fixed.items():
        sheet = book.create_sheet(title)
        write_table(sheet, table, grid, languages)
        lock(sheet)
    book.save(file)


def _about(facts: Mapping[str, str]) -> Grid:
    lines = tuple(Line(number=number, cells=fact) for number, fact in enumerate(facts.items(), start=2))
    return Grid(place=ABOUT.name, header=("key", "value"), lines=lines)


def read_form(path: Path, key: bytes) -> Returned:
    """Raises `UnreadableFile` when it is no workbook."""
    book = open_book(path)
    about = {line.cells[0]: line.cells[1] for line in _grid(grid_of_table(book, ABOUT)).lines if len(line.cells) > 1}
    sent = Form(
        conference=about.get("conference", ""),
        delegation=about.get("delegation", ""),
        category=about.get("category", ""),
        people=_grid(grid_of_table(book, FORM_PEOPLE, PEOPLE + AS_SENT)),
        preferences=_grid(grid_of_table(book, FORM_PREFERENCES, PREFERENCES + AS_SENT)),
    )
    people = grid_of_table(book, FORM_PEOPLE)
    preferences = grid_of_table(book, FORM_PREFERENCES)
    problems = list(_missing(path.name, {PEOPLE: people, PREFERENCES: preferences}))
    if not hmac.compare_digest(sent.seal(key).encode(), about.get(_SEAL, "").encode()):
        allowed = "a form as the planner made it for this scenario"
        suggestion = "its sheets about and as sent were changed, or it is of another scenario; send a new form"
        problems.append(
            Problem(
                file=f"{path.name}, sheet about",
                found="a seal that does not fit",
                allowed=allowed,
                suggestion=suggestion,
            )
        )
    return Returned(
        file=path.name, sent=sent, people=_grid(people), preferences=_grid(preferences), problems=tuple(problems)
    )


def _grid(found: Grid | None) -> Grid:
    return found or Grid(place="")


def _missing(file: str, sheets: Mapping[str, Grid | None]) -> Iterator[Problem]:
    for title, grid in sheets.items():
        if grid is None:
            yield Problem(file=file, found=f"no sheet {title}", allowed="all sheets of the form, under their names")
