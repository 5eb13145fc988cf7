"""Small scenarios and plans by keyword: valid as they come, so that a test says only what it is about.

The conference lasts Monday 12 and Tuesday 13 April 2027 in Geneva, in English and French, and is planned in euros.
Everyone lives in Geneva, needs no visa, speaks English and accepts both modes, unless a test says otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planner.plan import OpenSeat, Participation, Plan, PlannedHolding, ScenarioStamp
from planner.scenario import policy
from planner.scenario.funding import Grant, GrantRule, GrantRuleKind, Subsistence, TravelOffer, Visa
from planner.scenario.history import LedgerEntry
from planner.scenario.people import Delegation, DelegationCategory, Interpreter, Person, Range
from planner.scenario.programme import Session
from planner.scenario.resolved import scenario_hash
from planner.scenario.scenario import Conference, Scenario, SolveSettings
from planner.scenario.venue import Room, Slot
from planner.units import Cents, Minutes

MONDAY = date(2027, 4, 12)
TUESDAY = date(2027, 4, 13)
RELEASED = date(2027, 2, 1)
"""70 days before the first day."""
CITY = "GVA"
HUNDRED_EUROS = Cents(10_000)


def a_conference(**given: Any) -> Conference:
    defaults: dict[str, Any] = {
        "id": "test",
        "titles": {"en": "Test conference"},
        "city": CITY,
        "city_names": {"en": "Geneva"},
        "country": "CH",
        "zone": "Europe/Zurich",
        "starts": MONDAY,
        "ends": TUESDAY,
        "currency": "EUR",
        "languages": ("en", "fr"),
        "released_at": datetime.fromisoformat(f"{RELEASED}T09:00:00+01:00"),
    }
    return Conference(**{**defaults, **given})


def a_policy(**given: Any) -> policy.Policy:
    """Policies by area, each a dict of its numbers: `a_policy(travel={"times_funded": 1})`."""
    return policy.Policy(
        selection=policy.SelectionPolicy(**{"marginalised_weights": {}, **given.get("selection", {})}),
        travel=policy.TravelPolicy(**given.get("travel", {})),
        timetable=policy.TimetablePolicy(**given.get("timetable", {})),
        allocation=policy.AllocationPolicy(**given.get("allocation", {})),
        interpreting=policy.InterpretingPolicy(**{"language_cost_cents": {}, **given.get("interpreting", {})}),
        privacy=policy.PrivacyPolicy(),
        sources={},
    )


def a_delegation(id: str, **given: Any) -> Delegation:
    """Up to four seats in each category and none that must be filled."""
    defaults: dict[str, Any] = {
        "id": id,
        "country": id,
        "un_region": "un:GRULAC",
        "network_region": "net:americas",
        "income_group": "upper_middle",
        "ldc": False,
        "lldc": False,
        "sids": False,
        "lists_as_of": RELEASED,
        "nhri_status": "A",
        "nhri_status_as_of": RELEASED,
        "seats": seats(),
        "remote_counts_complete": False,
        "permanent_mission": True,
    }
    return Delegation(**{**defaults, **given})


def seats(
    state: tuple[int, int] = (0, 4), nhri: tuple[int, int] = (0, 4), civil_society: tuple[int, int] = (0, 4)
) -> dict[str, Range]:
    given = {"state": state, "nhri": nhri, "civil_society": civil_society}
    return {category: Range(least=least, most=most) for category, (least, most) in given.items()}


def a_person(id: str, **given: Any) -> Person:
    """A woman of her own organisation in the State category of delegation AA."""
    defaults: dict[str, Any] = {
        "id": id,
        "delegation": "AA",
        "category": "state",
        "organisation": f"organisation of {id}",
        "gender": "woman",
        "nomination_rank": None,
        "nominated_by": "",
        "deputy_of": None,
        "active_languages": ("en",),
        "passive_languages": (),
        "sign_language": None,
        "origin": CITY,
        "nationality": "CH",
        "modes": ("in_person", "remote"),
        "self_funding": (),
        "needs": (),
        "arrives_after": None,
        "leaves_before": None,
        "zone": "Europe/Zurich",
        "visibility": "participants",
        "protected": False,
        "photo": "ask",
        "delivery": "email",
        "can_chair": True,
        "expertise": (),
        "mandated": False,
        "assists": None,
        "joined": date(2020, 1, 1),
    }
    return Person(**{**defaults, **given})


def an_expert(id: str, **given: Any) -> Person:
    """Someone of no delegation, whom rules about delegations leave alone."""
    return a_person(id, **{"delegation": None, "category": "expert", **given})


def a_session(id: str, **given: Any) -> Session:
    """A thematic session of one slot, held once, in English, that needs no chair."""
    defaults: dict[str, Any] = {
        "id": id,
        "kind": "thematic",
        "titles": {"en": f"Session {id}"},
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


def a_closed_session(id: str, **given: Any) -> Session:
    return a_session(id, **{"kind": "closed_door", "category": "civil_society", **given})


def a_slot(id: str, clock: str, *, day: date = MONDAY, sitting: str = "am", **given: Any) -> Slot:
    """`a_slot("s1", "10:00-11:30")`."""
    starts, _, ends = clock.partition("-")
    return Slot(
        **{
            "id": id,
            "day": day,
            "starts": at(starts, day),
            "ends": at(ends, day),
            "sitting": sitting,
            "kinds": (),
            **given,
        }
    )


def at(clock: str, day: date = MONDAY) -> Minutes:
    hours, _, minutes = clock.partition(":")
    return Minutes((day - MONDAY).days * 24 * 60 + int(hours) * 60 + int(minutes))


def slots_of(day: date, prefix: str) -> tuple[Slot, ...]:
    """Two sittings of two slots: 10:00-13:00 and 15:00-18:00."""
    clocks = {"am": ("10:00-11:30", "11:30-13:00"), "pm": ("15:00-16:30", "16:30-18:00")}
    runs = [(clock, f"{prefix}-{sitting}") for sitting, halves in clocks.items() for clock in halves]
    return tuple(
        a_slot(f"{prefix}{n}", clock, day=day, sitting=sitting) for n, (clock, sitting) in enumerate(runs, start=1)
    )


def a_room(id: str, **given: Any) -> Room:
    """Takes ten people and three booths, and has everything a session can ask for."""
    defaults: dict[str, Any] = {
        "id": id,
        "name": f"Room {id}",
        "capacity": 10,
        "booths": 3,
        "mobile_booths_fit": 0,
        "hybrid": True,
        "step_free": True,
        "privacy": "closed",
        "zone": "north",
        "neighbours": (),
    }
    return Room(**{**defaults, **given})


def an_interpreter(id: str, a: str, b: str = "", c: str = "", **given: Any) -> Interpreter:
    """Languages as one string each: `an_interpreter("i1", "en", "fr es")`."""
    defaults: dict[str, Any] = {
        "id": id,
        "a_languages": tuple(a.split()),
        "b_languages": tuple(b.split()),
        "c_languages": tuple(c.split()),
        "sign": None,
        "base": CITY,
        "fee_per_day_cents": Cents(50_000),
        "days": (MONDAY, TUESDAY),
        "remote": False,
        "excluded_categories": (),
        "excluded_sessions": (),
        "supplied_by": None,
    }
    return Interpreter(**{**defaults, **given})


def a_grant(id: str, *rules: GrantRule, **given: Any) -> Grant:
    """Ten thousand euros without strings or overhead."""
    defaults: dict[str, Any] = {
        "id": id,
        "funder": f"Funder of {id}",
        "ceiling_cents": Cents(1_000_000),
        "currency": "EUR",
        "rate": Decimal(1),
        "rate_date": RELEASED,
        "overhead_percent": 0,
        "valid_from": date(2027, 1, 1),
        "valid_to": date(2027, 12, 31),
        "language": "en",
        "named_list": False,
        "rules": rules,
    }
    return Grant(**{**defaults, **given})


def a_grant_rule(kind: GrantRuleKind, selector: str = "", value: str = "") -> GrantRule:
    return GrantRule(kind=kind, selector=selector, value=value)


def an_offer(id: str, **given: Any) -> TravelOffer:
    """Bogota to Geneva and back for a hundred euros in ten hours, without a change."""
    defaults: dict[str, Any] = {
        "id": id,
        "origin": "BOG",
        "cost_cents": HUNDRED_EUROS,
        "currency": "EUR",
        "travel_minutes": Minutes(600),
        "connections": 0,
        "carrier": "XX",
        "co2_kg": 1000,
        "valid_until": MONDAY,
        "estimate": False,
    }
    return TravelOffer(**{**defaults, **given})


def a_subsistence(**given: Any) -> Subsistence:
    """A hundred euros a night in Geneva in April 2027, half of it for lodging and 30 % for meals."""
    defaults: dict[str, Any] = {
        "place": CITY,
        "month": "2027-04",
        "rate_cents": HUNDRED_EUROS,
        "currency": "EUR",
        "lodging_percent": 50,
        "meals_percent": 30,
    }
    return Subsistence(**{**defaults, **given})


def a_visa(nationality: str, **given: Any) -> Visa:
    defaults: dict[str, Any] = {"kind": "visa", "lead_days": 30, "fee_cents": Cents(0), "refusal_percent": 0}
    return Visa(**{"nationality": nationality, **defaults, **given})


def a_ledger_entry(person: str, meeting: str, **given: Any) -> LedgerEntry:
    """Attendance at a meeting of April in the year that is its name, unfunded."""
    defaults: dict[str, Any] = {
        "meeting": meeting,
        "date": date(int(meeting), 4, 1),
        "delegation": "AA",
        "seat": "state",
        "person": person,
        "invited": True,
        "confirmed": True,
        "attended": True,
        "funded": False,
        "chaired": False,
        "spoke": False,
        "no_show": False,
        "report_in": True,
    }
    return LedgerEntry(**{**defaults, **given})


def a_scenario(**given: Any) -> Scenario:
    """Two delegations of two, three sessions, two days of four slots, two rooms, three interpreters, one grant."""
    defaults: dict[str, Any] = {
        "conference": a_conference(),
        "policy": a_policy(),
        "objective": {},
        "solve": SolveSettings(),
        "rates": {"CHF": Decimal("1.05")},
        "delegations": (
            a_delegation("AA"),
            a_delegation("BB", un_region="un:African", network_region="net:africa"),
        ),
        "people": (
            a_person("aa-state"),
            a_person("aa-cs", category="civil_society"),
            a_person("bb-state", delegation="BB"),
            a_person("bb-cs", delegation="BB", category="civil_society"),
        ),
        "sessions": (a_session("opening", kind="plenary"), a_session("land"), a_session("water")),
        "slots": (*slots_of(MONDAY, "mon"), *slots_of(TUESDAY, "tue")),
        "rooms": (a_room("r1"), a_room("r2")),
        "preferences": (),
        "interpreters": (
            an_interpreter("i1", "en", "fr"),
            an_interpreter("i2", "fr", "en"),
            an_interpreter("i3", "fr", "en"),
        ),
        "grants": (a_grant("grant"),),
        "travel_offers": (an_offer("direct"),),
        "subsistence": (),
        "visas": (),
        "ledger": (),
    }
    return Scenario(**{**defaults, **given})


def in_person(**given: Any) -> Participation:
    return Participation(**{"attends": "in_person", "route": None, "pays": {}, **given})


def remotely() -> Participation:
    return Participation(attends="remote", route=None, pays={})


def an_open_seat(delegation: str, category: DelegationCategory, count: int) -> OpenSeat:
    return OpenSeat(delegation=delegation, category=category, seats=count, reason="")


def held(slot: str = "mon1", room: str = "r1", **given: Any) -> PlannedHolding:
    """A holding in English with nobody there and no booth."""
    defaults: dict[str, Any] = {"floor": ("en",), "outgoing": (), "chairs": (), "attends": (), "interpreters": {}}
    return PlannedHolding(**{"slot": slot, "room": room, **defaults, **given})


def a_plan(scenario: Scenario, **given: Any) -> Plan:
    """Everyone comes in person at no cost; each holding is in a slot of its own with everyone there."""
    people: Mapping[str, Participation] = given.get("people", {person.id: in_person() for person in scenario.people})
    defaults: dict[str, Any] = {
        "format": 1,
        "scenario": ScenarioStamp(id=scenario.conference.id, sha256=scenario_hash(scenario)),
        "revision": 1,
        "parent": None,
        "released_at": scenario.conference.released_at.isoformat(),
        "planner": "0.1.0",
        "ortools": "9.15",
        "seed": 1,
        "workers": 1,
        "terms": (),
        "conference_languages": scenario.conference.languages,
        "people": people,
        "open_seats": (),
        "sessions": _one_after_another(scenario, people),
        "price_of_decomposition": (),
    }
    return Plan(**{**defaults, **given})


def _one_after_another(scenario: Scenario, people: Iterable[str]) -> dict[str, PlannedHolding]:
    return {
        holding.id: held(
            slot=slot.id,
            room=scenario.rooms[0].id,
            floor=holding.session.floor_languages,
            chairs=holding.session.chairs,
            attends=tuple(people),
        )
        for holding, slot in zip(scenario.holdings, scenario.slots, strict=False)
    }


def changed_holding(plan: Plan, holding: str, **changes: Any) -> Plan:
    return replace(plan, sessions={**plan.sessions, holding: replace(plan.sessions[holding], **changes)})
