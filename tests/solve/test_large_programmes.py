"""What large programmes need besides blocks: people for what is held at once, seats near those given, foresight."""

from typing import Any

import pytest

from planner.model.build import build_model
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from planner.solve.blocks.coverage import Coverage
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.foresight import foresee
from planner.solve.priorities import has_solution, least_of
from planner.solve.search import Search
from planner.verify.report import verify_plan
from tests.builders import (
    MONDAY,
    a_delegation,
    a_person,
    a_plan,
    a_room,
    a_scenario,
    a_session,
    an_expert,
    in_person,
    slots_of,
)
from tests.solve.test_blocks import a_small_programme, flat_optimum

SEEDS = range(16)


def three_at_once(least: int) -> Scenario:
    """Three sessions and one slot, for four people."""
    return a_scenario(
        people=tuple(an_expert(f"p{n}", mandated=True) for n in range(4)),
        sessions=tuple(a_session(f"s{n}", size=Range(least=least, most=4)) for n in range(3)),
        rooms=tuple(a_room(f"r{n}") for n in range(3)),
        slots=slots_of(MONDAY, "mon")[:1],
    )


@pytest.mark.parametrize(("least", "is_too_much"), [(1, False), (2, True)])
def test_sessions_at_once_have_the_people_they_need(*, least: int, is_too_much: bool) -> None:
    # Three times two are more than four.
    scenario = three_at_once(least)
    plan = a_plan(scenario, people={person.id: in_person() for person in scenario.people}, sessions={})
    assert least_of(Coverage(scenario, plan).model, None, Search()).is_infeasible is is_too_much
    planning = build_model(scenario, ("programme",))
    assert has_solution(planning.model, Search()) is not is_too_much


def test_people_who_must_be_elsewhere_are_not_there() -> None:
    # The plenary takes all four, in the only slot there is: nobody is left for a session of one.
    scenario = three_at_once(1)
    plenary = a_session("all", kind="plenary", attendance="required")
    for sessions, is_too_much in ((scenario.sessions, False), ((plenary, *scenario.sessions[:1]), True)):
        other = a_scenario(people=scenario.people, sessions=sessions, rooms=scenario.rooms, slots=scenario.slots)
        plan = a_plan(other, people={person.id: in_person() for person in other.people}, sessions={})
        assert least_of(Coverage(other, plan).model, None, Search()).is_infeasible is is_too_much


@pytest.mark.parametrize("most_seats", [0, 1_000_000], ids=["near given seats", "anywhere"])
@pytest.mark.parametrize("seed", SEEDS)
def test_programme_begun_at_given_seats_is_legal_and_no_better_than_the_best(
    seed: int, most_seats: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.solve.blocks.search._LARGEST", 0)
    monkeypatch.setattr("planner.solve.blocks.search.MANY_SEATS", most_seats)
    monkeypatch.setattr("planner.solve.blocks.search.STEPS_PER_GROUP", 100)
    scenario, plan = a_small_programme(seed)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    best = flat_optimum(seed)
    if not best:
        assert found.plan is None
        return
    assert found.plan is not None
    reached = [term.value for term in found.plan.terms if term.problem == "programme"]
    assert reached >= [term.value for term in best]
    rules = {rule.name for rule in HARD_RULES if rule.problem == "programme"}
    assert rules.isdisjoint(violation.rule for violation in verify_plan(scenario, found.plan).violations)


def invited(*, least: int, decision: bool = False) -> Scenario:
    """A session by invitation for two people of two delegations, and one that everyone must be at."""
    return a_scenario(
        delegations=(a_delegation("AA"), a_delegation("BB")),
        people=(
            a_person("a", delegation="AA", modes=("in_person",)),
            a_person("b", delegation="BB", modes=("in_person",)),
            a_person("c", delegation="BB", category="nhri", modes=("in_person",)),
        ),
        sessions=(
            a_session("few", attendance="invited", invited=("a", "b"), size=Range(least=least, most=2)),
            a_session("all", kind="plenary", attendance="required", decision=decision),
        ),
    )


@pytest.mark.parametrize(("least", "is_possible"), [(1, True), (2, False)])
def test_sessions_by_invitation_are_provided_for(*, least: int, is_possible: bool) -> None:
    for foresees, expected in ((False, True), (True, is_possible)):
        planning = build_model(invited(least=least), ("delegation",))
        if foresees:
            foresee(planning, regions=False)
        planning.model.add(planning.decisions.attends["b", "in_person"] == 0)
        assert has_solution(planning.model, Search()) is expected


def regional(**session: Any) -> Scenario:
    """Two people of a region, one of whom can chair; its session, and one that everyone must be at."""
    people = tuple(a_person(id, modes=("in_person",), can_chair=id == "chair") for id in ("chair", "other"))
    ours = a_session("ours", kind="regional", region="un:GRULAC", **session)
    return a_scenario(people=people, sessions=(ours, a_session("all", kind="plenary", attendance="required")))


@pytest.mark.parametrize(
    ("session", "absent", "is_possible"),
    [
        ({"chairs_needed": 1}, "other", True),
        ({"chairs_needed": 1}, "chair", False),
        ({"size": Range(least=1, most=2)}, "chair", True),
        ({"size": Range(least=2, most=2)}, "other", False),
    ],
)
def test_sessions_of_regions_are_provided_for_where_asked(session: Any, absent: str, *, is_possible: bool) -> None:
    for regions, expected in ((False, True), (True, is_possible)):
        planning = build_model(regional(**session), ("delegation",))
        foresee(planning, regions=regions)
        planning.model.add(planning.decisions.attends[absent, "in_person"] == 0)
        assert has_solution(planning.model, Search()) is expected
    # And it is the programme that needs them.
    both = build_model(regional(**session), ("delegation", "programme"))
    both.model.add(both.decisions.attends[absent, "in_person"] == 0)
    assert has_solution(both.model, Search()) is is_possible


@pytest.mark.parametrize("decision", [False, True])
def test_foresight_asks_nothing_that_the_programme_does_not(*, decision: bool) -> None:
    # All three come, and the one with a seat for an institution is there when it is decided.
    both = build_model(invited(least=2, decision=decision), ("delegation", "programme"))
    assert has_solution(both.model, Search()) is True
    foresee(both, regions=True)
    assert has_solution(both.model, Search()) is True
