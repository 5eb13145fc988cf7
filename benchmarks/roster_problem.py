"""A roster problem of a large conference: 400 interpreted sessions of five days, 240 interpreters, six languages.

Everything but the roster is given: times, rooms, and the languages each session is interpreted into. Made from a seed.
"""

from dataclasses import replace
from random import Random

from benchmarks.given import FIRST_DAY, a_conference, a_policy, a_room, a_scenario, a_session, everyone_comes
from planner.plan import Plan, PlannedHolding
from planner.scenario.people import DELEGATION_CATEGORIES, DelegationCategory, Interpreter
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.units import Cents, Minutes

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
BI_ACTIVE = ("ar", "zh")
"""Arabic and Chinese booths work both ways at the United Nations."""
POOL = {
    ("en", "", "fr es"): 24,
    ("en", "", "fr ru"): 14,
    ("en", "fr", "es"): 12,
    ("fr", "", "en es"): 26,
    ("fr", "", "en ru"): 12,
    ("fr", "en", "es"): 10,
    ("es", "", "en fr"): 28,
    ("es", "en", "fr"): 14,
    ("ru", "", "en fr"): 22,
    ("ru", "en", "fr es"): 12,
    ("ar", "en", "fr"): 18,
    ("ar", "fr", "en"): 14,
    ("zh", "en", ""): 24,
    ("zh", "en", "fr"): 10,
}
"""A, B and C languages to their share of interpreters: 240 together."""
WANTED = {"fr": 5, "es": 5, "ru": 3, "ar": 2, "zh": 2}
"""Languages to how often a session asks for them."""
FEES = (Cents(60_000), Cents(72_000), Cents(85_000))
"""Per day: local, of the region, from afar."""
SITTINGS = {"am": 10 * 60, "pm": 15 * 60}
SLOTS_PER_SITTING, SLOT_MINUTES = 2, 90
CLOSED_IN_100 = 6
EXCLUDED: tuple[tuple[DelegationCategory, ...], ...] = ((), ("state",), ("civil_society",))
"""Whose closed sessions an interpreter must not work in; most may work in all."""


def roster_problem(interpreters: int, sessions: int, days: int, seed: int) -> tuple[Scenario, Plan]:
    """A scenario without participants and a plan that lacks only its roster."""
    random = Random(seed)
    slots = _slots(days)
    rooms = tuple(a_room(f"r{n}", 100, booths=len(LANGUAGES)) for n in range(-(-sessions // len(slots))))
    held = tuple(_session(n, random) for n in range(sessions))
    scenario = a_scenario(
        conference=a_conference(days, LANGUAGES),
        policy=a_policy(interpreting={"bi_active_languages": BI_ACTIVE}, timetable={"parallel_sessions": len(rooms)}),
        sessions=held,
        slots=slots,
        rooms=rooms,
        interpreters=_interpreters(interpreters, slots, random),
    )
    places = [(slot.id, room.id) for room in rooms for slot in slots]
    planned = {
        holding.id: _planned(holding.session, place, random)
        for holding, place in zip(scenario.holdings, places, strict=False)
    }
    return scenario, replace(everyone_comes(scenario), sessions=planned)


def _slots(days: int) -> tuple[Slot, ...]:
    found = []
    for day in range(days):
        for sitting, opens in SITTINGS.items():
            for number in range(SLOTS_PER_SITTING):
                starts = day * 24 * 60 + opens + number * SLOT_MINUTES
                found.append(
                    Slot(
                        id=f"d{day}-{sitting}{number}",
                        day=FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + day),
                        starts=Minutes(starts),
                        ends=Minutes(starts + SLOT_MINUTES),
                        sitting=f"d{day}-{sitting}",
                        kinds=(),
                    )
                )
    return tuple(found)


def _session(number: int, random: Random) -> Session:
    floor = random.choices([("en",), ("en", "fr"), ("en", "es"), ("en", "fr", "es")], weights=[6, 3, 2, 1])[0]
    if random.randrange(100) < CLOSED_IN_100:
        category = random.choice(DELEGATION_CATEGORIES)
        return a_session(f"x{number}", floor_languages=floor, kind="closed_door", category=category)
    return a_session(f"x{number}", floor_languages=floor)


def _planned(session: Session, place: tuple[str, str], random: Random) -> PlannedHolding:
    """Interpreted into English where others speak too, and into one to three more languages."""
    others = random.choices(list(WANTED), weights=list(WANTED.values()), k=random.choice([1, 2, 3]))
    outgoing = {*others, *(["en"] if len(session.floor_languages) > 1 else [])}
    return PlannedHolding(
        slot=place[0],
        room=place[1],
        floor=session.floor_languages,
        outgoing=tuple(language for language in LANGUAGES if language in outgoing),
        chairs=(),
        attends=(),
        interpreters={},
    )


def _interpreters(number: int, slots: tuple[Slot, ...], random: Random) -> tuple[Interpreter, ...]:
    shares = [profile for profile, share in POOL.items() for _ in range(share)]
    profiles = [shares[n * len(shares) // number] for n in range(number)]
    days = tuple(dict.fromkeys(slot.day for slot in slots))
    return tuple(
        Interpreter(
            id=f"i{n}",
            a_languages=tuple(a.split()),
            b_languages=tuple(b.split()),
            c_languages=tuple(c.split()),
            sign=None,
            base="GVA",
            fee_per_day_cents=random.choice(FEES),
            days=random.choices([days, days[1:], days[:-1]], weights=[7, 2, 1])[0],
            remote=False,
            excluded_categories=random.choices(EXCLUDED, weights=[18, 1, 1])[0],
            excluded_sessions=(),
            supplied_by=None,
        )
        for n, (a, b, c) in enumerate(profiles)
    )
