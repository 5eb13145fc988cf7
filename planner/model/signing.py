"""Who follows through a team of their sign language."""

from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def needs_sign_team(scenario: Scenario, person: Person, session: Session) -> bool:
    """Whoever signs, unless it is waived that they can follow this session."""
    is_waived = any((waiver.person, waiver.session) == (person.id, session.id) for waiver in scenario.waivers)
    return person.sign_language is not None and not is_waived
