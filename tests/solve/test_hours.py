"""Hours of those who attend from afar, and who is there when; the flat model is the second method."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.plan import Plan, TermResult
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_plan,
    a_room,
    a_scenario,
    a_session,
    an_expert,
    in_person,
    remotely,
    slots_of,
)
from tests.solve.test_blocks import a_repeating_programme


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for five sessions; and a proof in whole numbers however much is open."""
    monkeypatch.setattr("planner.solve.blocks.search.STEPS_PER_GROUP", 100)
    monkeypatch.setattr("planner.solve.blocks.search._OPEN", 1.0)


def a_burdened_programme(seed: int) -> tuple[Scenario, Plan]:
    """Two languages, two people from afar for whom some slots are early or late, one who leaves before the end."""
    scenario, _ = a_repeating_programme(seed)
    draw = Random(seed)
    people = tuple(replace(p, active_languages=(draw.choice(["en", "fr"]),)) for p in scenario.people)
    west, east, *others, last = people
    afar = (
        replace(west, modes=("in_person", "remote"), zone="America/Argentina/Buenos_Aires"),
        replace(east, modes=("in_person", "remote"), zone="Asia/Karachi"),
    )
    leaving = draw.choice([None, 13 * 60, 24 * 60])
    sessions = tuple(replace(s, floor_languages=(draw.choice(["en", "fr"]),)) for s in scenario.sessions)
    scenario = replace(
        scenario,
        conference=replace(scenario.conference, languages=("en", "fr")),
        people=(*afar, *others, replace(last, leaves_before=leaving)),
        sessions=(*sessions[:-1], replace(sessions[-1], after=draw.choice([(), ("s2",)]))),
        rooms=tuple(replace(room, booths=2) for room in scenario.rooms),
        slots=(slots_of(MONDAY, "mon")[0], *slots_of(MONDAY, "mon")[2:], slots_of(TUESDAY, "tue")[0]),
    )
    modes = {person.id: in_person() for person in scenario.people} | {p.id: remotely() for p in afar}
    return scenario, replace(a_plan(scenario, people=modes, sessions={}), conference_languages=("en", "fr"))


@cache
def least_burden(seed: int) -> tuple[TermResult, ...]:
    scenario, plan = a_burdened_programme(seed)
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    return solve_in_order(planning, terms_in_order(scenario, "programme"), Search()).terms


@pytest.mark.parametrize("seed", range(12))
def test_the_whole_programme_is_proven_with_its_hours(seed: int) -> None:
    # The flat model is the second method. Seats never bind here.
    best = least_burden(seed)
    scenario, plan = a_burdened_programme(seed)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    if not best:
        assert found.plan is None
        return
    assert all(term.status == "proven" for term in best)
    assert found.plan is not None
    reached = [term for term in found.plan.terms if term.problem == "programme"]
    assert [(term.value, term.bound) for term in reached] == [(term.value, term.value) for term in best]


def test_small_programmes_burden_people_from_afar() -> None:
    # So that the test above is about hours.
    assert len({terms[-1].value for seed in range(12) if (terms := least_burden(seed))}) > 2


def test_whoever_leaves_during_a_session_may_be_elsewhere() -> None:
    # p must be at the long session, which p cannot stay for to its end: p goes to the other one instead.
    scenario = a_scenario(
        people=(an_expert("p", mandated=True, leaves_before=12 * 60), an_expert("q", mandated=True)),
        sessions=(
            a_session("long", attendance="required", length_slots=2, region="nowhere", invited=("p", "q")),
            a_session("short"),
        ),
        preferences=(Preference(person="p", session="short", points=50),),
        rooms=(a_room("r1"), a_room("r2")),
        slots=slots_of(MONDAY, "mon")[:2],
    )
    plan = a_plan(scenario, people={"p": in_person(), "q": in_person()}, sessions={})
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is not None
    [points] = [term for term in found.plan.terms if term.term == "preference_points_missed"]
    assert points.bound == 0
