"""Which slots a holding takes, who is there in them, and what time it is for people elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.model.once import once
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.units import MINUTES_PER_DAY, Minutes


def runs(scenario: Scenario, session: Session) -> Mapping[str, tuple[Slot, ...]]:
    """First slot to the slots taken from it on; too few at the end of the last day."""
    return _runs_by_length(scenario)[session.length_slots]


@once
def _runs_by_length(scenario: Scenario) -> Mapping[int, Mapping[str, tuple[Slot, ...]]]:
    slots = scenario.slots
    return {
        length: {first.id: slots[n : n + length] for n, first in enumerate(slots)}
        for length in range(1, len(slots) + 1)
    }


@once
def starts_covering_each_slot(scenario: Scenario) -> Mapping[str, list[tuple[str, str]]]:
    """Slot to the holdings and first slots with which they would be going on in it."""
    covering: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for holding in scenario.holdings:
        for first, run in runs(scenario, holding.session).items():
            for slot in run:
                covering[slot.id].append((holding.id, first))
    return covering


def is_present(person: Person, run: tuple[Slot, ...]) -> bool:
    """Whether the person has arrived when the run starts and has not left before it ends."""
    has_arrived = person.arrives_after is None or run[0].starts >= person.arrives_after
    return has_arrived and (person.leaves_before is None or run[-1].ends <= person.leaves_before)


def local_minutes(scenario: Scenario, zone: str, moment: Minutes) -> Minutes:
    """Minutes since midnight that a clock in `zone` shows at a moment of the conference."""
    conference = scenario.conference
    wall_clock = datetime.combine(conference.starts, time(), ZoneInfo(conference.zone)) + timedelta(minutes=moment)
    there = wall_clock.astimezone(ZoneInfo(zone))
    return Minutes(there.hour * 60 + there.minute)


def is_awake(scenario: Scenario, person: Person, run: tuple[Slot, ...]) -> bool:
    """Whether the run lies within the waking hours of the person's own zone."""
    policy = scenario.policy.timetable
    starts = local_minutes(scenario, person.zone, run[0].starts)
    length = run[-1].ends - run[0].starts
    return policy.awake_from <= starts and starts + length <= min(policy.awake_until, MINUTES_PER_DAY)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@once
def protected_slots(scenario: Scenario) -> tuple[str, ...]:
    """Slots that share time with a protected window such as `fri 12:30-14:30`."""
    windows = []
    for window in scenario.policy.timetable.protected_windows:
        weekday, _, clocks = window.partition(" ")
        opens, closes = (_minutes(clock) for clock in clocks.split("-"))
        windows.append((_WEEKDAYS.index(weekday), opens, closes))
    return tuple(slot.id for slot in scenario.slots if any(_touches(slot, *window) for window in windows))


def _touches(slot: Slot, weekday: int, opens: int, closes: int) -> bool:
    starts = slot.starts % MINUTES_PER_DAY
    return slot.day.weekday() == weekday and starts < closes and opens < starts + slot.ends - slot.starts


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
