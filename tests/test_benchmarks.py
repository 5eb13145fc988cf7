"""The benchmarks count right; that no corruption ends in a traceback is worth knowing early."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import alpine2019, csplib046, tpac2023
from benchmarks.corruptions import corrupt
from benchmarks.given import FIRST_DAY, a_conference, a_room, a_scenario, a_session, everyone_comes
from benchmarks.peers.problem import Problem, is_timetable, least_missed, points_missed
from benchmarks.registry import INSTANCES, unknown, wanted
from benchmarks.result import Limits, Result, Row
from benchmarks.roster_bound import linear_bound, load_bound
from benchmarks.roster_kinds import work_of
from benchmarks.roster_problem import roster_problem
from benchmarks.roster_proposal import propose_roster
from benchmarks.rosters import broken_rules, is_confirmed, with_teams
from benchmarks.runner import measured
from benchmarks.table import keep, read
from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.priorities import Search, solve_in_order
from planner.units import Cents
from planner.verify.score import count_terms
from tests.builders import a_slot, an_interpreter, held

LIMITS = Limits(seconds=20, seed=1)


def test_a_few_corruptions_end_in_words() -> None:
    outcomes, failures = corrupt(7, range(60))
    assert failures == []
    assert sum(outcomes.values()) == 60
    assert min(outcomes["accepted"], outcomes["rejected"]) > 0


MEETINGS = """
**Instance #1**
DomainSize = {hours}
Agents Meetings:
 Agents (0): 0 1
 Agents (1): 2
Between Meetings Distance:
    0 1 2
 0: 0 1 0
 1: 1 0 0
 2: 0 0 0
"""
"""Agent 0 travels an hour from meeting 0 to meeting 1, so they start two hours apart at least."""


def test_meetings_have_a_timetable_with_an_hour_to_travel() -> None:
    [meetings] = csplib046.instances(MEETINGS.format(hours=3))
    plan = csplib046.timetable(meetings, LIMITS)
    assert plan is not None
    assert {plan.sessions["0#1"].slot, plan.sessions["1#1"].slot} == {"s0", "s2"}
    assert csplib046.is_timetable(meetings, plan)


def test_meetings_without_time_to_travel_are_named() -> None:
    [meetings] = csplib046.instances(MEETINGS.format(hours=2))
    assert csplib046.timetable(meetings, LIMITS) is None
    assert csplib046.smallest_clash(meetings, LIMITS) == (["0", "1"], ["a0"])


def test_meetings_in_rooms_are_counted() -> None:
    # Two groups at two times, rooms for 15 and 40; the larger group takes the small room once, and so both rooms.
    body = "### Estimate of in-person participants\n\n{}\n\n- [X] Monday, 09:30 - 11:00\n- [X] Monday, 11:30 - 13:00\n"
    scenario = tpac2023.scenario_of(
        {
            "rooms": ["Small (15)", "Large (40)"],
            "slots": ["first", "second"],
            "sessions": [
                {"number": 1, "body": body.format("Less than 15")},
                {"number": 2, "body": body.format("16-30")},
            ],
        }
    )
    sessions = {
        "g1#1": held("s0", "r0"),
        "g1#2": held("s1", "r1"),
        "g2#1": held("s0", "r1"),
        "g2#2": held("s1", "r0"),
    }
    plan = replace(everyone_comes(scenario), sessions=sessions)
    assert tpac2023.recounted(scenario, plan) == (4, (1, 2))


def test_ratings_without_stars_count_and_ones_own_do_not() -> None:
    rows = ["person_id,person_name,abstract_id,present_name,rating", "1,A,2,B,3", "1,A,1,A,5", "3,C,2,B,", "4,D,,,"]
    ratings = alpine2019.read("\n".join(rows))
    assert ratings.people == ("1", "3", "4")
    assert ratings.abstracts == ("1", "2")
    assert ratings.rated == {("1", "2"), ("3", "2")}


TWO_WANT_ONE = Problem(sessions=3, slots=2, capacities=(1, 1), points=({0: 10, 1: 4}, {0: 9, 2: 8}))


def test_points_missed_are_those_of_the_best_seats() -> None:
    # Sessions 0 and 1 are in the first slot, 2 in the second, and each room takes one. Of 31 points, person 0 in 0 and
    # person 1 in 2 receive 10 + 8; person 0 in 1 and person 1 in 0 and 2 receive 4 + 9 + 8 = 21, so 10 are missed.
    assert points_missed(TWO_WANT_ONE, {0: (0, 0), 1: (0, 1), 2: (1, 0)}) == 10


def test_points_missed_for_certain_are_those_beyond_the_slots() -> None:
    one_slot = replace(TWO_WANT_ONE, slots=1)
    assert least_missed(one_slot) == 4 + 8
    assert least_missed(TWO_WANT_ONE) == 0


def test_two_sessions_in_one_room_are_no_timetable() -> None:
    assert is_timetable(TWO_WANT_ONE, {0: (0, 0), 1: (0, 1), 2: (1, 0)})
    assert not is_timetable(TWO_WANT_ONE, {0: (0, 0), 1: (0, 0), 2: (1, 0)})
    assert not is_timetable(TWO_WANT_ONE, {0: (0, 0), 1: (0, 1)})


def test_bound_of_a_roster_is_the_fee_of_the_two_cheapest() -> None:
    # One session in English into French: two interpreters with active French, whatever they cost. 100 + 200 cents.
    interpreters = tuple(
        an_interpreter(f"i{fee}", "fr", c="en", fee_per_day_cents=Cents(fee), days=(FIRST_DAY,))
        for fee in (300, 100, 200)
    )
    scenario = a_scenario(
        conference=a_conference(1, ("en", "fr")),
        sessions=(a_session("land"),),
        slots=(a_slot("s0", "10:00-11:00"),),
        rooms=(a_room("r0", 10, booths=1),),
        interpreters=interpreters,
    )
    plan = replace(everyone_comes(scenario), sessions={"land#1": held("s0", "r0", outgoing=("fr",))})
    found = propose_roster(scenario, plan, 10)
    assert found.bound == 300
    assert found.teams == {"land#1": {"fr": ("i100", "i200")}}


@pytest.mark.parametrize(("interpreters", "sessions", "seed"), [(40, 8, 1), (60, 16, 2)])
def test_roster_lies_between_its_bound_and_the_proposal(interpreters: int, sessions: int, seed: int) -> None:
    scenario, plan = roster_problem(interpreters, sessions, days=2, seed=seed)
    least, load = _least(scenario, plan)
    found = propose_roster(scenario, plan, 20)
    assert found.bound is not None
    assert found.teams is not None
    rostered = with_teams(plan, found.teams)
    assert found.bound <= least <= count_terms(scenario, rostered)["interpreter_cost_cents"]
    assert is_confirmed(scenario, rostered)
    assert broken_rules(scenario, rostered) == set()
    load_at_least = load_bound(work_of(scenario, plan), Cents(least), 20)
    assert load_at_least is not None
    assert load_at_least <= load


def test_no_roster_has_no_bound() -> None:
    scenario, plan = roster_problem(interpreters=6, sessions=8, days=1, seed=1)
    assert linear_bound(work_of(scenario, plan), 20) is None


def _least(scenario: Scenario, plan: Plan) -> tuple[int, int]:
    """Cost and load that the flat model proves."""
    planning = build_model(scenario, ("roster",), given=plan.times)
    fix_plan(planning, plan, ("delegation", "programme"))
    [cost, load] = solve_in_order(planning, terms_in_order(scenario, "roster"), Search()).terms
    assert (cost.status, load.status) == ("proven", "proven")
    return cost.value, load.value


def test_names_choose_families_and_large_instances_only_by_name() -> None:
    assert {instance.name for instance in wanted(["scale"])} == {"scale/pilot"}
    assert {instance.name for instance in wanted(["scale/world-193"])} == {"scale/world-193"}
    assert not any(instance.is_large for instance in wanted([]))
    assert unknown(["scale", "scale/pilot", "sacle"]) == ["sacle"]


def test_instance_without_its_data_is_skipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANNER_BENCH", str(tmp_path))
    [instance] = wanted(["meetings/csplib-046"])
    found = measured(instance, LIMITS)
    assert isinstance(found, str)
    assert found.startswith("skipped, ")


def _row(instance: str, value: int) -> Row:
    result = Result(measure="things", aim="least", value=value, bound=4, note="noted")
    return Row(instance=instance, result=result, seconds=1.5, peak_mib=10, seed=1, versions={"planner": "0"})


def test_table_replaces_what_was_measured_again_and_keeps_the_rest(tmp_path: Path) -> None:
    first, second = INSTANCES[0].name, INSTANCES[1].name
    keep([_row(second, 8), _row(first, 5)], tmp_path)
    keep([_row(second, 16)], tmp_path)
    assert [(row.instance, row.result.value) for row in read(tmp_path / "results.json")] == [(first, 5), (second, 16)]
    # (16 - 4) / 16 = 75 %
    assert f"| {second} | things (least) | 16 | 4 | 75.0 % |" in (tmp_path / "results.md").read_text()
