"""An explanation as the person themselves may read it: a short list of sentences, everything else denied.

No other person, no rank, no grant, no payer, no number and no name of a rule is ever told; sessions by their public
title, and only those open to the person. What the list does not hold is answered alike, so that silence says nothing.
"""

from collections.abc import Mapping

from planner.model.eligibility import admits
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.solve.explain.answer import Answer, Explanation
from planner.solve.explain.question import Kind, Question

ASK = "The order of the conference's rules and priorities led to this; the Secretariat can tell you more."

_ASKED: Mapping[Kind, str] = {
    "not_chosen": "Why are you not invited this time?",
    "chosen": "Why are you invited?",
    "remote": "Why do you take part remotely?",
    "in_person": "Why do you come in person?",
    "at_session": "Why are you at “{title}”?",
    "not_at_session": "Why are you not at “{title}”?",
}
"""Kinds of question that are answered at all, as the person would ask."""

_MISSING = "First place is given to voices that would otherwise be missing."
_COMPLETE = "Every delegation is to be complete before anything else."
_TURN = "Seats rotate: institutions that have waited longer come first."
_RANKS = "Your delegation's own order of nominations was followed."
_COSTS = "Money for travel and languages is limited."
_WISHES = "Places are given so that the wishes of all participants together are met as well as can be."
_FAIR = "Places are given so that nobody misses more of their favourite sessions than need be."
_LANGUAGES = "Interpretation is limited."
_ROLE = "You have a part in the programme."
_SAID: Mapping[Kind, Mapping[str, str]] = {
    "not_chosen": {
        "people_attend_no_more_meetings_in_a_row": "You attended the last meetings; seats rotate.",
        "visas_can_be_issued_in_time": "A visa could not be issued to you in time.",
        "nobody_is_funded_beyond_the_cap_or_before_reporting": "Funding is limited to a number of meetings, and "
        "follows the report on the last one.",
        "incomplete_delegations": _COMPLETE,
        "marginalised_weight_left_out": _MISSING,
        "rotation_debt": _TURN,
        "nomination_ranks_passed_over": _RANKS,
        "travel_and_language_cost_cents": _COSTS,
    },
    "chosen": {
        "people_in_named_roles_come": _ROLE,
        "mandated_experts_come": "You hold a mandate for which you are expected.",
        "incomplete_delegations": _COMPLETE,
        "marginalised_weight_left_out": _MISSING,
        "rotation_debt": _TURN,
        "nomination_ranks_passed_over": _RANKS,
    },
    "remote": {
        "visas_can_be_issued_in_time": "A visa could not be issued to you in time.",
        "travel_and_language_cost_cents": _COSTS,
        "co2_kg": "Journeys are kept few for the sake of the climate.",
    },
    "in_person": {"incomplete_delegations": _COMPLETE},
    "at_session": {
        "required_sessions_are_attended": "Everyone it is for attends it, and everyone with a part in it.",
        "favourites_missed_by_the_worst_off": _FAIR,
        "preference_points_missed": _WISHES,
    },
    "not_at_session": {
        "people_are_there_when_their_session_is": "It is held when you are not there.",
        "favourites_missed_by_the_worst_off": _FAIR,
        "preference_points_missed": _WISHES,
        "session_languages_opened": _LANGUAGES,
    },
}
"""Kind to rule or term to what may be said of it."""


def may_be_told(scenario: Scenario, person: Person, question: Question) -> bool:
    """Whether the person may read an answer to the question."""
    if question.kind not in _ASKED:
        return False
    session = scenario.session.get(question.detail)
    if session is None:
        return True
    is_closed = session.kind == "closed_door" or session.category is not None
    return not is_closed and admits(scenario, session, person)


def told_to_person(scenario: Scenario, explanation: Explanation) -> list[str]:
    """Question and answer in turn. Questions that may not be told are left out, as if never asked."""
    person = scenario.person[explanation.subject]
    told = [each for each in explanation.answers if may_be_told(scenario, person, each.question)]
    return [line for each in told for line in (_asked(scenario, each.question), _said(each))]


def _asked(scenario: Scenario, question: Question) -> str:
    session = scenario.session.get(question.detail)
    titles = session.titles if session else {}
    return _ASKED[question.kind].format(title=titles.get("en") or next(iter(titles.values()), ""))


def _said(answer: Answer) -> str:
    """What the list holds for the deciding term, or for the most telling rule; else what everyone is told."""
    sayable = _SAID[answer.question.kind]
    reasons = [answer.deciding.term] if answer.deciding and answer.outcome == "worse" else list(answer.rules)
    return next((sayable[reason] for reason in sayable if reason in reasons), ASK)
