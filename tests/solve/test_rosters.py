"""Rosters by kinds: between bound and proposal lies what the flat model proves, and the flat model accepts them."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from benchmarks.roster_problem import roster_problem
from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import Plan, TermResult
from planner.scenario.decided import Pin
from planner.scenario.scenario import Scenario
from planner.solve.extract import extract_plan
from planner.solve.linked import solve_linked
from planner.solve.outcome import Infeasible, Solved
from planner.solve.priorities import Answer, solve_in_order
from planner.solve.rosters import search as by_kinds
from planner.solve.rosters.kinds import work_of
from planner.solve.rosters.relaxation import COST, LOAD, bounded
from planner.solve.rosters.search import is_large_roster, roster_by_kinds
from planner.solve.search import Progress, Search
from planner.units import Cents
from planner.verify.report import verify_plan
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_closed_session,
    a_plan,
    a_policy,
    a_scenario,
    a_session,
    an_expert,
    an_interpreter,
    held,
)

ORDERS = [(COST, LOAD), (LOAD, COST), (COST,), (LOAD,)]


def flat_model(scenario: Scenario, plan: Plan) -> PlanningModel:
    planning = build_model(scenario, ("roster",), given=plan.times)
    fix_plan(planning, plan, ("delegation", "programme"))
    return planning


def flat(scenario: Scenario, plan: Plan) -> Answer:
    """Proven by the flat model alone: the second method."""
    answer = solve_in_order(flat_model(scenario, plan), terms_in_order(scenario, "roster"), Search())
    assert all(term.status == "proven" for term in answer.terms)
    return answer


def rostered(
    scenario: Scenario, plan: Plan, search: Search | None = None
) -> tuple[Plan, tuple[TermResult, ...]] | None:
    """By kinds, without the flat model's own search; None: not found."""
    planning = flat_model(scenario, plan)
    answer = roster_by_kinds(planning, plan, terms_in_order(scenario, "roster"), search or Search())
    return None if answer is None else (extract_plan(planning, answer.solution, plan), answer.terms)


def broken_rules(scenario: Scenario, plan: Plan) -> set[str]:
    of_roster = {rule.name for rule in HARD_RULES if rule.problem == "roster"}
    return of_roster & {violation.rule for violation in verify_plan(scenario, plan).violations}


def assert_between(scenario: Scenario, plan: Plan) -> None:
    """Bound, optimum, proposal, in this order; later terms only where the earlier are as good."""
    found, least = rostered(scenario, plan), flat(scenario, plan).terms
    assert found is not None
    assert broken_rules(scenario, found[0]) == set()
    counted = verify_plan(scenario, found[0]).terms
    for term, optimum in zip(found[1], least, strict=True):
        assert counted[term.term] == term.value
        assert term.bound <= optimum.value <= term.value
        if term.value != optimum.value:
            break


def ordered(scenario: Scenario, *names: str) -> Scenario:
    return replace(scenario, objective={**scenario.objective, "roster": names})


@pytest.mark.parametrize("names", ORDERS, ids="-".join)
@pytest.mark.parametrize(("interpreters", "sessions", "seed"), [(40, 8, 1), (60, 16, 2)])
def test_optimum_lies_between_bound_and_proposal(
    interpreters: int, sessions: int, seed: int, names: tuple[str, ...]
) -> None:
    scenario, plan = roster_problem(interpreters, sessions, days=2, seed=seed)
    assert_between(ordered(scenario, *names), plan)


def test_bound_of_the_load_holds_at_the_least_cost() -> None:
    scenario, plan = roster_problem(60, 16, days=2, seed=2)
    cost, load = flat(scenario, plan).terms
    bound = bounded(work_of(scenario, plan), LOAD, {COST: cost.value}, Search())
    assert bound is not None
    assert 1 <= bound.bound <= load.value


def a_dressed_problem(seed: int) -> tuple[Scenario, Plan]:
    """Closed doors of two categories, exclusions, somebody who signs, pins of either sort."""
    random = Random(seed)
    deaf = an_expert("deaf", sign_language="bzs")
    sessions = (
        a_session("open", floor_languages=random.choice([("en",), ("en", "fr")])),
        a_session("signed", floor_languages=("fr",)),
        a_closed_session("ours"),
        a_closed_session("theirs", category="state", floor_languages=("fr",)),
        a_session("long", length_slots=2),
    )
    interpreters = tuple(
        an_interpreter(
            f"i{n}",
            *random.choice([("fr", "en"), ("en", "fr"), ("fr", "", "en"), ("en fr",)]),
            sign=random.choice(["bzs", "bzs", None, None, None]),
            fee_per_day_cents=Cents(random.choice([400, 500, 700])),
            days=random.choice([(MONDAY,), (TUESDAY,), (MONDAY, TUESDAY)]),
            excluded_categories=random.choice([(), (), ("state",)]),
            excluded_sessions=random.choice([(), (), (), ("ours",)]),
            supplied_by=random.choice([None] * 5 + ["AA"]),
        )
        for n in range(24)
    )
    scenario = a_scenario(
        people=(deaf,),
        sessions=sessions,
        interpreters=interpreters,
        pins=tuple(_a_pin(random, n) for n in range(3)),
    )
    slots = ("mon1", "mon2", "mon3", "mon4", "tue1", "tue2", "tue3")
    planned = {
        holding.id: held(
            "mon1" if holding.session.id == "long" else random.choice(slots),
            floor=holding.session.floor_languages,
            outgoing=random.choice([("en", "fr"), ("en",), ("fr",)]),
            attends=("deaf",) if holding.session.id == "signed" else (),
        )
        for holding in scenario.holdings
    }
    return scenario, a_plan(scenario, sessions=planned)


def _a_pin(random: Random, number: int) -> Pin:
    return Pin(
        id=f"pin{number}",
        decision="interpret",
        pin=random.choice(["lock", "forbid"]),
        person=f"i{random.randrange(24)}",
        holding=random.choice(["open#1", "long#1", "ours#1", "theirs#1"]),
        value=random.choice(["", "", "en", "fr"]),
        reason="",
    )


def _is_solvable(scenario: Scenario, plan: Plan) -> bool:
    return bool(solve_in_order(flat_model(scenario, plan), (), Search()).solution)


@pytest.mark.parametrize("names", ORDERS[:2], ids="-".join)
def test_optimum_lies_between_whatever_the_rules_ask(names: tuple[str, ...]) -> None:
    solved = 0
    for seed in range(24):
        scenario, plan = a_dressed_problem(seed)
        scenario = ordered(scenario, *names)
        least = solve_in_order(flat_model(scenario, plan), terms_in_order(scenario, "roster"), Search())
        found = rostered(scenario, plan)
        if least.is_infeasible:
            assert found is None
        elif found is not None:
            solved += 1
            assert_between(scenario, plan)
        else:
            for term in least.terms[:1]:
                bound = bounded(work_of(scenario, plan), term.term, {}, Search())
                assert bound is not None
                assert bound.bound <= term.value
    assert solved >= 6


def test_cheapest_are_taken_and_the_bound_is_their_fees() -> None:
    # One session in English into French: two interpreters with active French, whatever they cost. 100 + 200 cents.
    scenario = a_scenario(
        sessions=(a_session("land"),),
        interpreters=tuple(
            an_interpreter(f"i{fee}", "fr", c="en", fee_per_day_cents=Cents(fee)) for fee in (300, 100, 200)
        ),
    )
    plan = a_plan(scenario, sessions={"land#1": held(outgoing=("fr",))})
    shown: list[Progress] = []
    found = rostered(scenario, plan, Search(show=shown.append))
    assert found is not None
    assert found[0].sessions["land#1"].interpreters == {"fr": ("i100", "i200")}
    assert [(term.value, term.bound, term.status) for term in found[1]] == [(300, 300, "proven"), (1, 1, "proven")]
    assert [(p.term, p.value, p.bound, p.is_done) for p in shown] == [(COST, 300, 300, True), (LOAD, 1, 1, True)]


def test_load_first_spreads_the_work_at_a_price() -> None:
    # Two sessions of two interpreters in two sittings of a day: by two people at 2 x 100 with a load of 2, or by four.
    scenario = a_scenario(
        sessions=(a_session("land"), a_session("water")),
        interpreters=tuple(
            an_interpreter(f"i{n}", "fr", c="en", fee_per_day_cents=Cents(fee))
            for n, fee in enumerate((100, 100, 300, 300))
        ),
    )
    plan = a_plan(scenario, sessions={"land#1": held(outgoing=("fr",)), "water#1": held("mon3", outgoing=("fr",))})
    cheap, spread = rostered(scenario, plan), rostered(ordered(scenario, LOAD, COST), plan)
    assert cheap is not None
    assert [(term.value, term.bound) for term in cheap[1]] == [(200, 200), (2, 2)]
    assert spread is not None
    assert [(term.value, term.bound) for term in spread[1]] == [(1, 1), (800, 800)]


def test_no_roster_is_proposed_where_there_is_none() -> None:
    scenario, plan = roster_problem(interpreters=6, sessions=8, days=1, seed=1)
    assert rostered(scenario, plan) is None


def test_the_same_twice() -> None:
    scenario, plan = roster_problem(60, 16, days=2, seed=2)
    assert rostered(scenario, plan) == rostered(scenario, plan)


def test_interrupted_search_proposes_nothing() -> None:
    scenario, plan = roster_problem(40, 8, days=2, seed=1)
    search = Search()
    search.interruption.has_come = True
    assert rostered(scenario, plan, search) is None


def planned(scenario: Scenario) -> Plan:
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved)
    assert verify_plan(scenario, outcome.plan).violations == ()
    return outcome.plan


def two_listeners(*slots: str) -> Scenario:
    """Somebody who follows French alone is at every session, each in its slot: two interpreters are needed in each."""
    return a_scenario(
        people=(an_expert("fr", active_languages=("fr",), mandated=True),),
        delegations=(),
        sessions=tuple(
            a_session(f"s{n}", attendance="required", allowed_slots=(slot,)) for n, slot in enumerate(slots)
        ),
        interpreters=tuple(an_interpreter(f"i{n}", "fr", "en") for n in range(2)),
    )


def test_large_roster_is_that_of_the_flat_model(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = two_listeners("mon1", "mon3", "tue1")
    least = planned(scenario).terms
    tried: list[bool] = []

    def watched(*given: Any) -> Answer | None:
        answer = roster_by_kinds(*given)
        tried.append(answer is not None)
        return answer

    monkeypatch.setattr(by_kinds, "LARGE", 0)
    monkeypatch.setattr(by_kinds, "roster_by_kinds", watched)
    assert planned(scenario).terms == least
    assert tried == [True]
    # Two people on two days at 500.00, in three sittings.
    assert [term.value for term in least[-2:]] == [200_000, 3]


def test_what_is_not_known_here_is_left_to_the_flat_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 11:30 to 15:00 is rest enough, but from the end of one sitting to the next it is not: none is proposed."""
    monkeypatch.setattr(by_kinds, "LARGE", 0)
    scenario = replace(two_listeners("mon1", "mon3"), policy=a_policy(interpreting={"rest_minutes": 200}))
    found = planned(scenario)
    assert rostered(scenario, found) is None
    assert [term.value for term in found.terms[-2:]] == [100_000, 2]


def test_proposal_that_breaks_a_rule_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = a_scenario(
        sessions=(a_session("land"),), interpreters=tuple(an_interpreter(f"i{n}", "fr", c="en") for n in range(2))
    )
    plan = a_plan(scenario, sessions={"land#1": held(outgoing=("fr",))})
    monkeypatch.setattr(by_kinds, "proposed", lambda *_: {"land#1": {"fr": ("i0",)}})
    assert rostered(scenario, plan) is None


def test_no_roster_is_infeasible_for_a_large_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_kinds, "LARGE", 0)
    scenario = two_listeners("mon1")
    outcome = solve_linked(replace(scenario, interpreters=scenario.interpreters[:1]), Search())
    assert isinstance(outcome, Infeasible)


def test_size_is_that_of_the_interpreted_sessions() -> None:
    scenario, plan = roster_problem(40, 8, days=2, seed=1)
    assert not is_large_roster(scenario, plan)
    large, planned_ = roster_problem(120, 80, days=2, seed=1)
    # 120 x 80 x 6 languages.
    assert is_large_roster(large, planned_)
    silent = {id: replace(each, outgoing=()) for id, each in planned_.sessions.items()}
    assert not is_large_roster(large, replace(planned_, sessions=silent))


def test_given_times_make_the_model_smaller_and_change_nothing() -> None:
    for seed in (2, 7, 14):
        scenario, plan = a_dressed_problem(seed)
        asked = build_model(scenario, ("roster",))
        fix_plan(asked, plan, ("delegation", "programme"))
        terms = terms_in_order(scenario, "roster")
        assert solve_in_order(asked, terms, Search()).terms == flat(scenario, plan).terms
        assert len(flat_model(scenario, plan).model.proto.variables) < len(asked.model.proto.variables) * 2 / 3
