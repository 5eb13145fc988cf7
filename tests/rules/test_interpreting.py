"""Cases of languages, booths and interpreters. `p` understands English only; sessions are in French."""

from datetime import timedelta
from typing import Any

import pytest

from planner.plan import PlannedHolding
from planner.scenario.scenario import Scenario
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_conference,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    a_slot,
    an_expert,
    an_interpreter,
    held,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case

ENGLISH_BOOTH = tuple(an_interpreter(f"i{number}", "en", c="fr") for number in range(1, 5))


def _in_french(*sessions: str, **given: Any) -> Scenario:
    """Four interpreters work from French into English."""
    return a_scenario(
        **{
            "people": (an_expert("p"),),
            "sessions": tuple(a_session(session, floor_languages=("fr",)) for session in sessions),
            "interpreters": ENGLISH_BOOTH,
            **given,
        }
    )


def _into_english(slot: str, *team: str, room: str = "r1", **planned: Any) -> PlannedHolding:
    return held(
        slot,
        room,
        **{"floor": ("fr",), "outgoing": ("en",), "attends": ("p",), "interpreters": {"en": team}, **planned},
    )


def _held(**holdings: PlannedHolding) -> dict[str, Any]:
    """The only holding of each session."""
    return {"sessions": {f"{session}#1": planned for session, planned in holdings.items()}}


def _both_ways(booths: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """English and French spoken, into the languages of the booths."""
    return {
        "sessions": {
            "land#1": held(
                floor=("en", "fr"), outgoing=tuple(booths), attends=("english", "french"), interpreters=booths
            )
        }
    }


def _spoken_both_ways(*interpreters: Any, **given: Any) -> Scenario:
    return a_scenario(
        **{
            "people": (an_expert("english"), an_expert("french", active_languages=("fr",), passive_languages=("en",))),
            "sessions": (a_session("land", floor_languages=("en", "fr")),),
            "interpreters": interpreters,
            **given,
        }
    )


BILINGUAL = tuple(an_interpreter(f"i{number}", "en", "fr") for number in range(1, 5))


def _closed(session: str, category: str) -> Any:
    return a_session(session, kind="closed_door", category=category, invited=("p",), floor_languages=("fr",))


def _shut_out(edge: str, **given: Any) -> RuleCase:
    """The third interpreter must stay outside."""
    return a_case(
        "excluded_interpreters_stay_out_of_closed_sessions",
        edge,
        _in_french(
            sessions=(_closed("peers", "civil_society"), a_session("land", floor_languages=("fr",))),
            interpreters=(*ENGLISH_BOOTH[:2], an_interpreter("outsider", "en", c="fr", **given)),
        ),
        good=_held(peers=_into_english("mon1", "i1", "i2"), land=_into_english("mon3", "i1", "outsider")),
        broken=_held(peers=_into_english("mon1", "i1", "outsider"), land=_into_english("mon3", "i1", "i2")),
    )


CASES: tuple[RuleCase, ...] = (
    a_case(
        "participants_understand_a_conference_language",
        "one is enough",
        a_scenario(people=(an_expert("p"),), sessions=(), interpreters=()),
        good={"conference_languages": ("en",)},
        broken={"conference_languages": ("fr",)},
    ),
    a_case(
        "outgoing_languages_are_conference_languages",
        "a language the conference offers",
        _in_french("land", people=(an_expert("p", passive_languages=("fr",)),)),
        good={"conference_languages": ("en", "fr"), **_held(land=_into_english("mon1", "i1", "i2"))},
        broken={"conference_languages": ("fr",), **_held(land=_into_english("mon1", "i1", "i2"))},
    ),
    a_case(
        "outgoing_languages_are_conference_languages",
        "a language that somebody there understands",
        _in_french("land", people=(an_expert("p"), an_expert("q", active_languages=("fr",)))),
        good=_held(land=_into_english("mon1", "i1", "i2", attends=("p", "q"))),
        broken=_held(land=_into_english("mon1", "i1", "i2", attends=("q",))),
    ),
    a_case(
        "booths_fit_their_rooms",
        "built in and mobile",
        _spoken_both_ways(
            *BILINGUAL,
            rooms=(a_room("r2", booths=1, mobile_booths_fit=1), a_room("r1", booths=1)),
            policy=a_policy(interpreting={"mobile_booths": 1}),
        ),
        good=_held(
            land=held(
                room="r2",
                floor=("en", "fr"),
                outgoing=("en", "fr"),
                attends=("english", "french"),
                interpreters={"en": ("i1", "i2"), "fr": ("i3",)},
            )
        ),
        broken=_both_ways({"en": ("i1", "i2"), "fr": ("i3",)}),
    ),
    a_case(
        "booths_fit_their_rooms",
        "one mobile booth up at a time",
        _in_french(
            sessions=(
                a_session("land", floor_languages=("fr",), length_slots=2),
                a_session("water", floor_languages=("fr",)),
            ),
            people=(an_expert("p"), an_expert("q")),
            rooms=(a_room("r1", booths=0, mobile_booths_fit=1), a_room("r2", booths=0, mobile_booths_fit=1)),
            policy=a_policy(interpreting={"mobile_booths": 1}),
        ),
        good=_held(
            land=_into_english("mon1", "i1", "i2"), water=_into_english("mon3", "i3", "i4", room="r2", attends=("q",))
        ),
        broken=_held(
            land=_into_english("mon1", "i1", "i2"), water=_into_english("mon2", "i3", "i4", room="r2", attends=("q",))
        ),
    ),
    a_case(
        "teams_meet_the_profile",
        "three for two languages both ways",
        _spoken_both_ways(*BILINGUAL),
        good=_both_ways({"en": ("i1", "i2"), "fr": ("i3",)}),
        broken=_both_ways({"en": ("i1",), "fr": ("i3",)}),
    ),
    a_case(
        "teams_meet_the_profile",
        "four from one language into two",
        _in_french("land", people=(an_expert("p", passive_languages=("fr",)),), interpreters=BILINGUAL),
        good=_held(
            land=_into_english("mon1", outgoing=("en", "fr"), interpreters={"en": ("i1", "i2"), "fr": ("i3", "i4")})
        ),
        broken=_held(
            land=_into_english("mon1", outgoing=("en", "fr"), interpreters={"en": ("i1", "i2"), "fr": ("i3",)})
        ),
    ),
    a_case(
        # A booth into the only floor language has nothing to understand, so that an empty one breaks nothing else.
        "teams_meet_the_profile",
        "nobody's booth is empty",
        _in_french("land", people=(an_expert("p", passive_languages=("fr",)),), interpreters=BILINGUAL),
        good=_held(
            land=_into_english("mon1", outgoing=("en", "fr"), interpreters={"en": ("i1", "i2", "i3"), "fr": ("i4",)})
        ),
        broken=_held(
            land=_into_english("mon1", outgoing=("en", "fr"), interpreters={"en": ("i1", "i2", "i3", "i4"), "fr": ()})
        ),
    ),
    a_case(
        "teams_meet_the_profile",
        "three in a bi-active booth",
        _in_french("land", policy=a_policy(interpreting={"bi_active_languages": ("en",)})),
        good=_held(land=_into_english("mon1", "i1", "i2", "i3")),
        broken=_held(land=_into_english("mon1", "i1", "i2")),
    ),
    a_case(
        "booths_have_two_voices",
        "the second from another booth",
        _spoken_both_ways(
            an_interpreter("english", "en", c="fr"),
            an_interpreter("french", "fr", c="en"),
            an_interpreter("french_too", "fr", c="en"),
            an_interpreter("both", "fr", "en"),
        ),
        good=_both_ways({"en": ("english",), "fr": ("french", "both")}),
        broken=_both_ways({"en": ("english",), "fr": ("french", "french_too")}),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "not into a C language, even as the third",
        _in_french(
            "land",
            interpreters=(
                *ENGLISH_BOOTH[:2],
                an_interpreter("b", "fr", b="en"),
                an_interpreter("c", "fr", c="en"),
            ),
        ),
        good=_held(land=_into_english("mon1", "i1", "i2", "b")),
        broken=_held(land=_into_english("mon1", "i1", "i2", "c")),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "in one booth",
        _spoken_both_ways(*BILINGUAL),
        good=_both_ways({"en": ("i1", "i2"), "fr": ("i3",)}),
        broken=_both_ways({"en": ("i1", "i2"), "fr": ("i3", "i2")}),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "only outgoing languages have a booth",
        _in_french("land", people=(an_expert("p", passive_languages=("fr",)),)),
        good=_held(land=_into_english("mon1", "i1", "i2")),
        broken=_held(land=_into_english("mon1", "i1", "i2", outgoing=())),
    ),
    a_case(
        "booths_understand_the_floor_or_take_relay",
        "one in the booth for each language",
        a_scenario(
            conference=a_conference(languages=("en", "es", "fr")),
            people=(an_expert("p"),),
            sessions=(a_session("land", floor_languages=("fr", "es")),),
            interpreters=(
                an_interpreter("i1", "en", c="fr"),
                an_interpreter("i2", "en", c="fr"),
                an_interpreter("spanish", "en", c="es"),
            ),
        ),
        good=_held(land=_into_english("mon1", "i1", "spanish", floor=("fr", "es"))),
        broken=_held(land=_into_english("mon1", "i1", "i2", floor=("fr", "es"))),
    ),
    a_case(
        "interpreters_work_in_one_place_at_a_time",
        "from one room to the next without a break",
        _in_french("land", "water", people=(an_expert("p"), an_expert("q"))),
        good=_held(
            land=_into_english("mon1", "i1", "i2"), water=_into_english("mon2", "i1", "i2", room="r2", attends=("q",))
        ),
        broken=_held(
            land=_into_english("mon1", "i1", "i2"), water=_into_english("mon1", "i2", "i3", room="r2", attends=("q",))
        ),
    ),
    a_case(
        "interpreters_work_on_their_days",
        "the last sitting of the last day booked",
        _in_french("land", interpreters=(an_interpreter("i1", "en", c="fr", days=(MONDAY,)), *ENGLISH_BOOTH[1:])),
        good=_held(land=_into_english("mon4", "i1", "i2")),
        broken=_held(land=_into_english("tue1", "i1", "i2")),
    ),
    a_case(
        "interpreters_work_two_sittings_a_day",
        "three holdings in two sittings",
        _in_french(
            "land",
            "water",
            "air",
            slots=(
                a_slot("s1", "08:00-09:00", sitting="a"),
                a_slot("s2", "09:00-10:00", sitting="a"),
                a_slot("s3", "12:00-13:00", sitting="b"),
                a_slot("s4", "15:00-16:00", sitting="c"),
            ),
        ),
        good=_held(
            land=_into_english("s1", "i1", "i2"),
            water=_into_english("s2", "i1", "i2"),
            air=_into_english("s4", "i1", "i2"),
        ),
        broken=_held(
            land=_into_english("s1", "i1", "i2"),
            water=_into_english("s3", "i1", "i2"),
            air=_into_english("s4", "i1", "i3"),
        ),
    ),
    a_case(
        "interpreters_rest_between_sittings",
        "90 minutes",
        _in_french(
            "land",
            "water",
            slots=(
                a_slot("morning", "10:00-12:00", sitting="am"),
                a_slot("in_89", "13:29-15:00", sitting="pm, early"),
                a_slot("in_90", "13:30-15:00", sitting="pm"),
            ),
        ),
        good=_held(land=_into_english("morning", "i1", "i2"), water=_into_english("in_90", "i1", "i2")),
        broken=_held(land=_into_english("morning", "i1", "i2"), water=_into_english("in_89", "i1", "i3")),
    ),
    a_case(
        "interpreters_stay_within_their_week",
        "the eighth day is another week",
        _in_french(
            "land",
            "water",
            "air",
            conference=a_conference(ends=MONDAY + timedelta(days=7)),
            policy=a_policy(interpreting={"sittings_per_week": 2}),
            slots=(
                a_slot("mon", "10:00-11:00", sitting="mon"),
                a_slot("tue", "10:00-11:00", sitting="tue", day=TUESDAY),
                a_slot("seventh", "10:00-11:00", sitting="sun", day=MONDAY + timedelta(days=6)),
                a_slot("eighth", "10:00-11:00", sitting="next", day=MONDAY + timedelta(days=7)),
            ),
            interpreters=tuple(
                an_interpreter(name, "en", c="fr", days=tuple(MONDAY + timedelta(days=n) for n in range(8)))
                for name in ("i1", "i2")
            ),
        ),
        good=_held(
            land=_into_english("mon", "i1", "i2"),
            water=_into_english("tue", "i1", "i2"),
            air=_into_english("eighth", "i1", "i2"),
        ),
        broken=_held(
            land=_into_english("mon", "i1", "i2"),
            water=_into_english("tue", "i1", "i2"),
            air=_into_english("seventh", "i1", "i2"),
        ),
    ),
    _shut_out("excluded from the category", excluded_categories=("civil_society",)),
    _shut_out("excluded from the session", excluded_sessions=("peers",)),
    _shut_out("supplied by a delegation", supplied_by="AA"),
    a_case(
        "closed_sessions_of_different_categories_share_no_interpreter",
        "a closed session and an open one",
        _in_french(
            sessions=(
                _closed("peers", "civil_society"),
                _closed("states", "state"),
                a_session("land", floor_languages=("fr",)),
            )
        ),
        good=_held(
            peers=_into_english("mon1", "i1", "i2"),
            states=_into_english("mon3", "i3", "i4"),
            land=_into_english("tue1", "i1", "i3"),
        ),
        broken=_held(
            peers=_into_english("mon1", "i1", "i2"),
            states=_into_english("mon3", "i2", "i3"),
            land=_into_english("tue1", "i1", "i3"),
        ),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
