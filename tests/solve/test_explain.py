"""Small conferences in which each choice has one reason, worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from planner.errors import UnknownSubject
from planner.model.build import build_model
from planner.model.rules import HARD_RULES
from planner.plan import LinkedProblem, Plan
from planner.scenario.people import Range
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.explain.answer import Answer
from planner.solve.explain.asked import Asked, explain
from planner.solve.explain.wording import answer_lines
from planner.solve.linked import solve_linked
from planner.solve.outcome import Solved
from planner.solve.priorities import is_feasible
from planner.solve.search import Search
from planner.units import Cents
from tests.builders import (
    a_delegation,
    a_grant,
    a_ledger_entry,
    a_person,
    a_room,
    a_scenario,
    a_session,
    a_visa,
    seats,
)

ONE_SEAT = seats(state=(1, 1))


def planned(scenario: Scenario) -> Plan:
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved)
    return outcome.plan


def answers(scenario: Scenario, **asked: Any) -> list[Answer]:
    return list(explain(scenario, planned(scenario), Asked(**asked), Search).answers)


def the_answer(scenario: Scenario, kind: str, detail: str = "", **asked: Any) -> Answer:
    (found,) = [
        answer
        for answer in answers(scenario, **asked)
        if (answer.question.kind, answer.question.detail) == (kind, detail)
    ]
    return found


def changes(answer: Answer) -> dict[str, tuple[int, int]]:
    """Terms that would differ: in the plan, and if the supposed held."""
    return {term.term: (term.planned, term.supposed) for term in answer.terms if term.planned != term.supposed}


def allowed_without(scenario: Scenario, answer: Answer, *lifted: str) -> bool | None:
    """Whether the question's model has a solution when these rules are left out of it: built anew."""
    supposition = answer.question.supposition
    rules = [rule for rule in HARD_RULES if rule.name not in lifted]
    problems: tuple[LinkedProblem, ...] = (supposition.problem,)
    if answer.outcome == "stopped_later":
        problems = ("delegation", "programme")
    planning = build_model(scenario, problems, rules)
    for clause in supposition.clauses:
        literals = []
        for family, key, is_chosen in clause:
            variable = getattr(planning.decisions, family)[key]
            literals.append(variable if is_chosen else ~variable)
        planning.model.add_bool_or(literals)
    return is_feasible(planning, Search())


def two_ranked(**second: Any) -> Scenario:
    """One seat, two nominated for it."""
    return a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(
            a_person("first", nomination_rank=1, modes=("in_person",)),
            a_person("second", **{"nomination_rank": 2, "modes": ("in_person",), **second}),
        ),
    )


def test_second_choice_is_told_of_the_first() -> None:
    answer = the_answer(two_ranked(), "not_chosen", person="second")
    assert answer.outcome == "worse"
    # With the second in the only seat the first is passed over: one pair.
    assert changes(answer) == {"nomination_ranks_passed_over": (0, 1)}
    assert answer.deciding is not None
    assert answer.deciding.is_proven
    assert answer.gone == ("first",)


def test_first_choice_is_chosen_for_their_rank() -> None:
    answer = the_answer(two_ranked(), "chosen", person="first")
    assert changes(answer) == {"nomination_ranks_passed_over": (0, 1)}
    assert answer.new == ("second",)


def test_equals_are_told_that_nothing_decided() -> None:
    scenario = two_ranked(nomination_rank=1)
    (left_out,) = {"first", "second"} - planned(scenario).people.keys()
    answer = the_answer(scenario, "not_chosen", person=left_out)
    assert answer.outcome == "equal"
    assert answer_lines(answer, "EUR")[0].startswith("No term would differ")


def test_rule_that_bars_somebody_is_named() -> None:
    # 70 days lie between release and the first day.
    scenario = replace(two_ranked(nationality="XX"), visas=(a_visa("XX", lead_days=71),))
    answer = the_answer(scenario, "not_chosen", person="second")
    assert (answer.outcome, answer.is_each_enough) == ("forbidden", True)
    # Remotely the second could come without a visa, had they accepted it.
    assert answer.rules == ("people_attend_in_one_accepted_mode", "visas_can_be_issued_in_time")
    sentence = "Nobody comes in person who needs a visa that takes longer than the time left."
    assert f"visas_can_be_issued_in_time: {sentence}" in answer_lines(answer, "EUR")


def test_two_rules_that_each_bar_somebody_are_both_named() -> None:
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(a_person("first", modes=("in_person",)), a_person("second", nationality="XX", modes=("in_person",))),
        visas=(a_visa("XX", lead_days=71),),
        ledger=tuple(a_ledger_entry("second", meeting) for meeting in ("2025", "2026")),
    )
    answer = the_answer(scenario, "not_chosen", person="second")
    meetings, visas = "people_attend_no_more_meetings_in_a_row", "visas_can_be_issued_in_time"
    assert (answer.rules, answer.is_each_enough) == ((meetings, visas), False)
    assert allowed_without(scenario, answer, meetings, visas) is True
    assert allowed_without(scenario, answer, meetings) is False
    assert allowed_without(scenario, answer, visas) is False


def test_choice_owed_to_the_programme_names_its_rules() -> None:
    # The first choice understands only French, and must be at a session in English in a room without booths.
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(
            a_person("first", nomination_rank=1, active_languages=("fr",), modes=("in_person",)),
            a_person("second", nomination_rank=2, modes=("in_person",)),
        ),
        sessions=(a_session("opening", kind="plenary", attendance="required"),),
        rooms=(a_room("r1", booths=0),),
    )
    answer = the_answer(scenario, "not_chosen", person="first")
    assert answer.outcome == "stopped_later"
    rules = ("required_sessions_are_attended", "everyone_can_follow", "booths_fit_their_rooms")
    assert (answer.rules, answer.is_each_enough) == (rules, True)
    assert allowed_without(scenario, answer) is False
    assert [allowed_without(scenario, answer, rule) for rule in rules] == [True, True, True]


def test_remote_person_without_a_visa_in_time() -> None:
    scenario = a_scenario(
        delegations=(a_delegation("AA", remote_counts_complete=True, seats=ONE_SEAT),),
        people=(a_person("far", nationality="XX"),),
        visas=(a_visa("XX", lead_days=71),),
    )
    answer = the_answer(scenario, "remote", person="far")
    assert answer.rules == ("visas_can_be_issued_in_time",)


def a_traveller(**given: Any) -> Scenario:
    """Somebody from Bogota, whose fare is the only cost."""
    return a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(a_person("far", origin="BOG", modes=("in_person",), **given),),
    )


def test_institution_pays_because_it_is_cheaper_for_the_grants() -> None:
    answer = the_answer(a_traveller(self_funding=("fare",)), "payer", "fare grant", person="far")
    assert changes(answer) == {"travel_and_language_cost_cents": (0, 10_000)}
    first = "If the fare of far were charged to grant, travel and language cost would be EUR 100.00 instead of EUR 0.00"
    assert answer_lines(answer, "EUR")[0].startswith(first)


def test_grant_pays_because_the_institution_did_not_offer() -> None:
    answer = the_answer(a_traveller(), "payer", "fare self", person="far")
    assert answer.rules == ("people_pay_only_what_they_offered",)


def a_small_session(**given: Any) -> Scenario:
    """A session with one place, which one person would like more than another."""
    wishes = (Preference(person="p", session="land", points=10), Preference(person="q", session="land", points=60))
    return a_scenario(
        delegations=(a_delegation("AA", seats=seats(state=(2, 2))),),
        people=tuple(a_person(each, modes=("in_person",)) for each in ("p", "q")),
        sessions=(a_session("land", size=Range(least=0, most=1), **given),),
        preferences=wishes,
    )


def test_place_goes_to_whoever_would_like_it_more() -> None:
    answer = the_answer(a_small_session(), "not_at_session", "land", person="p")
    assert changes(answer) == {"preference_points_missed": (10, 60)}
    assert answer.plan is not None
    assert answer.plan.sessions["land#1"].attends == ("p",)


def test_whoever_has_the_place_keeps_it_for_the_others_points() -> None:
    # Without q the place is free for p: 60 points are missed instead of 10.
    answer = the_answer(a_small_session(), "at_session", "land", person="q")
    assert changes(answer) == {"preference_points_missed": (10, 60)}


def test_session_and_person_together_ask_one_question() -> None:
    assert [each.question.kind for each in answers(a_small_session(), person="p", session="land")] == ["not_at_session"]


def test_only_slot_of_a_session_is_named_by_its_rule() -> None:
    answer = the_answer(a_small_session(allowed_slots=("mon2",)), "slot", "mon2", session="land")
    # Without the first of these it need not be held at all.
    rules = ("sessions_are_held_as_often_as_offered", "sessions_lie_in_slots_that_allow_them")
    assert (answer.outcome, answer.rules, answer.is_each_enough) == ("forbidden", rules, True)


def test_slot_chosen_among_equals() -> None:
    scenario = a_small_session()
    slot = planned(scenario).sessions["land#1"].slot
    answer = the_answer(scenario, "slot", slot, session="land")
    assert answer.outcome == "equal"
    assert answer.plan is not None
    assert answer.plan.sessions["land#1"].slot != slot


def test_language_that_nobody_needs_costs_a_booth() -> None:
    scenario = a_scenario(
        people=(a_person("p"),),
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        sessions=(a_session("land", size=Range(least=1, most=1)),),
    )
    answer = the_answer(scenario, "language_closed", "en", session="land")
    assert changes(answer) == {"session_languages_opened": (0, 1)}
    # French is not offered: nobody who comes would need it.
    answer = the_answer(scenario, "language_closed", "fr", session="land")
    assert answer.rules == ("outgoing_languages_are_conference_languages",)


def test_language_without_which_somebody_could_not_follow() -> None:
    scenario = a_scenario(
        delegations=(a_delegation("AA", seats=ONE_SEAT),),
        people=(a_person("p", active_languages=("fr",), modes=("in_person",)),),
        sessions=(a_session("land", attendance="required"),),
    )
    answer = the_answer(scenario, "language_open", "fr", session="land")
    assert answer.rules == ("required_sessions_are_attended", "everyone_can_follow")


def two_fares(ceiling: int) -> Scenario:
    """Two seats to be filled, for a fare of a hundred euros each."""
    return a_scenario(
        delegations=(a_delegation("AA", seats=seats(state=(2, 2))),),
        people=tuple(a_person(each, origin="BOG", modes=("in_person",)) for each in ("p", "q")),
        grants=(a_grant("fund", ceiling_cents=Cents(ceiling)),),
    )


def test_higher_ceiling_completes_a_delegation() -> None:
    # A hundred euros bring one of two, which leaves the delegation incomplete and is not worth its cost.
    answer = the_answer(two_fares(10_000), "larger_grant", grant="fund")
    assert answer.outcome == "better"
    assert changes(answer) == {
        "incomplete_delegations": (1, 0),
        "travel_and_language_cost_cents": (0, 20_000),
        "co2_kg": (0, 2_000),
    }
    assert set(answer.new) == {"p", "q"}


def test_delegation_would_not_come_without_the_grant() -> None:
    scenario = two_fares(20_000)
    answer = the_answer(scenario, "no_grant", grant="fund")
    assert changes(answer)["incomplete_delegations"] == (0, 1)
    assert set(answer.gone) == {"p", "q"}
    facts = explain(scenario, planned(scenario), Asked(grant="fund"), Search).facts
    assert facts[0] == "charged EUR 200.00 with overhead, of EUR 200.00"


def test_unknown_subject_is_refused() -> None:
    scenario = two_ranked()
    plan = planned(scenario)
    for asked in (Asked(), Asked(person="nobody"), Asked(session="first"), Asked(grant="grant", for_person=True)):
        with pytest.raises(UnknownSubject):
            explain(scenario, plan, asked, Search)
