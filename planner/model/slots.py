"""Which slots a holding takes, who is there in them, and what time it is for people elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.units import MINUTES_PER_DAY, Minutes


def runs(scenario: Scenario, session: Session) -> Mapping[str, tuple[Slot, ...]]:
    """First slot to the slots taken from it on; too few at the end of the last day."""
    slots = scenario.slots
    return {first.id: slots[n : n + session.length_slots] for n, first in enumerate(slots)}


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
