"""What the verifier says of plans that are not this scenario's, or that claim what they do not reach."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from planner.plan import Plan, TermResult
from planner.scenario.resolved import scenario_hash
from planner.scenario.scenario import Scenario
from planner.verify.report import report_to_json, verify_plan
from tests.builders import (
    a_person,
    a_plan,
    a_policy,
    a_scenario,
    a_session,
    an_open_seat,
    at,
    changed_holding,
    in_person,
)
from tests.rules.harness import claiming_terms


def rules_broken(scenario: Scenario, plan: Plan) -> list[str]:
    """Of a plan that claims every term as it is counted, unless it claims terms itself."""
    claiming = plan if plan.terms else claiming_terms(scenario, plan)
    return [violation.rule for violation in verify_plan(scenario, claiming).violations]


def test_plan_of_another_version_is_told() -> None:
    plan = a_plan(a_scenario())
    other = a_scenario(policy=a_policy(timetable={"parallel_sessions": 5}))
    assert plan.scenario.sha256 != scenario_hash(other)
    assert rules_broken(other, plan) == ["plan_belongs_to_the_scenario"]


def a_result(term: str, **given: Any) -> TermResult:
    """Three sessions without interpretation: no booth is opened and no hour is a burden, and that is proven."""
    defaults: dict[str, Any] = {
        "problem": "programme",
        "unit": "",
        "value": 0,
        "bound": 0,
        "gap": 0.0,
        "status": "proven",
    }
    return TermResult(term=term, **{**defaults, **given})


TWO_TERMS = {"delegation": (), "programme": ("session_languages_opened", "remote_burden"), "roster": ()}
BOOTHS, BURDEN = a_result("session_languages_opened"), a_result("remote_burden")


@pytest.mark.parametrize("more", [(), (a_result("co2_kg", problem="delegation"),)], ids=["as asked", "and one more"])
def test_terms_that_are_counted_right_pass(more: tuple[TermResult, ...]) -> None:
    scenario = a_scenario(objective=TWO_TERMS)
    assert rules_broken(scenario, a_plan(scenario, terms=(BURDEN, BOOTHS, *more))) == []


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ((BURDEN, a_result("session_languages_opened", value=1)), "session_languages_opened"),
        ((BURDEN, a_result("session_languages_opened", value=-1, bound=-1)), "session_languages_opened"),
        ((BURDEN, a_result("session_languages_opened", bound=1)), "session_languages_opened"),
        ((BURDEN, BOOTHS, a_result("happiness")), "happiness"),
        ((BURDEN,), "session_languages_opened"),
    ],
    ids=["too much", "too little", "bound above value", "no such term", "left out"],
)
def test_term_that_is_counted_wrong_is_told(claims: tuple[TermResult, ...], told: str) -> None:
    scenario = a_scenario(objective=TWO_TERMS)
    violations = verify_plan(scenario, a_plan(scenario, terms=claims)).violations
    assert [(each.rule, each.subject) for each in violations] == [("terms_are_counted_right", told)]


def test_term_that_is_repeated_is_told_each_time() -> None:
    scenario = a_scenario(objective=TWO_TERMS)
    assert rules_broken(scenario, a_plan(scenario, terms=(BURDEN, BOOTHS, BURDEN))) == ["terms_are_counted_right"] * 2


def test_terms_of_the_default_order_are_asked_for() -> None:
    scenario = a_scenario(objective={"delegation": (), "roster": ()})
    told = verify_plan(scenario, a_plan(scenario, terms=())).violations
    assert {each.subject for each in told} == {
        "favourites_missed_by_the_worst_off",
        "preference_points_missed",
        "session_languages_opened",
        "remote_burden",
    }


def participation(**changes: Any) -> Any:
    return lambda plan: replace(plan, people={**plan.people, "aa-state": in_person(**changes)})


def holding(**changes: Any) -> Any:
    return lambda plan: changed_holding(plan, "land#1", **changes)


DANGLING = {
    "person": lambda plan: replace(plan, people={**plan.people, "ghost": in_person()}),
    "route": participation(route="teleport"),
    "payer": participation(pays={"fare": "piggy-bank"}),
    "holding": lambda plan: replace(plan, sessions={**plan.sessions, "land#2": plan.sessions["land#1"]}),
    "slot": holding(slot="never"),
    "room": holding(room="nowhere"),
    "floor": holding(floor=("en", "fr")),
    "attends": holding(attends=("ghost",)),
    "attends twice": holding(attends=("aa-cs", "aa-cs")),
    "chair": holding(chairs=("ghost",)),
    "chair twice": holding(chairs=("aa-cs", "aa-cs")),
    "outgoing twice": holding(outgoing=("fr", "fr")),
    "interpreter": holding(outgoing=("fr",), interpreters={"fr": ("ghost",)}),
    "interpreter twice": holding(outgoing=("fr",), interpreters={"fr": ("i1", "i1")}),
    "conference language twice": lambda plan: replace(plan, conference_languages=("en", "en")),
    "delegation": lambda plan: replace(plan, open_seats=(an_open_seat("ZZ", "state", 1),)),
    "open seat twice": lambda plan: replace(plan, open_seats=(an_open_seat("AA", "state", 1),) * 2),
}


@pytest.mark.parametrize("what", DANGLING)
def test_dangling_reference_is_told_and_nothing_else(what: str) -> None:
    scenario = a_scenario()
    report = verify_plan(scenario, DANGLING[what](a_plan(scenario)))
    assert [violation.rule for violation in report.violations] == ["plan_refers_to_the_scenario"]
    assert report.terms == {}


def test_missing_holding_is_told() -> None:
    scenario = a_scenario()
    plan = a_plan(scenario)
    without = replace(plan, sessions={id: held for id, held in plan.sessions.items() if id != "land#1"})
    assert rules_broken(scenario, without) == ["sessions_are_held_as_often_as_offered"]


def test_presence_is_owed_by_people_in_roles() -> None:
    # Whoever has a role and arrives late breaks that rule wherever the plan lists them, so no rule case can show it.
    scenario = a_scenario(
        people=(a_person("p", arrives_after=at("10:01")),), sessions=(a_session("land", speakers=("p",)),)
    )
    plan = a_plan(scenario)
    assert rules_broken(scenario, plan) == [
        "people_in_roles_are_present_and_awake",
        "people_are_there_when_their_session_is",
    ]


def test_language_that_the_scenario_does_not_offer_is_told() -> None:
    # The model has no decision about such a language, so no rule case can show it.
    scenario = a_scenario()
    plan = a_plan(scenario, conference_languages=("en", "la"))
    assert rules_broken(scenario, plan) == ["participants_understand_a_conference_language"]


def test_report_repeats_byte_for_byte_and_reads_back() -> None:
    scenario = a_scenario()
    plan = changed_holding(a_plan(scenario), "land#1", attends=("ghost",))
    written = report_to_json(verify_plan(scenario, plan))
    assert written == report_to_json(verify_plan(scenario, plan))
    assert msgspec.json.decode(written)["violations"][0]["subject"] == "land#1"


def test_chairs_that_are_too_alike_are_named_and_without_any_the_holdings() -> None:
    scenario = a_scenario(
        people=(a_person("p"),),
        sessions=(a_session("land"), a_session("water")),
        policy=a_policy(allocation={"chairs_categories": 2}),
    )
    (told,) = verify_plan(scenario, claiming_terms(scenario, a_plan(scenario))).violations
    assert told.subject == "land#1 water#1"
    chaired = changed_holding(a_plan(scenario), "land#1", chairs=("p",))
    told_of = {each.rule: each.subject for each in verify_plan(scenario, claiming_terms(scenario, chaired)).violations}
    assert told_of["chairs_span_regions_categories_and_genders"] == "p"


def test_term_called_proven_short_of_its_bound_is_told() -> None:
    scenario = a_scenario()
    plan = claiming_terms(scenario, a_plan(scenario))
    first, *others = plan.terms
    told = replace(plan, terms=(replace(first, bound=first.value, status="limit"), *others))
    assert rules_broken(scenario, plan) == []
    assert rules_broken(scenario, told) == ["terms_are_counted_right"]


def test_plan_of_another_release_is_told() -> None:
    scenario = a_scenario()
    plan = replace(claiming_terms(scenario, a_plan(scenario)), released_at="never")
    assert rules_broken(scenario, plan) == ["plan_belongs_to_the_scenario"]
