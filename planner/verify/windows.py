"""Times of the week that are kept free of plenaries and decisions."""

from dataclasses import dataclass

from planner.scenario.scenario import Scenario
from planner.units import MINUTES_PER_DAY, Minutes
from planner.verify.calendar import Engagement

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`fri 12:30-14:30`, in local time."""

    weekday: int
    """0 is Monday."""
    starts: Minutes
    """Since midnight of that day."""
    ends: Minutes

    def meets(self, engagement: Engagement, scenario: Scenario) -> bool:
        """A holding lies in one sitting, and so within one day."""
        day = engagement.slots[0].day
        midnight = (day - scenario.conference.starts).days * MINUTES_PER_DAY
        is_during = engagement.starts < midnight + self.ends and midnight + self.starts < engagement.ends
        return day.weekday() == self.weekday and is_during


def read_window(text: str) -> Window:
    weekday, _, clocks = text.partition(" ")
    starts, _, ends = clocks.partition("-")
    return Window(weekday=_WEEKDAYS.index(weekday), starts=_minutes(starts), ends=_minutes(ends))


def _minutes(clock: str) -> Minutes:
    hours, _, minutes = clock.partition(":")
    return Minutes(int(hours) * 60 + int(minutes))
