"""Cases of sign languages. `deaf` signs Libras (bzs) and reads English; sessions are in French."""

from typing import Any

import pytest

from planner.scenario.scenario import Scenario
from tests.builders import a_plan, a_policy, a_scenario, a_session, an_expert, an_interpreter, held
from tests.rules.decided import a_waiver
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case, plan_of_model, violations_of

DEAF = an_expert("deaf", sign_language="bzs")
LIBRAS = tuple(an_interpreter(f"s{number}", "fr", sign="bzs") for number in range(1, 4))


def _signed(*interpreters: Any, **given: Any) -> Scenario:
    return a_scenario(
        **{
            "people": (DEAF,),
            "sessions": (a_session("land", floor_languages=("fr",)),),
            "interpreters": interpreters or LIBRAS,
            **given,
        }
    )


def _held(*team: str, **planned: Any) -> dict[str, Any]:
    return {
        "sessions": {
            "land#1": held(**{"floor": ("fr",), "attends": ("deaf",), "interpreters": {"bzs": team}, **planned})
        }
    }


CASES: tuple[RuleCase, ...] = (
    a_case(
        "people_who_sign_have_a_team",
        "two take turns",
        _signed(),
        good=_held("s1", "s2"),
        broken=_held("s1"),
    ),
    a_case(
        "people_who_sign_have_a_team",
        "three where the policy says so",
        _signed(policy=a_policy(interpreting={"sign_team": 3})),
        good=_held("s1", "s2", "s3"),
        broken=_held("s1", "s2"),
    ),
    a_case(
        "people_who_sign_have_a_team",
        "a team for each sign language",
        _signed(
            *LIBRAS,
            *(an_interpreter(f"l{number}", "fr", sign="lsf") for number in (1, 2)),
            people=(DEAF, an_expert("sourde", sign_language="lsf")),
        ),
        good=_held(attends=("deaf", "sourde"), interpreters={"bzs": ("s1", "s2"), "lsf": ("l1", "l2")}),
        broken=_held(attends=("deaf", "sourde"), interpreters={"bzs": ("s1", "s2"), "lsf": ("l1",)}),
    ),
    a_case(
        "sign_teams_speak_a_floor_language",
        "one of two is enough",
        _signed(
            an_interpreter("voice", "fr", sign="bzs"),
            an_interpreter("hears", "en", c="fr", sign="bzs"),
            an_interpreter("hears_too", "en", c="fr", sign="bzs"),
        ),
        good=_held("voice", "hears"),
        broken=_held("hears", "hears_too"),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "into their own sign language",
        _signed(*LIBRAS, an_interpreter("other", "fr", sign="lsf")),
        good=_held("s1", "s2", "s3"),
        broken=_held("s1", "s2", "other"),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "where somebody signs",
        _signed(people=(DEAF, an_expert("p", active_languages=("fr",)))),
        good=_held(attends=("p",), interpreters={}),
        broken=_held("s1", "s2", attends=("p",)),
    ),
    a_case(
        "interpreters_work_into_their_own_languages",
        "not in a booth as well",
        _signed(
            an_interpreter("s1", "fr en", sign="bzs"),
            an_interpreter("s2", "fr", sign="bzs"),
            an_interpreter("i1", "en", c="fr"),
            an_interpreter("i2", "en", c="fr"),
        ),
        good=_held(outgoing=("en",), interpreters={"bzs": ("s1", "s2"), "en": ("i1", "i2")}),
        broken=_held(outgoing=("en",), interpreters={"bzs": ("s1", "s2"), "en": ("i1", "i2", "s1")}),
    ),
    a_case(
        # s3 works into English but signs: only those in booths are voices of a booth.
        "booths_have_two_voices",
        "not from the sign team",
        _signed(
            an_interpreter("s1", "fr", sign="bzs"),
            an_interpreter("s2", "fr", sign="bzs"),
            an_interpreter("s3", "en", c="fr", sign="bzs"),
            an_interpreter("i1", "en", c="fr"),
            an_interpreter("i2", "en", c="fr"),
            an_interpreter("no_voice", "fr", "es", c="en"),
            people=(DEAF, an_expert("french", active_languages=("fr",))),
            sessions=(a_session("land", floor_languages=("en", "fr")),),
        ),
        good=_held(
            floor=("en", "fr"),
            outgoing=("en", "fr"),
            attends=("deaf", "french"),
            interpreters={"bzs": ("s1", "s3"), "en": ("i1", "i2"), "fr": ("no_voice", "s2")},
        ),
        broken=_held(
            floor=("en", "fr"),
            outgoing=("en", "fr"),
            attends=("deaf", "french"),
            interpreters={"bzs": ("s1", "s2", "s3"), "en": ("i1", "i2"), "fr": ("no_voice",)},
        ),
    ),
    a_case(
        # Of two in the team one voices French; the Spanish of the floor reaches them by way of the French booth.
        "booths_understand_the_floor_or_take_relay",
        "a sign team takes relay from a booth in which two can give it",
        _signed(
            *LIBRAS[:2],
            an_interpreter("f1", "fr", c="es"),
            an_interpreter("f2", "fr", c="es"),
            an_interpreter("f3", "fr", c="en"),
            people=(DEAF, an_expert("french", active_languages=("fr",))),
            sessions=(a_session("land", floor_languages=("es", "fr")),),
        ),
        good=_held(
            floor=("es", "fr"),
            outgoing=("fr",),
            attends=("deaf", "french"),
            interpreters={"bzs": ("s1", "s2"), "fr": ("f1", "f2")},
        ),
        broken=_held(
            floor=("es", "fr"),
            outgoing=("fr",),
            attends=("deaf", "french"),
            interpreters={"bzs": ("s1", "s2"), "fr": ("f1", "f3")},
        ),
    ),
    a_case(
        "interpreters_work_in_one_place_at_a_time",
        "sign teams too",
        _signed(
            *(an_interpreter(f"s{number}", "fr", sign="bzs") for number in range(1, 5)),
            people=(DEAF, an_expert("deaf_too", sign_language="bzs")),
            sessions=tuple(a_session(name, floor_languages=("fr",)) for name in ("land", "water")),
        ),
        good={
            "sessions": {
                "land#1": held(floor=("fr",), attends=("deaf",), interpreters={"bzs": ("s1", "s2")}),
                "water#1": held(room="r2", floor=("fr",), attends=("deaf_too",), interpreters={"bzs": ("s3", "s4")}),
            }
        },
        broken={
            "sessions": {
                "land#1": held(floor=("fr",), attends=("deaf",), interpreters={"bzs": ("s1", "s2")}),
                "water#1": held(room="r2", floor=("fr",), attends=("deaf_too",), interpreters={"bzs": ("s2", "s3")}),
            }
        },
    ),
    a_case(
        "excluded_interpreters_stay_out_of_closed_sessions",
        "sign teams too",
        _signed(
            *LIBRAS[:2],
            an_interpreter("outsider", "fr", sign="bzs", supplied_by="AA"),
            sessions=(
                a_session("land", kind="closed_door", category="nhri", invited=("deaf",), floor_languages=("fr",)),
            ),
        ),
        good=_held("s1", "s2"),
        broken=_held("s1", "outsider"),
    ),
    a_case(
        # Nobody hears what the second speaker says, who neither signs nor speaks French.
        "speakers_have_an_active_floor_language",
        "whoever signs speaks through the team",
        _signed(
            people=(DEAF, an_expert("p", passive_languages=("fr",))),
            sessions=(a_session("land", floor_languages=("fr",), chairs_needed=1),),
        ),
        good=_held("s1", "s2", attends=("deaf", "p"), chairs=("deaf",)),
        broken=_held("s1", "s2", attends=("deaf", "p"), chairs=("p",)),
    ),
)


def test_no_team_is_needed_where_following_is_waived() -> None:
    alone = _held(interpreters={})["sessions"]
    without, with_waiver = _signed(), _signed(waivers=(a_waiver("deaf", "land"),))
    assert {each.rule for each in violations_of(without, a_plan(without, sessions=alone))} == {
        "people_who_sign_have_a_team"
    }
    assert violations_of(with_waiver, a_plan(with_waiver, sessions=alone)) == ()
    assert plan_of_model(with_waiver, a_plan(with_waiver, sessions=alone)) is not None


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
