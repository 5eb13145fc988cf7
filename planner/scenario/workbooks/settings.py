"""The settings as rows of a sheet: one key, one value and, for numbers of rules, where it comes from."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from planner.scenario.cells import CLOCK, DAY, MOMENT, NUMBER, RATE, TEXT, YES_NO, ZONE, BadCell, Kind, one_of, several
from planner.scenario.policy import Policy
from planner.scenario.settings import CONFERENCE_KEYS, SOLVE_KEYS, TERMS

SOURCED = "policy"
"""The section whose values state their source."""
EMPTY_LIST = "none"
"""A list without entries; an empty cell leaves the usual list."""
_LIST = several(TEXT)
_CONFERENCE: Mapping[str, Kind] = {
    **dict.fromkeys(CONFERENCE_KEYS, TEXT),
    "starts": DAY,
    "ends": DAY,
    "zone": ZONE,
    "languages": _LIST,
    "released_at": MOMENT,
}
_BY_LANGUAGE = ("title", "city_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of a settings sheet."""

    key: str
    """Below its section, such as `title.en` or `travel.nights_before`."""
    value: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a key holds: one value, or one for each of several entries."""

    kind: Kind
    entries: tuple[str, ...] | None = None
    """Usual entries, such as languages; None: a single value."""


@cache
def shapes_of(section: str, languages: tuple[str, ...] = ()) -> Mapping[str, Shape]:
    """Known keys of a section. Keys of `rates` are free: every currency is one."""
    if section == SOURCED:
        areas = {name: kind for name, kind in get_type_hints(Policy).items() if name != "sources"}
        return {
            f"{area}.{name.removesuffix('_cents')}": _shape(name, hint, languages)
            for area, numbers in areas.items()
            for name, hint in get_type_hints(numbers).items()
        }
    plain = {
        "conference": {key: kind for key, kind in _CONFERENCE.items() if key not in _BY_LANGUAGE},
        "objective": dict.fromkeys(TERMS, _LIST),
        "rates": {},
        "solve": {**dict.fromkeys(SOLVE_KEYS, _LIST), "joint_days": several(DAY)},
    }[section]
    shapes = {key: Shape(kind=kind) for key, kind in plain.items()}
    if section == "conference":
        by_language = {key: Shape(kind=TEXT, entries=tuple(languages)) for key in _BY_LANGUAGE}
        shapes = {key: by_language.get(key) or shapes[key] for key in CONFERENCE_KEYS}
    return shapes


def _shape(name: str, hint: Any, languages: Sequence[str]) -> Shape:
    """Of a number of the policy, by the type of its field."""
    if name.endswith("_cents"):
        return Shape(kind=RATE, entries=tuple(languages))
    if name.startswith("awake_"):
        return Shape(kind=CLOCK)
    if get_origin(hint) is tuple:
        return Shape(kind=_LIST)
    if get_origin(hint) is Literal:
        return Shape(kind=one_of(*get_args(hint)))
    if get_origin(hint) is not None and get_args(hint)[0] is not int and len(get_args(hint)) == 2:
        return Shape(kind=NUMBER, entries=get_args(get_args(hint)[0]))
    return Shape(kind=YES_NO if hint is bool else NUMBER)


def kind_of(section: str, key: str) -> Kind:
    """A value below an unknown key may be anything, a moment too: the key is the problem."""
    shapes = shapes_of(section)
    shape = shapes.get(_known(key, shapes))
    return shape.kind if shape else RATE if section == "rates" else MOMENT


def found_in(sections: Mapping[str, Sequence[Setting]]) -> dict[str, Any]:
    """What `tomllib` would give. A value that is not of its kind stays a text, for the checks to name."""
    found = {section: _section(section, settings) for section, settings in sections.items()}
    conference = found.get("conference", {})
    released_at = conference.get("released_at")
    if isinstance(released_at, datetime) and released_at.tzinfo is None:
        conference["released_at"] = _in_zone(released_at, str(conference.get("zone")))
    return found


def _section(section: str, settings: Sequence[Setting]) -> dict[str, Any]:
    shapes = shapes_of(section)
    by_key: dict[str, list[Setting]] = defaultdict(list)
    for setting in settings:
        if setting.value:
            by_key[_known(setting.key, shapes)].append(setting)
    found: dict[str, Any] = {}
    for key, members in by_key.items():
        value = _value_of(key, members, kind_of(section, key))
        sources = "; ".join(dict.fromkeys(member.source for member in members if member.source))
        place = found
        *above, last = key.split(".", maxsplit=1) if section == SOURCED else [key]
        for name in above:
            place = place.setdefault(name, {})
        place[last] = {"value": value, "source": sources} if sources else value
    return found


def _known(key: str, shapes: Mapping[str, Shape]) -> str:
    return next((known for known in shapes if key.startswith(f"{known}.")), key)


def _value_of(key: str, members: Sequence[Setting], kind: Kind) -> Any:
    if [member.key for member in members] == [key]:
        return typed(kind, members[0].value)
    return {member.key.removeprefix(f"{key}."): typed(kind, member.value) for member in members}


def typed(kind: Kind, text: str) -> Any:
    """A value as TOML would hold it."""
    reader = _READERS.get(kind.name)
    if reader is None:
        return text
    try:
        return reader(text)
    except (ValueError, InvalidOperation):
        return text


def _flag(text: str) -> bool:
    if text not in YES_NO.options:
        raise ValueError(text)
    return text == "yes"


def _texts(text: str) -> list[str]:
    return [] if text == EMPTY_LIST else [part.strip() for part in text.split(";") if part.strip()]


_READERS: Mapping[str, Callable[[str], Any]] = {
    DAY.name: date.fromisoformat,
    MOMENT.name: datetime.fromisoformat,
    NUMBER.name: int,
    RATE.name: Decimal,
    YES_NO.name: _flag,
    _LIST.name: _texts,
    several(DAY).name: lambda text: [date.fromisoformat(part) for part in _texts(text)],
}


def _in_zone(moment: datetime, zone: str) -> datetime:
    """A moment without offset is in local time of the conference; an unknown zone is a problem of its own."""
    try:
        ZONE.parse(zone)
    except BadCell:
        zone = "UTC"
    offset = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return moment.replace(tzinfo=timezone(offset or timedelta()))


def rows_of(section: str, found: Mapping[str, Any]) -> Iterator[Setting]:
    """Every known key of a section, filled in where the settings say something; then what else they say."""
    conference = found.get("conference", {})
    values = dict(_flat(section, found.get(section, {})))
    for key, shape in shapes_of(section, tuple(conference.get("languages", ()))).items():
        value, source = values.pop(key, (None, ""))
        if shape.entries is None:
            yield Setting(key=key, value=_text(value, conference), source=source)
            continue
        stated = value or {}
        for entry in dict.fromkeys([*stated, *shape.entries]):
            yield Setting(key=f"{key}.{entry}", value=_text(stated.get(entry), conference), source=source)
            source = ""
    for key, (value, source) in values.items():
        yield Setting(key=key, value=_text(value, conference), source=source)


def _flat(section: str, found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, str]]]:
    if section != SOURCED:
        yield from ((key, (value, "")) for key, value in found.items())
        return
    for area, numbers in found.items():
        for key, value in numbers.items():
            is_sourced = isinstance(value, dict) and value.keys() == {"value", "source"}
            yield f"{area}.{key}", (value["value"], value["source"]) if is_sourced else (value, "")


def _text(value: Any, conference: Mapping[str, Any]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(str(item) for item in value) or EMPTY_LIST
    if isinstance(value, datetime):
        local = value.replace(tzinfo=None)
        return f"{local:%Y-%m-%d %H:%M}" if _in_zone(local, str(conference.get("zone"))) == value else value.isoformat()
    return str(value)
