"""The time grid and the rooms, as large as the meeting needs."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise, zip_longest
from string import ascii_uppercase

from planner.generate.members import Member
from planner.generate.wanted import SMALL, Wanted
from planner.generate.write import Row

_SITTINGS = (("am", ("10:00", "11:30", "13:00")), ("pm", ("15:00", "16:30", "18:00")))
_KINDS = "plenary;regional;thematic;closed_door"
_SEATS_PER_STATE = 4
_EXPECTED_PER_STATE = 3.7
_CLOSED_ROOMS, _REGIONAL_ROOMS = 3, 5
"""Rooms of large meetings with a booth for each floor language of a region."""
_STATES_PER_MEETING = 11
"""In large meetings, for each thematic session held at once."""
_ROOMS_PER_MEETING = 4 / 3
"""Rooms beside the hall for each of these."""


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
    if wanted.is_large:
        return round(wanted.states / _STATES_PER_MEETING)
    return 2 if wanted.states < SMALL else 4


def side_rooms(wanted: Wanted) -> int:
    """Side events held at the same time."""
    return -(-parallel_rooms(wanted) * 2 // 3) + 1 if wanted.is_large else 3


def room_rows(members: Sequence[Member], wanted: Wanted) -> Iterator[Row]:
    """A hall, closed rooms for the three categories, and hybrid rooms so that all regions can meet at once."""
    booths = str(len(wanted.languages))
    yield _room("hall", "Assembly hall", _tens(_expected(members, wanted) * 1.25), {"booths": booths, "hybrid": "yes"})
    seats = _seats_of_large(members, wanted) if wanted.is_large else _seats(members, wanted)
    for number, (name, capacity) in enumerate(zip(ascii_uppercase, seats, strict=False)):
        is_closed = number < _CLOSED_ROOMS
        of_open = "4" if wanted.is_large and number < _CLOSED_ROOMS + _REGIONAL_ROOMS else "3"
        kit = {"booths": booths if is_closed else of_open, "mobile_booths_fit": "1"}
        kit["hybrid"] = "no" if is_closed else "yes"
        yield _room(f"r{name.lower()}", f"Room {name}", capacity, kit, is_closed=is_closed)


def _seats(members: Sequence[Member], wanted: Wanted) -> list[int]:
    """By room: enough in each for any meeting but the largest regional one, which has the hall."""
    regions = region_sizes(members, "un_region", wanted)
    least = _tens(max([*regions[1:2], 2 * wanted.states, thematic_size(members, wanted)]) * 1.1)
    hybrid = max(len(regions), parallel_rooms(wanted) - _CLOSED_ROOMS)
    return [least + 10 * (number % 3) for number in range(hybrid - 1 + _CLOSED_ROOMS)]


def _seats_of_large(members: Sequence[Member], wanted: Wanted) -> list[int]:
    """By room: for each category a closed one, then one for each region of either system, the hall beside."""
    systems = [region_sizes(members, system, wanted) for system in ("un_region", "network_region")]
    largest = [max(sizes) for sizes in zip_longest(*systems, fillvalue=0)]
    hybrid = max(len(largest), round(parallel_rooms(wanted) * _ROOMS_PER_MEETING) - _CLOSED_ROOMS)
    largest += [0] * (hybrid - len(largest))
    closed = [(2 + wanted.more_seats) * wanted.states, wanted.states, wanted.states]
    least = thematic_size(members, wanted)
    return [_tens(max(seats, least) * 1.1) for seats in (*closed, *largest)]


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


def region_sizes(members: Sequence[Member], system: str, wanted: Wanted) -> list[int]:
    """The most people of delegations in each region, largest first; remote people take no seats."""
    states = {member.state.id: member.state for member in members if member.state}
    regions = [str(getattr(state.country, system)) for state in states.values()]
    per_state = _SEATS_PER_STATE + wanted.more_seats
    return sorted((regions.count(region) * per_state for region in set(regions)), reverse=True)


def _expected(members: Sequence[Member], wanted: Wanted) -> float:
    states = {member.state.id: member.state for member in members if member.state}
    others = sum(member.state is None for member in members)
    return len(states) * (_EXPECTED_PER_STATE + wanted.more_seats) + others


def thematic_size(members: Sequence[Member], wanted: Wanted) -> int:
    """The most people of one thematic session: an even share; in smaller meetings half as many again."""
    return math.ceil(_expected(members, wanted) / parallel_rooms(wanted) * (1 if wanted.is_large else 1.5))


def _tens(people: float) -> int:
    return math.ceil(people / 10) * 10
