"""Who may chair a session, whoever comes and whenever it is held."""

from planner.model.history import chaired_last_meeting
from planner.model.signing import needs_sign_team
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def may_chair(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the person may be in the chair: named for it, or able and not resting; with a voice, and an office."""
    if not has_a_voice(scenario, session, person) or is_below_status_a(scenario, person):
        return False
    rests = scenario.policy.allocation.chairs_rotate and person.id in chaired_last_meeting(scenario)
    return person.id in session.chairs or (person.can_chair and not rests)


def has_a_voice(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the person speaks a floor language of the session actively, or signs."""
    speaks = not set(session.floor_languages).isdisjoint(person.active_languages)
    return speaks or needs_sign_team(scenario, person, session)


def is_below_status_a(scenario: Scenario, person: Person) -> bool:
    """Whether the person's institution holds no office for its status."""
    home = scenario.delegation.get(person.delegation or "")
    return person.category == "nhri" and home is not None and home.nhri_status == "B"
