"""What people would like to attend."""

from collections import defaultdict
from collections.abc import Mapping

from planner.model.once import once
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario


@once
def preferences(scenario: Scenario) -> Mapping[str, list[Preference]]:
    """Person to their stated preferences."""
    stated = defaultdict(list)
    for preference in scenario.preferences:
        if preference.person in scenario.person:
            stated[preference.person].append(preference)
    return stated


@once
def favourites(scenario: Scenario) -> Mapping[str, list[str]]:
    """Person to their top sessions, ties to the smaller id; only people with at least that many preferences."""
    top = scenario.policy.allocation.top_sessions
    return {
        person: [wish.session for wish in sorted(stated, key=lambda wish: (-wish.points, wish.session))[:top]]
        for person, stated in preferences(scenario).items()
        if len(stated) >= top
    }
