"""What a person is told of the reasons: sentences from a list, and nothing of anybody else."""

import re
from itertools import product
from typing import get_args

from planner.model.objective import OBJECTIVE
from planner.model.rules import HARD_RULES
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.explain import for_people
from planner.solve.explain.answer import Answer, Explanation, Outcome, TermChange
from planner.solve.explain.asked import Asked, explain
from planner.solve.explain.for_people import ASK, may_be_told, told_to_person
from planner.solve.explain.question import Kind, Question, Supposition
from planner.solve.search import Search
from tests.builders import a_closed_session, a_person, a_scenario, a_session
from tests.conftest import Run

SENTENCES = {ASK, *(said for by_reason in for_people._SAID.values() for said in by_reason.values())}  # noqa: SLF001
REASONS = (*(rule.name for rule in HARD_RULES), *(term.name for term in OBJECTIVE))


def a_question(kind: Kind, detail: str = "") -> Question:
    return Question(
        kind=kind,
        subject="me",
        detail=detail,
        text="CANARY question",
        supposed="CANARY supposed",
        supposition=Supposition(problem="delegation"),
    )


def an_answer(kind: Kind, reason: str, outcome: Outcome) -> Answer:
    """Full of what must not be told."""
    change = TermChange(term=reason, unit="CANARY", planned=4711, supposed=4712, bound=4712)
    return Answer(
        question=a_question(kind, "land" if "session" in kind else ""),
        outcome=outcome,
        terms=(change,) if outcome in ("worse", "better") else (),
        rules=(reason,),
        gone=("CANARY-rival",),
        new=("CANARY-other",),
    )


def a_world() -> Scenario:
    """`me` of civil society, and what is closed to them."""
    return a_scenario(
        people=(a_person("me", category="civil_society"), a_person("rival")),
        sessions=(
            a_session("land"),
            a_session("far", region="un:African"),
            a_session("few", attendance="invited", invited=("rival",)),
            a_closed_session("own-closed"),
            a_closed_session("others-closed", category="state"),
            a_session("category-only", category="state"),
        ),
    )


def test_every_reason_there_is_says_only_what_the_list_holds() -> None:
    scenario = a_world()
    asked = {question.format(title="Session land") for question in for_people._ASKED.values()}  # noqa: SLF001
    for kind, reason, outcome in product(get_args(Kind), REASONS, get_args(Outcome)):
        explanation = Explanation(subject="me", facts=("CANARY",), answers=(an_answer(kind, reason, outcome),))
        told = told_to_person(scenario, explanation)
        assert set(told) <= SENTENCES | asked, (kind, reason, outcome)


def test_list_names_only_rules_and_terms_there_are() -> None:
    assert {reason for by_reason in for_people._SAID.values() for reason in by_reason} <= set(REASONS)  # noqa: SLF001


def test_sentences_hold_no_number_and_no_id() -> None:
    assert [sentence for sentence in SENTENCES if re.search(r"\d|_|#", sentence)] == []


def test_separated_people_learn_nothing_of_it() -> None:
    for kind in ("at_session", "not_at_session", "chosen", "not_chosen"):
        answer = an_answer(kind, "separated_people_stay_apart", "forbidden")
        assert told_to_person(a_world(), Explanation(subject="me", facts=(), answers=(answer,)))[1] == ASK


def test_sessions_closed_to_a_person_are_not_spoken_of() -> None:
    scenario = a_world()
    me = scenario.person["me"]
    told = {s.id for s in scenario.sessions if may_be_told(scenario, me, a_question("not_at_session", s.id))}
    assert told == {"land"}


def test_payers_and_grants_are_never_told() -> None:
    scenario = a_world()
    told = {kind for kind in get_args(Kind) if may_be_told(scenario, scenario.person["me"], a_question(kind))}
    assert told == {"not_chosen", "chosen", "remote", "in_person", "at_session", "not_at_session"}


def test_a_wish_for_a_closed_session_is_answered_by_silence() -> None:
    scenario = a_world()
    wishing = a_scenario(
        people=scenario.people,
        sessions=scenario.sessions,
        preferences=(Preference(person="me", session="others-closed", points=100),),
    )
    assert told_to_person(wishing, Explanation(subject="me", facts=(), answers=())) == []


def _hasty() -> Search:
    """What is told must not depend on how far the search came."""
    return Search(deterministic_limit=0.5)


def test_people_of_the_pilot_learn_of_nobody_else(pilot: Run) -> None:
    scenario = pilot.scenario
    for person in ("br-cs-1", "br-cs-3", "mx-cs-1"):
        explanation = explain(scenario, pilot.plan, Asked(person=person, for_person=True), _hasty)
        told = "\n".join(told_to_person(scenario, explanation))
        assert told
        closed = [session for session in scenario.sessions if session.kind == "closed_door"]
        secret = {
            *scenario.person,
            *(each.organisation for each in scenario.people),
            *(name.badge_name for name in pilot.sources.names.badge_names.values()),
            *(text for grant in scenario.grants for text in (grant.id, grant.funder)),
            *(title for session in closed for title in session.titles.values()),
            *REASONS,
        }
        assert [each for each in secret if each in told] == [], person
