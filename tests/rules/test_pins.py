"""Cases of what was decided before the plan is made."""

from typing import Any

import pytest

from planner.model.rules import HARD_RULES
from planner.plan import Participation
from planner.scenario.decided import Pin
from planner.units import Cents
from tests.builders import (
    a_grant,
    a_plan,
    a_scenario,
    a_session,
    a_visa,
    an_expert,
    an_interpreter,
    held,
    in_person,
    remotely,
)
from tests.rules.decided import a_pin
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case, broken_rules, plan_of_model


def _choice(edge: str, pin: Pin, *, good: dict[str, Participation], broken: dict[str, Participation]) -> RuleCase:
    """Who comes of p and q."""
    return a_case(
        "pinned_choices_of_people_are_kept",
        edge,
        a_scenario(people=(an_expert("p"), an_expert("q")), sessions=(), interpreters=(), pins=(pin,)),
        good={"people": good},
        broken={"people": broken},
    )


def _payment(edge: str, pin: str, payer: str, *, good: tuple[str, str], broken: tuple[str, str]) -> RuleCase:
    """Payers of the fare and the visa of p; `away`, who is pinned alike, does not come."""
    offered = {"origin": "BOG", "nationality": "CO", "self_funding": ("fare", "visa")}
    return a_case(
        "pinned_choices_of_people_are_kept",
        edge,
        a_scenario(
            people=(an_expert("p", **offered), an_expert("away", **offered)),
            sessions=(),
            interpreters=(),
            visas=(a_visa("CO", fee_cents=Cents(6_000)),),
            grants=(a_grant("grant"), a_grant("other")),
            pins=tuple(a_pin("pay", id=person, pin=pin, person=person, value=payer) for person in ("p", "away")),
        ),
        good={"people": {"p": _trip(*good)}},
        broken={"people": {"p": _trip(*broken)}},
    )


def _trip(fare: str, visa: str) -> Participation:
    return in_person(route="direct", pays={"fare": fare, "visa": visa})


def _place(edge: str, pin: Pin, *, good: str, broken: str) -> RuleCase:
    """Slot and room of land."""
    return a_case(
        "pinned_times_and_rooms_are_kept",
        edge,
        a_scenario(people=(), sessions=(a_session("land"),), pins=(pin,)),
        good={"sessions": {"land#1": held(*good.split())}},
        broken={"sessions": {"land#1": held(*broken.split())}},
    )


def _seat(edge: str, *pins: Pin, good: dict[str, Any], broken: dict[str, Any]) -> RuleCase:
    """What land lists of p and q, who come; `away` does not."""
    people = {"p": in_person(), "q": in_person()}
    chairs_needed = len(good.get("chairs", ()))
    return a_case(
        "pinned_seats_are_kept",
        edge,
        a_scenario(
            people=(an_expert("p"), an_expert("q"), an_expert("away")),
            sessions=(a_session("land", chairs_needed=chairs_needed),),
            pins=pins,
        ),
        good={"people": people, "sessions": {"land#1": held(**good)}},
        broken={"people": people, "sessions": {"land#1": held(**broken)}},
    )


def _booth(edge: str, pin: Pin, *, good: dict[str, str], broken: dict[str, str]) -> RuleCase:
    """Booths of land, where English and French are spoken."""
    return a_case(
        "pinned_interpreters_are_kept",
        edge,
        a_scenario(
            people=(an_expert("english"), an_expert("french", active_languages=("fr",))),
            sessions=(a_session("land", floor_languages=("en", "fr")),),
            interpreters=tuple(an_interpreter(f"i{number}", "en", "fr") for number in range(1, 5)),
            pins=(pin,),
        ),
        good={"sessions": {"land#1": _interpreted(good)}},
        broken={"sessions": {"land#1": _interpreted(broken)}},
    )


def _interpreted(teams: dict[str, str]) -> Any:
    booths = {language: tuple(team.split()) for language, team in teams.items()}
    return held(floor=("en", "fr"), outgoing=tuple(booths), attends=("english", "french"), interpreters=booths)


CASES: tuple[RuleCase, ...] = (
    _choice(
        "locked in, in any mode",
        a_pin("select", person="p"),
        good={"p": remotely()},
        broken={"q": remotely()},
    ),
    _choice(
        "locked into a mode",
        a_pin("select", person="p", value="remote"),
        good={"p": remotely()},
        broken={"p": in_person()},
    ),
    _choice(
        "kept out, in any mode",
        a_pin("select", pin="forbid", person="p"),
        good={"q": in_person()},
        broken={"p": remotely(), "q": in_person()},
    ),
    _choice(
        "kept out of a mode",
        a_pin("select", pin="forbid", person="p", value="in_person"),
        good={"p": remotely()},
        broken={"p": in_person()},
    ),
    _payment("every line by one payer", "lock", "grant", good=("grant", "grant"), broken=("grant", "self")),
    _payment("every line by oneself", "lock", "self", good=("self", "self"), broken=("other", "self")),
    _payment("no line by one payer", "forbid", "grant", good=("other", "self"), broken=("grant", "self")),
    _place("in a slot", a_pin("slot", holding="land#1", value="mon2"), good="mon2 r1", broken="mon1 r1"),
    _place(
        "out of a slot",
        a_pin("slot", pin="forbid", holding="land#1", value="mon2"),
        good="mon1 r1",
        broken="mon2 r1",
    ),
    _place("in a room", a_pin("room", holding="land#1", value="r2"), good="mon1 r2", broken="mon1 r1"),
    _place(
        "out of a room",
        a_pin("room", pin="forbid", holding="land#1", value="r2"),
        good="mon1 r1",
        broken="mon1 r2",
    ),
    _seat(
        "at a holding, if they come",
        a_pin("attend", id="pin1", person="p", holding="land#1"),
        a_pin("attend", id="pin2", person="away", holding="land#1"),
        good={"attends": ("p",)},
        broken={"attends": ("q",)},
    ),
    _seat(
        "not at a holding",
        a_pin("attend", pin="forbid", person="p", holding="land#1"),
        good={"attends": ("q",)},
        broken={"attends": ("p", "q")},
    ),
    _seat(
        "chairing, if they come",
        a_pin("chair", id="pin1", person="p", holding="land#1"),
        a_pin("chair", id="pin2", person="away", holding="land#1"),
        good={"attends": ("p", "q"), "chairs": ("p",)},
        broken={"attends": ("p", "q"), "chairs": ("q",)},
    ),
    _seat(
        "not chairing, though there",
        a_pin("chair", pin="forbid", person="p", holding="land#1"),
        good={"attends": ("p", "q"), "chairs": ("q",)},
        broken={"attends": ("p", "q"), "chairs": ("p",)},
    ),
    _booth(
        "in any booth",
        a_pin("interpret", person="i4", holding="land#1"),
        good={"en": "i1 i2", "fr": "i4"},
        broken={"en": "i1 i2", "fr": "i3"},
    ),
    _booth(
        "in one booth",
        a_pin("interpret", person="i4", holding="land#1", value="fr"),
        good={"en": "i1 i2", "fr": "i4"},
        broken={"en": "i1 i4", "fr": "i3"},
    ),
    _booth(
        "in no booth",
        a_pin("interpret", pin="forbid", person="i4", holding="land#1"),
        good={"en": "i1 i2", "fr": "i3"},
        broken={"en": "i1 i2", "fr": "i4"},
    ),
    _booth(
        "not in one booth",
        a_pin("interpret", pin="forbid", person="i4", holding="land#1", value="fr"),
        good={"en": "i1 i4", "fr": "i3"},
        broken={"en": "i1 i2", "fr": "i4"},
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)


def test_a_forbidden_seat_stays_empty_though_its_person_does_not_come() -> None:
    pin = a_pin("attend", pin="forbid", person="away", holding="land#1")
    scenario = a_scenario(people=(an_expert("away"),), sessions=(a_session("land"),), pins=(pin,))
    plan = a_plan(scenario, people={}, sessions={"land#1": held(attends=("away",))})
    (rule,) = (rule for rule in HARD_RULES if rule.name == "pinned_seats_are_kept")
    assert plan_of_model(scenario, plan, (rule,)) is None
    assert broken_rules(scenario, plan) == {"pinned_seats_are_kept", "only_participants_are_seated"}
