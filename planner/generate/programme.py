"""What is held: plenaries, meetings of regions and categories, thematic sessions, side events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from planner.generate.countries import Row
from planner.generate.facts import rows
from planner.generate.floors import floor_of
from planner.generate.members import CODES, Member
from planner.generate.venue import parallel_rooms, thematic_size
from planner.generate.wanted import Wanted

_TITLE = "title."
_PREPARATORY_GROUP, _PREPARATORY_LEAST = 12, 3
_SPEAKERS_IN_DIALOGUE = 3
_SESSIONS_PER_HOLDING = 0.9
"""Of the thematic holdings that fit, how many are sessions of their own; the others are held again."""
_THEMATIC_FLOORS = (("en", "fr"), ("en", "es"), ("en", "fr", "es"), ("en", "ar"), ("en", "fr"), ("es", "fr"), ("en",))
_SIDE_FLOORS = ("en", "en", "fr", "en", "es", "en", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """What the sessions are made from."""

    members: Sequence[Member]
    wanted: Wanted
    languages: Sequence[str]
    random: Random

    def first_choices(self, category: str) -> list[Member]:
        return [member for member in self.members if member.category == category and member.rank == 1]


def session_rows(members: Sequence[Member], wanted: Wanted, languages: Sequence[str]) -> list[Row]:
    meeting = _Meeting(members=members, wanted=wanted, languages=languages, random=wanted.random("programme"))
    regional, closed = list(_regional(meeting)), list(_closed(meeting))
    preparatory = _preparatory(meeting) if wanted.has_eve else ()
    return [
        *_plenaries(meeting, regional, closed),
        *regional,
        *closed,
        *preparatory,
        *_thematic(meeting),
        *_side(meeting),
    ]


def _session(kind: str, facts: Mapping[str, str], floor: Sequence[str], **cells: str) -> Row:
    titles = {name: title for name, title in facts.items() if name.startswith(_TITLE)}
    return {"id": facts["id"], "kind": kind, "floor_languages": ";".join(floor), "slots": "1", **titles, **cells}


def _facts(kind: str) -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in rows("sessions") if row["kind"] == kind}


def _ids(sessions: Sequence[Row]) -> str:
    return ";".join(session["id"] for session in sessions)


def _plenaries(meeting: _Meeting, regional: Sequence[Row], closed: Sequence[Row]) -> Iterator[Row]:
    facts, last = _facts("plenary"), f"d{meeting.wanted.days}-4"
    common = {"attendance": "required", "chairs_needed": "1", "room_needs": "hybrid"}
    able = [member for member in meeting.members if member.speaks_one_of(meeting.languages)]
    mandated = [member.id for member in able if member.is_mandated]
    # Named chairs must come, so one is taken who needs no grant for it, if there is one.
    openers = sorted((m for m in able if m.category == "state" and m.rank == 1), key=lambda m: not m.self_funding)
    yield _session(
        "plenary",
        facts["opening"],
        meeting.languages,
        allowed_slots="d1-1",
        chairs=";".join(opener.id for opener in openers[:1]),
        **common,
    )
    yield _session(
        "plenary",
        facts["dialogue"],
        meeting.languages,
        after=_ids(regional),
        theme="protection",
        speakers=";".join(mandated[:_SPEAKERS_IN_DIALOGUE]),
        **common,
    )
    before = _ids(closed)
    if meeting.wanted.is_inaugural:
        yield _session("plenary", facts["structure"], meeting.languages, after=before, **common)
        before = "structure"
    yield _session(
        "plenary", facts["closing"], meeting.languages, after=before, decision="yes", allowed_slots=last, **common
    )


def _regional(meeting: _Meeting) -> Iterator[Row]:
    for region, facts in _facts("regional").items():
        group = [member for member in meeting.members if member.state and member.state.country.un_region == region]
        if group:
            yield _session(
                "regional",
                {**facts, "id": f"reg-{region.removeprefix('un:').lower().replace('_', '-')}"},
                floor_of(group, meeting.languages),
                region=region,
                attendance="required",
                same_window="regional",
                chairs_needed="1",
            )


def _closed(meeting: _Meeting) -> Iterator[Row]:
    for category, facts in _facts("closed_door").items():
        if meeting.first_choices(category):
            yield _session(
                "closed_door",
                {**facts, "id": f"cd-{CODES[category]}"},
                meeting.languages,
                category=category,
                attendance="required",
                same_window="closed",
                chairs_needed="1",
                room_needs="closed",
                chatham_house="yes",
            )


def _preparatory(meeting: _Meeting) -> Iterator[Row]:
    """Invited are some of the first choices, so that nobody is asked to come for it who may not come at all."""
    for category, facts in _facts("preparatory").items():
        choices = meeting.first_choices(category)
        group = sorted(meeting.random.sample(choices, min(_PREPARATORY_GROUP, len(choices))), key=lambda m: m.id)
        yield _session(
            "preparatory",
            {**facts, "id": f"prep-{CODES[category]}"},
            floor_of(group, meeting.languages, most=len(meeting.languages)),
            category=category,
            attendance="invited",
            invited=";".join(member.id for member in group),
            size=f"{_PREPARATORY_LEAST}..{_PREPARATORY_GROUP}",
            same_window="preparatory",
            room_needs="closed",
            chatham_house="yes",
        )


def _thematic(meeting: _Meeting) -> Iterator[Row]:
    facts = list(_facts("thematic").values())
    holdings = _thematic_slots(meeting.wanted) * parallel_rooms(meeting.wanted) - 2
    count = min(len(facts), round(holdings * _SESSIONS_PER_HOLDING))
    times, more = divmod(holdings, count)
    most = thematic_size(meeting.members, meeting.wanted)
    speaking: set[str] = set()
    for number, theme in enumerate(facts[:count]):
        floor = _floor(_THEMATIC_FLOORS[number % len(_THEMATIC_FLOORS)], meeting)
        speaker = _speaker(meeting, theme["id"], floor, speaking)
        speaking.update(speaker)
        yield _session(
            "thematic",
            {**theme, "id": f"th-{theme['id']}"},
            floor,
            theme=theme["id"],
            offered=str(times + (number < more)),
            attendance="preference",
            size=f"{min(5, meeting.wanted.states)}..{most}",
            chairs_needed="1",
            speakers=";".join(speaker),
            chatham_house="yes" if theme["id"] in ("reprisals", "relocation", "crisis") else "no",
        )


def _thematic_slots(wanted: Wanted) -> int:
    """All but those of the plenaries, the regional and the closed meetings."""
    plenaries = 4 if wanted.is_inaugural else 3
    return 4 * wanted.days - plenaries - 2


def _speaker(meeting: _Meeting, theme: str, floor: Sequence[str], speaking: set[str]) -> list[str]:
    """An expert of the theme who speaks nowhere yet and can do so here, if there is one."""
    able = (
        member.id
        for member in meeting.members
        if theme in member.themes and member.state is None and member.id not in speaking
        if member.speaks_one_of(floor)
    )
    return list(able)[:1]


def _floor(wished: Sequence[str], meeting: _Meeting) -> Sequence[str]:
    return [language for language in wished if language in meeting.languages] or meeting.languages[:1]


def _side(meeting: _Meeting) -> Iterator[Row]:
    """Three at each lunchtime; no interpretation, so one floor language each."""
    count = meeting.wanted.days * 3 + (meeting.wanted.days > 2)
    for number, facts in enumerate(list(_facts("side_event").values())[:count]):
        floor = _floor((_SIDE_FLOORS[number % len(_SIDE_FLOORS)],), meeting)
        yield _session("side_event", {**facts, "id": f"se-{facts['id']}"}, floor, attendance="preference", size="0..40")
