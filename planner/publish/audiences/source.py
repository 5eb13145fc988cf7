"""What all facts are made from: scenario, plan, names and key, and the plan's times on a real clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.plan import Plan, PlannedHolding
from planner.publish.tokens import Purpose, token
from planner.scenario.names import Names
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.units import Minutes
from planner.verify.calendar import engagements


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One planned holding with its place on the clock of the conference."""

    id: str
    session: Session
    planned: PlannedHolding
    starts: datetime
    ends: datetime

    @property
    def is_closed(self) -> bool:
        """Closed to a category; a category on any other kind of session is kept as confidential."""
        return self.session.kind == "closed_door" or self.session.category is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time with closed sessions in it, as everyone who is not admitted knows it."""

    code: str
    """Such as `C1`, counted through the conference."""
    held: tuple[Held, ...]

    @property
    def id(self) -> str:
        """Stays the same when the window moves, as long as the same sessions share it."""
        return min(held.id for held in self.held)

    @property
    def starts(self) -> datetime:
        return min(held.starts for held in self.held)

    @property
    def ends(self) -> datetime:
        return max(held.ends for held in self.held)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Read by the makers of facts, never handed on."""

    scenario: Scenario
    plan: Plan
    names: Names
    key: bytes

    def token(self, purpose: Purpose, identity: str) -> str:
        return token(self.key, purpose, identity)

    def clock(self, minutes: Minutes) -> datetime:
        """Wall-clock arithmetic, so that a change to summer time during the conference moves nothing."""
        conference = self.scenario.conference
        return datetime.combine(conference.starts, time.min, ZoneInfo(conference.zone)) + timedelta(minutes=minutes)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """All holdings in order of time, then of room."""
        every = (
            Held(
                id=engagement.id,
                session=engagement.session,
                planned=engagement.planned,
                starts=self.clock(engagement.starts),
                ends=self.clock(engagement.ends),
            )
            for engagement in engagements(self.scenario, self.plan)
        )
        return tuple(sorted(every, key=lambda held: (held.starts, held.ends, held.planned.room)))

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Closed holdings that overlap, directly or through others, share one window."""
        groups: list[list[Held]] = []
        for held in (held for held in self.held if held.is_closed):
            if groups and held.starts < max(other.ends for other in groups[-1]):
                groups[-1].append(held)
            else:
                groups.append([held])
        return tuple(Window(code=f"C{number}", held=tuple(group)) for number, group in enumerate(groups, start=1))

    @cached_property
    def window_of(self) -> Mapping[str, Window]:
        return {held.id: window for window in self.windows for held in window.held}
