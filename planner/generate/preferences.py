"""What people would like to attend: theme, category and region pull them together, taste apart."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from planner.generate.meeting import kind_facts
from planner.generate.members import Member
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_OWN_THEME, _OF_CATEGORY, _OF_REGION, _FOR_PREPARATION = 45, 20, 20, 50
_TASTE = 40
_STATED = range(5, 9)
"""Stated preferences of one person."""
_SILENT, _SILENT_EXPERTS, _RANKS = 0.04, 0.4, 0.1
"""Shares of members and of experts who state nothing, and of people who state ranks instead of points."""
_OF_CATEGORIES: Mapping[str, set[str]] = {
    "state": {"protection", "law", "diplomacy", "funding", "impunity", "assembly", "police"},
    "nhri": {"protection", "reprisals", "law", "regional-systems", "data", "impunity", "detention", "education"},
    "civil_society": {"digital", "land", "women", "relocation", "wellbeing", "indigenous", "reprisals", "climate"},
    "expert": {"protection", "regional-systems"},
}
_OF_REGIONS = {
    "un:African": {"women", "rural", "crisis", "assembly", "elections", "health"},
    "un:Asia_Pacific": {"digital", "youth", "business", "indigenous", "water", "labour"},
    "un:Eastern_European": {"journalists", "lawyers", "relocation", "corruption"},
    "un:GRULAC": {"land", "indigenous", "impunity", "business", "climate", "water"},
    "un:WEOG": {"diplomacy", "migration", "funding", "digital", "surveillance"},
}


def take_interests(members: Sequence[Member], wanted: Wanted) -> None:
    """One to three themes each, drawn where the person's category and region look; experts have theirs."""
    random = wanted.random("interests")
    themes = list(kind_facts("thematic", wanted))
    for member in members:
        weights = [
            1 + 4 * (theme in _pull_of_category(member)) + 3 * (theme in _pull_of_region(member)) for theme in themes
        ]
        drawn = random.choices(themes, weights, k=random.randint(1, 3))
        member.themes = member.themes or list(dict.fromkeys(drawn))


def preference_rows(members: Sequence[Member], sessions: Sequence[Row], wanted: Wanted) -> Iterator[Row]:
    random = wanted.random("preferences")
    for member in members:
        is_silent = random.random() < (_SILENT if member.state else _SILENT_EXPERTS)
        if is_silent or member.assists:
            continue
        yield from _stated(member, sessions, random)


def _stated(member: Member, sessions: Sequence[Row], random: Random) -> Iterator[Row]:
    liking = {session["id"]: _liking(member, session, random) for session in sessions if _is_open_to(member, session)}
    chosen = _best(liking, sessions, random)
    by_rank = random.random() < _RANKS
    for rank, session in enumerate(chosen, start=1):
        points = min(100, 5 * round(liking[session] / 5))
        said = {"rank": str(rank)} if by_rank else {"points": str(points)}
        yield {"person": member.id, "session": session, **said}


def _is_open_to(member: Member, session: Row) -> bool:
    """Preparatory meetings are for the invited; side events are not interpreted."""
    if session["kind"] == "preparatory":
        return member.id in session["invited"].split(";")
    if session["kind"] == "side_event":
        return session["floor_languages"] in member.understands
    return session["attendance"] == "preference"


def _best(liking: Mapping[str, float], sessions: Sequence[Row], random: Random) -> list[str]:
    """The sessions liked best, among them at most one or two of the side events."""
    in_order = sorted(liking, key=lambda id: -liking[id])
    side = [id for session in sessions if (id := session["id"]) in liking and session["kind"] == "side_event"]
    side_events = [id for id in in_order if id in side][: random.randint(1, 2)]
    others = [id for id in in_order if id not in side][: random.choice(_STATED) - len(side_events)]
    return sorted([*others, *side_events], key=lambda id: -liking[id])


def _liking(member: Member, session: Row, random: Random) -> float:
    theme = session.get("theme", "")
    liking = random.uniform(5, _TASTE)
    liking += _FOR_PREPARATION * (session["kind"] == "preparatory")
    liking += _OWN_THEME * (theme in member.themes)
    liking += _OF_CATEGORY * (theme in _pull_of_category(member))
    return liking + _OF_REGION * (theme in _pull_of_region(member))


def _pull_of_category(member: Member) -> set[str]:
    return _OF_CATEGORIES[member.category]


def _pull_of_region(member: Member) -> set[str]:
    return _OF_REGIONS[member.country.un_region]
