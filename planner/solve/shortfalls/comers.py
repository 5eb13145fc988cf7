"""Who has to come in every plan, who may, and in which mode: from rules about one person alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from planner.model import costs
from planner.model.eligibility import has_no_institution, visa_comes_in_time
from planner.model.history import barred_by_meetings_in_a_row
from planner.model.once import once, once_per_person
from planner.scenario.people import DELEGATION_CATEGORIES, MODES, Mode, Person
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.shortfall import listed

Reason = tuple[str, frozenset[Mode]]
"""What keeps a person away, in words, and from which modes."""
_BOTH = frozenset(MODES)
_ON_SITE: frozenset[Mode] = frozenset({"in_person"})


@once
def must_come(scenario: Scenario) -> Mapping[str, str]:
    """People who come in every plan, with why."""
    why = dict(_called(scenario))
    for person in scenario.people:
        if person.assists in why:
            why.setdefault(person.id, f"assists {person.assists}")
        elif person.assists is not None and person.id in why:
            why.setdefault(person.assists, f"is assisted by {person.id}")
    return why


def _called(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """In the order of growing weight: of several reasons for one person the last stays."""
    for pin in scenario.pins:
        if (pin.decision, pin.pin) == ("select", "lock") and pin.person in scenario.person:
            yield pin.person, f"pin {pin.id}"
    for session in reversed(scenario.sessions):
        for person_id in sorted(session.roles):
            yield person_id, f"has a role at {session.id}"
    for person in scenario.people:
        if person.mandated:
            yield person.id, "holds a mandate"


@once_per_person
def modes_of(scenario: Scenario, person: Person) -> frozenset[Mode]:
    """Modes in which the person may come."""
    return frozenset(person.modes).difference(*(modes for _, modes in kept_away(scenario, person)))


def kept_away(scenario: Scenario, person: Person) -> Iterator[Reason]:
    """Why the person may not come in a mode that they accept."""
    visa = scenario.visa.get(person.nationality)
    if visa is not None and not visa_comes_in_time(scenario, person):
        days = (scenario.conference.starts - scenario.conference.released_at.date()).days
        yield f"the visa takes {visa.lead_days} days and {days} are left", _ON_SITE
    if costs.travels(scenario, person) and not costs.reasonable_offers(scenario, person):
        yield f"no route from {person.origin} is offered", _ON_SITE
    if person.id in barred_by_meetings_in_a_row(scenario):
        cap = scenario.policy.selection.consecutive_meetings
        yield f"came to the last {cap} meetings and may come to {cap} in a row", _BOTH
    if person.category == "nhri" and has_no_institution(scenario, person):
        yield f"{person.delegation} has no NHRI with a status", _BOTH
    if not person.understands & set(scenario.conference.languages):
        yield f"understands none of {listed(scenario.conference.languages)}", _BOTH
    if _has_no_seat(scenario, person):
        yield f"{person.delegation} has no {person.category} seat", _modes_in_seats(scenario, person)
    yield from _kept_away_by_pins(scenario, person)


def _kept_away_by_pins(scenario: Scenario, person: Person) -> Iterator[Reason]:
    for pin in scenario.pins:
        if pin.decision == "select" and pin.person == person.id:
            named = frozenset(mode for mode in MODES if pin.value in ("", mode))
            if closed := _BOTH - named if pin.pin == "lock" else named:
                yield f"pin {pin.id} excludes it", closed


def _has_no_seat(scenario: Scenario, person: Person) -> bool:
    if person.delegation is None or person.category not in DELEGATION_CATEGORIES:
        return False
    return scenario.delegation[person.delegation].seats[person.category].most == 0


def _modes_in_seats(scenario: Scenario, person: Person) -> frozenset[Mode]:
    """Modes in which somebody of a delegation fills a seat."""
    delegation = scenario.delegation.get(person.delegation or "")
    return _BOTH if delegation is not None and delegation.remote_counts_complete else _ON_SITE


def fills_a_seat(scenario: Scenario, person: Person) -> bool:
    """Whether the person, if they come, takes one of their category's seats."""
    has_seats = person.delegation is not None and person.category in DELEGATION_CATEGORIES
    return has_seats and modes_of(scenario, person) <= _modes_in_seats(scenario, person)


def is_on_site(scenario: Scenario, person: Person) -> bool:
    """Whether the person, if they come, comes in person."""
    return modes_of(scenario, person) == _ON_SITE


def most_who_can_come(scenario: Scenario, people: Iterable[Person]) -> int:
    """No more of these people can come together, for lack of seats or by the cap on organisations."""
    groups: defaultdict[tuple[str | None, str], list[Person]] = defaultdict(list)
    for person in people:
        if modes_of(scenario, person):
            groups[person.delegation, person.category].append(person)
    return sum(
        _most_of_group(scenario, delegation, category, group) for (delegation, category), group in groups.items()
    )


def _most_of_group(scenario: Scenario, delegation: str | None, category: str, group: list[Person]) -> int:
    if delegation is None:
        return len(group)
    cap = scenario.policy.selection.people_per_organisation
    by_organisation = Counter(person.organisation for person in group)
    most = sum(min(cap, count) for count in by_organisation.values())
    if category in DELEGATION_CATEGORIES:
        without_seat = sum(not fills_a_seat(scenario, person) for person in group)
        most = min(most, scenario.delegation[delegation].seats[category].most + without_seat)
    return most
