"""Cases of sessions in rooms and slots."""

from typing import Any

import pytest

from planner.plan import PlannedHolding
from planner.scenario.scenario import Scenario
from planner.units import Minutes
from tests.builders import (
    TUESDAY,
    a_closed_session,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    a_slot,
    an_expert,
    an_offer,
    at,
    held,
    in_person,
    remotely,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _programme(*sessions: Any, **given: Any) -> Scenario:
    return a_scenario(**{"people": (), "sessions": sessions, **given})


def _held(**places: str) -> dict[str, Any]:
    """`_held(land_1="mon1 r1")` for holding `land#1`."""
    return {"sessions": {name.replace("_", "#"): _place(place) for name, place in places.items()}}


def _place(place: str) -> PlannedHolding:
    slot, room = place.split()
    return held(slot, room)


def _remote_speaker(edge: str, zone: str, *, good: str, broken: str) -> RuleCase:
    return a_case(
        "people_in_roles_are_present_and_awake",
        edge,
        _programme(
            a_session("land", speakers=("p",)),
            people=(an_expert("p", zone=zone),),
            slots=(a_slot("good", good, sitting="a"), a_slot("broken", broken, sitting="b")),
        ),
        good={"people": {"p": remotely()}, "sessions": {"land#1": held("good", attends=("p",))}},
        broken={"people": {"p": remotely()}, "sessions": {"land#1": held("broken", attends=("p",))}},
    )


def _tired_speaker(edge: str, *, good: dict[str, Any], broken: dict[str, Any]) -> RuleCase:
    """Both arrive on Monday at 10:00; `guest` has no role, and so may be there tired."""
    arrived = {"origin": "BOG", "self_funding": ("fare",), "arrives_after": at("10:00")}
    return a_case(
        "people_in_roles_have_rested",
        edge,
        _programme(
            a_session("land", speakers=("p",)),
            policy=a_policy(timetable={"long_journey_minutes": 540, "rest_after_long_journey_minutes": 24 * 60}),
            people=(an_expert("p", **arrived), an_expert("guest", **arrived)),
            travel_offers=(
                an_offer("short", travel_minutes=Minutes(540)),
                an_offer("long", travel_minutes=Minutes(541)),
            ),
            slots=(
                a_slot("tired", "09:59-10:59", day=TUESDAY, sitting="a"),
                a_slot("rested", "10:00-11:00", day=TUESDAY, sitting="b"),
            ),
        ),
        good=good,
        broken=broken,
    )


def _speaks(slot: str, route: str) -> dict[str, Any]:
    routes = {"p": route, "guest": "long"}
    return {
        "people": {person: in_person(route=taken, pays={"fare": "self"}) for person, taken in routes.items()},
        "sessions": {"land#1": held(slot, attends=("p", "guest"))},
    }


CASES: tuple[RuleCase, ...] = (
    a_case(
        "sessions_are_held_as_often_as_offered",
        "one holding after the other",
        _programme(a_session("land", offered=2)),
        good=_held(land_1="mon1 r1", land_2="mon2 r1"),
        broken=_held(land_1="mon1 r1", land_2="mon1 r2"),
    ),
    a_case(
        "sessions_lie_in_slots_that_allow_them",
        "two slots before the end of the last day",
        _programme(a_session("land", length_slots=2)),
        good=_held(land_1="tue3 r1"),
        broken=_held(land_1="tue4 r1"),
    ),
    a_case(
        "sessions_lie_in_slots_that_allow_them",
        "two slots within one sitting",
        _programme(a_session("land", length_slots=2)),
        good=_held(land_1="mon1 r1"),
        broken=_held(land_1="mon2 r1"),
    ),
    a_case(
        "sessions_lie_in_slots_that_allow_them",
        "every slot is among the session's own",
        _programme(a_session("land", length_slots=2, allowed_slots=("mon1", "mon2", "mon3"))),
        good=_held(land_1="mon1 r1"),
        broken=_held(land_1="mon3 r1"),
    ),
    a_case(
        "sessions_lie_in_slots_that_allow_them",
        "slots for its kind, or for any",
        _programme(
            a_session("land"),
            slots=(
                a_slot("any", "10:00-11:00"),
                a_slot("lunch", "13:15-14:30", sitting="noon", kinds=("side_event", "plenary")),
            ),
        ),
        good=_held(land_1="any r1"),
        broken=_held(land_1="lunch r1"),
    ),
    a_case(
        "rooms_host_one_session_at_a_time",
        "beside the second half of a long session",
        _programme(a_session("land", length_slots=2), a_session("water")),
        good=_held(land_1="mon1 r1", water_1="mon2 r2"),
        broken=_held(land_1="mon1 r1", water_1="mon2 r1"),
    ),
    a_case(
        "rooms_suit_their_sessions",
        "closed doors",
        _programme(a_closed_session("peers"), rooms=(a_room("r1"), a_room("glass", privacy="open"))),
        good=_held(peers_1="mon1 r1"),
        broken=_held(peers_1="mon1 glass"),
    ),
    a_case(
        "rooms_suit_their_sessions",
        "what the session asks for",
        _programme(
            a_session("land", room_needs=("step_free",)),
            rooms=(a_room("r1", privacy="open", hybrid=False), a_room("upstairs", step_free=False)),
        ),
        good=_held(land_1="mon1 r1"),
        broken=_held(land_1="mon1 upstairs"),
    ),
    a_case(
        "rooms_suit_their_sessions",
        "remote people need a hybrid room",
        _programme(a_session("land"), people=(an_expert("p"),), rooms=(a_room("r1", hybrid=False),)),
        good={"people": {"p": in_person()}, "sessions": {"land#1": held(attends=("p",))}},
        broken={"people": {"p": remotely()}, "sessions": {"land#1": held(attends=("p",))}},
    ),
    a_case(
        "plenaries_run_alone",
        "right after the plenary",
        _programme(a_session("opening", kind="plenary"), a_session("land")),
        good=_held(opening_1="mon1 r1", land_1="mon2 r2"),
        broken=_held(opening_1="mon1 r1", land_1="mon1 r2"),
    ),
    a_case(
        "plenaries_run_alone",
        "exclusive for its whole length",
        _programme(a_session("vote", exclusive=True, length_slots=2), a_session("land")),
        good=_held(vote_1="mon1 r1", land_1="mon3 r2"),
        broken=_held(vote_1="mon1 r1", land_1="mon2 r2"),
    ),
    a_case(
        "parallel_sessions_stay_within_the_cap",
        "two at any time, though a long one meets both others",
        _programme(
            a_session("long", length_slots=2),
            a_session("land"),
            a_session("water"),
            policy=a_policy(timetable={"parallel_sessions": 2}),
            rooms=(a_room("r1"), a_room("r2"), a_room("r3")),
        ),
        good=_held(long_1="mon1 r1", land_1="mon1 r2", water_1="mon2 r3"),
        broken=_held(long_1="mon1 r1", land_1="mon2 r2", water_1="mon2 r3"),
    ),
    a_case(
        "sessions_follow_their_prerequisites",
        "as soon as the last holding has ended",
        _programme(a_session("land", offered=2, length_slots=2), a_session("water", after=("land",))),
        good=_held(land_1="mon1 r1", land_2="mon3 r1", water_1="tue1 r1"),
        broken=_held(land_1="mon1 r1", land_2="mon3 r1", water_1="mon4 r2"),
    ),
    a_case(
        "grouped_sessions_share_their_window",
        "first with first, second with second",
        _programme(
            a_session("land", offered=2, same_window="w"),
            a_session("water", offered=2, same_window="w"),
            a_session("other", same_window="v"),
        ),
        good=_held(land_1="mon1 r1", land_2="mon2 r1", water_1="mon1 r2", water_2="mon2 r2", other_1="tue1 r1"),
        broken=_held(land_1="mon1 r1", land_2="mon2 r1", water_1="mon2 r2", water_2="mon1 r2", other_1="tue1 r1"),
    ),
    # In April Geneva is 7 hours ahead of Bogota and 7 hours behind Tokyo.
    _remote_speaker("from 08:00 in Bogota", "America/Bogota", good="15:00-16:00", broken="14:59-15:59"),
    _remote_speaker("until 22:00 in Tokyo", "Asia/Tokyo", good="14:00-15:00", broken="14:01-15:01"),
    _tired_speaker(
        "24 hours after arrival",
        good=_speaks("rested", "long"),
        broken=_speaks("tired", "long"),
    ),
    _tired_speaker(
        "nine hours are no long journey",
        good=_speaks("tired", "short"),
        broken=_speaks("tired", "long"),
    ),
    a_case(
        "protected_windows_are_kept",
        "a plenary until it starts; other sessions may go on",
        _programme(
            a_session("opening", kind="plenary"),
            a_session("land"),
            policy=a_policy(timetable={"protected_windows": ("mon 12:30-14:30",)}),
            slots=(
                a_slot("before", "11:30-12:30", sitting="a"),
                a_slot("into", "11:31-12:31", sitting="b"),
                a_slot("during", "13:00-14:00", sitting="c"),
            ),
        ),
        good=_held(opening_1="before r1", land_1="during r1"),
        broken=_held(opening_1="into r1", land_1="during r1"),
    ),
    a_case(
        "protected_windows_are_kept",
        "a decision from its end, and on other days",
        _programme(
            a_session("vote", decision=True, offered=2),
            policy=a_policy(timetable={"protected_windows": ("sun 10:00-11:00", "mon 12:30-14:30")}),
            slots=(
                a_slot("inside", "14:29-15:29", sitting="a"),
                a_slot("after", "14:30-15:30", sitting="b"),
                a_slot("tuesday", "13:00-14:00", day=TUESDAY, sitting="c"),
            ),
        ),
        good=_held(vote_1="after r1", vote_2="tuesday r1"),
        broken=_held(vote_1="inside r1", vote_2="tuesday r1"),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
