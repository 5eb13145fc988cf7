"""Runs of slots at the edges of days, and clocks in other parts of the world."""

from datetime import date

import pytest

from planner.model.slots import is_awake, is_present, local_minutes, runs
from planner.solve.linked import solve_linked
from planner.solve.outcome import Infeasible
from planner.solve.search import Search
from planner.units import Minutes
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_conference,
    a_person,
    a_scenario,
    a_session,
    a_slot,
    at,
    slots_of,
)


def test_last_run_is_too_short() -> None:
    scenario = a_scenario(slots=slots_of(MONDAY, "mon"))
    lengths = {first: len(run) for first, run in runs(scenario, a_session("long", length_slots=2)).items()}
    assert lengths == {"mon1": 2, "mon2": 2, "mon3": 2, "mon4": 1}


@pytest.mark.parametrize("allowed", [("mon4", "tue1"), ("mon2", "mon3"), ("tue4",)])
def test_long_session_never_crosses_into_another_sitting(allowed: tuple[str, ...]) -> None:
    # Overnight, over lunch, and past the last slot of all.
    scenario = a_scenario(sessions=(a_session("long", length_slots=2, allowed_slots=allowed),))
    outcome = solve_linked(scenario, Search())
    clashing = ("sessions_are_held_as_often_as_offered", "sessions_lie_in_slots_that_allow_them")
    assert isinstance(outcome, Infeasible)
    assert (outcome.problem, outcome.clashing) == ("programme", clashing)


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Europe/Zurich", "10:00"),
        ("Asia/Kathmandu", "13:45"),  # UTC+5:45
        ("America/Bogota", "03:00"),  # UTC-5
        ("Asia/Tokyo", "17:00"),  # UTC+9
        ("America/St_Johns", "05:30"),  # UTC-2:30 in summer
        ("Pacific/Kiritimati", "22:00"),  # UTC+14
    ],
)
def test_ten_in_geneva_elsewhere(zone: str, clock: str) -> None:
    # 12 April 2027: Geneva is two hours ahead of UTC, so it is 08:00 UTC.
    assert local_minutes(a_scenario(), zone, at("10:00")) == at(clock)


def test_slot_of_the_eve_is_the_evening_before() -> None:
    six_hours_before_midnight = Minutes(-6 * 60)
    assert local_minutes(a_scenario(), "Europe/Zurich", six_hours_before_midnight) == at("18:00")
    assert local_minutes(a_scenario(), "Asia/Kathmandu", six_hours_before_midnight) == at("21:45")


def test_clocks_that_change_overnight_do_not_move_the_slots() -> None:
    # Summer time begins on Sunday 28 March 2027. At 10:00 it is 09:00 UTC on Saturday and 08:00 UTC on Sunday.
    saturday = date(2027, 3, 27)
    scenario = a_scenario(conference=a_conference(starts=saturday, ends=date(2027, 3, 28)))
    sunday_at_ten = Minutes(at("10:00") + 24 * 60)
    assert local_minutes(scenario, "Europe/Zurich", sunday_at_ten) == at("10:00")
    assert local_minutes(scenario, "Asia/Kathmandu", at("10:00")) == at("14:45")
    assert local_minutes(scenario, "Asia/Kathmandu", sunday_at_ten) == at("13:45")


@pytest.mark.parametrize(
    ("zone", "slot", "awake"),
    [
        ("Pacific/Auckland", "10:00-11:30", True),  # 20:00 to 21:30
        ("Pacific/Auckland", "10:30-12:00", True),  # ends at 22:00 sharp
        ("Pacific/Auckland", "10:31-12:01", False),
        ("America/Bogota", "15:00-16:30", True),  # starts at 08:00 sharp
        ("America/Bogota", "14:59-16:29", False),
        ("Pacific/Kiritimati", "11:30-13:00", False),  # from 23:30 over midnight to 01:00
    ],
)
def test_waking_hours_are_those_of_the_own_zone(zone: str, slot: str, awake: bool) -> None:
    person = a_person("remote", zone=zone)
    assert is_awake(a_scenario(), person, (a_slot("s", slot),)) is awake


def test_run_is_for_those_who_are_there_from_its_start_to_its_end() -> None:
    run = slots_of(TUESDAY, "tue")[:2]  # 10:00 to 13:00
    assert is_present(a_person("in-time", arrives_after=at("10:00", TUESDAY), leaves_before=at("13:00", TUESDAY)), run)
    assert not is_present(a_person("late", arrives_after=at("10:01", TUESDAY)), run)
    assert not is_present(a_person("gone", leaves_before=at("12:59", TUESDAY)), run)
