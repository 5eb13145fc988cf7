"""Sessions that people choose: thematic ones in parallel, side events at lunchtime."""

from collections.abc import Iterator, Sequence

from planner.generate.meeting import Meeting, kind_facts, session_row
from planner.generate.venue import parallel_rooms, thematic_size
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_SESSIONS_PER_HOLDING = 0.9
"""Of the thematic holdings that fit, how many are sessions of their own; the others are held again."""
_THEMATIC_FLOORS = (("en", "fr"), ("en", "es"), ("en", "fr", "es"), ("en", "ar"), ("en", "fr"), ("es", "fr"), ("en",))
_SIDE_FLOORS = ("en", "en", "fr", "en", "es", "en", "ar")


def thematic_rows(meeting: Meeting) -> Iterator[Row]:
    facts = list(kind_facts("thematic").values())
    holdings = _thematic_slots(meeting.wanted) * parallel_rooms(meeting.wanted) - 2
    count = min(len(facts), round(holdings * _SESSIONS_PER_HOLDING))
    times, more = divmod(holdings, count)
    most = thematic_size(meeting.members, meeting.wanted)
    speaking: set[str] = set()
    for number, theme in enumerate(facts[:count]):
        floor = _floor(_THEMATIC_FLOORS[number % len(_THEMATIC_FLOORS)], meeting)
        speaker = _speaker(meeting, theme["id"], floor, speaking)
        speaking.update(speaker)
        yield session_row(
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


def _speaker(meeting: Meeting, theme: str, floor: Sequence[str], speaking: set[str]) -> list[str]:
    """An expert of the theme who speaks nowhere yet and can do so here, if there is one."""
    able = (
        member.id
        for member in meeting.members
        if theme in member.themes and member.state is None and member.id not in speaking
        if member.speaks_one_of(floor)
    )
    return list(able)[:1]


def _floor(wished: Sequence[str], meeting: Meeting) -> Sequence[str]:
    return [language for language in wished if language in meeting.languages] or meeting.languages[:1]


def side_rows(meeting: Meeting) -> Iterator[Row]:
    """Three at each lunchtime; no interpretation, so one floor language each."""
    count = meeting.wanted.days * 3 + (meeting.wanted.days > 2)
    for number, facts in enumerate(list(kind_facts("side_event").values())[:count]):
        floor = _floor((_SIDE_FLOORS[number % len(_SIDE_FLOORS)],), meeting)
        yield session_row(
            "side_event", {**facts, "id": f"se-{facts['id']}"}, floor, attendance="preference", size="0..40"
        )
