"""What people would like to attend."""

from collections import defaultdict
from collections.abc import Mapping

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model.decisions import Decisions
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


def is_at_session(
    model: CpModel, scenario: Scenario, decisions: Decisions, person_id: str, session_id: str
) -> LinearExpr:
    """One where the person is at the session, however often: whoever has a role in it is at each of its holdings.

    Bounded from above only, as nothing is gained by being at less.
    """
    at = [decisions.is_at[person_id, holding.id] for holding in scenario.holdings_of.get(session_id, ())]
    if len(at) < 2 or scenario.session[session_id].roles.isdisjoint({person_id, scenario.person[person_id].assists}):
        return LinearExpr.sum(at)
    once_or_more = model.new_bool_var(f"is_at_session[{person_id},{session_id}]")
    model.add(once_or_more <= LinearExpr.sum(at))
    return LinearExpr.sum([once_or_more])
