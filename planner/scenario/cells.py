"""Kinds of cell: how a text is read as a value, and what may stand there in words.

Everything arrives as text, so that `NA` stays Namibia and `0012` stays an id.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from planner.scenario.people import Range
from planner.scenario.suggest import did_you_mean
from planner.units import Cents, Minutes, cents_from_decimal

# Ids name files and folders: no separators, no leading or trailing dot, short.
_IDENTIFIER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")
_CITY = re.compile(r"[A-Z]{3}")
_REGION = re.compile(r"(un|net):[A-Za-z][A-Za-z_]*")
_RANGE = re.compile(r"(\d{1,6})\.\.(\d{1,6})")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SIGN_LANGUAGE = re.compile(r"[a-z]{3}")
# Two-letter codes that CLDR names but ISO 3166-1 does not assign to a country.
_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])


LONGEST_TEXT = 500
_LONGEST_SHOWN = 60
_SPACES = re.compile(r"[\u00a0\u2007\u202f]+")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff]")
_HYPHENS = re.compile(r"[\u2010\u2011]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Line ends, control characters and marks that turn the direction of what follows."""
_OTHER_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS = range(1900, 2200)


class BadCell(ValueError):
    """A text that is not a value of its kind."""

    def __init__(self, allowed: str, suggestion: str = "") -> None:
        self.allowed = allowed
        self.suggestion = suggestion
        super().__init__(allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the cells of a column hold."""

    name: str
    """In words, as `scenarios/README.md` shows it."""
    parse: Callable[[str], object]
    """Raises `BadCell`."""
    empty: object = None
    """Value of an empty cell, unless the column says otherwise."""
    options: tuple[str, ...] = ()
    """The few words that may stand there, where only these may."""


def read_text(kind: Kind, text: str) -> object:
    """The value of a text. Codes may carry what word processors add and nobody sees; names are kept as they are."""
    try:
        return kind.parse(text)
    except BadCell:
        plain = _HYPHENS.sub("-", _INVISIBLE.sub("", _SPACES.sub(" ", text))).strip()
        if plain == text or kind.name.endswith(TEXT.name):
            raise
        return kind.parse(plain)


def shown_text(text: str) -> str:
    """A text in an error message: what cannot be seen is spelt out, what is long is cut."""
    visible = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
    return visible if len(visible) <= _LONGEST_SHOWN else f"{visible[:_LONGEST_SHOWN]}…"


def several(kind: Kind) -> Kind:
    """A list of values, `;` between them."""

    def parse(text: str) -> tuple[object, ...]:
        return tuple(kind.parse(part.strip()) for part in text.split(";") if part.strip())

    return Kind(name=f"list of: {kind.name}", parse=parse, empty=())


def one_of(*options: str) -> Kind:
    """One of a few words."""
    allowed = ", ".join(options)

    def parse(text: str) -> str:
        if text not in options:
            raise BadCell(allowed, did_you_mean(text, options))
        return text

    return Kind(name=f"one of {allowed}", parse=parse, options=options)


def whole_number(least: int = 0, most: int | None = None) -> Kind:
    """A whole number within limits."""
    name = f"whole number from {least}" if most is None else f"whole number, {least} to {most}"

    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,12}", text) or int(text) < least or (most is not None and int(text) > most):
            raise BadCell(f"a {name}")
        return int(text)

    return Kind(name=name, parse=parse)


def _shaped(name: str, pattern: re.Pattern[str], allowed: str) -> Kind:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise BadCell(allowed)
        return text

    return Kind(name=name, parse=parse)


def _coded(name: str, codes: Callable[[], Collection[str]], allowed: str) -> Kind:
    def parse(text: str) -> str:
        if text not in codes():
            raise BadCell(allowed, did_you_mean(text, codes()))
        return text

    return Kind(name=name, parse=parse)


@cache
def _countries() -> frozenset[str]:
    names = map(str, Locale("en").territories)
    return frozenset(code for code in names if re.fullmatch("[A-Z]{2}", code)) - _NOT_COUNTRIES


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2,3}", code))


@cache
def _currencies() -> frozenset[str]:
    """Those that are legal tender somewhere today."""
    tender = get_global("territory_currencies").values()
    return frozenset(code for codes in tender for code, _, end, is_tender in codes if end is None and is_tender)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _number(text: str, allowed: str, places: int) -> Decimal:
    if not re.fullmatch(rf"\d{{1,10}}(\.\d{{1,{places}}})?", text):
        raise BadCell(allowed)
    return Decimal(text)


def _money(text: str) -> Cents:
    allowed = "an amount such as 1234.50, without currency or thousands separator"
    try:
        return cents_from_decimal(_number(text, allowed, 2))
    except BadCell:
        # Much of the world writes a comma; three digits after it would be thousands elsewhere.
        meant = f'did you mean "{text.replace(",", ".")}"?' if re.fullmatch(r"\d+,\d{1,2}", text) else ""
        raise BadCell(allowed, meant) from None


def _hours(text: str) -> Minutes:
    return Minutes(int(_number(text, "hours such as 14.5", 2) * 60))


def _rate(text: str) -> Decimal:
    allowed = "a number above 0 such as 1.0450"
    rate = _number(text, allowed, 8)
    if rate == 0:
        raise BadCell(allowed)
    return rate


def _size(text: str) -> Range:
    found = _RANGE.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        raise BadCell("least..most such as 1..2, the smaller number first")
    return Range(least=int(found[1]), most=int(found[2]))


def _day(text: str) -> date:
    try:
        # `fromisoformat` alone would also read 20270420 and 2027-W16-2.
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise BadCell("a date such as 2027-04-20", _other_day(text)) from None
    if day.year not in YEARS:
        raise BadCell(f"a date from {YEARS.start} to {YEARS.stop - 1}")
    return day


def _other_day(text: str) -> str:
    """`20/04/2027` can only be one day; `05/04/2027` is April to some and May to others."""
    found = _OTHER_DAY.fullmatch(text)
    orders = ((2, 1), (1, 2)) if found else ()
    meant = sorted({day for month, other in orders if found and (day := _day_of(found[3], found[month], found[other]))})
    if len(meant) == 2:
        return f"write {meant[0]} or {meant[1]}, whichever is meant"
    return f'did you mean "{meant[0]}"?' if meant else ""


def _day_of(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def clock_minutes(text: str) -> Minutes:
    """Minutes since midnight. Raises `BadCell`."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise BadCell("a time of day such as 09:30, 00:00 to 23:59")
    return Minutes(int(found[1]) * 60 + int(found[2]))


def _moment(text: str) -> tuple[date, Minutes]:
    day, _, clock = text.partition(" ")
    try:
        return _day(day), clock_minutes(clock)
    except BadCell:
        raise BadCell("a local date and time such as 2027-04-20 14:00") from None


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise BadCell("yes, no")
    return text == "yes"


def _one_line(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise BadCell(f"a text of at most {LONGEST_TEXT} characters")
    if _UNPRINTABLE.search(text):
        raise BadCell("a text on one line, without control characters")
    return text


def _window(text: str) -> str:
    weekday, _, clocks = text.partition(" ")
    opens, _, closes = clocks.partition("-")
    try:
        is_window = weekday in _WEEKDAYS and clock_minutes(opens) < clock_minutes(closes)
    except BadCell:
        is_window = False
    if not is_window:
        raise BadCell("a weekly window such as fri 12:30-14:30, the earlier time first")
    return text


TEXT = Kind(name="text", parse=_one_line)
IDENTIFIER = _shaped("id", _IDENTIFIER, "at most 64 letters, digits, dots, hyphens and underscores, such as br-cs-2")
CITY = _shaped("city code", _CITY, "three capital letters, the IATA code of a city or airport such as LIS")
REGION = _shaped("region", _REGION, "a region with its system, such as un:GRULAC or net:americas")
SIGN_LANGUAGE = _shaped("sign language", _SIGN_LANGUAGE, "an ISO 639-3 code such as bzs")
COUNTRY = _coded("country", _countries, "an ISO 3166-1 alpha-2 code such as BR")
LANGUAGE = _coded("language", _languages, "an ISO 639 code in small letters such as fr")
CURRENCY = _coded("currency", _currencies, "an ISO 4217 code such as EUR")
ZONE = _coded("time zone", _zones, "an IANA time zone such as Europe/Lisbon")
YES_NO = Kind(name="yes or no", parse=_yes_no, empty=False, options=("yes", "no"))
YES_NO_UNSTATED = Kind(name="yes or no", parse=_yes_no, options=("yes", "no"))
"""An empty cell is neither: what it means depends on other cells."""
NUMBER = whole_number()
PERCENT = whole_number(0, 100)
MONEY = Kind(name="money", parse=_money)
RATE = Kind(name="decimal", parse=_rate)
HOURS = Kind(name="hours", parse=_hours)
SIZE = Kind(name="least..most", parse=_size)
DAY = Kind(name="date", parse=_day)
CLOCK = Kind(name="time of day", parse=clock_minutes)
MOMENT = Kind(name="local date and time", parse=_moment)
WINDOW = Kind(name="weekly window", parse=_window)
MONTH = _shaped("month", _MONTH, "a month such as 2027-04")
EMAIL = _shaped("e-mail address", re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+"), "an address such as name@example.org")
