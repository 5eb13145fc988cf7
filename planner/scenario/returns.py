"""What the forms that came back want changed, and what speaks against it.

Each cell is compared three ways: as it was sent, as it came back, and as the scenario says today.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from planner.findings import Problem
from planner.scenario.cells import BadCell, read_text, shown_text
from planner.scenario.edits import KEY_SEPARATOR, cells_of, keyed_lines
from planner.scenario.forms import FIXED, FORM_PEOPLE, FORM_PREFERENCES
from planner.scenario.sheets import read_sheet
from planner.scenario.source import Grid, Line, Origin
from planner.scenario.tables.column import Table
from planner.scenario.workbooks.form_sheets import Returned
from planner.scenario.workbooks.reading import lettered

Texts = Mapping[str, str]
"""Column to text."""
_SHELTER: Mapping[str, tuple[str, ...]] = {
    "visibility": ("need_to_know", "own_category", "participants", "public"),
    "protected": ("yes", "no"),
}
"""From most to least sheltered. A form may shelter people more, never less: that takes the Secretariat's own hand."""
_USUAL = {"visibility": "participants", "protected": "no"}
"""What an empty cell means; for civil society it means the most shelter there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A text for one cell, and where it stands."""

    text: str
    origin: Origin
    category: str
    """Whose form it stands in."""

    def problem(self, allowed: str, suggestion: str) -> Problem:
        place = self.origin
        return Problem(
            file=place.file,
            row=place.row,
            column=place.column,
            found=_shown(self.text),
            allowed=allowed,
            suggestion=suggestion,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Everything the forms want of one table."""

    table: Table
    today: Mapping[str, Texts]
    """By key: the scenario's rows."""
    cells: dict[str, dict[str, Wish]] = field(default_factory=dict)
    """By key, then column: cells to change, and all cells of new rows."""
    withdrawn: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, key: str, column: str, wish: Wish) -> None:
        """Where two forms say different things, nobody but those who filled them in can tell."""
        other = self.cells.setdefault(key, {}).setdefault(column, wish)
        if not _same(self.table, column, other.text, wish.text):
            place = f"{other.origin.file} row {other.origin.row}"
            self.problems.append(wish.problem(f"{_shown(other.text)} as in {place}", "ask which of the two is meant"))

    def change(self, key: str, column: str, sent: str, wish: Wish) -> None:
        """A cell of a row that was sent."""
        today = self.today.get(key, {}).get(column, "")
        if _same(self.table, column, sent, wish.text) or _same(self.table, column, today, wish.text):
            return
        if not _same(self.table, column, sent, today):
            allowed = f"{_shown(sent)} as it was sent, or {_shown(today)} as the scenario says since"
            self.problems.append(wish.problem(allowed, "ask which of the two is meant"))
        elif column in FIXED:
            suggestion = "only the Secretariat changes this column"
            self.problems.append(wish.problem(f"{_shown(sent)} as it was sent", suggestion))
        elif _bares(column, sent, wish):
            suggestion = "a form may shelter people more, not less; if it is meant, change the scenario by hand"
            self.problems.append(wish.problem(f"{_shown(sent)} as it was sent", suggestion))
        else:
            self.add(key, column, wish)


def gather(form: Returned, people: Wishes, preferences: Wishes) -> None:
    """Add what one form wants."""
    problems = [*form.problems, *_of_form(FORM_PEOPLE, form.people), *_of_form(FORM_PREFERENCES, form.preferences)]
    people.problems.extend(problems)
    if problems:
        return
    sent, back = _rows(FORM_PEOPLE, form.sent.people), _rows(FORM_PEOPLE, form.people)
    people.problems.extend(_lost(form, sent, back))
    people.problems.extend(_taken(form, sent, people))
    _compare(form, form.people, people, sent)
    _add_side(form, people)
    sent = _rows(FORM_PREFERENCES, form.sent.preferences)
    preferences.problems.extend(_of_others(form, back))
    _compare(form, form.preferences, preferences, sent)
    preferences.withdrawn.update(sent.keys() - _rows(FORM_PREFERENCES, form.preferences).keys())


def _of_form(table: Table, grid: Grid) -> Iterator[Problem]:
    for problem in read_sheet(table, grid).problems:
        yield lettered(replace(problem, file=grid.place), grid)
    seen: dict[str, int] = {}
    for key, line in keyed_lines(table, grid):
        if seen.setdefault(key, line.number) != line.number:
            suggestion = f"it stands in row {seen[key]} already"
            yield Problem(
                file=grid.place, row=line.number, found=f'"{key}"', allowed="each row once", suggestion=suggestion
            )


def _rows(table: Table, grid: Grid) -> Mapping[str, Texts]:
    return {key: cells_of(grid, line) for key, line in keyed_lines(table, grid)}


def _lost(form: Returned, sent: Mapping[str, Texts], back: Mapping[str, Texts]) -> Iterator[Problem]:
    for key in sorted(sent.keys() - back.keys()):
        suggestion = "if the person is withdrawn, take them out of the scenario first"
        yield Problem(
            file=form.people.place, found=f'no row "{key}"', allowed="everyone who was sent", suggestion=suggestion
        )


def _taken(form: Returned, sent: Mapping[str, Texts], people: Wishes) -> Iterator[Problem]:
    """Ids are unique among all delegations, and nobody is told whose another one is."""
    for key, line in keyed_lines(FORM_PEOPLE, form.people):
        today = people.today.get(key)
        if today is not None and not _is_known(form, today, cells_of(form.people, line), is_sent=key in sent):
            yield _wish(form, form.people, line, "id").problem("an id that nobody has yet", "choose another")
        elif key in sent and today is None:
            yield _wish(form, form.people, line, "id").problem("somebody of the scenario", "the person was taken out")


def _is_known(form: Returned, today: Texts, texts: Texts, *, is_sent: bool) -> bool:
    """Whether the person is the form's own: sent with it, or taken over from it before."""
    if (today.get("delegation"), today.get("category")) != (form.sent.delegation, form.sent.category):
        return False
    return is_sent or all(_same(FORM_PEOPLE, column, text, today.get(column, "")) for column, text in texts.items())


def _of_others(form: Returned, people: Mapping[str, Texts]) -> Iterator[Problem]:
    for key, line in keyed_lines(FORM_PREFERENCES, form.preferences):
        if key.split(KEY_SEPARATOR)[0] not in people:
            yield _wish(form, form.preferences, line, "person").problem("an id of sheet people of this form", "")


def _compare(form: Returned, grid: Grid, wishes: Wishes, sent: Mapping[str, Texts]) -> None:
    for key, line in keyed_lines(wishes.table, grid):
        for column in (column for column in grid.header if column):
            wish = _wish(form, grid, line, column)
            if key in sent:
                wishes.change(key, column, sent[key].get(column, ""), wish)
            elif wish.text != wishes.today.get(key, {}).get(column, ""):
                wishes.add(key, column, wish)


def _add_side(form: Returned, people: Wishes) -> None:
    """New people are of the form's own side; two forms of different sides cannot both bring one id."""
    for key, line in keyed_lines(FORM_PEOPLE, form.people):
        if key not in people.today:
            wish = _wish(form, form.people, line, "id")
            people.add(key, "delegation", replace(wish, text=form.sent.delegation))
            people.add(key, "category", replace(wish, text=form.sent.category))


def _wish(form: Returned, grid: Grid, line: Line, column: str) -> Wish:
    letter = get_column_letter(grid.header.index(column) + 1)
    origin = Origin(file=grid.place, row=line.number, column=f"{column} ({letter}{line.number})")
    return Wish(text=cells_of(grid, line).get(column, ""), origin=origin, category=form.sent.category)


def _same(table: Table, column: str, one: str, other: str) -> bool:
    """Whether two texts are the same value: `01` is `1`."""
    kind = next(declared.kind for declared in table.columns if declared.name == column)
    try:
        return one == other or bool(one and other and read_text(kind, one) == read_text(kind, other))
    except BadCell:
        return False


def _bares(column: str, sent: str, wish: Wish) -> bool:
    order = _SHELTER.get(column)
    if order is None:
        return False
    usual = order[0] if wish.category == "civil_society" else _USUAL[column]
    return order.index(wish.text or usual) > order.index(sent or usual)


def _shown(text: str) -> str:
    return f'"{shown_text(text)}"' if text else "an empty cell"
