"""Fixing a plan and extracting it are each other's inverse; a rule left out of neither."""

from dataclasses import replace

import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan
from planner.solve.extract import blank_plan, extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from tests.builders import (
    a_delegation,
    a_person,
    a_plan,
    a_scenario,
    a_session,
    a_subsistence,
    an_interpreter,
    an_open_seat,
    held,
    in_person,
    remotely,
    seats,
)

SCENARIO = a_scenario(
    delegations=(a_delegation("AA", nhri_status="none", seats=seats(state=(1, 2), nhri=(1, 1), civil_society=(2, 2))),),
    people=(
        a_person("traveller", origin="BOG", self_funding=("allowance",)),
        a_person("remote", category="civil_society", active_languages=("fr",)),
        a_person("left-out", category="civil_society"),
    ),
    sessions=(a_session("talk", chairs_needed=1, length_slots=2), a_session("land", offered=2)),
    interpreters=(an_interpreter("i1", "fr", "en"), an_interpreter("i2", "fr", "en")),
    subsistence=(a_subsistence(),),
)
EVERY_KIND_OF_DECISION = a_plan(
    SCENARIO,
    people={
        "traveller": in_person(route="direct", pays={"fare": "grant", "allowance": "self"}),
        "remote": remotely(),
    },
    open_seats=(an_open_seat("AA", "nhri", 1), an_open_seat("AA", "civil_society", 2)),
    conference_languages=("fr",),
    sessions={
        "talk#1": held(
            "mon3",
            "r2",
            chairs=("traveller",),
            attends=("traveller", "remote"),
            outgoing=("fr",),
            interpreters={"fr": ("i1", "i2")},
        ),
        "land#1": held("mon1"),
        "land#2": held("tue4", "r2"),
    },
)


def round_trip(plan: Plan, problems: tuple[LinkedProblem, ...]) -> Plan:
    planning = build_model(SCENARIO, problems, rules=())
    fix_plan(planning, plan, problems)
    answer = solve_in_order(planning, (), Search())
    return extract_plan(planning, answer.solution, blank_plan(SCENARIO, seed=1, workers=1))


def without_reasons(plan: Plan) -> Plan:
    return replace(plan, open_seats=tuple(replace(seat, reason="") for seat in plan.open_seats))


def test_every_decision_survives() -> None:
    extracted = round_trip(EVERY_KIND_OF_DECISION, LINKED_PROBLEMS)
    same_stamp = replace(EVERY_KIND_OF_DECISION, planner=extracted.planner, ortools=extracted.ortools)
    assert without_reasons(extracted) == same_stamp


def test_extracting_and_fixing_again_changes_nothing() -> None:
    once = round_trip(EVERY_KIND_OF_DECISION, LINKED_PROBLEMS)
    assert round_trip(once, LINKED_PROBLEMS) == once


@pytest.mark.parametrize("count", [1, 2])
def test_problems_left_out_are_left_open(count: int) -> None:
    extracted = round_trip(EVERY_KIND_OF_DECISION, LINKED_PROBLEMS[:count])
    assert without_reasons(extracted).people == EVERY_KIND_OF_DECISION.people
    assert bool(extracted.sessions) is (count > 1)
    assert all(not holding.interpreters for holding in extracted.sessions.values())


def test_open_seats_say_why() -> None:
    scenario = replace(
        SCENARIO,
        delegations=(
            *SCENARIO.delegations,
            a_delegation("BB", seats=seats(state=(1, 1), nhri=(1, 1))),
        ),
        people=(*SCENARIO.people, a_person("unwilling", delegation="BB", modes=())),
    )
    planning = build_model(scenario, ("delegation",))
    plan = a_plan(
        scenario,
        people={},
        open_seats=(
            an_open_seat("AA", "state", 1),
            an_open_seat("AA", "nhri", 1),
            an_open_seat("AA", "civil_society", 2),
            an_open_seat("BB", "state", 1),
            an_open_seat("BB", "nhri", 1),
        ),
    )
    fix_plan(planning, plan, ("delegation",))
    answer = solve_in_order(planning, (), Search())
    seats_open = extract_plan(planning, answer.solution, plan).open_seats
    assert {(seat.delegation, seat.category): (seat.seats, seat.reason) for seat in seats_open} == {
        ("AA", "state"): (1, "left open by the grants or the quotas"),
        ("AA", "nhri"): (1, "the State's NHRI status is none"),
        ("AA", "civil_society"): (2, "left open by the grants or the quotas"),
        ("BB", "state"): (1, "nobody nominated may come: mode, visa time or meetings in a row"),
        ("BB", "nhri"): (1, "nobody is nominated"),
    }
