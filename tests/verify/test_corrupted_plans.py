"""A plan that was edited by hand, cut short or mixed up gives violations, never a traceback."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import Plan
from planner.scenario.people import Range
from planner.verify.report import verify_plan
from tests.builders import (
    a_closed_session,
    a_grant,
    a_grant_rule,
    a_person,
    a_plan,
    a_policy,
    a_scenario,
    a_session,
    a_subsistence,
    an_expert,
    at,
    held,
    in_person,
    remotely,
)
from tests.rules.decided import a_pin, a_separation

SCENARIO = a_scenario(
    people=(
        a_person("aa-state", origin="BOG"),
        a_person("aa-cs", category="civil_society", active_languages=("fr",)),
        an_expert("guest", mandated=True, arrives_after=at("9:00")),
        an_expert("helper", assists="aa-cs", deputy_of="guest"),
    ),
    policy=a_policy(
        selection={"region_minimums": {"net:africa": 1}},
        timetable={"protected_windows": ("mon 12:00-12:30",)},
        allocation={"quorum_percent": 50, "chairs_regions": 1, "times_chairing": 0, "favourites_floor": 1},
    ),
    grants=(a_grant("grant", a_grant_rule("carrier", value="YY"), a_grant_rule("cofinance", value="50")),),
    pins=(
        a_pin("select", person="guest", value="remote"),
        a_pin("pay", person="aa-state", value="self"),
        a_pin("slot", holding="land#1", value="mon3"),
        a_pin("attend", person="guest", holding="peers#1"),
        a_pin("chair", person="aa-state", holding="land#2"),
        a_pin("interpret", person="i2", holding="peers#1", value="fr"),
    ),
    separations=(a_separation("guest", scope="session"), a_separation("aa-state")),
    sessions=(
        a_session(
            "opening",
            kind="plenary",
            attendance="required",
            floor_languages=("en", "fr"),
            speakers=("guest",),
            decision=True,
        ),
        a_closed_session("peers"),
        a_session("land", offered=2, size=Range(least=0, most=2), length_slots=2, after=("opening",)),
    ),
    subsistence=(a_subsistence(),),
)
PLAN = a_plan(
    SCENARIO,
    people={
        "aa-state": in_person(route="direct", pays={"fare": "grant", "allowance": "grant"}),
        "aa-cs": in_person(),
        "guest": remotely(),
    },
    sessions={
        "opening#1": held(
            "mon1",
            floor=("en", "fr"),
            outgoing=("en", "fr"),
            attends=("aa-state", "aa-cs", "guest"),
            interpreters={"en": ("i1",), "fr": ("i2", "i3")},
        ),
        "peers#1": held("mon2", "r2", attends=("aa-cs",), outgoing=("fr",), interpreters={"fr": ("i2", "i3")}),
        "land#1": held("mon3", "r1", attends=("aa-state",)),
        "land#2": held("tue3", "r2", attends=("guest",)),
    },
)
IDS = sorted(
    {
        *SCENARIO.person,
        *SCENARIO.holding,
        *SCENARIO.slot,
        *SCENARIO.room,
        *SCENARIO.interpreter,
        *SCENARIO.grant,
        *SCENARIO.travel_offer,
        *SCENARIO.delegation,
        *("self", "en", "fr", "nobody", "fare", "in_person", "remote", "state", ""),
    }
)


def corrupted(draw: Any, value: Any) -> Any:
    """Entries left out here and there, other ids put in their place."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if draw(st.integers(0, 9))}
        return {_other(draw, key): corrupted(draw, item) for key, item in kept.items()}
    if isinstance(value, list):
        return [corrupted(draw, item) for item in value if draw(st.integers(0, 9))]
    return _other(draw, value) if isinstance(value, str) else value


def _other(draw: Any, text: str) -> str:
    return text if draw(st.integers(0, 9)) else draw(st.sampled_from(IDS))


@st.composite
def corrupted_plans(draw: Any) -> Plan:
    """Still of the form that `read_plan` accepts."""
    plain = msgspec.to_builtins(PLAN)
    plain["people"] = _with_form(corrupted(draw, plain["people"]), plain["people"]["aa-cs"])
    plain["sessions"] = _with_form(corrupted(draw, plain["sessions"]), plain["sessions"]["land#1"])
    plain["conference_languages"] = corrupted(draw, plain["conference_languages"])
    return msgspec.convert(plain, Plan)


def _with_form(entries: dict[str, Any], pattern: dict[str, Any]) -> dict[str, Any]:
    """Fields that got lost or no longer read come from the pattern; what they hold stays corrupted."""
    return {id: {**pattern, **_readable(entry, pattern)} for id, entry in entries.items()}


def _readable(entry: dict[str, Any], pattern: dict[str, Any]) -> dict[str, Any]:
    kept = {field: value for field, value in entry.items() if field in pattern}
    if kept.get("attends") not in ("in_person", "remote") and isinstance(kept.get("attends"), str):
        del kept["attends"]
    if "pays" in kept:
        kept["pays"] = {line: payer for line, payer in kept["pays"].items() if line in ("fare", "allowance", "visa")}
    return kept


def test_plan_before_corruption_is_read_as_it_is() -> None:
    assert msgspec.convert(msgspec.to_builtins(PLAN), Plan) == PLAN
    assert "plan_refers_to_the_scenario" not in {each.rule for each in verify_plan(SCENARIO, PLAN).violations}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(corrupted_plans())
def test_corrupted_plan_is_reported_on(plan: Plan) -> None:
    report = verify_plan(SCENARIO, plan)
    has_unknown_people = not plan.people.keys() <= SCENARIO.person.keys()
    assert bool(report.terms) != any(each.rule == "plan_refers_to_the_scenario" for each in report.violations)
    if has_unknown_people or plan.sessions.keys() != SCENARIO.holding.keys():
        assert report.violations
