"""Team sizes against AIIC's table and the oracles of the catalogue."""

import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.teams import smallest_team
from planner.solve.priorities import is_feasible
from planner.solve.search import Search
from tests.builders import (
    a_conference,
    a_person,
    a_plan,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    an_interpreter,
    held,
    in_person,
)

AIIC = {
    1: {1: 2, 2: 4},
    2: {1: 2, 2: 3, 3: 5, 4: 7, 5: 9},
    3: {1: 2, 2: 3, 3: 5, 4: 7, 5: 9},
    4: {1: 2, 2: 4, 3: 6, 4: 8, 5: 10, 6: 12},
    6: {1: 2, 4: 8, 6: 12},
}
"""Floor languages to outgoing languages to interpreters, as `docs/rules.md` states them."""


@pytest.mark.parametrize(
    ("floor", "outgoing", "team"), [(floor, *row) for floor, teams in AIIC.items() for row in teams.items()]
)
def test_team_is_as_large_as_the_table_asks(floor: int, outgoing: int, team: int) -> None:
    assert smallest_team(floor, outgoing) == team


@pytest.mark.parametrize(
    ("floor", "outgoing", "team"),
    [(1, 3, 6), (2, 6, 11), (4, 7, 14)],
    ids=["4 for two and 2 more", "9 for five and 2 more", "12 for six and 2 more"],
)
def test_each_language_beyond_the_table_takes_two_more(floor: int, outgoing: int, team: int) -> None:
    assert smallest_team(floor, outgoing) == team


def test_nothing_outgoing_needs_nobody() -> None:
    assert smallest_team(4, 0) == 0


FOUR = ("en", "fr", "es", "ar")


@pytest.mark.parametrize(
    ("bi_active", "interpreters", "suffice"),
    [((), 8, True), ((), 7, False), (("ar",), 9, True), (("ar",), 8, False)],
    ids=["8 for four into four", "7 are too few", "9 with a bi-active booth", "8 are then too few"],
)
def test_session_in_four_languages(bi_active: tuple[str, ...], interpreters: int, suffice: bool) -> None:
    scenario = a_scenario(
        conference=a_conference(languages=FOUR),
        policy=a_policy(interpreting={"bi_active_languages": bi_active}),
        people=tuple(a_person(lang, active_languages=(lang,)) for lang in FOUR),
        sessions=(a_session("talk", floor_languages=FOUR),),
        rooms=(a_room("r1", booths=4),),
        interpreters=tuple(an_interpreter(f"i{n}", " ".join(FOUR)) for n in range(interpreters)),
    )
    holding = held(floor=FOUR, outgoing=FOUR, attends=FOUR)
    plan = a_plan(scenario, people=dict.fromkeys(FOUR, in_person()), sessions={"talk#1": holding})
    planning = build_model(scenario)
    fix_plan(planning, plan, ("delegation", "programme"))
    assert is_feasible(planning, Search()) is suffice
