"""What happened at earlier meetings."""

from dataclasses import dataclass
from datetime import date

from planner.scenario.people import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One person's part in one earlier meeting."""

    meeting: str
    date: date
    delegation: str | None
    seat: Category
    person: str
    invited: bool
    confirmed: bool
    attended: bool
    funded: bool
    chaired: bool
    spoke: bool
    no_show: bool
    report_in: bool
    """Whether the person's report after that meeting has been received."""
