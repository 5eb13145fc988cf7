"""The plan as a calendar: when each holding runs, who is where, what the clock says elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from planner.plan import Plan, PlannedHolding
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.units import Minutes

Sitting = tuple[date, str]
"""A sitting's label may return on another day; with its day it is one sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A holding as planned, in time."""

    id: str
    session: Session
    planned: PlannedHolding
    slots: tuple[Slot, ...]
    """Slots it occupies; fewer than its length when its sitting ends first."""

    @property
    def starts(self) -> Minutes:
        return self.slots[0].starts

    @property
    def ends(self) -> Minutes:
        return self.slots[-1].ends

    @property
    def sitting(self) -> Sitting:
        return sitting_of(self.slots[0])

    def overlaps(self, other: "Engagement") -> bool:
        return self.starts < other.ends and other.starts < self.ends


def sitting_of(slot: Slot) -> Sitting:
    return slot.day, slot.sitting


def engagements(scenario: Scenario, plan: Plan) -> list[Engagement]:
    """Every planned holding in order of time."""
    found = [
        Engagement(
            id=holding,
            session=scenario.holding[holding].session,
            planned=planned,
            slots=_occupied(scenario, scenario.slot[planned.slot], scenario.holding[holding].session.length_slots),
        )
        for holding, planned in plan.sessions.items()
    ]
    return sorted(found, key=lambda engagement: (engagement.starts, engagement.id))


def _occupied(scenario: Scenario, first: Slot, length: int) -> tuple[Slot, ...]:
    sitting = [slot for slot in scenario.slots if sitting_of(slot) == sitting_of(first) and slot.starts >= first.starts]
    return tuple(sorted(sitting, key=lambda slot: slot.starts)[:length])


def clashes(found: list[Engagement]) -> Iterator[tuple[Engagement, Engagement]]:
    """Pairs that overlap in time."""
    return ((one, other) for one, other in combinations(found, 2) if one.overlaps(other))


def running_at(found: list[Engagement], moment: Minutes) -> list[Engagement]:
    return [engagement for engagement in found if engagement.starts <= moment < engagement.ends]


def diaries(found: list[Engagement]) -> dict[str, list[Engagement]]:
    """What each person attends, in order of time."""
    diary: dict[str, list[Engagement]] = {}
    for engagement in found:
        for person in engagement.planned.attends:
            diary.setdefault(person, []).append(engagement)
    return diary


def is_there(person: Person, engagement: Engagement) -> bool:
    """Whether the whole holding lies between the person's arrival and departure."""
    has_arrived = person.arrives_after is None or person.arrives_after <= engagement.starts
    has_not_left = person.leaves_before is None or engagement.ends <= person.leaves_before
    return has_arrived and has_not_left


def local_minute(scenario: Scenario, person: Person, moment: Minutes) -> Minutes:
    """Minutes since midnight on the person's own clock."""
    midnight = datetime.combine(scenario.conference.starts, time(), ZoneInfo(scenario.conference.zone))
    there = (midnight + timedelta(minutes=moment)).astimezone(ZoneInfo(person.zone))
    return Minutes(there.hour * 60 + there.minute)
