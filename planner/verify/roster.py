"""The plan as the interpreters see it: who works where and when, and how large teams must be."""

from itertools import groupby

from planner.scenario.policy import InterpretingPolicy
from planner.scenario.scenario import Scenario
from planner.verify.calendar import Engagement, Sitting


def assignments(found: list[Engagement]) -> dict[str, list[Engagement]]:
    """Interpreter to holdings worked, in order of time, each once."""
    rosters: dict[str, list[Engagement]] = {}
    for engagement in found:
        for interpreter in sorted(team_of(engagement)):
            rosters.setdefault(interpreter, []).append(engagement)
    return rosters


def team_of(engagement: Engagement) -> set[str]:
    return {interpreter for team in engagement.planned.interpreters.values() for interpreter in team}


def spoken_team_of(scenario: Scenario, engagement: Engagement) -> set[str]:
    """Those in booths; whoever signs serves no booth."""
    booths = scenario.conference.languages
    return {who for booth, team in engagement.planned.interpreters.items() if booth in booths for who in team}


def sign_teams_of(scenario: Scenario, engagement: Engagement) -> dict[str, tuple[str, ...]]:
    """Sign language to its team, where it has any."""
    booths = scenario.conference.languages
    return {sign: team for sign, team in sorted(engagement.planned.interpreters.items()) if sign not in booths and team}


def sittings_worked(found: list[Engagement]) -> list[Sitting]:
    """The sittings of one interpreter's holdings, in order of time, each once."""
    return list(dict.fromkeys(engagement.sitting for engagement in found))


def worked_by_sitting(found: list[Engagement]) -> list[list[Engagement]]:
    """One interpreter's holdings, sitting by sitting."""
    return [list(group) for _, group in groupby(found, key=lambda engagement: engagement.sitting)]


def interpreters_needed(engagement: Engagement, policy: InterpretingPolicy) -> int:
    """AIIC's table for floor and outgoing languages, and one more for each bi-active booth.

    Two for each outgoing language; one fewer for two or three floor languages into two outgoing or more.
    """
    floor, outgoing = len(set(engagement.planned.floor)), set(engagement.planned.outgoing)
    saved = 1 if floor in (2, 3) and len(outgoing) >= 2 else 0
    return 2 * len(outgoing) - saved + len(outgoing & set(policy.bi_active_languages))
