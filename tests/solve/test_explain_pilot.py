"""Questions about the pilot, each answered a second time by pinning the choice and solving without the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.model.rules import HARD_RULES
from planner.plan import LinkedProblem, Plan
from planner.scenario.decided import Pin
from planner.scenario.funding import Grant
from planner.scenario.scenario import Scenario
from planner.solve.explain.answer import Answer
from planner.solve.explain.asked import Asked, questions
from planner.solve.explain.counterfactual import answer
from planner.solve.explain.decided import Decided
from planner.solve.explain.question import Kind, Question
from planner.solve.linked import as_seen_by
from planner.solve.priorities import is_feasible, solve_in_order
from planner.solve.search import Search
from planner.units import Cents
from planner.verify.score import count_terms
from tests.conftest import Run
from tests.rules.decided import a_pin

NO_TERMS: Mapping[str, int] = {}


def terms_anew(scenario: Scenario, plan: Plan, problem: LinkedProblem, lifted: Iterable[str] = ()) -> Mapping[str, int]:
    """The terms of a problem in order, on a model of its own that knows nothing of the plan; none: infeasible."""
    rules = [rule for rule in HARD_RULES if rule.name not in lifted]
    planning = build_model(as_seen_by(problem, scenario, plan), (problem,), rules)
    if problem == "programme":
        fix_plan(planning, plan, ("delegation",))
    if lifted:
        return {"feasible": 1} if is_feasible(planning, Search()) else NO_TERMS
    answer = solve_in_order(planning, terms_in_order(scenario, problem), Search())
    assert answer.is_infeasible or answer.solution
    return {term.term: term.value for term in answer.terms}


def holds_when_pinned(pilot: Run, found: Answer, pinned: Scenario) -> bool:
    """Whether solving the pinned scenario comes to the same terms, or to the same rules."""
    problem = found.question.supposition.problem
    anew = terms_anew(pinned, pilot.plan, problem)
    if found.outcome == "forbidden":
        assert found.rules
        assert found.is_each_enough
        each = [terms_anew(pinned, pilot.plan, problem, {rule}) for rule in found.rules]
        return anew == NO_TERMS and NO_TERMS not in each
    assert all(term.is_proven for term in found.terms)
    return anew == {term.term: term.supposed for term in found.terms}


def asked(pilot: Run, kind: Kind, **about: str) -> list[Question]:
    return [each for each in questions(pilot.scenario, pilot.plan, Asked(**about)) if each.kind == kind]


def answered(pilot: Run, question: Question) -> Answer:
    return answer(question, Decided(scenario=pilot.scenario, plan=pilot.plan), Search())


def with_pin(scenario: Scenario, pin: Pin) -> Scenario:
    return replace(scenario, pins=(*scenario.pins, pin))


def test_everyone_left_out_is_told_what_a_pin_would_cost(pilot: Run) -> None:
    left_out = [person.id for person in pilot.scenario.people if person.id not in pilot.plan.people]
    outcomes = set()
    for person in left_out:
        (question,) = asked(pilot, "not_chosen", person=person)
        found = answered(pilot, question)
        assert holds_when_pinned(pilot, found, with_pin(pilot.scenario, a_pin("select", person=person))), person
        outcomes.add(found.outcome)
    assert outcomes >= {"worse", "forbidden"}, "the pilot has a cap on meetings in a row, and rivals for seats"


def test_some_who_come_are_told_what_their_absence_would_cost(pilot: Run) -> None:
    for person in ("br-cs-1", "ca-nh-1", "ex-2"):
        (question,) = asked(pilot, "chosen", person=person)
        absent = with_pin(pilot.scenario, a_pin("select", person=person, pin="forbid"))
        assert holds_when_pinned(pilot, answered(pilot, question), absent), person


def test_who_has_a_mandate_and_a_role_is_held_by_both(pilot: Run) -> None:
    (question,) = asked(pilot, "chosen", person="ex-1")
    found = answered(pilot, question)
    assert (found.outcome, found.is_each_enough) == ("forbidden", False)
    assert set(found.rules) == {"people_in_named_roles_come", "mandated_experts_come"}


def test_displaced_people_are_those_of_the_plan_supposed(pilot: Run) -> None:
    (question,) = asked(pilot, "not_chosen", person="br-cs-3")
    found = answered(pilot, question)
    assert found.plan is not None
    assert set(found.gone) == pilot.plan.people.keys() - found.plan.people.keys()
    assert {*found.new, "br-cs-3"} == found.plan.people.keys() - pilot.plan.people.keys()
    assert found.gone, "the seats for civil society of Brazil are taken"
    counted = count_terms(pilot.scenario, found.plan)
    assert {term.term: counted[term.term] for term in found.terms} == {t.term: t.supposed for t in found.terms}


def test_seats_missed_are_told_what_a_pin_would_cost(pilot: Run) -> None:
    once = {session.id for session in pilot.scenario.sessions if session.offered == 1}
    missed = (
        question
        for person in pilot.plan.people
        for question in asked(pilot, "not_at_session", person=person)
        if question.detail in once
    )
    for question in islice(missed, 2):
        pin = a_pin("attend", person=question.subject, holding=f"{question.detail}#1")
        assert holds_when_pinned(pilot, answered(pilot, question), with_pin(pilot.scenario, pin)), question.text


@pytest.mark.parametrize("kind", ["slot", "room"])
def test_times_and_rooms_are_told_what_a_pin_would_cost(pilot: Run, kind: Kind) -> None:
    for session in ("closing", "th-women"):
        (question,) = asked(pilot, kind, session=session)
        pin = a_pin(kind, pin="forbid", holding=question.subject, value=question.detail)
        assert holds_when_pinned(pilot, answered(pilot, question), with_pin(pilot.scenario, pin)), question.text


def test_grants_are_told_what_more_and_none_would_change(pilot: Run) -> None:
    (more,) = asked(pilot, "larger_grant", grant="lakes")
    raised = replace(
        pilot.scenario, grants=tuple(_raised(each) if each.id == "lakes" else each for each in pilot.scenario.grants)
    )
    assert holds_when_pinned(pilot, answered(pilot, more), raised)
    (none,) = asked(pilot, "no_grant", grant="lakes")
    without = replace(pilot.scenario, grants=tuple(each for each in pilot.scenario.grants if each.id != "lakes"))
    found = answered(pilot, none)
    assert holds_when_pinned(pilot, found, without)
    assert found.outcome == "worse"


def _raised(grant: Grant) -> Grant:
    return replace(grant, ceiling_cents=Cents(grant.ceiling_cents + 100_000))
