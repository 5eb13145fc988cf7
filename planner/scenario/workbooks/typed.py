"""What a spreadsheet's cell means in a column: dates, times and numbers become the text of a CSV file, and back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from planner.scenario.cells import CLOCK, DAY, MOMENT, MONEY, MONTH, BadCell, Kind

Typed = str | int | float | bool | datetime | date | time | timedelta | None
_LIST = "list of: "
_SECONDS_PER_DAY = 86_400
_AS_TEXT = "format the column as text and type the value again"
_ZEROS = re.compile(r"0{2,}")
_SERIAL = re.compile(r"[1-9]\d{4}")
_SPREADSHEET_EPOCH = date(1899, 12, 30)


def text_of(value: Typed, kind: Kind, number_format: str = "") -> str:
    """The text of a CSV file. Raises `BadCell` where the spreadsheet took the value for something else."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return {True: "yes", False: "no"}[value] if kind.options == ("yes", "no") else str(value).upper()
    if isinstance(value, int | float):
        return _number(value, kind, number_format)
    return _of_time(value, kind)


def _of_time(value: date | time | timedelta, kind: Kind) -> str:
    written = _TIMES.get(kind.name.removeprefix(_LIST), {}).get(type(value))
    if written is None:
        raise BadCell(f"{kind.name}, not {_in_words(value)}", _AS_TEXT)
    return written(value)


def _in_words(value: date | time | timedelta) -> str:
    what = "a date" if isinstance(value, date) else "a time"
    shown = value.date() if isinstance(value, datetime) and value.time() == time() else value
    return f"{what} ({shown})"


def _day(value: datetime) -> str:
    return f"{value:%Y-%m-%d}" if value.time() == time() else _moment(value)


def _month(value: datetime | date) -> str:
    return f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}"


def _moment(value: datetime) -> str:
    return f"{_to_the_second(value):%Y-%m-%d %H:%M}" if _whole_minutes(value) else f"{value:%Y-%m-%d %H:%M:%S}"


def _clock(value: datetime | time) -> str:
    day = datetime.combine(_SPREADSHEET_EPOCH, value) if isinstance(value, time) else value
    if day.date() > date(1900, 1, 1):
        return _moment(day)
    return f"{_to_the_second(day):%H:%M}" if _whole_minutes(day) else f"{day:%H:%M:%S}"


def _span(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _to_the_second(value: datetime) -> datetime:
    """Spreadsheets keep times as fractions of a day: 09:59:59.999 is ten o'clock."""
    return (value + timedelta(milliseconds=500)).replace(microsecond=0)


def _whole_minutes(value: datetime) -> bool:
    return _to_the_second(value).second == 0


_TIMES: Mapping[str, Mapping[type, Callable[..., str]]] = {
    DAY.name: {datetime: _day, date: date.isoformat},
    MONTH.name: {datetime: _month, date: _month},
    MOMENT.name: {datetime: _moment, date: date.isoformat},
    CLOCK.name: {time: _clock, datetime: _clock, timedelta: _span},
}
"""Kind of column to the ways in which a spreadsheet may hold its values."""


def _number(value: float, kind: Kind, number_format: str) -> str:
    if kind.name == CLOCK.name and 0 <= value < 1 and not isinstance(value, int):
        return _clock(datetime.combine(_SPREADSHEET_EPOCH, time()) + timedelta(seconds=round(value * _SECONDS_PER_DAY)))
    shown = value * 100 if "%" in number_format else value
    # 15 digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3.
    text = f"{Decimal(f'{shown:.15g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if _SERIAL.fullmatch(text) and kind.name.removeprefix(_LIST) == DAY.name:
        meant = _SPREADSHEET_EPOCH + timedelta(days=int(text))
        raise BadCell(f"a date, not the number {text}", f'did you mean "{meant}"?')
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


def cell_of(text: str, kind: Kind) -> tuple[Typed, str]:
    """The value a spreadsheet holds best for a text, with its number format; `@` is text."""
    writer = _CELLS.get(kind.name)
    try:
        kind.parse(text)
    except BadCell:
        return text, "@"
    if writer is not None:
        return writer(text)
    if kind.name.startswith("whole number") and len(text) == len(str(int(text))):
        return int(text), "0"
    return text, "@"


_CELLS: Mapping[str, Callable[[str], tuple[Typed, str]]] = {
    DAY.name: lambda text: (date.fromisoformat(text), "yyyy-mm-dd"),
    CLOCK.name: lambda text: (time.fromisoformat(text), "hh:mm"),
    MOMENT.name: lambda text: (datetime.fromisoformat(text), "yyyy-mm-dd hh:mm"),
    MONEY.name: lambda text: (float(text), "0.00"),
}

FORMATS: Mapping[str, str] = {DAY.name: "yyyy-mm-dd", CLOCK.name: "hh:mm", MOMENT.name: "yyyy-mm-dd hh:mm"}
"""Formats of empty cells; all others are text, so that no id or range is taken for a date."""
