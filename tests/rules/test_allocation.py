"""Cases of people in sessions."""

from typing import Any

import pytest

from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from tests.builders import (
    a_person,
    a_room,
    a_scenario,
    a_session,
    an_expert,
    at,
    held,
    in_person,
    remotely,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _land(*people: Any, room: Any = None, **session: Any) -> Scenario:
    """One session called `land`."""
    return a_scenario(people=people, sessions=(a_session("land", **session),), rooms=(room or a_room("r1"),))


def _there(*people: str, **planned: Any) -> dict[str, Any]:
    return {"sessions": {"land#1": held(attends=people, **planned)}}


def _twice(first: tuple[str, ...], second: tuple[str, ...]) -> dict[str, Any]:
    return {"sessions": {"land#1": held("mon1", attends=first), "land#2": held("mon2", attends=second)}}


CASES: tuple[RuleCase, ...] = (
    a_case(
        "only_participants_are_seated",
        "everyone who comes and nobody else",
        _land(an_expert("p"), an_expert("q")),
        good={"people": {"p": in_person()}, **_there("p")},
        broken={"people": {"p": in_person()}, **_there("p", "q")},
    ),
    a_case(
        "nobody_is_in_two_places",
        "from one room to the next without a break",
        a_scenario(
            people=(an_expert("p"),),
            sessions=(a_session("long", length_slots=2), a_session("land"), a_session("water")),
        ),
        good={
            "sessions": {
                "long#1": held("mon1", "r1"),
                "land#1": held("mon1", "r2", attends=("p",)),
                "water#1": held("mon2", "r2", attends=("p",)),
            }
        },
        broken={
            "sessions": {
                "long#1": held("mon1", "r1", attends=("p",)),
                "land#1": held("mon1", "r2"),
                "water#1": held("mon2", "r2", attends=("p",)),
            }
        },
    ),
    a_case(
        "nobody_is_in_two_places",
        "one holding of a session, both for its speaker",
        _land(an_expert("p"), an_expert("q"), offered=2, speakers=("q",)),
        good=_twice(("p", "q"), ("q",)),
        broken=_twice(("p", "q"), ("p", "q")),
    ),
    a_case(
        "people_are_there_when_their_session_is",
        "arrived by 10:00",
        _land(an_expert("p", arrives_after=at("10:00")), an_expert("q", arrives_after=at("10:01"))),
        good=_there("p"),
        broken=_there("q"),
    ),
    a_case(
        "people_are_there_when_their_session_is",
        "not gone before 11:30",
        _land(an_expert("p", leaves_before=at("11:30")), an_expert("q", leaves_before=at("11:29"))),
        good=_there("p"),
        broken=_there("q"),
    ),
    a_case(
        "holdings_keep_their_size",
        "at most two",
        _land(an_expert("p"), an_expert("q"), an_expert("r"), size=Range(least=1, most=2)),
        good=_there("p", "q"),
        broken=_there("p", "q", "r"),
    ),
    a_case(
        "holdings_keep_their_size",
        "at least two",
        _land(an_expert("p"), an_expert("q"), size=Range(least=2, most=9)),
        good=_there("p", "q"),
        broken=_there("p"),
    ),
    a_case(
        "holdings_keep_their_size",
        "remote people take no chair",
        _land(an_expert("p"), an_expert("q"), room=a_room("r1", capacity=1)),
        good={"people": {"p": in_person(), "q": remotely()}, **_there("p", "q")},
        broken={"people": {"p": in_person(), "q": in_person()}, **_there("p", "q")},
    ),
    a_case(
        "closed_sessions_admit_only_their_own",
        "own category and invited",
        _land(
            a_person("own", category="civil_society"),
            a_person("state"),
            an_expert("guest"),
            kind="closed_door",
            category="civil_society",
            invited=("guest",),
        ),
        good=_there("own", "guest"),
        broken=_there("own", "guest", "state"),
    ),
    a_case(
        "closed_sessions_admit_only_their_own",
        "in person",
        _land(an_expert("guest"), kind="closed_door", category="civil_society", invited=("guest",)),
        good={"people": {"guest": in_person()}, **_there("guest")},
        broken={"people": {"guest": remotely()}, **_there("guest")},
    ),
    a_case(
        "regional_sessions_seat_their_region",
        "one region in either system, the invited and the speaker",
        _land(
            a_person("africa", delegation="BB"),
            a_person("americas"),
            an_expert("guest"),
            an_expert("speaker"),
            kind="regional",
            region="net:africa",
            invited=("guest",),
            speakers=("speaker",),
        ),
        good=_there("africa", "guest", "speaker"),
        broken=_there("africa", "guest", "speaker", "americas"),
    ),
    a_case(
        "regional_sessions_seat_their_region",
        "an expert is of no region",
        _land(a_person("americas"), an_expert("expert"), kind="regional", region="un:GRULAC"),
        good=_there("americas"),
        broken=_there("americas", "expert"),
    ),
    a_case(
        "invited_sessions_admit_the_invited",
        "the invited and the speaker",
        _land(
            an_expert("guest"),
            an_expert("speaker"),
            an_expert("other"),
            attendance="invited",
            invited=("guest",),
            speakers=("speaker",),
        ),
        good=_there("guest", "speaker"),
        broken=_there("guest", "speaker", "other"),
    ),
    a_case(
        "required_sessions_are_attended",
        "whoever is there for the whole of it",
        _land(
            an_expert("whole", leaves_before=at("11:30")),
            an_expert("part", leaves_before=at("11:29")),
            attendance="required",
        ),
        good=_there("whole"),
        broken=_there(),
    ),
    a_case(
        "required_sessions_are_attended",
        "one holding is enough",
        _land(an_expert("p"), an_expert("q"), attendance="required", offered=2),
        good=_twice(("p",), ("q",)),
        broken=_twice(("p",), ()),
    ),
    a_case(
        "required_sessions_are_attended",
        "behind closed doors whoever of its own comes in person",
        _land(
            a_person("own", category="civil_society"),
            a_person("remote", category="civil_society"),
            a_person("state"),
            kind="closed_door",
            category="civil_society",
            attendance="required",
        ),
        good={"people": {"own": in_person(), "remote": remotely(), "state": in_person()}, **_there("own")},
        broken={"people": {"own": in_person(), "remote": remotely(), "state": in_person()}, **_there()},
    ),
    a_case(
        "required_sessions_are_attended",
        "a speaker at every holding, though nobody must come",
        _land(an_expert("speaker"), an_expert("q"), offered=2, speakers=("speaker",)),
        good=_twice(("speaker",), ("speaker",)),
        broken=_twice(("speaker",), ("q",)),
    ),
    a_case(
        "everyone_can_follow",
        "passively, or with one booth",
        _land(
            an_expert("passive", active_languages=("fr",), passive_languages=("en",)),
            an_expert("french", active_languages=("fr",)),
            floor_languages=("en",),
        ),
        good=_there("passive"),
        broken=_there("passive", "french"),
    ),
    a_case(
        "everyone_can_follow",
        "all that may be spoken, or one booth",
        _land(an_expert("english"), floor_languages=("en", "fr")),
        good=_there("english", floor=("en", "fr"), outgoing=("en",), interpreters={"en": ("i1", "i2")}),
        broken=_there("english", floor=("en", "fr")),
    ),
    a_case(
        "speakers_have_an_active_floor_language",
        "listening to the floor is not enough to chair",
        _land(
            an_expert("active"),
            an_expert("passive", active_languages=("fr",), passive_languages=("en",)),
            chairs_needed=1,
        ),
        good=_there("active", "passive", chairs=("active",)),
        broken=_there("active", "passive", chairs=("passive",)),
    ),
    a_case(
        "holdings_have_their_chairs",
        "one who can",
        _land(an_expert("able"), an_expert("unable", can_chair=False), chairs_needed=1),
        good=_there("able", "unable", chairs=("able",)),
        broken=_there("able", "unable", chairs=("unable",)),
    ),
    a_case(
        "holdings_have_their_chairs",
        "as many as needed, no more",
        _land(an_expert("p"), an_expert("q"), chairs_needed=1),
        good=_there("p", "q", chairs=("p",)),
        broken=_there("p", "q", chairs=("p", "q")),
    ),
    a_case(
        "holdings_have_their_chairs",
        "whoever is named is able and does",
        _land(an_expert("named", can_chair=False), an_expert("p"), an_expert("q"), chairs=("named",), chairs_needed=2),
        good=_there("named", "p", "q", chairs=("named", "p")),
        broken=_there("named", "p", "q", chairs=("p", "q")),
    ),
    a_case(
        "holdings_have_their_chairs",
        "in the room",
        _land(an_expert("p"), an_expert("q"), chairs_needed=1),
        good=_there("p", chairs=("p",)),
        broken=_there("p", chairs=("q",)),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
