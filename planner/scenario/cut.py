"""A small cut of a scenario, on which it can be solved in one piece."""

from dataclasses import replace

from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def joint_cut(scenario: Scenario) -> Scenario:
    """The delegations, sessions and days that `[solve]` names, and what concerns them.

    Sessions of regions that nobody is left in are dropped; those kept lose their smallest size.
    """
    settings = scenario.solve
    delegations = tuple(d for d in scenario.delegations if d.id in settings.joint_delegations)
    kept = {p.id for p in scenario.people if p.delegation in (None, *settings.joint_delegations)}
    people = tuple(p for p in scenario.people if p.id in kept and (p.assists is None or p.assists in kept))
    ids = {person.id for person in people}
    regions = {None, *(region for d in delegations for region in (d.un_region, d.network_region))}
    named = settings.joint_sessions or tuple(scenario.session)
    sessions = tuple(_among(s, ids) for s in scenario.sessions if s.id in named and s.region in regions)
    held = {session.id for session in sessions}
    return replace(
        scenario,
        delegations=delegations,
        people=people,
        sessions=tuple(replace(s, after=tuple(a for a in s.after if a in held)) for s in sessions),
        slots=tuple(s for s in scenario.slots if not settings.joint_days or s.day in settings.joint_days),
        preferences=tuple(p for p in scenario.preferences if p.person in ids and p.session in held),
    )


def _among(session: Session, ids: set[str]) -> Session:
    """The session with only these people in its roles and no smallest size."""
    size = None if session.size is None else replace(session.size, least=0)
    chairs = tuple(person for person in session.chairs if person in ids)
    lost = len(session.chairs) - len(chairs)
    return replace(
        session,
        size=size,
        chairs=chairs,
        chairs_needed=max(0, session.chairs_needed - lost),
        speakers=tuple(person for person in session.speakers if person in ids),
        rapporteurs=tuple(person for person in session.rapporteurs if person in ids),
        invited=tuple(person for person in session.invited if person in ids),
    )
