"""The file `scenario.toml` of a generated conference."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from importlib.resources import files
from string import Template
from zoneinfo import ZoneInfo

from planner.generate.facts import rows
from planner.generate.interpreters import BI_ACTIVE
from planner.generate.money import NIGHTS_AFTER, NIGHTS_BEFORE, rates
from planner.generate.venue import parallel_rooms, side_rooms
from planner.generate.wanted import Wanted

_RELEASED_DAYS_BEFORE = 84
_CHAIRING_REGIONS = 3
"""Regional groups that must chair, in meetings large enough to have them."""
_SESSIONS_AT_ONCE = 6
_OF_SIX = "UNFCCC subsidiary bodies, organisation of sessions"
_OF_MORE = "UNFCCC subsidiary bodies meet in six at a time; grows with the States here, to be confirmed"
_FUNDED_PER_COUNTRY = 3
_OF_THREE = "UNFCCC trust fund for participation"
_OF_SEATS = "UNFCCC trust fund for participation funds three; more here for more seats, to be confirmed"
_LANGUAGE_COST, _BI_ACTIVE_COST = "18000.00", "27000.00"
"""Invented; the booth that works both ways has three interpreters instead of two."""


def settings_text(wanted: Wanted, languages: Sequence[str]) -> str:
    template = Template((files("planner.generate") / "facts" / "scenario.toml").read_text(encoding="utf-8"))
    return template.substitute(_conference(wanted, languages), **_policy(wanted, languages))


def _conference(wanted: Wanted, languages: Sequence[str]) -> Mapping[str, object]:
    venue = wanted.venue
    meeting = "inaugural" if wanted.is_inaugural else "yearly"
    titles = {row["language"]: row["title"] for row in rows("titles") if row["meeting"] == meeting}
    zone = ZoneInfo(venue.place.zone)
    released = datetime.combine(wanted.starts - timedelta(days=_RELEASED_DAYS_BEFORE), time(9), tzinfo=zone)
    return {
        "states": wanted.states,
        "seed": wanted.seed,
        "name": wanted.name,
        "titles": "\n".join(f'title.{language} = "{titles[language]}"' for language in languages),
        "city": venue.place.city,
        "city_names": ", ".join(f'{language} = "{venue.names[language]}"' for language in languages),
        "country": venue.place.country,
        "zone": venue.place.zone,
        "starts": wanted.starts,
        "ends": wanted.ends,
        "currency": venue.currency,
        "languages": _quoted(languages),
        "released_at": released.isoformat(),
    }


def _policy(wanted: Wanted, languages: Sequence[str]) -> Mapping[str, object]:
    bi_active = [language for language in languages if language in BI_ACTIVE]
    costs = {language: _BI_ACTIVE_COST if language in bi_active else _LANGUAGE_COST for language in languages}
    return {
        "chairs_regions": min(_CHAIRING_REGIONS, wanted.states // 3),
        # In a small meeting few people chair many sessions.
        "parallel": max(_SESSIONS_AT_ONCE, parallel_rooms(wanted), side_rooms(wanted)),
        "parallel_source": _OF_MORE if wanted.is_large else _OF_SIX,
        "times_chairing": 2 if wanted.is_inaugural else 5,
        "returning": 0 if wanted.is_inaugural else 1,
        "underrepresented": _quoted(bi_active),
        "funded": _FUNDED_PER_COUNTRY + wanted.more_seats,
        "funded_source": _OF_SEATS if wanted.more_seats else _OF_THREE,
        "nights_before": NIGHTS_BEFORE,
        "nights_after": NIGHTS_AFTER,
        "bi_active": _quoted(bi_active),
        "language_cost": ", ".join(f"{language} = {cost}" for language, cost in costs.items()),
        "rates": "\n".join(f"{currency} = {rate}" for currency, rate in rates(wanted).items()),
    }


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
