"""Tiny scenarios of any kind, as Hypothesis draws them."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, TypeVar

from hypothesis import strategies as st

from planner.scenario.people import Person, Range
from planner.scenario.programme import Preference, Session
from planner.scenario.scenario import Scenario
from planner.units import Cents
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_conference,
    a_delegation,
    a_grant,
    a_grant_rule,
    a_ledger_entry,
    a_person,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    a_slot,
    a_visa,
    an_interpreter,
    an_offer,
    at,
    seats,
)

Item = TypeVar("Item")
LANGUAGES = ("en", "fr")
SLOTS = (
    a_slot("early", "08:00-09:30", sitting="mon-am"),
    a_slot("late", "15:00-16:30", sitting="mon-pm"),
    a_slot("next", "10:00-11:30", day=TUESDAY, sitting="tue-am"),
)


def some(items: Sequence[Item]) -> st.SearchStrategy[tuple[Item, ...]]:
    return st.sampled_from([chosen for size in range(len(items) + 1) for chosen in combinations(items, size)])


@st.composite
def people(draw: Any, number: int) -> Person:
    return a_person(
        f"p{number}",
        delegation=draw(st.sampled_from(["AA", "BB"])),
        category=draw(st.sampled_from(["state", "civil_society"])),
        organisation=draw(st.sampled_from(["house", f"house {number}"])),
        gender=draw(st.sampled_from(["woman", "man"])),
        nomination_rank=draw(st.sampled_from([None, 1, 2])),
        active_languages=draw(st.sampled_from([("en",), ("fr",), LANGUAGES])),
        modes=draw(st.sampled_from([("in_person",), ("in_person", "remote"), ("remote",)])),
        origin=draw(st.sampled_from(["GVA", "BOG"])),
        nationality=draw(st.sampled_from(["CH", "VE"])),
        self_funding=draw(st.sampled_from([(), ("fare",)])),
        arrives_after=draw(st.sampled_from([None, None, at("12:00")])),
        zone=draw(st.sampled_from(["Europe/Zurich", "America/Bogota"])),
    )


@st.composite
def sessions(draw: Any, id: str, ids: Sequence[str]) -> Session:
    kind = draw(st.sampled_from(["thematic", "plenary", "closed_door"]))
    attendance = draw(st.sampled_from(["preference", "required", "invited"]))
    return a_session(
        id,
        kind=kind,
        category="state" if kind == "closed_door" else None,
        attendance=attendance,
        invited=draw(some(ids)) if attendance == "invited" else (),
        size=draw(st.sampled_from([None, None, Range(least=1, most=2)])),
        speakers=draw(st.sampled_from([(), (), (), tuple(ids[:1])])),
        floor_languages=draw(st.sampled_from([("en",), LANGUAGES])),
    )


@st.composite
def scenarios(draw: Any, most_people: int, slots: int) -> Scenario:
    """With some of everything that makes a choice cost something or impossible."""
    pool = tuple(draw(people(number)) for number in range(draw(st.integers(1, most_people))))
    ids = [person.id for person in pool]
    held_twice = (draw(sessions("s1", ids)), draw(sessions("s2", ids)))
    wishes = [(person, session.id) for person in ids for session in held_twice]
    return a_scenario(
        conference=a_conference(languages=LANGUAGES),
        policy=a_policy(
            selection={
                "marginalised_weights": {"first_time": 2, "cannot_self_fund": 1},
                "womens_share_floor_percent": draw(st.sampled_from([0, 50])),
                "returning_members": 0,
            },
            allocation={"top_sessions": 1},
            interpreting={"language_cost_cents": {"fr": Cents(700)}},
        ),
        delegations=tuple(
            a_delegation(
                id,
                seats=seats(state=draw(st.sampled_from([(0, 1), (1, 1), (1, 2)])), nhri=(0, 0), civil_society=(0, 1)),
                remote_counts_complete=draw(st.booleans()),
            )
            for id in ("AA", "BB")
        ),
        people=pool,
        sessions=held_twice,
        slots=SLOTS[:slots],
        rooms=(a_room("r1", capacity=draw(st.integers(1, 3)), booths=draw(st.integers(0, 2))),),
        preferences=tuple(
            Preference(person=person, session=session, points=draw(st.integers(1, 9)))
            for person, session in draw(some(wishes[:4]))
        ),
        interpreters=tuple(
            an_interpreter(
                id, *languages, fee_per_day_cents=fee, days=draw(st.sampled_from([(MONDAY,), (MONDAY, TUESDAY)]))
            )
            for id, languages, fee in [
                ("i1", ("fr", "en"), Cents(400)),
                ("i2", ("en fr",), Cents(600)),
                ("i3", ("fr", "", "en"), Cents(500)),
            ][: draw(st.integers(0, 3))]
        ),
        grants=(
            a_grant(
                "grant",
                *draw(some([a_grant_rule("pays", "gender=woman"), a_grant_rule("cap", "country", "1")])),
                ceiling_cents=draw(st.sampled_from([Cents(0), Cents(150_00), Cents(500_00)])),
            ),
        ),
        travel_offers=(an_offer("fast"), an_offer("cheap", cost_cents=Cents(60_00), co2_kg=1200)),
        visas=(a_visa("VE", lead_days=draw(st.sampled_from([10, 99]))),),
        ledger=(a_ledger_entry(ids[0], "2026", funded=draw(st.booleans()), report_in=draw(st.booleans())),),
    )
