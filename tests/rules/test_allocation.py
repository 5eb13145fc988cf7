"""Cases of people in sessions."""

from typing import Any

import pytest

from planner.scenario.people import Range
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from tests.builders import (
    a_closed_session,
    a_person,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    an_expert,
    at,
    held,
    in_person,
    remotely,
)
from tests.rules.decided import a_pin, a_separation, a_waiver
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _land(*people: Any, room: Any = None, **session: Any) -> Scenario:
    """One session called `land`."""
    return a_scenario(people=people, sessions=(a_session("land", **session),), rooms=(room or a_room("r1"),))


def _there(*people: str, **planned: Any) -> dict[str, Any]:
    return {"sessions": {"land#1": held(attends=people, **planned)}}


def _twice(first: tuple[str, ...], second: tuple[str, ...]) -> dict[str, Any]:
    return {"sessions": {"land#1": held("mon1", attends=first), "land#2": held("mon2", attends=second)}}


def _land_and_water(first: tuple[str, ...], second: tuple[str, ...], water: tuple[str, ...]) -> dict[str, Any]:
    return {"sessions": {**_twice(first, second)["sessions"], "water#1": held("mon3", attends=water)}}


def _one_each(**people: tuple[str, ...]) -> dict[str, Any]:
    """Sessions of one holding, one after the other."""
    slots = ("mon1", "mon2", "mon3")
    return {
        "sessions": {
            f"{session}#1": held(slot, attends=there)
            for slot, (session, there) in zip(slots, people.items(), strict=False)
        }
    }


def _assistant(id: str, of: str, **given: Any) -> Any:
    return an_expert(id, category="observer", assists=of, **given)


def _wish(person: str, session: str, points: int) -> Preference:
    return Preference(person=person, session=session, points=points)


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
        "nobody_is_in_two_places",
        "both for the speaker's assistant",
        _land(an_expert("p"), an_expert("q"), _assistant("a", "q"), offered=2, speakers=("q",)),
        good=_twice(("p", "q", "a"), ("q", "a")),
        broken=_twice(("p", "q", "a"), ("p", "q", "a")),
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
        "own category, invited, and assistants of those",
        _land(
            a_person("own", category="civil_society"),
            a_person("state"),
            an_expert("guest"),
            _assistant("a", "own"),
            kind="closed_door",
            category="civil_society",
            invited=("guest",),
        ),
        good=_there("own", "guest", "a"),
        broken=_there("own", "guest", "a", "state"),
    ),
    a_case(
        "closed_sessions_admit_only_their_own",
        "in person",
        _land(an_expert("guest"), kind="closed_door", category="civil_society", invited=("guest",)),
        good={"people": {"guest": in_person()}, **_there("guest")},
        broken={"people": {"guest": remotely()}, **_there("guest")},
    ),
    a_case(
        # Whoever is pinned is there if they come at all, so the pair without leave comes to the broken plan only.
        "closed_sessions_admit_only_their_own",
        "remotely where pinned, assistants too",
        a_scenario(
            people=(
                a_person("p", category="civil_society"),
                a_person("q", category="civil_society"),
                _assistant("a", "p"),
                _assistant("b", "q"),
            ),
            sessions=(a_closed_session("land"),),
            pins=tuple(a_pin("attend", id=person, person=person, holding="land#1") for person in ("p", "a", "q")),
        ),
        good={"people": {"p": remotely(), "a": remotely()}, **_there("p", "a")},
        broken={"people": {"q": remotely(), "b": remotely()}, **_there("q", "b")},
    ),
    a_case(
        "regional_sessions_seat_their_region",
        "one region in either system, the invited, the speaker, assistants",
        _land(
            a_person("africa", delegation="BB"),
            a_person("americas"),
            an_expert("guest"),
            an_expert("speaker"),
            _assistant("a", "africa"),
            kind="regional",
            region="net:africa",
            invited=("guest",),
            speakers=("speaker",),
        ),
        good=_there("africa", "a", "guest", "speaker"),
        broken=_there("africa", "a", "guest", "speaker", "americas"),
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
        "the invited, the speaker, assistants",
        _land(
            an_expert("guest"),
            _assistant("a", "guest"),
            an_expert("speaker"),
            an_expert("other"),
            attendance="invited",
            invited=("guest",),
            speakers=("speaker",),
        ),
        good=_there("guest", "a", "speaker"),
        broken=_there("guest", "a", "speaker", "other"),
    ),
    a_case(
        "required_sessions_are_attended",
        "whoever is there for the whole of it, assistants aside",
        _land(
            an_expert("whole", leaves_before=at("11:30")),
            an_expert("part", leaves_before=at("11:29")),
            _assistant("a", "part"),
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
        "everyone_can_follow",
        "waived for one person in one session",
        a_scenario(
            people=(an_expert("french", active_languages=("fr",)), an_expert("french2", active_languages=("fr",))),
            sessions=(a_session("air"), a_session("land")),
            waivers=(a_waiver("french", "land"), a_waiver("french2", "air")),
        ),
        good=_one_each(air=("french2",), land=("french",)),
        broken=_one_each(air=("french2",), land=("french", "french2")),
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
        "separated_people_stay_apart",
        "at two holdings; other groups may mix",
        a_scenario(
            people=(an_expert("p"), an_expert("q"), an_expert("r")),
            sessions=(a_session("land", offered=2),),
            separations=(a_separation("p"), a_separation("q"), a_separation("r", group="other")),
        ),
        good=_twice(("p", "r"), ("q",)),
        broken=_twice(("p", "q"), ("r",)),
    ),
    a_case(
        "separated_people_stay_apart",
        "at two sessions, where one of them asks for it",
        a_scenario(
            people=(an_expert("p"), an_expert("q")),
            sessions=(a_session("land", offered=2), a_session("water")),
            separations=(a_separation("p", scope="session"), a_separation("q")),
        ),
        good=_land_and_water(("p",), (), ("q",)),
        broken=_land_and_water(("p",), ("q",), ()),
    ),
    a_case(
        # The favourites of p are water, then air, which comes before land; q has too few opinions.
        "everyone_keeps_some_favourites",
        "one of two",
        a_scenario(
            people=(an_expert("p"), an_expert("q")),
            sessions=(a_session("air"), a_session("land"), a_session("water")),
            preferences=(_wish("p", "air", 5), _wish("p", "land", 5), _wish("p", "water", 9), _wish("q", "air", 9)),
            policy=a_policy(allocation={"favourites_floor": 1, "top_sessions": 2}),
        ),
        good=_one_each(air=("p",), land=("q",), water=()),
        broken=_one_each(air=(), land=("p", "q"), water=()),
    ),
    a_case(
        # Whoever speaks at a session held twice is at both, and has one favourite of it.
        "everyone_keeps_some_favourites",
        "a session at which one speaks twice is one of them",
        a_scenario(
            people=(an_expert("p"), an_expert("q")),
            sessions=(a_session("land", offered=2, speakers=("p",)), a_session("water")),
            preferences=(_wish("p", "land", 9), _wish("p", "water", 5)),
            policy=a_policy(allocation={"favourites_floor": 2, "top_sessions": 2}),
        ),
        good=_land_and_water(("p",), ("p",), ("p",)),
        broken=_land_and_water(("p",), ("p",), ("q",)),
    ),
    a_case(
        "assistants_stay_with_their_person",
        "not left behind",
        a_scenario(people=(an_expert("p"), _assistant("a", "p")), sessions=(a_session("land"),)),
        good=_there("p", "a"),
        broken=_there("p"),
    ),
    a_case(
        "assistants_stay_with_their_person",
        "not on their own",
        a_scenario(people=(an_expert("p"), _assistant("a", "p")), sessions=(a_session("land"),)),
        good=_there(),
        broken=_there("a"),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
