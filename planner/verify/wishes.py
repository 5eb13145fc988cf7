"""What people would like to attend, and what they do."""

from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.verify.calendar import diaries, engagements


def sessions_attended(scenario: Scenario, plan: Plan) -> dict[str, set[str]]:
    """Every participant to the sessions they are at."""
    diary = diaries(engagements(scenario, plan))
    return {person: {engagement.session.id for engagement in diary.get(person, ())} for person in plan.people}


def stated_points(scenario: Scenario) -> dict[str, dict[str, int]]:
    """Person to session to points."""
    stated: dict[str, dict[str, int]] = {}
    for preference in scenario.preferences:
        stated.setdefault(preference.person, {})[preference.session] = preference.points
    return stated


def favourites_attended(scenario: Scenario, plan: Plan) -> dict[str, int]:
    """How many of their top sessions each participant is at; people with fewer preferences are not measured."""
    top, stated = scenario.policy.allocation.top_sessions, stated_points(scenario)
    return {
        person: len(_favourites(stated[person], top) & attended)
        for person, attended in sessions_attended(scenario, plan).items()
        if len(stated.get(person, ())) >= top
    }


def _favourites(points: dict[str, int], top: int) -> set[str]:
    return set(sorted(points, key=lambda session: (-points[session], session))[:top])
