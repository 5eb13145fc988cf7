"""Who may be in a session, who must be, and in what role."""

from planner.plan import Participation
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.verify.calendar import Engagement


def is_closed(session: Session) -> bool:
    return session.kind == "closed_door"


def is_in_own_category(session: Session, person: Person) -> bool:
    """Own category, or invited by name."""
    return person.category == session.category or person.id in session.invited


def is_in_region(scenario: Scenario, session: Session, person: Person) -> bool:
    """A delegation of the session's region in either system, invited by name, or in a role."""
    if person.id in session.invited or person.id in session.roles:
        return True
    if person.delegation is None:
        return False
    delegation = scenario.delegation[person.delegation]
    return session.region in (delegation.un_region, delegation.network_region)


def admits(scenario: Scenario, session: Session, person: Person, participation: Participation) -> bool:
    """Whom a `required` session is for."""
    if is_closed(session) and not (participation.attends == "in_person" and is_in_own_category(session, person)):
        return False
    return session.region is None or is_in_region(scenario, session, person)


def signs(scenario: Scenario, session: Session, person: Person) -> bool:
    """Follows and speaks through a sign team, as long as following is not waived."""
    waived = {waiver.person for waiver in scenario.waivers if waiver.session == session.id}
    return bool(person.sign_language) and person.id not in waived


def speaking(engagement: Engagement) -> set[str]:
    """Everyone who chairs, speaks or reports there."""
    return {*engagement.planned.chairs, *engagement.session.roles}
