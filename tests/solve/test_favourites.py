"""How few favourites the worst-off person must miss, by models far smaller than the flat one."""

from dataclasses import replace

import pytest

from benchmarks.given import everyone_comes
from benchmarks.programme_problem import programme_problem
from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.blocks.favourites import FAVOURITES, fairest_timetable, fairest_with_seats
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from tests.builders import MONDAY, a_plan, a_policy, a_room, a_scenario, a_session, an_expert, in_person, slots_of

SEEDS = range(8)


def wishes(*people: str, sessions: str) -> tuple[Preference, ...]:
    return tuple(Preference(person=who, session=name, points=50) for who in people for name in sessions)


def small(seed: int) -> Scenario:
    """Two rooms, which are too small and have too few booths for everyone's first wish; two favourites count."""
    scenario = programme_problem(14, 6, 2, seed)
    rooms = tuple(replace(room, booths=n + 1, capacity=5 + n) for n, room in enumerate(scenario.rooms))
    policy = a_policy(timetable={"parallel_sessions": 2}, allocation={"top_sessions": 3})
    return replace(scenario, rooms=rooms, policy=policy, objective={**scenario.objective, "programme": (FAVOURITES,)})


def flat_missed(scenario: Scenario) -> int:
    """The second method."""
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, everyone_comes(scenario), ("delegation",))
    [missed] = solve_in_order(planning, terms_in_order(scenario, "programme"), Search()).terms
    assert missed.status == "proven"
    return missed.value


def test_three_favourites_in_two_slots() -> None:
    # One is missed whatever the timetable.
    scenario = a_scenario(
        people=(an_expert("p", mandated=True),),
        sessions=tuple(a_session(name) for name in "abc"),
        preferences=wishes("p", sessions="abc"),
        rooms=(a_room("r1"), a_room("r2")),
        slots=slots_of(MONDAY, "mon")[:2],
        policy=a_policy(allocation={"top_sessions": 3}),
    )
    plan = a_plan(scenario, people={"p": in_person()}, sessions={})
    fairest = fairest_timetable(scenario, plan, Search())
    assert fairest.missed == 1
    assert set(fairest.times) == {"a#1", "b#1", "c#1"}


@pytest.mark.parametrize(("capacity", "booths", "missed"), [(2, 1, 0), (1, 1, 1), (2, 0, 2)])
def test_seats_and_booths_for_two_favourites(capacity: int, booths: int, missed: int) -> None:
    # Two people, two sessions, two slots. With one seat in each room either is at one; without a booth q, who hears
    # French alone, follows nothing.
    scenario = a_scenario(
        people=(an_expert("p", mandated=True), an_expert("q", mandated=True, active_languages=("fr",))),
        sessions=tuple(a_session(name) for name in "ab"),
        preferences=wishes("p", "q", sessions="ab"),
        rooms=tuple(a_room(name, capacity=capacity, booths=booths) for name in ("r1", "r2")),
        slots=slots_of(MONDAY, "mon")[:2],
        policy=a_policy(allocation={"top_sessions": 2}),
    )
    plan = a_plan(scenario, people={"p": in_person(), "q": in_person()}, sessions={})
    assert fairest_timetable(scenario, plan, Search()).missed == 0
    fairest = fairest_with_seats(scenario, plan, range(2), Search())
    assert (fairest.bound, fairest.missed) == (missed, missed)
    assert bool(fairest.times) == (missed < 2)


def test_whoever_is_not_there_takes_no_seat() -> None:
    # Whoever is there must be at a, and the only room seats one: a is held before q arrives.
    slots = slots_of(MONDAY, "mon")[:2]
    scenario = a_scenario(
        people=(an_expert("p", mandated=True), an_expert("q", mandated=True, arrives_after=slots[0].ends)),
        sessions=(a_session("a", attendance="required"), a_session("b")),
        preferences=wishes("p", sessions="ab"),
        rooms=(a_room("r1", capacity=1),),
        slots=slots,
        policy=a_policy(allocation={"top_sessions": 2}),
    )
    plan = a_plan(scenario, people={"p": in_person(), "q": in_person()}, sessions={})
    fairest = fairest_with_seats(scenario, plan, range(2), Search())
    assert (fairest.bound, fairest.missed) == (0, 0)
    assert fairest.times == {"a#1": slots[0].id, "b#1": slots[1].id}


def test_no_programme_misses_fewer() -> None:
    matters = False
    for seed in SEEDS:
        scenario = small(seed)
        plan, least = everyone_comes(scenario), flat_missed(scenario)
        without = fairest_timetable(scenario, plan, Search())
        fairest = fairest_with_seats(scenario, plan, range(without.bound, 3), Search())
        assert without.bound <= fairest.bound <= least
        matters |= without.bound < fairest.bound
    assert matters, "seats and booths never matter here"


@pytest.mark.parametrize("seed", SEEDS)
def test_programme_is_as_fair_as_can_be(seed: int) -> None:
    scenario = small(seed)
    found = solve_by_blocks(scenario, everyone_comes(scenario), terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is not None
    [missed] = found.plan.terms
    assert (missed.value, missed.bound) == (flat_missed(scenario), flat_missed(scenario))
