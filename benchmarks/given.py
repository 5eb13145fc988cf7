"""Scenarios written in code: a conference of any length, with nothing that a benchmark does not ask for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from planner.plan import Participation, Plan
from planner.scenario import policy
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Conference, Scenario, SolveSettings
from planner.scenario.venue import Room, Slot
from planner.solve.extract import blank_plan
from planner.units import Minutes

CITY = "GVA"
FIRST_DAY = date(2027, 4, 12)
"""A Monday."""


def a_conference(days: int, languages: tuple[str, ...] = ("en",)) -> Conference:
    return Conference(
        id="benchmark",
        titles={"en": "Benchmark"},
        city=CITY,
        city_names={"en": "Geneva"},
        country="CH",
        zone="Europe/Zurich",
        starts=FIRST_DAY,
        ends=FIRST_DAY + timedelta(days=days - 1),
        currency="EUR",
        languages=languages,
        released_at=datetime(2027, 2, 1, tzinfo=UTC),
    )


def a_policy(**areas: dict[str, Any]) -> policy.Policy:
    """Policies by area: `a_policy(timetable={"parallel_sessions": 17})`."""
    return policy.Policy(
        selection=policy.SelectionPolicy(**{"marginalised_weights": {}, **areas.get("selection", {})}),
        travel=policy.TravelPolicy(**areas.get("travel", {})),
        timetable=policy.TimetablePolicy(**areas.get("timetable", {})),
        allocation=policy.AllocationPolicy(**areas.get("allocation", {})),
        interpreting=policy.InterpretingPolicy(**{"language_cost_cents": {}, **areas.get("interpreting", {})}),
        privacy=policy.PrivacyPolicy(),
        sources={},
    )


def a_person(id: str, *, mandated: bool = False, languages: tuple[str, ...] = ("en",)) -> Person:
    """An expert who lives in the city, speaks the first of these languages, and comes in person."""
    return Person(
        id=id,
        delegation=None,
        category="expert",
        organisation=f"organisation of {id}",
        gender="unstated",
        nomination_rank=None,
        nominated_by="",
        deputy_of=None,
        active_languages=languages[:1],
        passive_languages=languages[1:],
        sign_language=None,
        origin=CITY,
        nationality="CH",
        modes=("in_person",),
        self_funding=(),
        needs=(),
        arrives_after=None,
        leaves_before=None,
        zone="Europe/Zurich",
        visibility="participants",
        protected=False,
        photo="no",
        delivery="email",
        can_chair=True,
        expertise=(),
        mandated=mandated,
        assists=None,
        joined=date(2020, 1, 1),
    )


def a_session(id: str, **given: Any) -> Session:
    """A thematic session of one slot, held once, in English."""
    defaults: dict[str, Any] = {
        "id": id,
        "kind": "thematic",
        "titles": {"en": id},
        "theme": None,
        "region": None,
        "category": None,
        "length_slots": 1,
        "offered": 1,
        "attendance": "preference",
        "size": None,
        "chairs_needed": 0,
        "chairs": (),
        "speakers": (),
        "rapporteurs": (),
        "invited": (),
        "floor_languages": ("en",),
        "after": (),
        "same_window": None,
        "room_needs": (),
        "exclusive": False,
        "decision": False,
        "chatham_house": False,
        "allowed_slots": (),
    }
    return Session(**{**defaults, **given})


def a_room(id: str, capacity: int, booths: int = 0) -> Room:
    return Room(
        id=id,
        name=id,
        capacity=capacity,
        booths=booths,
        mobile_booths_fit=0,
        hybrid=True,
        step_free=True,
        privacy="closed",
        zone="",
        neighbours=(),
    )


def slots(number: int, per_day: int, minutes: int = 60, apart: int = 30) -> tuple[Slot, ...]:
    """So many slots from 9:00 on, each a sitting of its own: `s0`, `s1`, ..."""
    return tuple(
        Slot(
            id=f"s{n}",
            day=FIRST_DAY + timedelta(days=n // per_day),
            starts=Minutes((n // per_day) * 24 * 60 + 9 * 60 + (n % per_day) * (minutes + apart)),
            ends=Minutes((n // per_day) * 24 * 60 + 9 * 60 + (n % per_day) * (minutes + apart) + minutes),
            sitting=f"s{n}",
            kinds=(),
        )
        for n in range(number)
    )


def a_scenario(**given: Any) -> Scenario:
    """Sessions, slots and rooms are given; people, if any; nothing else is there."""
    defaults: dict[str, Any] = {
        "policy": a_policy(),
        "objective": {},
        "solve": SolveSettings(),
        "rates": {"EUR": Decimal(1)},
        "delegations": (),
        "people": (),
        "preferences": (),
        "interpreters": (),
        "grants": (),
        "travel_offers": (),
        "subsistence": (),
        "visas": (),
        "ledger": (),
    }
    last: date = given["slots"][-1].day
    conference = a_conference((last - FIRST_DAY).days + 1)
    return Scenario(**{"conference": conference, **defaults, **given})


def everyone_comes(scenario: Scenario) -> Plan:
    """Everyone in person, every language offered, nothing else decided."""
    plan = blank_plan(scenario, seed=1, workers=1)
    people = {person.id: Participation(attends="in_person", route=None, pays={}) for person in scenario.people}
    return replace(plan, people=people, conference_languages=scenario.conference.languages)
