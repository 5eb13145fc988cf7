"""Programmes by blocks: bounds that hold and legal proposals, both held against the flat model as a second method."""

from dataclasses import replace
from functools import cache
from itertools import combinations, combinations_with_replacement
from random import Random

import numpy as np
import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import Plan, TermResult
from planner.scenario.people import Range
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.blocks.audience import most_of, plain, seat, worth
from planner.solve.blocks.coverage import Coverage
from planner.solve.blocks.covers import Covering
from planner.solve.blocks.pairs import as_wished
from planner.solve.blocks.prices import bound_by_prices
from planner.solve.blocks.pricing import Market, best_blocks, blocks_within
from planner.solve.blocks.problem import BlockProblem, read_blocks
from planner.solve.blocks.proof import Proof
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.extract import blank_plan
from planner.solve.linked import _Chain, as_seen_by
from planner.solve.outcome import Solved
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from planner.verify.report import verify_plan
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_plan,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    an_expert,
    in_person,
    slots_of,
)
from tests.solve.linear_programme import Master

PEOPLE = tuple(f"p{n}" for n in range(7))


def a_small_programme(seed: int) -> tuple[Scenario, Plan]:
    """Seven experts, seven sessions with all that makes a programme hard, six slots, two or three rooms."""
    draw = Random(seed)
    rooms = tuple(a_room(f"r{n}", capacity=draw.choice([2, 4, 9])) for n in range(draw.choice([2, 3])))
    thematic = [
        a_session(
            f"s{n}",
            offered=draw.choice([1, 1, 1, 2]),
            size=Range(least=0, most=draw.choice([2, 3, 9])),
            length_slots=draw.choice([1, 1, 1, 2]),
            speakers=draw.sample(PEOPLE, draw.choice([0, 0, 1])),
        )
        for n in range(5)
    ]
    sessions = (
        a_session("all", kind="plenary", attendance="required"),
        *thematic,
        a_session("last", after=("s0",), same_window=draw.choice([None, "w"])),
        a_session("beside", same_window="w"),
    )
    held = [session.id for session in sessions if session.id != "all"]
    preferences = [
        Preference(person=person, session=session, points=draw.randint(1, 9) * 10)
        for person in PEOPLE
        for session in draw.sample(held, draw.randint(2, 6))
    ]
    people = tuple(
        an_expert(person, mandated=True, leaves_before=draw.choice([None, None, None, 24 * 60 + 700]))
        for person in PEOPLE
    )
    scenario = a_scenario(
        people=people,
        sessions=sessions,
        preferences=tuple(preferences),
        rooms=(*rooms, a_room("hall", capacity=20)),
        slots=(*slots_of(MONDAY, "mon"), *slots_of(TUESDAY, "tue"))[:6],
        policy=a_policy(allocation={"top_sessions": 3}),
    )
    return scenario, a_plan(scenario, people={person: in_person() for person in PEOPLE}, sessions={})


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for seven sessions; and a proof in whole numbers however much is open."""
    monkeypatch.setattr("planner.solve.blocks.search.STEPS_PER_GROUP", 100)
    monkeypatch.setattr("planner.solve.blocks.search._OPEN", 1.0)


@cache
def flat_optimum(seed: int) -> tuple[TermResult, ...]:
    scenario, plan = a_small_programme(seed)
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    terms = solve_in_order(planning, terms_in_order(scenario, "programme"), Search()).terms
    assert all(term.status == "proven" for term in terms)
    return terms


SEEDS = range(16)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_hold_and_the_proposal_is_a_programme(seed: int) -> None:
    scenario, plan = a_small_programme(seed)
    best = flat_optimum(seed)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    if not best:
        assert found.plan is None
        return
    assert found.plan is not None
    assert not found.is_infeasible
    reached = [term for term in found.plan.terms if term.problem == "programme"]
    assert [term.value for term in reached] >= [term.value for term in best]
    for ours, optimum in zip(reached, best, strict=True):
        assert ours.bound <= optimum.value
        if ours.value != optimum.value:
            break  # later bounds are given this value, which the optimum does not share
    rules = {rule.name for rule in HARD_RULES if rule.problem == "programme"}
    assert rules.isdisjoint(violation.rule for violation in verify_plan(scenario, found.plan).violations)


def test_most_small_programmes_have_a_solution() -> None:
    # So that the test above is about programmes, not about their absence.
    assert sum(bool(flat_optimum(seed)) for seed in SEEDS) > len(SEEDS) / 2


def a_problem(seed: int) -> tuple[Scenario, Plan, Coverage, BlockProblem]:
    scenario, plan = a_small_programme(seed)
    coverage = Coverage(scenario, plan)
    return scenario, plan, coverage, read_blocks(scenario, plan, coverage.places)


@pytest.mark.parametrize("seed", range(6))
def test_all_blocks_within_a_gap_are_found(seed: int) -> None:
    *_, problem = a_problem(seed)
    alike = problem.classes[-1]
    prices = np.array([Random(f"{seed} {n}").randint(0, 120) for n in range(len(problem.groups))], dtype=float)
    market = Market(problem, alike, worth(problem, problem.points, alike.present), prices)
    groups = np.flatnonzero(alike.allowed).tolist()
    every = [
        block
        for size in range(problem.most_parallel + 1)
        for block in combinations(groups, size)
        if problem.holdings[list(block)].sum() <= problem.most_parallel
        and not problem.clash[np.ix_(block, block)].any()
        and set(alike.must) <= set(block)
    ]
    most = max(market.value(block) for block in every)
    found = blocks_within(market, most - 60, 10_000)
    assert found is not None
    assert sorted(found) == sorted(block for block in every if market.value(block) >= most - 60)
    blocks, bound = best_blocks(market, [], 10.0)
    assert bound == pytest.approx(max(0.0, *(market.seated(block) for block in every)), abs=0.01)
    assert blocks


def test_model_of_one_slot_finds_what_enumeration_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    *_, problem = a_problem(3)
    alike = problem.classes[-1]
    prices = np.full(len(problem.groups), 35.0)
    market = Market(problem, alike, worth(problem, problem.points, alike.present), prices)
    _, enumerated = best_blocks(market, [], 10.0)
    monkeypatch.setattr("planner.solve.blocks.pricing._LOOKED_AT", 0)
    _, by_model = best_blocks(market, [], 10.0)
    assert by_model == pytest.approx(enumerated, abs=0.1)


def test_scarce_seats_go_to_those_who_gain_most() -> None:
    # Both sessions at once, two seats in each: 90 + 80 in one, 70 + 60 in the other; whoever has 10 stays out.
    scenario = a_scenario(
        people=tuple(an_expert(person, mandated=True) for person in PEOPLE[:5]),
        sessions=(a_session("a", size=Range(least=0, most=2)), a_session("b", size=Range(least=0, most=2))),
        preferences=tuple(
            Preference(person=person, session=session, points=points)
            for person, session, points in (
                ("p0", "a", 90), ("p1", "a", 80), ("p2", "a", 75), ("p2", "b", 70), ("p3", "b", 60), ("p4", "b", 10),
            )
        ),
        rooms=(a_room("r1"), a_room("r2")),
        slots=slots_of(MONDAY, "mon")[:1],
    )  # fmt: skip
    plan = a_plan(scenario, people={person: in_person() for person in PEOPLE[:5]}, sessions={})
    problem = read_blocks(scenario, plan, Coverage(scenario, plan).places)
    worths = worth(problem, problem.points, problem.classes[0].present)
    assert seat(problem, worths, (0, 1)).value == 300
    assert plain(most_of(worths, (0, 1))).sum() == 315
    master = Master(problem, 0)
    master.solve(Search())
    assert master.missed == 385 - 300  # both sessions have to share the only slot
    assert 83 <= bound_by_prices(problem, 0, {}, Search()).missed <= 85
    assert bound_by_prices(problem, 0, {}, Search(), seats_cost=False).missed <= 385 - 315


def test_no_timetable_at_all_is_proven() -> None:
    scenario = a_scenario(
        people=(an_expert("p", mandated=True),),
        sessions=tuple(a_session(name, kind="plenary") for name in "abc"),
        slots=slots_of(MONDAY, "mon")[:2],
    )
    plan = a_plan(scenario, people={"p": in_person()}, sessions={})
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is None
    assert found.is_infeasible


def test_large_programmes_are_searched_by_blocks_and_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solve.linked.LARGE", 0)
    scenario, _ = a_small_programme(1)
    plans = []
    for _ in range(2):
        chain = _Chain(scenario, Search())
        delegation = chain.solve("delegation", blank_plan(scenario, 1, 1))
        assert isinstance(delegation, Solved)
        programme = chain.solve("programme", delegation.plan)
        assert isinstance(programme, Solved)
        plans.append(programme.plan)
    assert plans[0] == plans[1]
    assert as_seen_by("programme", scenario, plans[0]).people == scenario.people


def test_whoever_signs_asks_for_no_booth_in_the_bound() -> None:
    # The floor is French; p understands English alone and signs: a team follows p, no booth is opened.
    scenario = a_scenario(
        people=(
            an_expert("p", mandated=True, sign_language="bzs"),
            an_expert("q", mandated=True, active_languages=("fr",)),
        ),
        sessions=(a_session("talk", attendance="required", floor_languages=("fr",)),),
    )
    plan = a_plan(scenario, people={"p": in_person(), "q": in_person()}, sessions={})
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is not None
    [languages] = [term for term in found.plan.terms if term.term == "session_languages_opened"]
    assert (languages.value, languages.bound) == (0, 0)


def a_repeating_programme(seed: int) -> tuple[Scenario, Plan]:
    """Six people, five sessions of which two are held twice, four slots of two rooms: small enough for a flat proof."""
    draw = Random(seed)
    people = PEOPLE[:6]
    sessions = tuple(a_session(f"s{n}", offered=2 if n < 2 else 1) for n in range(5))
    preferences = tuple(
        Preference(person=person, session=f"s{n}", points=draw.randint(1, 9) * 10)
        for person in people
        for n in sorted(draw.sample(range(5), draw.randint(3, 5)))
    )
    scenario = a_scenario(
        people=tuple(an_expert(person, mandated=True) for person in people),
        sessions=sessions,
        preferences=preferences,
        rooms=(a_room("r0"), a_room("r1")),
        slots=(*slots_of(MONDAY, "mon"), *slots_of(TUESDAY, "tue"))[:4],
        policy=a_policy(allocation={"top_sessions": 3, "favourites_floor": draw.choice([0, 2])}),
    )
    return scenario, a_plan(scenario, people={person: in_person() for person in people}, sessions={})


@pytest.mark.parametrize("seed", range(12))
def test_proof_closes_what_prices_leave_open(seed: int) -> None:
    # The flat model's optimum is the second method. Seats never bind here, so the relaxation is exact.
    scenario, plan = a_repeating_programme(seed)
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    answer = solve_in_order(planning, terms_in_order(scenario, "programme")[1:2], Search())
    if answer.is_infeasible:
        pytest.skip("the floor of favourites leaves no programme")
    [points] = answer.terms
    assert points.status == "proven"
    problem = read_blocks(scenario, plan, Coverage(scenario, plan).places)
    floor = scenario.policy.allocation.favourites_floor
    bound = bound_by_prices(problem, floor, {}, Search(), seats_cost=False)
    assert bound.missed <= points.value
    for worse in (0, 30):  # a known timetable need not be the best
        proof = Proof(as_wished(problem, floor, bound.prices), problem.stated - points.value - worse, Search(), {})
        assert proof.missed == points.value


@pytest.mark.parametrize("seed", range(12))
def test_languages_are_bounded_where_sessions_are_held_twice(seed: int) -> None:
    # Half of the people follow French alone, sessions are in either language: the flat model is the second method.
    scenario, plan = a_repeating_programme(seed)
    draw = Random(seed)
    scenario = replace(
        scenario,
        conference=replace(scenario.conference, languages=("en", "fr")),
        people=tuple(replace(p, active_languages=(draw.choice(["en", "fr"]),)) for p in scenario.people),
        sessions=tuple(replace(s, floor_languages=(draw.choice(["en", "fr"]),)) for s in scenario.sessions),
        rooms=tuple(replace(room, booths=2) for room in scenario.rooms),
    )
    plan = replace(plan, conference_languages=("en", "fr"))
    planning = build_model(scenario, ("programme",))
    fix_plan(planning, plan, ("delegation",))
    best = solve_in_order(planning, terms_in_order(scenario, "programme"), Search()).terms
    if not best:
        pytest.skip("the floor of favourites leaves no programme")
    assert all(term.status == "proven" for term in best)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    assert found.plan is not None
    for ours, optimum in zip(found.plan.terms, best, strict=True):
        assert ours.bound <= optimum.value <= ours.value
        if ours.value != optimum.value:
            break


@pytest.mark.parametrize("seed", range(6))
def test_all_ways_within_a_budget_are_found(seed: int) -> None:
    # Six sessions, the first held twice in pairs at a cost of their own, the second of two slots; two classes of slots.
    draw = Random(seed)
    blocks = [sorted(draw.sample(range(6), draw.randint(1, 3))) for _ in range(18)]
    uses = np.zeros((len(blocks), 8), dtype=np.int64)
    for row, block in zip(uses, blocks, strict=True):
        row[[*block, 6 + draw.randint(0, 1)]] = 1
    limits = np.array([2, 2, 1, 1, 1, 1, 3, 2])
    costs = np.array([draw.randint(0, 9) for _ in blocks], dtype=float)
    twice = [number for number, block in enumerate(blocks) if 0 in block]
    pairs = {both: float(draw.randint(0, 5)) for both in combinations_with_replacement(twice, 2) if draw.random() < 0.7}
    covering = Covering(uses=uses, limits=limits, groups=6, together=[0, 1], costs=costs, pairs={0: pairs})
    every = {
        way
        for size in range(1, 6)
        for way in combinations_with_replacement(range(len(blocks)), size)
        if (uses[list(way)].sum(axis=0)[:6] == limits[:6]).all()
        and (uses[list(way)].sum(axis=0) <= limits).all()
        and (both := tuple(number for number in way if 0 in blocks[number])) in pairs
        and costs[list(way)].sum() + pairs[both] <= 25
    }
    parts = [covering.ways(groups, mine, 25.0).tolist() for groups, mine in covering.parts()]
    found = [tuple(sorted(number for number in way if number >= 0)) for way in parts[0]]
    assert len(parts) == 1
    assert sorted(found) == sorted(every)
