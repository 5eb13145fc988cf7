"""Cases of who chairs, and of how many must be there to decide."""

from typing import Any

import pytest

from planner.scenario.people import DELEGATION_CATEGORIES
from planner.scenario.scenario import Scenario
from tests.builders import (
    a_delegation,
    a_ledger_entry,
    a_person,
    a_policy,
    a_scenario,
    a_session,
    an_expert,
    held,
    in_person,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _land(*people: Any, **session: Any) -> Scenario:
    """One session called `land`."""
    return a_scenario(people=people, sessions=(a_session("land", **session),))


def _there(*people: str, **planned: Any) -> dict[str, Any]:
    return {"sessions": {"land#1": held(attends=people, **planned)}}


def _two_chaired(*people: Any, land: tuple[str, ...] = (), **given: Any) -> Scenario:
    """Land and water, each with one chair."""
    sessions = (a_session("land", chairs_needed=1, chairs=land), a_session("water", chairs_needed=1))
    return a_scenario(people=people, sessions=sessions, **given)


def _chaired(land: str, water: str) -> dict[str, Any]:
    chairs = {"land#1": ("mon1", land), "water#1": ("mon2", water)}
    sessions = {holding: held(slot, chairs=(chair,), attends=(chair,)) for holding, (slot, chair) in chairs.items()}
    return {"sessions": sessions}


def _of_delegations(*ids: str) -> tuple[Any, ...]:
    """One person in each category: `aa-state`."""
    return tuple(
        a_person(f"{id.lower()}-{category}", delegation=id, category=category)
        for id in ids
        for category in DELEGATION_CATEGORIES
    )


def _vote(edge: str, percent: int, *, good: str, broken: str) -> RuleCase:
    """AA, BB and CC come, DD does not; the institution of BB has status B, that of CC is suspended."""
    scenario = a_scenario(
        delegations=(
            a_delegation("AA"),
            a_delegation("BB", nhri_status="B"),
            a_delegation("CC", nhri_status="suspended"),
            a_delegation("DD"),
        ),
        people=_of_delegations("AA", "BB", "CC", "DD"),
        sessions=(a_session("land", decision=True), a_session("water")),
        policy=a_policy(allocation={"quorum_percent": percent}),
    )
    people = {id: in_person() for id in scenario.person if not id.startswith("dd") and id != "cc-nhri"}
    return a_case(
        "decision_sessions_have_their_quorum",
        edge,
        scenario,
        good={"people": people, "sessions": _voting(good)},
        broken={"people": people, "sessions": _voting(broken)},
    )


def _voting(people: str) -> dict[str, Any]:
    return {"land#1": held("mon1", attends=tuple(people.split())), "water#1": held("mon2")}


CASES: tuple[RuleCase, ...] = (
    a_case(
        "holdings_have_their_chairs",
        "one who can",
        _land(an_expert("able"), an_expert("unable", can_chair=False), chairs_needed=1),
        good=_there("able", "unable", chairs=("able",)),
        broken=_there("able", "unable", chairs=("unable",)),
    ),
    a_case(
        "holdings_have_their_chairs",
        "as many as needed, no more",
        _land(an_expert("p"), an_expert("q"), chairs_needed=1),
        good=_there("p", "q", chairs=("p",)),
        broken=_there("p", "q", chairs=("p", "q")),
    ),
    a_case(
        "holdings_have_their_chairs",
        "whoever is named is able and does",
        _land(an_expert("named", can_chair=False), an_expert("p"), an_expert("q"), chairs=("named",), chairs_needed=2),
        good=_there("named", "p", "q", chairs=("named", "p")),
        broken=_there("named", "p", "q", chairs=("p", "q")),
    ),
    a_case(
        "holdings_have_their_chairs",
        "in the room",
        _land(an_expert("p"), an_expert("q"), chairs_needed=1),
        good=_there("p", chairs=("p",)),
        broken=_there("p", chairs=("q",)),
    ),
    a_case(
        "chairs_rotate",
        "named, or chairing two meetings ago",
        _two_chaired(
            an_expert("last"),
            an_expert("before"),
            land=("last",),
            ledger=(
                a_ledger_entry("last", "2026", delegation=None, chaired=True),
                a_ledger_entry("before", "2025", delegation=None, chaired=True),
                a_ledger_entry("before", "2026", delegation=None),
            ),
        ),
        good=_chaired("last", "before"),
        broken=_chaired("last", "last"),
    ),
    a_case(
        "chairs_rotate",
        "once each; where chairs need not rotate, again",
        _two_chaired(
            an_expert("named"),
            an_expert("last"),
            land=("named",),
            ledger=(a_ledger_entry("last", "2026", delegation=None, chaired=True),),
            policy=a_policy(allocation={"times_chairing": 1, "chairs_rotate": False}),
        ),
        good=_chaired("named", "last"),
        broken=_chaired("named", "named"),
    ),
    a_case(
        "chairs_span_regions_categories_and_genders",
        "two UN regions; an expert is of none",
        _two_chaired(
            a_person("americas"),
            a_person("africa", delegation="BB"),
            an_expert("expert"),
            policy=a_policy(allocation={"chairs_regions": 2}),
        ),
        good=_chaired("americas", "africa"),
        broken=_chaired("americas", "expert"),
    ),
    a_case(
        "chairs_span_regions_categories_and_genders",
        "two categories; an expert is of one",
        _two_chaired(
            a_person("americas"),
            a_person("africa", delegation="BB"),
            an_expert("expert"),
            policy=a_policy(allocation={"chairs_categories": 2}),
        ),
        good=_chaired("americas", "expert"),
        broken=_chaired("americas", "africa"),
    ),
    a_case(
        "chairs_span_regions_categories_and_genders",
        "two genders; unstated is none",
        _two_chaired(
            an_expert("woman"),
            an_expert("other", gender="other"),
            an_expert("unstated", gender="unstated"),
            policy=a_policy(allocation={"chairs_genders": 2}),
        ),
        good=_chaired("woman", "other"),
        broken=_chaired("woman", "unstated"),
    ),
    a_case(
        "institutions_below_status_a_hold_no_office",
        "status A, and other members for a State with status B",
        _two_chaired(
            a_person("a", category="nhri"),
            a_person("b", category="nhri", delegation="BB"),
            a_person("b-state", delegation="BB"),
            delegations=(a_delegation("AA"), a_delegation("BB", nhri_status="B")),
        ),
        good=_chaired("a", "b-state"),
        broken=_chaired("a", "b"),
    ),
    # 67 % of three delegations is 2.01: all three. Of the one institution that counts: that one.
    _vote(
        "every delegation that comes, where two of three are too few",
        67,
        good="aa-state bb-state cc-state aa-civil_society bb-civil_society cc-civil_society aa-nhri",
        broken="aa-state bb-state aa-civil_society bb-civil_society cc-civil_society aa-nhri",
    ),
    _vote(
        "two of three are enough, and institutions of status A alone count",
        66,
        good="aa-state bb-state aa-civil_society cc-civil_society aa-nhri",
        broken="aa-state bb-state aa-civil_society cc-civil_society bb-nhri",
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
