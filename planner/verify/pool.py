"""Who could come, who does, and what the ledger says about them."""

from collections.abc import Iterable, Sequence
from datetime import date

from planner.plan import Plan
from planner.scenario.people import Delegation, DelegationCategory, Person
from planner.scenario.scenario import Scenario


def coming(scenario: Scenario, plan: Plan) -> list[Person]:
    return [scenario.person[person] for person in sorted(plan.people)]


def of_delegation(people: Iterable[Person], delegation: Delegation) -> list[Person]:
    return [person for person in people if person.delegation == delegation.id]


def of_category(people: Iterable[Person], category: DelegationCategory) -> list[Person]:
    return [person for person in people if person.category == category]


def of_region(scenario: Scenario, people: Iterable[Person], region: str) -> list[Person]:
    """Members of delegations in the region, in either code system."""
    homes = {home.id for home in scenario.delegations if region in (home.un_region, home.network_region)}
    return [person for person in people if person.delegation in homes]


def has_national_status(delegation: Delegation) -> bool:
    return delegation.nhri_status in ("A", "B")


def filled_seats(delegation: Delegation, category: DelegationCategory, plan: Plan, people: Sequence[Person]) -> int:
    """Seats taken in a category by those who come."""
    in_category = of_category(of_delegation(people, delegation), category)
    return sum(
        plan.people[person.id].attends == "in_person" or delegation.remote_counts_complete for person in in_category
    )


def meetings(scenario: Scenario) -> list[tuple[date, str]]:
    """Earlier meetings, oldest first."""
    return sorted({(entry.date, entry.meeting) for entry in scenario.ledger})


def attended(scenario: Scenario, person: Person) -> set[tuple[date, str]]:
    return {(entry.date, entry.meeting) for entry in scenario.ledger if entry.person == person.id and entry.attended}


def attended_last(scenario: Scenario, person: Person) -> bool:
    held = meetings(scenario)
    return bool(held) and held[-1] in attended(scenario, person)


def chaired_last(scenario: Scenario, person: Person) -> bool:
    last = meetings(scenario)[-1:]
    return any(
        entry.chaired and entry.person == person.id and [(entry.date, entry.meeting)] == last
        for entry in scenario.ledger
    )


def is_barred(scenario: Scenario, person: Person) -> bool:
    """Whether coming again would be one meeting in a row too many."""
    cap = scenario.policy.selection.consecutive_meetings
    held = meetings(scenario)
    return len(held) >= cap and set(held[-cap:]) <= attended(scenario, person)


def visa_in_time(scenario: Scenario, person: Person) -> bool:
    visa = scenario.visa.get(person.nationality)
    if visa is None or visa.kind == "none":
        return True
    return visa.lead_days <= (scenario.conference.starts - scenario.conference.released_at.date()).days


def may_come(scenario: Scenario, person: Person) -> bool:
    """Whether a member of a delegation could come in any plan at all."""
    can_take_part = "remote" in person.modes or ("in_person" in person.modes and visa_in_time(scenario, person))
    return can_take_part and has_a_seat_to_take(scenario, person) and not is_barred(scenario, person)


def has_a_seat_to_take(scenario: Scenario, person: Person) -> bool:
    """Whether the person's delegation has seats in their category; without a national status no NHRI has."""
    return any(
        category == person.category and seats.most > 0 and (category != "nhri" or has_national_status(delegation))
        for delegation in scenario.delegations
        if delegation.id == person.delegation
        for category, seats in delegation.seats.items()
    )
