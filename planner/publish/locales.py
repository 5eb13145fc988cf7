"""Dates, times, amounts and names of languages as the reader writes them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_currency, format_decimal, format_percent

from planner.units import Cents

# The United Nations write British English; a clock of 24 hours everywhere.
_REGION = {"en": "en_GB"}
_COMMA = {"ar": "، ", "fa": "، ", "ur": "، ", "ja": "\u3001", "zh": "\u3001"}
_FIRST = {"fr": "1er", "pt": "1\u00ba"}
_CLOCK = "%H:%M"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_REGION.get(language, language))


def long_day(day: date, language: str) -> str:
    return _first_of_month(format_date(day, "full", locale=_locale(language)), day, language)


def plain_date(day: date, language: str) -> str:
    return _first_of_month(format_date(day, "long", locale=_locale(language)), day, language)


def _first_of_month(written: str, day: date, language: str) -> str:
    """Some languages count the first day of a month, which the locale data does not know."""
    return re.sub(r"\b1\b", _FIRST.get(language, "1"), written) if day.day == 1 else written


def days_of(starts: date, ends: date, language: str) -> str:
    """`20\u201321 April 2027`; Babel's own intervals abbreviate the month in some languages."""
    last = plain_date(ends, language)
    if starts == ends:
        return last
    number_of_day = re.compile(rf"(?<!\d){ends.day}(?!\d)")
    if (starts.year, starts.month) == (ends.year, ends.month) and len(number_of_day.findall(last)) == 1:
        first = _first_of_month(str(starts.day), starts, language)
        return number_of_day.sub(f"{first}\u2013{ends.day}", last)
    return f"{plain_date(starts, language)} \u2013 {last}"


def clock(moment: datetime) -> str:
    return moment.strftime(_CLOCK)


def span(starts: datetime, ends: datetime) -> str:
    return f"{clock(starts)}\u2013{clock(ends)}"


def offset(day: date, zone: str) -> str:
    """`UTC+02:00`, as it is at noon of that day."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    return "UTC" + noon.isoformat()[-len("+00:00") :]


def zone_city(zone: str, language: str) -> str:
    """The city after which a time zone is called."""
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


def language_names(codes: Iterable[str], language: str) -> str:
    names = _locale(language).languages
    return listed((names.get(code, code) for code in codes), language)


def listed(items: Iterable[str], language: str) -> str:
    """With commas only: Babel's lists mix "and" and commas by language."""
    return _COMMA.get(language, ", ").join(items)


def money(cents: Cents, currency: str, language: str) -> str:
    return format_currency(Decimal(cents) / 100, currency, locale=_locale(language))


def percent(share: Decimal, language: str) -> str:
    tenths = share.quantize(Decimal("0.001"))
    return format_percent(tenths, decimal_quantization=False, locale=_locale(language))


def number(value: int | Decimal, language: str) -> str:
    return format_decimal(value, locale=_locale(language))
