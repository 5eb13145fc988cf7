"""Who is at a holding in every plan, and who could be in some."""

from collections.abc import Iterator, Mapping

from planner.model.eligibility import admits, regions_of
from planner.model.once import once
from planner.scenario.people import Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.comers import is_on_site, modes_of, must_come


def surely_at(scenario: Scenario, session: Session) -> list[Person]:
    """People who are at every holding of the session in every plan: by a role, or because it is required of them."""
    needed = must_come(scenario)
    there = [
        person
        for person in (scenario.person[person_id] for person_id in needed)
        if person.id in session.roles or _is_required_of(scenario, session, person)
    ]
    ids = {person.id for person in there}
    return there + [p for p in scenario.people if p.assists in ids and p.id not in ids]


def _is_required_of(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the person, if they come, is at the only holding of a required session whenever it is held."""
    if session.attendance != "required" or session.offered != 1 or person.assists is not None:
        return False
    can_be_missed = person.arrives_after is not None or person.leaves_before is not None
    is_excused = session.kind == "closed_door" and not is_on_site(scenario, person)
    return not can_be_missed and not is_excused and admits(scenario, session, person)


@once
def surely_at_each(scenario: Scenario) -> Mapping[str, list[Person]]:
    """By holding."""
    by_session = {session.id: surely_at(scenario, session) for session in scenario.sessions}
    return {holding.id: by_session[holding.session.id] for holding in scenario.holdings}


def fewest_seated(scenario: Scenario, session: Session) -> int:
    """At least so many people are at a holding of the session in person."""
    there = surely_at(scenario, session)
    seated = sum(is_on_site(scenario, person) for person in there)
    if session.attendance == "required" and session.kind != "closed_door" and session.offered == 1:
        seated += max(_others_of(scenario, session, system) for system in ("un", "net"))
    return seated


def _others_of(scenario: Scenario, session: Session, system: str) -> int:
    """People of delegations who are there besides, because their region's minimum brings them."""
    needed, others = must_come(scenario), 0
    for region, least in scenario.policy.selection.region_minimums.items():
        if region.startswith(f"{system}:") and session.region in (None, region):
            members = [person for person in scenario.people if region in regions_of(scenario, person)]
            free = [person for person in members if person.id not in needed]
            unsure = sum(bool(modes_of(scenario, p)) and not _is_seated(scenario, session, p) for p in free)
            others += max(0, least - (len(members) - len(free)) - unsure)
    return others


def _is_seated(scenario: Scenario, session: Session, person: Person) -> bool:
    return is_on_site(scenario, person) and _is_required_of(scenario, session, person)


def could_be_at(scenario: Scenario, holding: Holding) -> Iterator[Person]:
    """People whom neither the session nor the rules about coming keep away; assistants where their person could be."""
    for person in scenario.people:
        expected = scenario.person[person.assists] if person.assists is not None else person
        is_admitted = admits(scenario, holding.session, expected) or admits(scenario, holding.session, person)
        if is_admitted and modes_of(scenario, person) and modes_of(scenario, expected):
            yield person
