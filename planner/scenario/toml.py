"""Keys of `scenario.toml`: how a value is read, and what may stand there in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import msgspec

from planner.findings import Problem
from planner.scenario.cells import LANGUAGE, TEXT, WINDOW, YEARS, BadCell, Kind, clock_minutes
from planner.scenario.suggest import did_you_mean
from planner.units import Cents, Minutes, cents_from_decimal

FILE = "scenario.toml"
LARGEST = 1_000_000_000
"""Larger numbers are slips of the keyboard, and would not fit the solver's integers."""
Reader = Callable[[Any], Any]
"""From a TOML value to the field's value; raises `BadCell`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the file. All sections of a file note what is wrong in one list."""

    path: str
    found: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def section(self, name: str) -> "Section":
        found = self.found.get(name, {})
        if not isinstance(found, dict):
            self._note(name, f"{found!r}", f"a section [{self._path(name)}]")
            found = {}
        return Section(path=self._path(name), found=found, problems=self.problems)

    def with_found(self, found: Mapping[str, Any]) -> "Section":
        return Section(path=self.path, found=found, problems=self.problems)

    def read(self, readers: Mapping[str, Reader]) -> dict[str, Any]:
        """The values of the keys that are there and can be read; notes all others."""
        self.note_unknown(readers)
        values = {}
        for key, reader in readers.items():
            if key in self.found:
                try:
                    values[key] = reader(self.found[key])
                except BadCell as bad:
                    self._note(key, shown(self.found[key]), bad.allowed, bad.suggestion)
        return values

    def note_unknown(self, known: Iterable[str]) -> None:
        options = tuple(known)
        for key in self.found:
            if key not in options:
                self._note(key, "unknown key", ", ".join(options), did_you_mean(key, options))

    def note_missing(self, required: Iterable[str]) -> None:
        for key in required:
            if key not in self.found:
                self._note(key, "the key is missing", f"a value for {key}")

    def note_unknown_codes(self, kind: Kind) -> None:
        for key in self.found:
            try:
                kind.parse(key)
            except BadCell as bad:
                self._note(key, "unknown code", bad.allowed, bad.suggestion)

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _note(self, key: str, found: str, allowed: str, suggestion: str = "") -> None:
        self.problems.append(
            Problem(file=FILE, column=self._path(key), found=found, allowed=allowed, suggestion=suggestion)
        )


def shown(value: object) -> str:
    """A TOML value in an error message."""
    if isinstance(value, Decimal | bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {shown(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def text(kind: Kind) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise BadCell(f"a text in quotes: {kind.name}")
        return kind.parse(value)

    return read


def texts(kind: Kind | None) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadCell('a list of texts such as ["a", "b"]')
        return tuple(kind.parse(item) if kind else item for item in value)

    return read


def texts_by_language(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value or not all(isinstance(item, str) for item in value.values()):
        raise BadCell('a text for at least one language, such as title.en = "Annual meeting"')
    for language, words in value.items():
        LANGUAGE.parse(language)
        TEXT.parse(words)
    return value


def day(value: Any) -> date:
    # A datetime is a date too.
    if not isinstance(value, date) or isinstance(value, datetime) or value.year not in YEARS:
        raise BadCell("a date without quotes such as 2027-04-20")
    return value


def days(value: Any) -> tuple[date, ...]:
    if not isinstance(value, list):
        raise BadCell("a list of dates without quotes such as [2027-04-20]")
    return tuple(day(item) for item in value)


def moment(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None or value.year not in YEARS:
        raise BadCell("a date and time with its offset, without quotes, such as 2027-02-01T09:00:00+00:00")
    return value


def rate(value: Any) -> Decimal:
    number = _number(value)
    if number is None or number <= 0:
        raise BadCell("units of the conference currency for one unit, above 0, such as 1.0450")
    return number


def _number(value: Any) -> Decimal | None:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    number = Decimal(value) if is_number else None
    return number if number is not None and number.is_finite() and abs(number) <= LARGEST else None


def policy_reader(name: str, hint: Any) -> Reader:
    """How the number called `name` of a policy is read; `hint` is the type of its field."""
    if name.startswith("awake_"):
        return _clock
    if name == "protected_windows":
        return texts(WINDOW)
    if name.endswith("_cents"):
        return _money_by_language
    return _typed(name, hint)


def _clock(value: Any) -> Minutes:
    return clock_minutes(value if isinstance(value, str) else "")


def _money_by_language(value: Any) -> Mapping[str, Cents]:
    amounts = {}
    for language, item in value.items() if isinstance(value, dict) else [("", None)]:
        amount = _number(item)
        if amount is None or amount < 0:
            raise BadCell("an amount in the conference currency for each language, such as { en = 5200.00 }")
        LANGUAGE.parse(language)
        amounts[language] = cents_from_decimal(amount)
    return amounts


def _typed(name: str, hint: Any) -> Reader:
    most = 100 if name.endswith("_percent") else None
    limit = LARGEST if most is None else most

    def read(value: Any) -> Any:
        try:
            converted = msgspec.convert(value, hint)
        except msgspec.ValidationError:
            raise BadCell(_allowed(hint, most)) from None
        numbers = converted.values() if isinstance(converted, dict) else [converted]
        if any(isinstance(number, int) and not 0 <= number <= limit for number in numbers):
            raise BadCell(_allowed(hint, most))
        return converted

    return read


def _allowed(hint: Any, most: int | None) -> str:
    """What a number of this type may be, in words."""
    if hint is bool:
        return "true, false"
    kind, parts = get_origin(hint), get_args(hint)
    if kind is Literal:
        return ", ".join(f'"{option}"' for option in parts)
    if kind is tuple:
        return 'a list of texts such as ["a", "b"]'
    if kind is Mapping:
        return f"a whole number from 0 for any of {', '.join(get_args(parts[0]))}"
    return "a whole number from 0" if most is None else f"a whole number, 0 to {most}"
