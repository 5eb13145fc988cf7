"""The benchmarks count right; that no corruption ends in a traceback is worth knowing early."""

from dataclasses import replace
from itertools import permutations, product
from pathlib import Path

import pytest

from benchmarks import alpine2019, csplib046, tpac2023
from benchmarks.corruptions import corrupt
from benchmarks.given import everyone_comes
from benchmarks.peers.ours import solve_programme
from benchmarks.peers.problem import Problem, is_timetable, least_missed, points_missed
from benchmarks.registry import INSTANCES, unknown, wanted
from benchmarks.result import Limits, Result, Row
from benchmarks.runner import measured
from benchmarks.table import keep, read
from tests.builders import held

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


def test_planner_is_given_the_problem_that_is_scored() -> None:
    places = list(product(range(TWO_WANT_ONE.slots), range(len(TWO_WANT_ONE.capacities))))
    timetables = [dict(enumerate(chosen)) for chosen in permutations(places, TWO_WANT_ONE.sessions)]
    least = min(points_missed(TWO_WANT_ONE, timetable) for timetable in timetables)
    found = solve_programme(TWO_WANT_ONE, LIMITS)
    assert found is not None
    timetable, bound = found
    assert is_timetable(TWO_WANT_ONE, timetable)
    assert (points_missed(TWO_WANT_ONE, timetable), bound) == (least, least)


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
