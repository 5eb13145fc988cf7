"""A choice that leaves a later problem without solution is cut off, once, with as much like it as can be."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from planner.model.build import PlanningModel
from planner.plan import Plan
from planner.scenario.people import Range
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve import linked
from planner.solve.cuts import Cut
from planner.solve.linked import solve_linked
from planner.solve.outcome import Infeasible, Solved
from planner.solve.priorities import is_feasible
from planner.solve.search import Search
from planner.solve.ways import Relaxation
from planner.verify.report import verify_plan
from tests.builders import (
    TUESDAY,
    a_delegation,
    a_person,
    a_room,
    a_scenario,
    a_session,
    a_slot,
    a_visa,
    an_expert,
    an_interpreter,
    at,
    seats,
)

ONE_SEAT = seats(state=(1, 1))


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[Cut]:
    """Every cut that is made, in order."""
    made: list[Cut] = []

    def noting(cut: Callable[..., Cut]) -> Callable[..., Cut]:
        def make(*args: Any) -> Cut:
            made.append(cut(*args))
            return made[-1]

        return make

    for name in ("cut_participants", "cut_programme"):
        monkeypatch.setattr(linked, name, noting(getattr(linked, name)))
    return made


def planned(scenario: Scenario) -> Plan:
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved)
    assert verify_plan(scenario, outcome.plan).violations == ()
    return outcome.plan


def value(plan: Plan, name: str) -> int:
    return next(term.value for term in plan.terms if term.term == name)


def a_first_and_second_choice(delegation: str) -> tuple[Any, Any]:
    """Of the two whom a delegation ranks, the first understands only French."""
    first = a_person(
        f"{delegation}-first",
        delegation=delegation,
        nomination_rank=1,
        active_languages=("fr",),
        modes=("in_person",),
    )
    second = a_person(f"{delegation}-second", delegation=delegation, nomination_rank=2, modes=("in_person",))
    return first, second


def english_only(*delegations: str) -> Scenario:
    """Everyone must be at a session in English, in a room without booths."""
    return a_scenario(
        delegations=tuple(a_delegation(each, seats=ONE_SEAT) for each in delegations),
        people=tuple(person for each in delegations for person in a_first_and_second_choice(each)),
        sessions=(a_session("opening", kind="plenary", attendance="required"),),
        rooms=(a_room("r1", booths=0),),
    )


def test_participant_who_cannot_follow_gives_way(cuts: list[Cut]) -> None:
    plan = planned(english_only("AA"))
    assert set(plan.people) == {"AA-second"}
    # The first choice is passed over once: that is the price, and it is proven.
    assert value(plan, "nomination_ranks_passed_over") == 1
    assert plan.is_proven
    assert [cut.problem for cut in cuts] == ["delegation"]


def test_cut_names_no_delegation_that_could_stay(cuts: list[Cut]) -> None:
    plan = planned(english_only("AA", "BB"))
    assert set(plan.people) == {"AA-second", "BB-second"}
    # Each cut is about one delegation and no language. Were they not strengthened, the pairs (first, first),
    # (first, second) and (second, first) would need three.
    people_of_cuts = [{key[0] for _, key, _ in cut.choices} for cut in cuts]
    assert sorted(map(sorted, people_of_cuts)) == [["AA-first", "AA-second"], ["BB-first", "BB-second"]]


def test_cut_leaves_time_to_choose_again(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = list[float]()

    def noting(planning: PlanningModel, search: Search) -> bool | None:
        allowed.append(search.seconds_left)
        return is_feasible(planning, search)

    monkeypatch.setattr("planner.solve.cuts.is_feasible", noting)
    outcome = solve_linked(english_only("AA", "BB"), Search(deadline=time.monotonic() + 1000))
    assert isinstance(outcome, Solved)
    assert allowed
    assert max(allowed) <= 100


def test_participant_who_arrives_too_late_for_their_role_gives_way(cuts: list[Cut]) -> None:
    # The session needs somebody of the State: the first choice lands when it is over.
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(
            a_person("late", nomination_rank=1, arrives_after=at("12:00"), modes=("in_person",)),
            a_person("early", nomination_rank=2, modes=("in_person",)),
        ),
        sessions=(a_session("opening", size=Range(least=1, most=4), allowed_slots=("mon1",)),),
    )
    assert set(planned(scenario).people) == {"early"}
    assert len(cuts) == 1


LATE = a_slot("late", "16:30-18:00", sitting="pm")
EARLY = a_slot("early", "10:00-11:30", day=TUESDAY, sitting="tue-am")
"""09:30 and 03:00 in Bogota, seven hours behind Geneva in April: burdens of 0 and 5."""
IN_BOGOTA = {"modes": ("remote",), "zone": "America/Bogota", "active_languages": ("fr",)}


def remote_listeners(ids: tuple[str, ...], **given: Any) -> Scenario:
    """One session in English for each of these people, who understand only French and follow from Bogota."""
    return a_scenario(
        delegations=(a_delegation("AA", remote_counts_complete=True, seats=seats(state=(len(ids), len(ids)))),),
        people=tuple(a_person(id, **IN_BOGOTA) for id in ids),
        sessions=tuple(
            a_session(f"for-{id}", attendance="invited", invited=(id,), size=Range(least=1, most=1)) for id in ids
        ),
        slots=(LATE, EARLY),
        **given,
    )


def test_programme_moves_to_the_day_that_interpreters_can_be_booked(cuts: list[Cut]) -> None:
    team = tuple(an_interpreter(id, "fr", "en", days=(TUESDAY,)) for id in ("i1", "i2"))
    plan = planned(remote_listeners(("p",), interpreters=team))
    assert plan.sessions["for-p#1"].slot == "early"
    assert value(plan, "remote_burden") == 5
    # One cut for the slot, whichever the room.
    assert [cut.problem for cut in cuts] == ["programme"]
    assert cuts[0].choices == (("occupies", ("for-p#1", "late"), True), ("outgoing", ("for-p#1", "fr"), True))


def test_parallel_sessions_that_need_the_same_team_are_moved_apart(cuts: list[Cut]) -> None:
    team = tuple(an_interpreter(id, "fr", "en") for id in ("i1", "i2"))
    plan = planned(remote_listeners(("p", "q"), interpreters=team))
    assert {holding.slot for holding in plan.sessions.values()} == {"late", "early"}
    assert value(plan, "remote_burden") == 5, "one of the two at night"
    assert [cut.problem for cut in cuts] == ["programme"]
    assert {key[0] for _, key, _ in cuts[0].choices} == {"for-p#1", "for-q#1"}


def test_programme_keeps_the_rosters_rules_once_cuts_have_been_enough(
    cuts: list[Cut], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The team is there on Tuesday alone, at one of the two sessions at a time. Cut by cut: not p late, not q late, and
    # not both early, nor both at noon.
    monkeypatch.setattr(linked, "MOST_CUTS", 1)
    team = tuple(an_interpreter(id, "fr", "en", days=(TUESDAY,)) for id in ("i1", "i2"))
    scenario = remote_listeners(("p", "q"), interpreters=team)
    noon = a_slot("noon", "11:30-13:00", day=TUESDAY, sitting="tue-am")
    plan = planned(replace(scenario, slots=(*scenario.slots, noon)))
    assert {holding.slot for holding in plan.sessions.values()} == {"early", "noon"}
    assert plan.is_proven
    assert [cut.problem for cut in cuts] == ["programme"]


def test_whoever_signs_is_seated_where_a_team_can_be(cuts: list[Cut]) -> None:
    # Both are at once, the only team can be at one of them, and one person signs in each: then one is somewhere else.
    team = tuple(an_interpreter(id, "en", sign="bzs") for id in ("s1", "s2"))
    scenario = a_scenario(
        people=tuple(an_expert(id, mandated=True, sign_language="bzs") for id in ("p", "q")),
        sessions=(a_session("land"), a_session("water")),
        preferences=(
            Preference(person="p", session="land", points=60),
            Preference(person="q", session="water", points=40),
        ),
        slots=(LATE,),
        interpreters=team,
    )
    plan = planned(scenario)
    assert value(plan, "preference_points_missed") == 40
    assert plan.sessions["land#1"].interpreters == {"bzs": ("s1", "s2")}
    assert {cut.problem for cut in cuts} == {"programme"}
    assert set(cuts[0].choices) == {
        ("occupies", ("land#1", "late"), True),
        ("is_at", ("p", "land#1"), True),
        ("occupies", ("water#1", "late"), True),
        ("is_at", ("q", "water#1"), True),
    }


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of a scenario without a plan, but for its words."""

    problem: str
    clashing: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]


def told(outcome: Infeasible) -> Told:
    assert outcome.relief is not None
    assert outcome.relief.is_smallest
    return Told(problem=outcome.problem, clashing=outcome.clashing, relaxations=outcome.relief.relaxations)


def infeasible(scenario: Scenario) -> Infeasible:
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Infeasible)
    return outcome


def test_no_way_to_come_blames_the_delegation(cuts: list[Cut]) -> None:
    # 70 days remain, the visa takes 100, and the speaker does not accept to speak remotely.
    scenario = a_scenario(
        people=(an_expert("guest", nationality="VE", modes=("in_person",)),),
        sessions=(a_session("talk", speakers=("guest",)),),
        visas=(a_visa("VE", lead_days=100),),
    )
    assert told(infeasible(scenario)) == Told(
        problem="delegation",
        clashing=(
            "people_attend_in_one_accepted_mode",
            "visas_can_be_issued_in_time",
            "people_in_named_roles_come",
        ),
        # A faster visa would do as well, and is less the organiser's to give.
        relaxations=(Relaxation(rule="people_in_named_roles_come", subject="guest", amount=1),),
    )
    assert cuts == []


def test_no_slot_for_a_speaker_blames_the_programme(cuts: list[Cut]) -> None:
    # The session must be held, and the speaker lands after the last slot. Whether they come does not matter.
    scenario = a_scenario(
        people=(an_expert("guest", arrives_after=at("18:00", TUESDAY)),),
        sessions=(a_session("talk", speakers=("guest",)),),
    )
    assert told(infeasible(scenario)) == Told(
        problem="programme",
        # Not held for lack of its speaker. That they come, and attend while they are not there, clashes as well.
        clashing=("sessions_are_held_as_often_as_offered", "people_in_roles_are_present_and_awake"),
        # Who has a role is at every holding: where the talk is not held, its speaker is excused from it.
        relaxations=(
            Relaxation(rule="sessions_are_held_as_often_as_offered", subject="talk#1", amount=1),
            Relaxation(rule="required_sessions_are_attended", subject="guest talk", amount=1),
        ),
    )
    # No choice of participants is to blame: that is seen before the first cut.
    assert cuts == []


def test_no_team_whatever_the_slot_blames_the_roster(cuts: list[Cut]) -> None:
    # The speaker must be there and does not understand the French part, so a booth into English opens; it needs two
    # voices and one interpreter exists, who cannot sit in two booths. The team's size asks for two as well, but with
    # two voices asked for it is not what stands in the way.
    scenario = a_scenario(
        people=(an_expert("guest"),),
        sessions=(a_session("talk", speakers=("guest",), floor_languages=("en", "fr")),),
        slots=(LATE, EARLY),
        interpreters=(an_interpreter("alone", "en", "fr"),),
    )
    assert told(infeasible(scenario)) == Told(
        problem="roster",
        clashing=(
            "people_in_named_roles_come",
            "required_sessions_are_attended",
            "everyone_can_follow",
            "booths_have_two_voices",
            "interpreters_work_into_their_own_languages",
        ),
        # Cheaper than a speaker less or a second interpreter.
        relaxations=(Relaxation(rule="everyone_can_follow", subject="guest talk", amount=1),),
    )
    assert cuts == []


def test_somebody_who_signs_gets_another_interpreter_rather_than_an_excuse() -> None:
    scenario = a_scenario(
        people=(an_expert("deaf", mandated=True, sign_language="bzs"),),
        sessions=(a_session("talk", attendance="required"),),
        interpreters=(an_interpreter("alone", "en", sign="bzs"),),
    )
    assert told(infeasible(scenario)) == Told(
        problem="roster",
        clashing=("mandated_experts_come", "required_sessions_are_attended", "people_who_sign_have_a_team"),
        relaxations=(Relaxation(rule="sign_interpreters_are_hired", subject="bzs", amount=1),),
    )


def test_whole_sign_team_is_hired_before_anybody_is_excused() -> None:
    # Of the policy's two who sign nobody is there; the floor is heard by either.
    scenario = a_scenario(
        people=(an_expert("deaf", mandated=True, sign_language="bzs"),),
        sessions=(a_session("talk", attendance="required"),),
    )
    relaxations = told(infeasible(scenario)).relaxations
    assert relaxations == (Relaxation(rule="sign_interpreters_are_hired", subject="bzs", amount=2),)
    assert [str(each) for each in relaxations] == ["interpreters who sign bzs: 2 more"]
