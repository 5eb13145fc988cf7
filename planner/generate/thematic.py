"""Sessions that people choose: thematic ones in parallel, side events at lunchtime."""

from collections.abc import Iterator, Sequence

from planner.generate.meeting import Meeting, session_row, with_series
from planner.generate.venue import parallel_rooms, side_rooms, thematic_size
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_SESSIONS_PER_HOLDING = 0.9
"""Of the thematic holdings that fit, how many are sessions of their own; the others are held again."""
_SIDE_SEATS = 40
_SESSIONS, _SESSIONS_PER_STATE = 14, 0.41
"""Thematic sessions of a large meeting, which has rooms to hold some again."""
_THEMATIC_FLOORS = (("en", "fr"), ("en", "es"), ("en", "fr", "es"), ("en", "ar"), ("en", "fr"), ("es", "fr"), ("en",))
_FLOORS_OF_LARGE = (*_THEMATIC_FLOORS, ("en", "ru"), ("en", "fr", "ar"), ("en", "es"), ("en", "fr"), ("en", "zh"))
_SIDE_FLOORS = ("en", "en", "fr", "en", "es", "en", "ar")
_SIDE_FLOORS_OF_LARGE = (*_SIDE_FLOORS, "ru", "fr", "en", "es", "zh")


def thematic_rows(meeting: Meeting) -> Iterator[Row]:
    facts = with_series("thematic", meeting.wanted)
    floors = _FLOORS_OF_LARGE if meeting.wanted.is_large else _THEMATIC_FLOORS
    times = _times_held(meeting.wanted, len(facts))
    most = thematic_size(meeting.members, meeting.wanted)
    speaking: set[str] = set()
    for number, (theme, offered) in enumerate(zip(facts, times, strict=False)):
        floor = _floor(floors[number % len(floors)], meeting)
        speaker = _speaker(meeting, theme["theme"], floor, speaking)
        speaking.update(speaker)
        yield session_row(
            "thematic",
            {**theme, "id": f"th-{theme['id']}"},
            floor,
            theme=theme["theme"],
            offered=str(offered),
            attendance="preference",
            size=f"{min(5, meeting.wanted.states)}..{most}",
            chairs_needed="1",
            speakers=";".join(speaker),
            chatham_house="yes" if theme["theme"] in ("reprisals", "relocation", "crisis") else "no",
        )


def _times_held(wanted: Wanted, themes: int) -> list[int]:
    """How often each thematic session is held; in large meetings the first of them three times."""
    rooms, slots = parallel_rooms(wanted), _thematic_slots(wanted)
    if wanted.is_large:
        count = min(themes, round(_SESSIONS + _SESSIONS_PER_STATE * wanted.states))
        more = max(0, slots * rooms - rooms // 2 - count)
        thrice = more // 5
        return [3] * thrice + [2] * (more - 2 * thrice) + [1] * (count - more + thrice)
    holdings = slots * rooms - 2
    count = min(themes, round(holdings * _SESSIONS_PER_HOLDING))
    often, more = divmod(holdings, count)
    return [often + (number < more) for number in range(count)]


def _thematic_slots(wanted: Wanted) -> int:
    """All but those of the plenaries, of the meetings of regions, in one system or two, and of the closed meetings."""
    plenaries = 4 if wanted.is_inaugural else 3
    return 4 * wanted.days - plenaries - 2 - wanted.is_large


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
    """Some at each lunchtime; no interpretation, so one floor language each."""
    wanted = meeting.wanted
    count = wanted.days * side_rooms(wanted) + (wanted.days > 2 and not wanted.is_large)
    floors = _SIDE_FLOORS_OF_LARGE if wanted.is_large else _SIDE_FLOORS
    for number, facts in enumerate(with_series("side_event", wanted)[:count]):
        floor = _floor((floors[number % len(floors)],), meeting)
        yield session_row(
            "side_event",
            {**facts, "id": f"se-{facts['id']}"},
            floor,
            attendance="preference",
            size=f"0..{_SIDE_SEATS}",
        )
