"""Cases of who comes. Nothing is held, so that only the delegation problem speaks."""

from typing import Any

import pytest

from planner.scenario.scenario import Scenario
from tests.builders import (
    a_delegation,
    a_ledger_entry,
    a_person,
    a_policy,
    a_scenario,
    a_session,
    a_visa,
    an_expert,
    an_open_seat,
    held,
    in_person,
    remotely,
    seats,
)
from tests.rules.harness import TRIALS, RuleCase, Trial, a_case


def _nothing_held(*people: Any, **given: Any) -> Scenario:
    return a_scenario(people=people, sessions=(), interpreters=(), **given)


def _coming(*people: str) -> dict[str, Any]:
    return {"people": {person: in_person() for person in people}}


def _one_seat(**given: Any) -> tuple[Any, ...]:
    return (a_delegation("AA", seats=seats(state=(1, 1)), **given),)


def _african(*delegations: str) -> tuple[Any, ...]:
    return tuple(a_delegation(id, un_region="un:African", network_region="net:africa") for id in delegations)


def _assistant(id: str, of: str) -> Any:
    return an_expert(id, category="observer", organisation="house", assists=of)


CASES: tuple[RuleCase, ...] = (
    a_case(
        "people_attend_in_one_accepted_mode",
        "in person is all they accept",
        _nothing_held(an_expert("p", modes=("in_person",))),
        good={"people": {"p": in_person()}},
        broken={"people": {"p": remotely()}},
    ),
    a_case(
        "seats_are_filled_or_reported_open",
        "remote people take no seat",
        _nothing_held(a_person("p"), delegations=_one_seat()),
        good={"people": {"p": remotely()}, "open_seats": (an_open_seat("AA", "state", 1),)},
        broken={"people": {"p": remotely()}},
    ),
    a_case(
        "seats_are_filled_or_reported_open",
        "remote people take a seat where they count",
        _nothing_held(a_person("p"), delegations=_one_seat(remote_counts_complete=True)),
        good={"people": {"p": remotely()}},
        broken={"people": {"p": remotely()}, "open_seats": (an_open_seat("AA", "state", 1),)},
    ),
    a_case(
        "seats_are_filled_or_reported_open",
        "the last seat",
        _nothing_held(a_person("p"), a_person("q"), delegations=_one_seat()),
        good=_coming("p"),
        broken=_coming("p", "q"),
    ),
    a_case(
        "institutions_without_a_national_status_hold_no_nhri_seat",
        "a suspended institution",
        _nothing_held(
            a_person("b", category="nhri", delegation="BB"),
            a_person("suspended", category="nhri"),
            delegations=(a_delegation("AA", nhri_status="suspended"), a_delegation("BB", nhri_status="B")),
        ),
        good=_coming("b"),
        broken=_coming("b", "suspended"),
    ),
    a_case(
        # Experts do not count; two delegations of two are four people.
        "women_hold_their_share_of_seats",
        "30 % of three people is nobody, of four is one",
        _nothing_held(
            a_person("man1", gender="man"),
            a_person("other", gender="other"),
            a_person("man2", gender="man", delegation="BB"),
            a_person("unstated", gender="unstated", delegation="BB"),
            an_expert("expert", gender="man"),
            an_expert("woman"),
        ),
        good=_coming("man1", "other", "man2", "expert"),
        broken=_coming("man1", "other", "man2", "unstated", "woman"),
    ),
    a_case(
        "organisations_send_no_more_than_their_cap",
        "one delegate beside an expert of the same house",
        _nothing_held(
            a_person("p", organisation="house"),
            a_person("q", organisation="house", delegation="BB"),
            an_expert("e", organisation="house"),
        ),
        good=_coming("p", "e"),
        broken=_coming("p", "q"),
    ),
    a_case(
        "people_attend_no_more_meetings_in_a_row",
        "two meetings in a row are the most, this one included in a third",
        _nothing_held(
            a_person("once"),
            a_person("twice"),
            ledger=(
                a_ledger_entry("once", "2024"),
                a_ledger_entry("once", "2026"),
                a_ledger_entry("twice", "2025"),
                a_ledger_entry("twice", "2026"),
            ),
        ),
        good=_coming("once"),
        broken=_coming("once", "twice"),
    ),
    a_case(
        "delegations_keep_a_returning_member",
        "one of three",
        _nothing_held(
            a_person("back"),
            a_person("new1"),
            a_person("new2"),
            a_person("long_ago"),
            ledger=(a_ledger_entry("back", "2026"), a_ledger_entry("long_ago", "2025")),
        ),
        good=_coming("back", "new1", "new2"),
        broken=_coming("long_ago", "new1", "new2"),
    ),
    a_case(
        "delegations_keep_a_returning_member",
        "none where all who were there need a visa that takes too long, one where they may be remote",
        _nothing_held(
            a_person("aa_back", nationality="CO", modes=("in_person",)),
            a_person("aa_new"),
            a_person("bb_back", nationality="CO", delegation="BB"),
            a_person("bb_new", delegation="BB"),
            ledger=(a_ledger_entry("aa_back", "2026"), a_ledger_entry("bb_back", "2026", delegation="BB")),
            visas=(a_visa("CO", lead_days=71),),
        ),
        good={"people": {"aa_new": in_person(), "bb_back": remotely()}},
        broken=_coming("aa_new", "bb_new"),
    ),
    a_case(
        "visas_can_be_issued_in_time",
        "70 days from release to first day",
        _nothing_held(
            an_expert("p", nationality="CO"),
            an_expert("q", nationality="VE"),
            visas=(a_visa("CO", lead_days=70), a_visa("VE", lead_days=71)),
        ),
        good={"people": {"p": in_person(), "q": remotely()}},
        broken={"people": {"p": in_person(), "q": in_person()}},
    ),
    a_case(
        "people_in_named_roles_come",
        "a speaker",
        a_scenario(people=(an_expert("p"),), sessions=(a_session("land", speakers=("p",)),)),
        good={"people": {"p": in_person()}, "sessions": {"land#1": held(attends=("p",))}},
        broken={"people": {}, "sessions": {"land#1": held()}},
    ),
    a_case(
        "mandated_experts_come",
        "remotely will do",
        _nothing_held(an_expert("rapporteur", mandated=True), an_expert("other")),
        good={"people": {"rapporteur": remotely()}},
        broken=_coming("other"),
    ),
    a_case(
        "deputies_come_only_in_place_of_their_member",
        "the deputy without the member",
        _nothing_held(a_person("member"), a_person("deputy", deputy_of="member")),
        good=_coming("deputy"),
        broken=_coming("member", "deputy"),
    ),
    a_case(
        # Of one house, which may send one delegate, to the one seat of the State.
        "assistants_come_with_their_person",
        "in the same mode, without a seat, and not counted for their house",
        _nothing_held(a_person("p", organisation="house"), _assistant("a", "p"), delegations=_one_seat()),
        good=_coming("p", "a"),
        broken={"people": {"p": in_person(), "a": remotely()}},
    ),
    a_case(
        "assistants_come_with_their_person",
        "not without them",
        _nothing_held(an_expert("p"), _assistant("a", "p"), an_expert("q")),
        good=_coming("q"),
        broken=_coming("q", "a"),
    ),
    a_case(
        "assistants_come_with_their_person",
        "nor they without the assistant",
        _nothing_held(an_expert("p"), _assistant("a", "p")),
        good={"people": {"p": remotely(), "a": remotely()}},
        broken={"people": {"p": remotely()}},
    ),
    a_case(
        "regions_keep_their_seats",
        "two people from two delegations of a network region, in any mode",
        _nothing_held(
            a_person("b", delegation="BB"),
            a_person("c", delegation="CC"),
            a_person("other"),
            delegations=(a_delegation("AA"), *_african("BB", "CC")),
            policy=a_policy(selection={"region_minimums": {"net:africa": 2}}),
        ),
        good={"people": {"b": in_person(), "c": remotely()}},
        broken=_coming("b", "other"),
    ),
    a_case(
        "regions_keep_their_seats",
        "one person of a UN region; experts and other regions do not count",
        _nothing_held(
            a_person("a"),
            a_person("b", delegation="BB"),
            a_person("b2", delegation="BB"),
            an_expert("expert"),
            delegations=(a_delegation("AA"), *_african("BB")),
            policy=a_policy(selection={"region_maximums": {"un:African": 1}}),
        ),
        good=_coming("a", "b", "expert"),
        broken=_coming("a", "b", "b2", "expert"),
    ),
)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.__name__)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: RuleCase, trial: Trial) -> None:
    trial(case)
