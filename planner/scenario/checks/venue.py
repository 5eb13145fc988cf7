"""The time grid makes sense."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.given import Cell, Given
from planner.scenario.sheets import Row
from planner.scenario.tables import SLOTS
from planner.units import Minutes

LONGEST_SITTING = Minutes(180)
LONGEST_CONFERENCE = timedelta(days=31)
EVE = timedelta(days=1)


def conference_days_are_in_order(given: Given) -> Iterator[Problem]:
    conference = given.settings.conference
    if conference is None:
        return
    if conference.ends < conference.starts:
        allowed = f"the day {conference.starts} or later"
        yield Problem(file=toml.FILE, column="conference.ends", found=f"{conference.ends}", allowed=allowed)
    elif conference.ends - conference.starts >= LONGEST_CONFERENCE:
        found, allowed = f"{conference.ends}", f"a day within {LONGEST_CONFERENCE.days} days of {conference.starts}"
        yield Problem(file=toml.FILE, column="conference.ends", found=found, allowed=allowed)
    if conference.released_at.date() > conference.starts:
        allowed = f"a moment before the first day, {conference.starts}"
        found = f"{conference.released_at:%Y-%m-%d %H:%M}"
        yield Problem(file=toml.FILE, column="conference.released_at", found=found, allowed=allowed)


def slots_lie_within_the_conference(given: Given) -> Iterator[Problem]:
    """The day before counts: preparatory sessions are held on the eve."""
    conference = given.settings.conference
    if conference is None:
        return
    for row in given.rows(SLOTS):
        if row["day"] is not None and not conference.starts - EVE <= row["day"] <= conference.ends:
            allowed = f"{conference.starts - EVE} (the eve) to {conference.ends}"
            yield Cell(table=SLOTS, row=row, column="day").problem(f"{row['day']}", allowed)


def slots_end_after_they_start(given: Given) -> Iterator[Problem]:
    for row in _readable_slots(given):
        if row["end"] <= row["start"]:
            allowed = f"a time after the start, {_clock(row['start'])}"
            yield Cell(table=SLOTS, row=row, column="end").problem(f'"{_clock(row["end"])}"', allowed)


def slots_do_not_overlap(given: Given) -> Iterator[Problem]:
    in_time = sorted(_readable_slots(given), key=lambda row: (row["day"], row["start"], row.number))
    for earlier, later in pairwise(in_time):
        if earlier["day"] == later["day"] and later["start"] < earlier["end"]:
            allowed = f"{_clock(earlier['end'])} or later, when slot {earlier['id']} of row {earlier.number} ends"
            yield Cell(table=SLOTS, row=later, column="start").problem(f'"{_clock(later["start"])}"', allowed)


def sittings_are_short_and_on_one_day(given: Given) -> Iterator[Problem]:
    sittings: dict[str, list[Row]] = defaultdict(list)
    for row in _readable_slots(given):
        sittings[row["sitting"]].append(row)
    for sitting, rows in sittings.items():
        cell = Cell(table=SLOTS, row=rows[-1], column="sitting")
        if len({row["day"] for row in rows}) > 1:
            yield cell.problem(f'"{sitting}" on several days', "slots of one day", "give each day sittings of its own")
            continue
        length = max(row["end"] for row in rows) - min(row["start"] for row in rows)
        if length > LONGEST_SITTING:
            found = f'"{sitting}" of {length} minutes'
            yield cell.problem(found, f"{LONGEST_SITTING} minutes at most", "split it where there is a break")


def _readable_slots(given: Given) -> list[Row]:
    needed = ("id", "day", "start", "end", "sitting")
    return [row for row in given.rows(SLOTS) if all(row[column] is not None for column in needed)]


def _clock(minutes: Minutes) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
