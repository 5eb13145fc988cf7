"""What rules allow beside their cases, and what they forbid in ways the cases do not take."""

from planner.solve.linked import solve_linked
from planner.solve.outcome import Infeasible, Solved
from planner.solve.search import Search
from tests.builders import (
    a_closed_session,
    a_delegation,
    a_person,
    a_scenario,
    a_session,
    an_expert,
    an_interpreter,
    seats,
)


def test_closed_sessions_of_one_category_may_share_their_team() -> None:
    # Both are for civil society, in different sittings, and a listener to French must be at both.
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=seats(civil_society=(1, 1))),),
        people=(a_person("aa-cs", category="civil_society", modes=("in_person",), active_languages=("fr",)),),
        sessions=tuple(
            a_closed_session(id, attendance="required", allowed_slots=(slot,))
            for id, slot in [("first", "mon1"), ("second", "mon3")]
        ),
        interpreters=(an_interpreter("i1", "fr", "en"), an_interpreter("i2", "fr", "en")),
    )
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved)
    teams = [set(holding.interpreters["fr"]) for holding in outcome.plan.sessions.values()]
    assert teams == [{"i1", "i2"}, {"i1", "i2"}]


def test_speaker_without_the_floor_language_is_not_seated() -> None:
    scenario = a_scenario(
        people=(an_expert("guest", active_languages=("fr",), passive_languages=("en",)),),
        sessions=(a_session("talk", speakers=("guest",)),),
    )
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Infeasible)
    assert outcome.clashing == (
        "people_in_named_roles_come",
        "required_sessions_are_attended",
        "speakers_have_an_active_floor_language",
    )
