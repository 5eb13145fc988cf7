"""Terms one by one: frozen in order, cut short honestly, reported while they run."""

import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ortools.sat.python.cp_model import CpModel, LinearExprT

from planner.model.build import build_model
from planner.model.decisions import Decisions
from planner.model.objective import ObjectiveTerm, terms_in_order
from planner.pipeline import Limits, make_plan
from planner.plan import Plan, TermResult
from planner.scenario.read import read_scenario
from planner.scenario.scenario import Scenario
from planner.solve.interruption import Interruption
from planner.solve.linked import solve_linked
from planner.solve.outcome import OutOfTime, Solved
from planner.solve.priorities import solve_in_order
from planner.solve.search import Progress, Search, side_by_side
from planner.verify.report import verify_plan
from tests.builders import (
    a_delegation,
    a_person,
    a_policy,
    a_scenario,
    a_session,
    an_interpreter,
    seats,
)

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"


def planned(scenario: Scenario, search: Search | None = None) -> Plan:
    outcome = solve_linked(scenario, search or Search())
    assert isinstance(outcome, Solved)
    assert verify_plan(scenario, outcome.plan).violations == ()
    return outcome.plan


def values(plan: Plan) -> dict[str, int]:
    return {term.term: term.value for term in plan.terms}


def one_seat_for_two(**given: Any) -> Scenario:
    """One State seat for two: `near` is free of cost and of weight, `far` costs a fare of 10 000 cents and weighs 3."""
    return a_scenario(
        policy=a_policy(selection={"marginalised_weights": {"cannot_self_fund": 3}}),
        delegations=(a_delegation("AA", seats=seats(state=(1, 1))),),
        people=(
            a_person("near", modes=("in_person",), self_funding=("fare", "allowance", "visa")),
            a_person("far", modes=("in_person",), origin="BOG"),
        ),
        **given,
    )


def test_earlier_term_is_never_paid_for_a_later_one() -> None:
    plan = planned(one_seat_for_two())
    # Weight 3 is left out without `far`, none without `near`; then the fare must be paid and 1 000 kg emitted.
    assert set(plan.people) == {"far"}
    assert values(plan)["marginalised_weight_left_out"] == 0
    assert values(plan)["travel_and_language_cost_cents"] == 10_000
    assert values(plan)["co2_kg"] == 1000


def test_objective_order_changes_which_term_wins() -> None:
    cheapest_first = ("travel_and_language_cost_cents", "incomplete_delegations", "marginalised_weight_left_out")
    plan = planned(one_seat_for_two(objective={"delegation": cheapest_first}))
    assert set(plan.people) == {"near"}
    assert [term.value for term in plan.terms if term.problem == "delegation"] == [0, 0, 3]


def test_dropped_terms_are_not_solved() -> None:
    plan = planned(one_seat_for_two(objective={"delegation": ("co2_kg",), "programme": (), "roster": ()}))
    # Nothing asks for a complete delegation any more, and emissions are nil when nobody or only `near` comes.
    assert [(term.problem, term.term, term.value) for term in plan.terms] == [("delegation", "co2_kg", 0)]
    assert "far" not in plan.people


def test_scenario_without_sessions_is_solved() -> None:
    assert planned(one_seat_for_two(sessions=())).sessions == {}


def test_no_time_at_all_is_out_of_time() -> None:
    assert make_plan(a_scenario(), Limits(seconds=0)) == OutOfTime(problem="delegation")


def test_terms_cut_short_keep_honest_bounds() -> None:
    # A tenth of a unit of work finds the pilot's plan, and proves the delegation but not the whole programme.
    scenario = read_scenario(PILOT)
    plan = planned(scenario, Search(deterministic_limit=0.1))
    cut_short = [term for term in plan.terms if term.status == "limit"]
    assert cut_short
    for term in plan.terms:
        assert 0 <= term.bound <= term.value
        assert (term.bound == term.value) == (term.status == "proven")
        assert term.gap == round((term.value - term.bound) / max(1, term.value), 6)
    assert not plan.is_proven


TWO_SESSIONS_ONE_TEAM = a_scenario(
    delegations=(a_delegation("AA", seats=seats(state=(2, 2))),),
    people=(a_person("aa-en", modes=("in_person",)), a_person("aa-fr", modes=("in_person",), active_languages=("fr",))),
    sessions=tuple(
        a_session(name, attendance="required", allowed_slots=(slot,))
        for name, slot in [("one", "mon1"), ("two", "mon3")]
    ),
    interpreters=(an_interpreter("i1", "fr", "en"), an_interpreter("i2", "fr", "en")),
)
"""Both sessions need both interpreters, in two sittings of one day: 2 x 500.00 and a largest load of 2 sittings."""


def test_interrupted_search_keeps_what_it_has() -> None:
    search = Search()

    def interrupt(progress: Progress) -> None:
        search.interruption.has_come = progress.term == "interpreter_cost_cents"

    search.show = interrupt
    plan = planned(TWO_SESSIONS_ONE_TEAM, search)
    cost, load = plan.terms[-2:]
    assert (cost.term, cost.value, cost.bound, cost.status) == ("interpreter_cost_cents", 100_000, 100_000, "proven")
    # No time was left for the load: counted, but nothing is known to be impossible.
    expected = TermResult(problem="roster", term=load.term, unit="sittings", value=2, bound=0, gap=1.0, status="limit")
    assert load == expected


def test_interruption_before_it_is_known_who_comes_is_out_of_time() -> None:
    assert solve_linked(TWO_SESSIONS_ONE_TEAM, Search(interruption=Interruption(True))) == OutOfTime(
        problem="delegation"
    )


def test_interruption_while_the_programme_is_searched_gives_a_plan_all_the_same() -> None:
    search = Search()
    search.show = lambda progress: setattr(search.interruption, "has_come", progress.problem == "programme")
    plan = planned(TWO_SESSIONS_ONE_TEAM, search)
    assert {holding.interpreters["fr"] for holding in plan.sessions.values()} == {("i1", "i2")}


def test_ctrl_c_between_two_solves_is_noticed_once_and_left_to_the_system_then() -> None:
    before = signal.getsignal(signal.SIGINT)
    interruption = Interruption()
    try:
        interruption.listen()
        signal.raise_signal(signal.SIGINT)
        assert interruption.has_come
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_while_threads_are_solving_is_noticed() -> None:
    before, search = signal.getsignal(signal.SIGINT), Search(workers=2)

    def solve(number: int) -> int:
        model = CpModel()
        value = model.new_int_var(0, number, "value")
        model.maximize(value)
        solver = search.solver()
        search.run(solver, model)
        if number == 3:
            signal.raise_signal(signal.SIGINT)
        return solver.value(value)

    try:
        search.interruption.listen()
        assert side_by_side(solve, [1, 2, 3, 4], search.workers) == [1, 2, 3, 4]
        assert search.is_interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def test_progress_ends_every_term_with_what_the_plan_records() -> None:
    shown: list[Progress] = []
    plan = planned(one_seat_for_two(), Search(show=shown.append))
    done = [(p.problem, p.term, p.unit, p.value, p.bound) for p in shown if p.is_done]
    assert done == [(t.problem, t.term, t.unit, t.value, t.bound) for t in plan.terms]


def test_progress_only_improves_within_a_term() -> None:
    shown: list[Progress] = []
    scenario = one_seat_for_two()
    planning = build_model(scenario, ("delegation",))
    solve_in_order(planning, terms_in_order(scenario, "delegation"), Search(show=shown.append))
    for term in {progress.term for progress in shown}:
        reached = [progress.value for progress in shown if progress.term == term]
        assert reached == sorted(reached, reverse=True)
        assert len(reached) > 1, "a solution is shown before the term is done"


def test_seed_and_worker_are_recorded() -> None:
    plan = planned(one_seat_for_two(), Search(seed=7))
    assert (plan.seed, plan.workers) == (7, 1)
    assert planned(one_seat_for_two(), Search(seed=7)) == replace(plan)


def test_term_without_time_is_counted_when_later_terms_have_improved_it() -> None:
    """The same count twice: without time at first, and minimised the second time."""
    scenario = a_scenario(people=(a_person("aa-state"),))
    shown: list[Progress] = []
    search = Search(show=shown.append)

    def absent_in_no_time(_: CpModel, __: Scenario, decisions: Decisions) -> LinearExprT:
        search.interruption.has_come = True
        return 1 - decisions.attends["aa-state", "in_person"]

    def absent(_: CpModel, __: Scenario, decisions: Decisions) -> LinearExprT:
        search.interruption.has_come = False
        return 1 - decisions.attends["aa-state", "in_person"]

    terms = [ObjectiveTerm("delegation", "people", count) for count in (absent_in_no_time, absent)]
    answer = solve_in_order(build_model(scenario, ("delegation",)), terms, search)
    assert [progress.term for progress in shown if progress.is_done] == ["absent", "absent_in_no_time"]
    assert [(term.value, term.bound, term.status) for term in answer.terms] == [(0, 0, "proven"), (0, 0, "proven")]
