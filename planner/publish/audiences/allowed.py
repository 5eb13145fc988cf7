"""Who may see what: the whole policy, and the only place where it is written.

An audience sees the kinds of card listed under its name, with the fields listed there; everything else is
denied. A session that is closed to a category is never an `entry`: those admitted get an `own_window`, everyone
else a `window`, both worded alike, so that neither a title nor a hole in a day tells who meets whom.

Languages tell, too: a session is interpreted only into what somebody there needs, so where one person alone needs a
language, its booth is that person. The public and delegations are not told into what a session is interpreted,
participants only of languages they understand, and the venue nothing of closed sessions. Where there is a sign team,
only the team and the Secretariat are told.

Sources: Guidelines on small cells and purpose limits (UNHCR, Policy on the Protection of Personal Data, 2015);
closed-door meetings and tripartite delegations (Dwyer Smith and Nah, *20 Years On*, 2019); RFC 5545, 3.8.1.3
(CLASS is a request to the reading program, not a protection).
"""

from collections.abc import Mapping
from typing import Literal

Audience = Literal["secretariat", "person", "delegation", "interpreter", "funder", "venue", "print", "public"]

_CONFERENCE = ("title", "city", "starts", "ends", "zone", "currency", "released_at", "languages")
_WINDOW = ("title", "title_language", "kind", "window", "starts", "ends", "day")
_ENTRY = ("title", "title_language", "kind", "theme", "starts", "ends", "day", "floor", "room")
_SPEAKERS = ("speakers", "speakers_latin")
_REVISION = ("uid", "sequence", "status")
_TERM = ("problem", "term", "unit", "value", "bound", "gap", "status")
_GRANT = (
    *("id", "funder", "ceiling", "currency", "rate", "rate_date", "overhead_percent", "valid_from", "valid_to"),
    *("charged", "interpretation", "overhead", "free", "funded_people", "smallest_cell"),
    *("delegations", "delegations_complete"),
)
_BADGE = (
    "badge_name",
    "badge_name_latin",
    "honorific",
    "function",
    "category",
    "delegation",
    "languages",
    "photo",
    "qr",
)

ALLOWED: Mapping[Audience, Mapping[str, tuple[str, ...]]] = {
    "public": {
        "conference": (*_CONFERENCE, "titles", "city_names"),
        "entry": (*_ENTRY, *_REVISION, "titles", *_SPEAKERS),
        "window": (*_WINDOW, *_REVISION, "titles"),
    },
    "delegation": {
        "conference": _CONFERENCE,
        "country": ("name",),
        "entry": (*_ENTRY, *_SPEAKERS),
        "window": _WINDOW,
    },
    "person": {
        "conference": _CONFERENCE,
        "person": (*_BADGE, "attends", "token", "own_zone"),
        "entry": (*_ENTRY, *_REVISION, "outgoing", "role", "remote", *_SPEAKERS),
        "own_window": (*_WINDOW, *_REVISION, "room", "floor", "outgoing", "role", "remote"),
        "window": (*_WINDOW, *_REVISION),
    },
    "interpreter": {
        "conference": _CONFERENCE,
        "interpreter": ("badge_name", "languages", "token"),
        "entry": (*_ENTRY, *_REVISION, "outgoing", "code", "booth", "signs"),
        "own_window": (*_WINDOW, *_REVISION, "room", "floor", "outgoing", "booth", "signs"),
    },
    "funder": {
        "conference": _CONFERENCE,
        "grant": _GRANT,
        "share": ("dimension", "group", "people", "amount"),
        "term": _TERM,
    },
    "venue": {
        "conference": _CONFERENCE,
        "room": ("name", "capacity", "booths", "mobile_booths", "hybrid", "step_free"),
        "entry": (*_ENTRY, "outgoing", "titles", "code", "headcount"),
        "own_window": (*_WINDOW, "titles", "room"),
    },
    "print": {
        "conference": _CONFERENCE,
        "person": _BADGE,
    },
    "secretariat": {
        "conference": (*_CONFERENCE, "id", "smallest_cell"),
        "plan": (
            *("scenario", "sha256", "revision", "parent", "released_at", "planner", "ortools", "seed", "workers"),
            "languages",
        ),
        "entry": (
            *(*_ENTRY, "outgoing", "window", "code", "session", "titles", "category", "region", "decision"),
            *("chatham_house", "headcount", "chairs", "speakers", "attends", "teams"),
        ),
        "person": (
            *(*_BADGE, "id", "token", "comes", "attends", "country", "organisation", "rank", "reasons", "home"),
            *("route", "carrier", "payers", "costs", "needs", "protected", "satisfied"),
        ),
        "interpreter": ("id", "badge_name", "badge_name_latin", "languages", "token", "qr", "sittings", "days", "fee"),
        "room": ("id", "name", "capacity", "booths", "mobile_booths", "hybrid", "step_free"),
        "delegation": ("id", "country", "un_region", "network_region", "complete", "seats"),
        "open_seat": ("delegation", "category", "seats", "reason"),
        "grant": _GRANT,
        "share": ("grant", "dimension", "group", "people", "amount"),
        "term": _TERM,
        "price": ("problem", "term", "unit", "decomposed", "joint", "status"),
        "number": ("name", "value", "unit", "origin", "source"),
        "need": ("person", "need", "entries"),
        "delivery": ("id", "name", "what", "folder", "qr", "delivery", "email", "language", "note"),
    },
}
"""Audience to the rows it may see to their fields. Rows name kinds of card; both windows are `entry` cards."""

ROW_KIND = {"own_window": "entry", "window": "entry"}
"""Rows whose cards are of another kind."""
