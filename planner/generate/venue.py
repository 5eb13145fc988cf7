"""The time grid and the rooms, as large as the meeting needs."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from planner.generate.members import Member
from planner.generate.wanted import LARGE, SMALL, Wanted
from planner.generate.write import Row

_SITTINGS = (("am", ("10:00", "11:30", "13:00")), ("pm", ("15:00", "16:30", "18:00")))
_KINDS = "plenary;regional;thematic;closed_door"
_SEATS_PER_STATE = 4
_EXPECTED_PER_STATE = 3.7
_MOST_MEETINGS_AT_ONCE = 6
_CLOSED_ROOMS = 3
_ROOM_NAMES = "ABCDEFGHIJ"


def slot_rows(wanted: Wanted) -> Iterator[Row]:
    """Two slots in each of two sittings a day, side events at lunchtime, preparatory meetings on the eve."""
    if wanted.has_eve:
        eve = str(wanted.starts - timedelta(days=1))
        yield _slot("eve", eve, ("16:00", "17:30"), "eve", "preparatory")
    for number in range(1, wanted.days + 1):
        day = str(wanted.starts + timedelta(days=number - 1))
        slot = 0
        for sitting, times in _SITTINGS:
            for span in pairwise(times):
                slot += 1
                yield _slot(f"d{number}-{slot}", day, span, f"d{number}-{sitting}", _KINDS)
            if sitting == "am":
                yield _slot(f"d{number}-lunch", day, ("13:15", "14:30"), f"d{number}-lunch", "side_event")


def _slot(id: str, day: str, span: Sequence[str], sitting: str, kinds: str) -> Row:
    return {"id": id, "day": day, "start": span[0], "end": span[1], "sitting": sitting, "kinds": kinds}


def parallel_rooms(wanted: Wanted) -> int:
    """Thematic sessions held at the same time."""
    if wanted.states < SMALL:
        return 2
    return 4 if wanted.states < 60 else 5 if wanted.states < LARGE else _MOST_MEETINGS_AT_ONCE


def room_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    """A hall, closed rooms for the three categories, and hybrid rooms so that all regions can meet at once."""
    regions = _region_sizes(members)
    hybrid = max(len(regions), parallel_rooms(wanted) - _CLOSED_ROOMS)
    yield _room("hall", "Assembly hall", _tens(_expected(members) * 1.25), {"booths": "4", "hybrid": "yes"})
    seats = _breakout_seats(members, regions, wanted)
    for number, name in enumerate(_ROOM_NAMES[: hybrid - 1 + _CLOSED_ROOMS]):
        is_closed = number < _CLOSED_ROOMS
        kit = {"booths": "4" if is_closed else "3", "mobile_booths_fit": "1", "hybrid": "no" if is_closed else "yes"}
        yield _room(f"r{name.lower()}", f"Room {name}", seats + 10 * (number % 3), kit, is_closed=is_closed)


def _room(id: str, name: str, capacity: int, kit: Row, *, is_closed: bool = False) -> Row:
    return {
        "id": id,
        "name": name,
        "capacity": str(capacity),
        "step_free": "yes",
        "privacy": "closed" if is_closed else "open",
        "zone": "first floor" if is_closed else "ground floor",
        **kit,
    }


def _region_sizes(members: Sequence[Member]) -> list[int]:
    states = {member.state.id: member.state for member in members if member.state}
    regions = [state.country.un_region for state in states.values()]
    return sorted((regions.count(region) * _SEATS_PER_STATE for region in set(regions)), reverse=True)


def _breakout_seats(members: Sequence[Member], regions: Sequence[int], wanted: Wanted) -> int:
    """The largest regional meeting has the hall, every other a room; remote people take no seats."""
    second = regions[1] if len(regions) > 1 else 0
    closed = 2 * wanted.states
    return _tens(max(second, closed, thematic_size(members, wanted)) * 1.1)


def _expected(members: Sequence[Member]) -> float:
    states = {member.state.id for member in members if member.state}
    return len(states) * _EXPECTED_PER_STATE + sum(member.state is None for member in members)


def thematic_size(members: Sequence[Member], wanted: Wanted) -> int:
    """The most people of one thematic session: half as many again as an even share."""
    return math.ceil(_expected(members) / parallel_rooms(wanted) * 1.5)


def _tens(people: float) -> int:
    return math.ceil(people / 10) * 10
