"""What to generate, and the random numbers for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planner.generate.facts import Host, hosts

FEWEST, MOST = 3, 193
SMALL, LARGE, WORLDWIDE = 12, 60, 120
"""States from which a meeting has an eve and a third day; from which it has a fourth, the six languages of the United
Nations, and sessions, rooms and interpreters by the number of States; from which delegations have more seats."""
LANGUAGES = ("en", "fr", "es", "ar")
_ALL_LANGUAGES = (*LANGUAGES, "ru", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of `planner generate`."""

    states: int
    seed: int = 1
    name: str = "generated"
    """Id of the conference."""
    host: str = "GVA"
    starts: date = date(2027, 6, 8)
    remote_percent: int = 10
    """Of those who are not their delegation's first choice, how many accept to take part remotely."""
    stated_days: int | None = None
    """Length of the conference; None: as long as its size suggests."""

    @property
    def venue(self) -> Host:
        return hosts()[self.host]

    @property
    def days(self) -> int:
        if self.stated_days is not None:
            return self.stated_days
        return 2 if self.states < SMALL else 3 if self.states < LARGE else 4

    @property
    def languages(self) -> tuple[str, ...]:
        """What the conference can offer."""
        return _ALL_LANGUAGES if self.is_large else LANGUAGES

    @property
    def is_large(self) -> bool:
        return self.states >= LARGE

    @property
    def more_seats(self) -> int:
        """Seats of civil society in every delegation of a meeting of most of the world, beside the one or two."""
        return 2 if self.states >= WORLDWIDE else 0

    @property
    def has_eve(self) -> bool:
        return self.states >= SMALL

    @property
    def ends(self) -> date:
        return self.starts + timedelta(days=self.days - 1)

    @property
    def is_inaugural(self) -> bool:
        """Larger meetings are inaugural conferences, which no earlier member returns to."""
        return self.states >= SMALL

    def random(self, area: str) -> Random:
        """Numbers of one area's own, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed} {area}")
