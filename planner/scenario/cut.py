"""A small cut of a scenario: a few delegations and what concerns them."""

from collections.abc import Iterable
from dataclasses import replace

from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario


def only_delegations(scenario: Scenario, delegation_ids: Iterable[str]) -> Scenario:
    """The scenario with these delegations and the people of none; sessions lose regions and sizes nobody can fill."""
    kept = set(delegation_ids)
    delegations = tuple(delegation for delegation in scenario.delegations if delegation.id in kept)
    people = tuple(p for p in scenario.people if p.delegation is None or p.delegation in kept)
    ids = {person.id for person in people}
    regions = {region for d in delegations for region in (d.un_region, d.network_region)}
    sessions = tuple(
        _among(session, ids) for session in scenario.sessions if session.region is None or session.region in regions
    )
    held = {session.id for session in sessions}
    return replace(
        scenario,
        delegations=delegations,
        people=people,
        sessions=tuple(replace(s, after=tuple(a for a in s.after if a in held)) for s in sessions),
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
