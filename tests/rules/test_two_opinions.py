"""Any plan at all: for each rule by itself, model and verifier must say the same of it.

The rule cases show each rule at its edge; here both sides judge plans that nobody thought of, most of them nonsense.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.rules import HARD_RULES
from planner.plan import Participation, Plan, PlannedHolding
from planner.scenario.people import DELEGATION_CATEGORIES, MODES, Range
from planner.scenario.programme import Preference, Session
from planner.units import Cents, Minutes
from planner.verify.money import costs
from tests.builders import (
    MONDAY,
    TUESDAY,
    a_closed_session,
    a_conference,
    a_delegation,
    a_grant,
    a_grant_rule,
    a_ledger_entry,
    a_person,
    a_plan,
    a_policy,
    a_room,
    a_scenario,
    a_session,
    a_slot,
    a_subsistence,
    a_visa,
    an_expert,
    an_interpreter,
    an_offer,
    an_open_seat,
    at,
    held,
    seats,
    slots_of,
)
from tests.rules.decided import a_pin, a_separation, a_waiver
from tests.rules.harness import broken_rules, plan_of_model
from tests.rules.test_splits import a_split

SCENARIO = a_scenario(
    conference=a_conference(languages=("en", "es", "fr")),
    policy=a_policy(
        selection={
            "womens_share_floor_percent": 80,
            "region_minimums": {"net:africa": 2},
            "region_maximums": {"un:GRULAC": 3},
        },
        travel={"funded_people_per_country": 1, "times_funded": 2, "extra_connections": 1},
        timetable={"parallel_sessions": 2, "protected_windows": ("mon 11:00-12:00", "tue 11:30-12:00")},
        allocation={
            "top_sessions": 2,
            "favourites_floor": 1,
            "quorum_percent": 60,
            "chairs_regions": 1,
            "chairs_categories": 2,
            "chairs_genders": 2,
            "times_chairing": 1,
        },
        interpreting={
            "language_cost_cents": {"en": Cents(30_000), "fr": Cents(20_000)},
            "own_language_budget": 400,
            "bi_active_languages": ("es",),
            "mobile_booths": 1,
            "sittings_per_week": 3,
        },
    ),
    rates={"USD": Decimal("0.93")},
    delegations=(
        a_delegation("AA", ldc=True, nhri_status="B", seats=seats(state=(1, 1), nhri=(0, 1), civil_society=(1, 2))),
        a_delegation(
            "BB",
            un_region="un:African",
            network_region="net:africa",
            nhri_status="suspended",
            remote_counts_complete=True,
            seats=seats(state=(1, 1), nhri=(1, 1), civil_society=(0, 1)),
        ),
    ),
    people=(
        a_person("aa-state", origin="BOG", nationality="CO", self_funding=("fare",), gender="man"),
        a_person("aa-cs", category="civil_society", origin="BOG", nationality="CO", active_languages=("es",)),
        a_person("aa-cs2", category="civil_society", organisation="house", active_languages=("fr",), gender="other"),
        a_person("aa-nhri", category="nhri", deputy_of="aa-cs2", passive_languages=("es",)),
        a_person("bb-state", delegation="BB", organisation="house", passive_languages=("fr",), zone="Asia/Tokyo"),
        a_person("bb-nhri", delegation="BB", category="nhri", nationality="VE", leaves_before=at("16:30")),
        a_person("bb-cs", delegation="BB", category="civil_society", modes=("remote",), zone="America/Bogota"),
        an_expert("guest", origin="BOG", active_languages=("fr", "en"), can_chair=False, arrives_after=at("10:30")),
        an_expert("envoy", mandated=True, gender="unstated", passive_languages=("fr",)),
        an_expert("guide", category="observer", assists="guest", active_languages=("fr",)),
        an_expert("signer", category="observer", assists="bb-cs", sign_language="bzs", active_languages=("es",)),
    ),
    sessions=(
        a_session("opening", kind="plenary", decision=True, floor_languages=("en", "es"), chairs_needed=1),
        a_session("region", kind="regional", region="net:africa", attendance="required", after=("opening",)),
        a_closed_session("peers", same_window="closed", attendance="required", floor_languages=("es", "fr")),
        a_closed_session("states", category="state", same_window="closed", invited=("guest",)),
        a_session("land", offered=2, size=Range(least=1, most=2), speakers=("bb-cs",), room_needs=("step_free",)),
        a_session(
            "talks", attendance="invited", invited=("aa-cs",), chairs=("guest",), chairs_needed=2, length_slots=2
        ),
    ),
    slots=(
        *slots_of(MONDAY, "mon")[:2],
        a_slot("lunch", "13:15-14:30", sitting="mon-noon", kinds=("thematic", "closed_door")),
        *slots_of(MONDAY, "mon")[2:],
        a_slot("tue1", "10:00-11:30", day=TUESDAY, sitting="tue-am"),
        a_slot("week1", "10:00-11:30", day=MONDAY + timedelta(days=7), sitting="week-am"),
    ),
    rooms=(
        a_room("r1", capacity=3, booths=2),
        a_room("r2", booths=0, mobile_booths_fit=2, privacy="open", hybrid=False),
        a_room("r3", booths=1, mobile_booths_fit=1, step_free=False),
    ),
    interpreters=(
        an_interpreter("i1", "en", "fr", "es"),
        an_interpreter("i2", "fr", "en", days=(MONDAY,), excluded_categories=("civil_society",)),
        an_interpreter("i3", "es", "fr", "en", supplied_by="AA"),
        an_interpreter("i4", "es", c="en fr", excluded_sessions=("states",)),
        an_interpreter("i5", "en fr es", sign="bzs"),
        an_interpreter("i6", "es", c="en", sign="bzs"),
    ),
    grants=(
        a_grant(
            "women",
            a_grant_rule("pays", "category=civil_society"),
            a_grant_rule("pays", "ldc=yes gender=woman|other|man"),
            a_grant_rule("min_share", "gender=woman", "50"),
            a_grant_rule("cap", "country", "1"),
            a_grant_rule("cofinance", "gender=man|other", "60"),
        ),
        a_grant(
            "fares",
            a_grant_rule("cost_line", value="fare;visa;interpretation"),
            a_grant_rule("cap", "person", "120"),
            a_grant_rule("max_share", "nationality=CO", "50"),
            a_grant_rule("carrier", value="XX; YY"),
            currency="USD",
            rate=Decimal("0.93"),
            ceiling_cents=Cents(25_000),
            overhead_percent=7,
        ),
        a_grant("past", valid_to=MONDAY),
    ),
    splits=(a_split(self=45, fares=55), replace(a_split(women=33, fares=67), selector="nationality=CO")),
    travel_offers=(
        an_offer("direct"),
        an_offer("two_stops", connections=2, cost_cents=Cents(5_000), carrier="ZZ"),
        an_offer("slow", connections=1, travel_minutes=Minutes(900), currency="USD"),
    ),
    subsistence=(a_subsistence(),),
    visas=(a_visa("CO", fee_cents=Cents(6_000)), a_visa("VE", lead_days=100), a_visa("CH", kind="none", lead_days=99)),
    ledger=(
        a_ledger_entry("aa-state", "2025", funded=True, report_in=False),
        a_ledger_entry("aa-state", "2026"),
        a_ledger_entry("aa-cs", "2026", funded=True),
        a_ledger_entry("bb-state", "2026", chaired=True),
        a_ledger_entry("envoy", "2025", chaired=True),
        a_ledger_entry("guest", "2025", funded=True),
        a_ledger_entry("guest", "2026", funded=True),
    ),
    preferences=tuple(
        Preference(person=person, session=session, points=points)
        for person in ("aa-cs", "bb-nhri", "signer")
        for session, points in (("opening", 10), ("land", 40), ("talks", 10))
    ),
    pins=(
        a_pin("select", person="aa-cs2", value="in_person"),
        a_pin("select", pin="forbid", person="bb-nhri"),
        a_pin("pay", person="aa-state", value="fares"),
        a_pin("pay", pin="forbid", person="aa-cs", value="women"),
        a_pin("slot", holding="land#1", value="tue1"),
        a_pin("room", pin="forbid", holding="opening#1", value="r2"),
        a_pin("attend", person="bb-cs", holding="peers#1"),
        a_pin("attend", pin="forbid", person="envoy", holding="land#2"),
        a_pin("chair", person="bb-state", holding="opening#1"),
        a_pin("interpret", person="i1", holding="opening#1", value="fr"),
        a_pin("interpret", pin="forbid", person="i5", holding="peers#1"),
    ),
    waivers=(a_waiver("aa-cs", "opening"), a_waiver("signer", "land")),
    separations=(
        a_separation("aa-cs", scope="session"),
        a_separation("bb-state"),
        a_separation("envoy", group="other"),
        a_separation("bb-cs", group="other"),
    ),
)
LANGUAGES = SCENARIO.conference.languages


def some(ids: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Each in or out by the toss of a coin."""
    each = sorted(ids)
    tosses = st.lists(st.booleans(), min_size=len(each), max_size=len(each))
    return tosses.map(lambda tossed: tuple(id for id, is_in in zip(each, tossed, strict=True) if is_in))


@st.composite
def participations(draw: Any, person: str) -> Participation:
    """By a route from home or none; each line that costs anything paid by anybody or nobody."""
    given = SCENARIO.person[person]
    routes = [offer.id for offer in SCENARIO.travel_offers if offer.origin == given.origin]
    unpaid = Participation(attends=draw(st.sampled_from(MODES)), route=draw(st.sampled_from([None, *routes])), pays={})
    due = sorted(costs(SCENARIO, given, unpaid))
    payers = st.sampled_from(["self", *SCENARIO.grant, *SCENARIO.split])
    return replace(unpaid, pays=draw(st.dictionaries(st.sampled_from(due), payers)) if due else {})


def starts(session: Session) -> list[str]:
    """First slots from which the sitting is long enough: what a holding occupies otherwise is nobody's to say."""
    long_enough = {"mon1", "mon3"} if session.length_slots == 2 else SCENARIO.slot
    return sorted(long_enough)


@st.composite
def holdings(draw: Any, holding: str, people: tuple[str, ...]) -> PlannedHolding:
    """Sometimes with people who do not come, with booths of languages that are not outgoing and needless sign teams."""
    session = SCENARIO.holding[holding].session
    attends = draw(some(draw(st.sampled_from([people or ("guest",), tuple(SCENARIO.person)]))))
    return held(
        draw(st.sampled_from(starts(session))),
        draw(st.sampled_from(sorted(SCENARIO.room))),
        floor=session.floor_languages,
        outgoing=draw(some(LANGUAGES)),
        chairs=draw(st.one_of(st.just(session.chairs), some(attends or SCENARIO.person))),
        attends=attends,
        interpreters=draw(st.dictionaries(st.sampled_from((*LANGUAGES, "bzs")), some(SCENARIO.interpreter))),
    )


@st.composite
def plans(draw: Any) -> Plan:
    people = draw(some(SCENARIO.person))
    language_payers = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(sorted(SCENARIO.grant)))
    open_seats = [
        an_open_seat(delegation.id, category, draw(st.integers(0, delegation.seats[category].least)))
        for delegation in SCENARIO.delegations
        for category in DELEGATION_CATEGORIES
    ]
    return a_plan(
        SCENARIO,
        people={person: draw(participations(person)) for person in people},
        open_seats=tuple(seat for seat in open_seats if seat.seats),
        conference_languages=draw(some(LANGUAGES)),
        language_payers=draw(language_payers),
        sessions={holding: draw(holdings(holding, people)) for holding in SCENARIO.holding},
    )


@settings(max_examples=6, deadline=None, derandomize=True)
@given(plans())
def test_model_and_verifier_agree_on_every_rule(plan: Plan) -> None:
    forbidden = {rule.name for rule in HARD_RULES if plan_of_model(SCENARIO, plan, (rule,)) is None}
    assert forbidden == broken_rules(SCENARIO, plan)
