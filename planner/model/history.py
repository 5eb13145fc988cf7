"""What the ledger says about people and institutions."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from planner.model.once import once
from planner.scenario.history import LedgerEntry
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario


@once
def meetings(scenario: Scenario) -> tuple[tuple[date, str], ...]:
    """Earlier meetings with their dates, the last one first."""
    return tuple(sorted({(entry.date, entry.meeting) for entry in scenario.ledger}, reverse=True))


@once
def attended(scenario: Scenario) -> Mapping[str, frozenset[str]]:
    """Person to the meetings they attended."""
    by_person: defaultdict[str, set[str]] = defaultdict(set)
    for entry in scenario.ledger:
        if entry.attended:
            by_person[entry.person].add(entry.meeting)
    return {person: frozenset(seen) for person, seen in by_person.items()}


@once
def barred_by_meetings_in_a_row(scenario: Scenario) -> frozenset[str]:
    """People of delegations who attended every one of the last meetings, as many as the cap allows in a row."""
    cap = scenario.policy.selection.consecutive_meetings
    last = [name for _, name in meetings(scenario)][:cap]
    if len(last) < cap:
        return frozenset()
    seen = attended(scenario)
    return frozenset(
        person.id
        for person in scenario.people
        if person.delegation is not None and seen.get(person.id, frozenset()).issuperset(last)
    )


@once
def times_funded(scenario: Scenario) -> Mapping[str, int]:
    """Person to the number of earlier meetings for which they were funded."""
    funded: defaultdict[str, set[str]] = defaultdict(set)
    for entry in scenario.ledger:
        if entry.funded:
            funded[entry.person].add(entry.meeting)
    return {person: len(names) for person, names in funded.items()}


@once
def reports_overdue(scenario: Scenario) -> frozenset[str]:
    """People who were funded at an earlier meeting and have not reported on it."""
    return frozenset(entry.person for entry in scenario.ledger if entry.funded and not entry.report_in)


@once
def attended_last_meeting(scenario: Scenario) -> frozenset[str]:
    return frozenset(entry.person for entry in _last_meeting(scenario) if entry.attended)


@once
def chaired_last_meeting(scenario: Scenario) -> frozenset[str]:
    return frozenset(entry.person for entry in _last_meeting(scenario) if entry.chaired)


@once
def _last_meeting(scenario: Scenario) -> tuple[LedgerEntry, ...]:
    past = meetings(scenario)
    return tuple(entry for entry in scenario.ledger if past and entry.meeting == past[0][1])


def institution_debt(scenario: Scenario, members: tuple[Person, ...]) -> int:
    """Meetings since one of an institution's people last attended, or since it joined; at most the cap."""
    ids = {person.id for person in members}
    last_attended = max(
        (entry.date for entry in scenario.ledger if entry.attended and entry.person in ids), default=date.min
    )
    joined = min(person.joined for person in members)
    missed = sum(1 for day, _ in meetings(scenario) if day > last_attended and day >= joined)
    return min(missed, scenario.policy.selection.rotation_debt_cap)
