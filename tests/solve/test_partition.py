"""Exact blocks: each one's worth is the flat model's for one slot, and what they come to together its optimum."""

import time
from dataclasses import replace
from itertools import combinations

import pytest

from benchmarks.given import everyone_comes
from benchmarks.programme_problem import programme_problem
from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from planner.solve.blocks import partition as partition_module
from planner.solve.blocks import search as by_blocks
from planner.solve.blocks.coverage import Coverage
from planner.solve.blocks.pairs import as_wished
from planner.solve.blocks.partition import Partition, may_part
from planner.solve.blocks.prices import bound_by_prices
from planner.solve.blocks.problem import read_blocks
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.blocks.worths import Worths
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from tests.builders import a_policy

SEEDS = range(8)
POINTS = "preference_points_missed"


def small(seed: int, people: int = 14, sessions: int = 6) -> Scenario:
    """Two rooms, which are too small and have too few booths for everyone's first wish; nobody's favourites count."""
    scenario = programme_problem(people, sessions, 2, seed)
    rooms = tuple(replace(room, booths=n + 1, capacity=people // 2 + n - 1) for n, room in enumerate(scenario.rooms))
    return replace(scenario, rooms=rooms, objective={**scenario.objective, "programme": (POINTS,)})


def flat_missed(scenario: Scenario) -> int | None:
    """Points missed at least, by the flat model: the second method. None where there is no programme."""
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, everyone_comes(scenario), ("delegation",))
    answer = solve_in_order(planning, terms_in_order(scenario, "programme"), Search())
    if answer.is_infeasible:
        return None
    [points] = answer.terms
    assert points.status == "proven"
    return points.value


def stated(scenario: Scenario) -> int:
    return sum(preference.points for preference in scenario.preferences)


def part_of(scenario: Scenario, sessions: tuple[str, ...]) -> Scenario:
    """These sessions alone, at once."""
    return replace(
        scenario,
        sessions=tuple(session for session in scenario.sessions if session.id in sessions),
        preferences=tuple(wish for wish in scenario.preferences if wish.session in sessions),
        slots=scenario.slots[:1],
    )


def worths_of(scenario: Scenario) -> Worths:
    plan = everyone_comes(scenario)
    coverage = Coverage(scenario, plan)
    problem = read_blocks(scenario, plan, coverage.places)
    prices = bound_by_prices(problem, 0, {}, Search()).prices
    return Worths(scenario, plan, as_wished(problem, 0, prices), coverage.places)


@pytest.mark.parametrize("seed", SEEDS)
def test_worth_of_a_block_is_what_the_flat_model_finds_for_one_slot(seed: int) -> None:
    scenario = small(seed)
    worths = worths_of(scenario)
    is_held_back = False
    for block in combinations(range(len(worths.problem.groups)), 2):
        part = part_of(scenario, tuple(scenario.holding[worths.problem.groups[g][0]].session.id for g in block))
        missed = flat_missed(part)
        assert missed is not None
        assert worths.of((0, block), Search()).most == stated(part) - missed
        is_held_back |= worths.problem.points[:, list(block)].max(axis=1).sum() > stated(part) - missed
    assert is_held_back, "rooms and booths never matter here"


@pytest.mark.parametrize("seed", SEEDS)
def test_best_partition_is_the_optimum(seed: int) -> None:
    scenario = small(seed)
    worths, missed = worths_of(scenario), flat_missed(scenario)
    assert missed is not None
    optimum = stated(scenario) - missed
    prices = bound_by_prices(worths.problem, 0, {}, Search()).prices
    for known in (optimum - 60, optimum - 1):
        partition = Partition(worths, 0, prices, known, Search())
        timetables = partition.best()
        assert timetables
        assert partition.bound == pytest.approx(optimum)
        for columns in timetables:
            assert sum(worths.of(column, Search()).most for column in columns) == pytest.approx(optimum)
            assert sorted(group for _, block in columns for group in block) == list(range(len(worths.problem.groups)))
    partition = Partition(worths, 0, prices, optimum, Search())
    partition.best()
    assert partition.bound <= optimum + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_branching_to_the_end_finds_what_seating_all_of_them_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = replace(small(seed), policy=a_policy(timetable={"parallel_sessions": 2}, allocation={"top_sessions": 3}))
    worths = worths_of(scenario)
    prices = bound_by_prices(worths.problem, 1, {}, Search()).prices
    found = []
    for seated in (1_000_000, 1):
        monkeypatch.setattr(partition_module, "_SEATED", seated)
        monkeypatch.setattr(partition_module, "_FEW", 0)
        partition = Partition(worths, 1, prices, 0.0, Search())
        timetables = partition.best()
        assert partition.has_all
        found.append((partition.bound, {frozenset(columns) for columns in timetables}))
    counted, branched = found
    assert counted[1]
    assert branched == counted


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_threads_change_nothing(seed: int) -> None:
    worths = worths_of(small(seed))
    prices = bound_by_prices(worths.problem, 0, {}, Search()).prices
    found = []
    for workers in (1, 2):
        partition = Partition(worths, 0, prices, 0.0, Search(workers=workers))
        found.append(({frozenset(columns) for columns in partition.best()}, partition.bound))
    assert found[0] == found[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_programme_of_exact_blocks_is_proven(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # The walk is cut short, so that the partition has something to find.
    monkeypatch.setattr(by_blocks, "STEPS_PER_GROUP", 1)
    scenario = small(seed)
    found = solve_by_blocks(scenario, everyone_comes(scenario), terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is not None
    [points] = found.plan.terms
    assert (points.value, points.bound) == (flat_missed(scenario), flat_missed(scenario))


@pytest.mark.parametrize("seed", SEEDS)
def test_programme_with_favourites_is_proven_and_so_are_its_languages(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_blocks, "STEPS_PER_GROUP", 1)
    policy = a_policy(timetable={"parallel_sessions": 2}, allocation={"top_sessions": 3})
    order = ("favourites_missed_by_the_worst_off", POINTS, "session_languages_opened")
    scenario = replace(small(seed), policy=policy)
    scenario = replace(scenario, objective={**scenario.objective, "programme": order})
    plan, terms = everyone_comes(scenario), terms_in_order(scenario, "programme")
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    flat = solve_in_order(planning, terms, Search()).terms
    assert all(term.status == "proven" for term in flat)
    found = solve_by_blocks(scenario, plan, terms, (), Search())
    assert found.plan is not None
    assert [(t.term, t.value, t.bound) for t in found.plan.terms] == [(t.term, t.value, t.value) for t in flat]


def test_blocks_that_cannot_be_held_are_worth_nothing() -> None:
    # Everyone must be at both sessions, each in one of two rooms at once: no block holds both.
    scenario = small(0)
    both = tuple(replace(session, attendance="required") for session in scenario.sessions[:2])
    rooms = tuple(replace(room, capacity=50, booths=6) for room in scenario.rooms)
    scenario = replace(scenario, sessions=(*both, *scenario.sessions[2:]), rooms=rooms)
    worths = worths_of(scenario)
    assert worths.problem.clash[0, 1]
    small_rooms = worths_of(replace(scenario, rooms=tuple(replace(room, capacity=3) for room in rooms)))
    assert small_rooms.of((0, (0,)), Search()).most < 0


def test_sessions_held_twice_or_long_are_left_to_the_pairs() -> None:
    scenario = small(0)
    assert may_part(worths_of(scenario).problem)
    for change in ({"offered": 2}, {"length_slots": 2}):
        sessions = (replace(scenario.sessions[0], **change), *scenario.sessions[1:])
        longer = replace(scenario, sessions=sessions, policy=a_policy(timetable={"parallel_sessions": 2}))
        problem = read_blocks(longer, everyone_comes(longer), Coverage(longer, everyone_comes(longer)).places)
        assert not may_part(problem)


def test_size_of_a_session_is_kept() -> None:
    scenario = small(1)
    tiny = replace(scenario, sessions=tuple(replace(s, size=Range(least=0, most=2)) for s in scenario.sessions))
    assert flat_missed(tiny) != flat_missed(scenario)
    worths, missed = worths_of(tiny), flat_missed(tiny)
    assert missed is not None
    prices = bound_by_prices(worths.problem, 0, {}, Search()).prices
    partition = Partition(worths, 0, prices, stated(tiny) - missed - 20, Search())
    partition.best()
    # Sizes bound the worth from above only by seats: never below the optimum.
    assert partition.bound >= stated(tiny) - missed - 1e-6


@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.02, 0.2, 1.0])
def test_bound_holds_whenever_the_time_is_over(seconds: float) -> None:
    scenario = small(2)
    worths, missed = worths_of(scenario), flat_missed(scenario)
    assert missed is not None
    optimum = stated(scenario) - missed
    prices = bound_by_prices(worths.problem, 0, {}, Search()).prices
    partition = Partition(worths, 0, prices, optimum - 60, Search(deadline=time.monotonic() + seconds))
    partition.best()
    assert partition.bound >= optimum - 1e-6
    for block in combinations(range(3), 2):
        brief = Search(deadline=time.monotonic() + seconds / 100)
        assert worths.of((0, block), brief).most >= worths.of((0, block), Search()).most
