"""The bound by prices alone: never above the optimum, hardly below the linear programme; held against both."""

import time
from itertools import combinations

import numpy as np
import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.scenario.people import Range
from planner.scenario.programme import Preference
from planner.solve.blocks.best_block import best_block
from planner.solve.blocks.coverage import Coverage
from planner.solve.blocks.prices import _Relaxation, bound_by_prices
from planner.solve.blocks.problem import BlockProblem, read_blocks
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from tests.builders import MONDAY, a_plan, a_room, a_scenario, a_session, an_expert, in_person, slots_of
from tests.solve.linear_programme import Master, Prices
from tests.solve.test_blocks import a_problem, a_repeating_programme, a_small_programme, flat_optimum

SEEDS = range(12)


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for seven sessions."""
    monkeypatch.setattr("planner.solve.blocks.prices._STEPS", 1500)
    monkeypatch.setattr("planner.solve.blocks.search.STEPS_PER_GROUP", 100)


@pytest.mark.parametrize("seed", SEEDS)
def test_best_block_is_the_one_that_enumeration_finds(seed: int) -> None:
    *_, problem = a_problem(seed)
    relaxation = _Relaxation(problem, 2)
    draw = np.random.default_rng(seed)
    parts, prices = relaxation.parts, np.zeros(relaxation.parts.size)
    prices[parts.groups] = draw.integers(-40, 120, len(problem.groups))
    prices[parts.seats] = draw.integers(0, 15, len(problem.groups))
    prices[parts.favourites] = draw.integers(0, 30, len(problem.people))
    prices[parts.once] = draw.integers(0, 30, parts.once.stop - parts.once.start) * (relaxation.sold[parts.once] > 0)
    master = Master(problem, 2)
    weights = master.weights(
        Prices(
            prices[parts.groups],
            np.zeros(len(problem.classes)),
            prices[parts.once][:-1].reshape(len(problem.repeats), len(problem.people)),
            -prices[parts.favourites],
        )
    )
    weights -= prices[parts.seats]
    for number, alike in enumerate(problem.classes):
        every = blocks_by_enumeration(problem, number)
        most = max(worth_by_hand(problem, weights, prices[parts.groups], alike.present, block) for block in every)
        offer = relaxation.offer(number, prices)
        block = np.zeros(len(problem.groups), dtype=bool)
        block[list(alike.must)] = True
        found = np.zeros((5, len(problem.groups)), dtype=bool)
        value, bound, *_ = best_block(offer, block, np.zeros(len(problem.people)), (0.0, 100_000), found)
        assert value == pytest.approx(most)
        assert bound == pytest.approx(most)
        assert tuple(np.flatnonzero(block).tolist()) in every
        begun = np.zeros(len(problem.groups), dtype=bool)
        begun[list(alike.must)] = True
        _, stopped, *_ = best_block(offer, begun, np.zeros(len(problem.people)), (0.0, 1), found)
        assert stopped >= most - 1e-6  # a bound after one node holds as well


@pytest.mark.parametrize("seed", SEEDS)
def test_no_block_is_worth_more_than_nothing_at_the_first_prices(seed: int) -> None:
    *_, problem = a_problem(seed)
    relaxation = _Relaxation(problem, 0)
    parts, prices = relaxation.parts, relaxation.begin()
    seats, once = prices[parts.seats], prices[parts.once][:-1].reshape(len(problem.repeats), len(problem.people))
    weights = problem.points - np.where((problem.points > 0) | problem.busy, seats, 0.0)
    for number, groups in enumerate(problem.repeats):
        held = list(groups)
        weights[:, held] -= np.where(problem.points[:, held] > 0, once[number][:, None] / problem.lengths[held], 0.0)
    for number, alike in enumerate(problem.classes):
        for block in blocks_by_enumeration(problem, number):
            assert worth_by_hand(problem, weights, prices[parts.groups], alike.present, block) <= 1e-6


def test_first_bound_is_what_those_without_a_seat_would_have() -> None:
    # Five wish the session, which takes three: whoever they are, 20 and 10 points are missed.
    people = tuple(f"p{n}" for n in range(5))
    scenario = a_scenario(
        people=tuple(an_expert(person, mandated=True) for person in people),
        sessions=(a_session("a", size=Range(least=0, most=3)),),
        preferences=tuple(Preference(person=p, session="a", points=50 - 10 * n) for n, p in enumerate(people)),
        rooms=(a_room("r1"),),
        slots=slots_of(MONDAY, "mon")[:1],
    )
    plan = a_plan(scenario, people={person: in_person() for person in people}, sessions={})
    problem = read_blocks(scenario, plan, Coverage(scenario, plan).places)
    no_time = Search(deadline=time.monotonic() - 1)
    assert bound_by_prices(problem, 0, {}, no_time).missed == 30
    assert bound_by_prices(problem, 0, {}, no_time, seats_cost=False).missed == 0


def blocks_by_enumeration(problem: BlockProblem, number: int) -> list[tuple[int, ...]]:
    alike = problem.classes[number]
    groups = np.flatnonzero(alike.allowed).tolist()
    return [
        block
        for size in range(problem.most_parallel + 1)
        for block in combinations(groups, size)
        if problem.holdings[list(block)].sum() <= problem.most_parallel
        and not problem.clash[np.ix_(block, block)].any()
        and set(alike.must) <= set(block)
    ]


def worth_by_hand(
    problem: BlockProblem, weights: np.ndarray, costs: np.ndarray, present: np.ndarray, block: tuple[int, ...]
) -> float:
    total = -float(sum(costs[group] for group in block))
    for person in np.flatnonzero(present):
        bound = [group for group in block if problem.busy[person, group]]
        total += weights[person, bound[0]] if bound else max([0.0, *(weights[person, group] for group in block)])
    return total


@pytest.mark.parametrize("seed", SEEDS)
def test_bound_is_hardly_below_the_linear_programme_and_never_above_it(seed: int) -> None:
    *_, problem = a_problem(seed)
    for floor in (0, 2):
        master = Master(problem, floor)
        master.solve(Search())
        if not master.problem.stated - master.bound < problem.stated:
            continue  # the floor leaves no timetable
        missed = bound_by_prices(problem, floor, {}, Search()).missed
        assert master.missed - 0.01 * problem.stated <= missed <= master.missed


def test_there_is_something_to_bound() -> None:
    # So that the test above is not about bounds of zero.
    missed = [bound_by_prices(a_problem(seed)[-1], 0, {}, Search()).missed for seed in SEEDS]
    assert sum(each > 0.05 * a_problem(0)[-1].stated for each in missed) > len(SEEDS) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_bound_holds_where_sessions_are_held_twice(seed: int) -> None:
    scenario, plan = a_repeating_programme(seed)
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    answer = solve_in_order(planning, terms_in_order(scenario, "programme")[1:2], Search())
    if answer.is_infeasible:
        pytest.skip("the floor of favourites leaves no programme")
    problem = read_blocks(scenario, plan, Coverage(scenario, plan).places)
    floor = scenario.policy.allocation.favourites_floor
    master = Master(problem, floor)
    master.solve(Search())
    missed = bound_by_prices(problem, floor, {}, Search()).missed
    assert missed <= answer.terms[0].value
    assert missed >= master.missed - 0.01 * problem.stated


def test_bound_holds_when_stopped_and_keeps_to_the_time() -> None:
    *_, problem = a_problem(1)
    whole = bound_by_prices(problem, 0, {}, Search()).missed
    assert whole > 0
    for seconds in (0.0, 0.05, 0.5):
        begun = time.monotonic()
        assert bound_by_prices(problem, 0, {}, Search(deadline=begun + seconds)).missed <= whole + 1
        assert time.monotonic() - begun < seconds + 2


def test_bound_repeats() -> None:
    *_, problem = a_problem(2)
    assert len({bound_by_prices(problem, 0, {}, Search(seed=5)).missed for _ in range(2)}) == 1


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_large_programmes_are_bounded_by_prices(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solve.blocks.search._LARGEST", 0)
    scenario, plan = a_small_programme(seed)
    best = flat_optimum(seed)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    if not best:
        assert found.plan is None
        return
    assert found.plan is not None
    ours = next(term for term in found.plan.terms if term.term == "preference_points_missed")
    optimum = next(term for term in best if term.term == "preference_points_missed")
    assert 0 < ours.bound <= optimum.value
