"""Two delegations, one interpreter, one closed window: the smallest conference with something to hide in it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from planner.plan import Participation, Plan, PlannedHolding, ScenarioStamp, TermResult
from planner.scenario.funding import Grant, Subsistence, TravelOffer
from planner.scenario.names import BadgeName, Contact, Names
from planner.scenario.people import Category, Delegation, DelegationCategory, Interpreter, Person, Range
from planner.scenario.policy import (
    AllocationPolicy,
    InterpretingPolicy,
    Policy,
    PrivacyPolicy,
    SelectionPolicy,
    TimetablePolicy,
    TravelPolicy,
)
from planner.scenario.programme import Session, SessionKind
from planner.scenario.scenario import Conference, Scenario, SolveSettings
from planner.scenario.venue import Room, Slot
from planner.units import Cents, Minutes

KEY = b"a key for tests, never for people"
FIRST, SECOND = date(2027, 4, 12), date(2027, 4, 13)


def delegation(code: str, country: str, region: str) -> Delegation:
    seats: dict[DelegationCategory, Range] = {
        "state": Range(least=1, most=1),
        "nhri": Range(least=0, most=1),
        "civil_society": Range(least=1, most=1),
    }
    return Delegation(
        id=code,
        country=country,
        un_region=region,
        network_region="net:americas",
        income_group="upper_middle",
        ldc=False,
        lldc=False,
        sids=False,
        lists_as_of=FIRST,
        nhri_status="A",
        nhri_status_as_of=FIRST,
        seats=seats,
        remote_counts_complete=False,
        permanent_mission=True,
    )


def person(identity: str, home: str | None, category: Category, language: str, *, organisation: str = "") -> Person:
    return Person(
        id=identity,
        delegation=home,
        category=category,
        organisation=organisation or f"Organisation of {identity}",
        gender="woman",
        nomination_rank=1,
        nominated_by="",
        deputy_of=None,
        active_languages=(language,),
        passive_languages=("en",),
        sign_language=None,
        origin="BSB",
        nationality=home or "CH",
        modes=("in_person",),
        self_funding=(),
        needs=(),
        arrives_after=None,
        leaves_before=None,
        zone="America/Sao_Paulo",
        visibility="need_to_know" if category == "civil_society" else "public",
        protected=category == "civil_society",
        photo="no" if category == "civil_society" else "ask",
        delivery="email",
        can_chair=True,
        expertise=(),
        mandated=False,
        assists=None,
        joined=date(2020, 1, 1),
    )


def session(identity: str, kind: SessionKind, titles: dict[str, str], **more: Any) -> Session:
    plain = Session(
        id=identity,
        kind=kind,
        titles=titles,
        theme=None,
        region=None,
        category=None,
        length_slots=1,
        offered=1,
        attendance="required",
        size=None,
        chairs_needed=0,
        chairs=(),
        speakers=(),
        rapporteurs=(),
        invited=(),
        floor_languages=("en",),
        after=(),
        same_window=None,
        room_needs=(),
        exclusive=False,
        decision=False,
        chatham_house=False,
        allowed_slots=(),
    )
    return replace(plain, **more)


def slot(identity: str, day: date, starts: int, ends: int) -> Slot:
    offset = (day - FIRST).days * 1440
    return Slot(
        id=identity,
        day=day,
        starts=Minutes(offset + starts),
        ends=Minutes(offset + ends),
        sitting="morning" if starts < 720 else "afternoon",
        kinds=(),
    )


def room(identity: str, name: str) -> Room:
    return Room(
        id=identity,
        name=name,
        capacity=40,
        booths=2,
        mobile_booths_fit=1,
        hybrid=False,
        step_free=identity != "r3",
        privacy="closed",
        zone="east",
        neighbours=(),
    )


def grant(identity: str, funder: str, language: str) -> Grant:
    return Grant(
        id=identity,
        funder=funder,
        ceiling_cents=Cents(1_000_000),
        currency="EUR",
        rate=Decimal("0.95"),
        rate_date=date(2027, 1, 4),
        overhead_percent=7,
        valid_from=date(2027, 1, 1),
        valid_to=date(2027, 12, 31),
        language=language,
        named_list=False,
        rules=(),
    )


def scenario() -> Scenario:
    return Scenario(
        conference=Conference(
            id="small",
            titles={"en": "Yearly Meeting", "fr": "Réunion annuelle", "es": "Reunión anual"},
            city="GVA",
            city_names={"en": "Geneva", "fr": "Genève", "es": "Ginebra"},
            country="CH",
            zone="Europe/Zurich",
            starts=FIRST,
            ends=SECOND,
            currency="CHF",
            languages=("en", "fr", "es"),
            released_at=datetime(2027, 2, 1, 8, tzinfo=UTC),
        ),
        policy=Policy(
            selection=SelectionPolicy(marginalised_weights={"first_time": 2}),
            travel=TravelPolicy(),
            timetable=TimetablePolicy(),
            allocation=AllocationPolicy(),
            interpreting=InterpretingPolicy(language_cost_cents={"en": Cents(0)}),
            privacy=PrivacyPolicy(smallest_cell=5),
            sources={"travel.nights_before": "UN ICSC"},
        ),
        objective={},
        solve=SolveSettings(),
        rates={"EUR": Decimal("0.95")},
        delegations=(delegation("BR", "BR", "un:GRULAC"), delegation("CI", "CI", "un:African")),
        people=(
            person("br-s-1", "BR", "state", "es"),
            person("br-cs-1", "BR", "civil_society", "es", organisation="Guardians of the Headwaters"),
            person("br-cs-2", "BR", "civil_society", "es", organisation="Voices of the Delta"),
            person("ci-s-1", "CI", "state", "fr"),
            person("ci-cs-1", "CI", "civil_society", "fr"),
            person("ex-1", None, "expert", "en"),
        ),
        sessions=(
            session("open", "plenary", {"en": "Opening", "fr": "Ouverture", "es": "Apertura"}, speakers=("ex-1",)),
            session("th-land", "thematic", {"en": "Land and water"}, attendance="preference", speakers=("br-cs-1",)),
            session("cd-cs", "closed_door", {"en": "Reprisals we fear"}, category="civil_society", theme="reprisals"),
            session("cd-st", "closed_door", {"en": "What ministries need"}, category="state"),
            session("bureau", "thematic", {"en": "Bureau of chairs"}, attendance="invited", invited=("ci-s-1",)),
        ),
        slots=(
            slot("s1", FIRST, 600, 690),
            slot("s2", FIRST, 690, 780),
            slot("s3", FIRST, 900, 990),
            slot("s4", SECOND, 600, 690),
        ),
        rooms=(room("r1", "Concordia"), room("r2", "Pregny"), room("r3", "Cellar")),
        preferences=(),
        interpreters=(
            Interpreter(
                id="i01",
                a_languages=("fr",),
                b_languages=("es",),
                c_languages=("en",),
                sign=None,
                base="GVA",
                fee_per_day_cents=Cents(90_000),
                days=(FIRST, SECOND),
                remote=False,
                excluded_categories=(),
                excluded_sessions=(),
                supplied_by=None,
            ),
        ),
        grants=(grant("grant-a", "Fund for Rivers", "en"), grant("grant-b", "Lake Foundation", "fr")),
        travel_offers=(
            TravelOffer(
                id="BSB-1",
                origin="BSB",
                cost_cents=Cents(100_000),
                currency="CHF",
                travel_minutes=Minutes(900),
                connections=1,
                carrier="Condor Lines",
                co2_kg=1800,
                valid_until=date(2027, 4, 30),
                estimate=False,
            ),
            TravelOffer(
                id="BSB-2",
                origin="BSB",
                cost_cents=Cents(80_000),
                currency="CHF",
                travel_minutes=Minutes(930),
                connections=1,
                carrier="Heron Airways",
                co2_kg=1700,
                valid_until=date(2027, 4, 30),
                estimate=False,
            ),
        ),
        subsistence=(
            Subsistence(
                place="GVA",
                month="2027-04",
                rate_cents=Cents(30_000),
                currency="CHF",
                lodging_percent=50,
                meals_percent=30,
            ),
        ),
        visas=(),
        ledger=(),
    )


def names() -> Names:
    return Names(
        badge_names={
            "br-s-1": BadgeName(badge_name="Ana Souza", honorific="Ms", function="Focal Point"),
            "br-cs-1": BadgeName(badge_name="Kingfisher", honorific="", function="Defender"),
            "ex-1": BadgeName(badge_name="Ruth Odhiambo", honorific="Professor", function="Mandate holder"),
            "i01": BadgeName(badge_name="Claire Fontanel", honorific="", function="Interpreter"),
        },
        contacts={"ci-s-1": Contact(email="point.focal@example.org", language="fr")},
        legal_names={"br-cs-1": "Benedita Quaresma"},
    )


def plan() -> Plan:
    def comes(route: str, fare: str, allowance: str) -> Participation:
        return Participation(attends="in_person", route=route, pays={"fare": fare, "allowance": allowance})

    def holding(slot_id: str, place: str, *attends: str, outgoing: tuple[str, ...] = ()) -> PlannedHolding:
        return PlannedHolding(
            slot=slot_id,
            room=place,
            floor=("en",),
            outgoing=outgoing,
            chairs=(),
            attends=attends,
            interpreters=dict.fromkeys(outgoing, ("i01",)),
        )

    everyone = ("br-s-1", "br-cs-1", "ci-s-1", "ci-cs-1", "ex-1")
    return Plan(
        format=1,
        scenario=ScenarioStamp(id="small", sha256="0" * 64),
        revision=2,
        parent=1,
        released_at="2027-02-01T09:00:00+01:00",
        planner="0.1.0",
        ortools="9.15",
        seed=1,
        workers=1,
        terms=(
            TermResult(
                problem="delegation",
                term="incomplete_delegations",
                unit="delegations",
                value=0,
                bound=0,
                gap=0.0,
                status="proven",
            ),
        ),
        conference_languages=("en", "fr"),
        people={
            "br-s-1": comes("BSB-1", "self", "self"),
            "br-cs-1": comes("BSB-2", "grant-a", "grant-a"),
            "ci-s-1": comes("BSB-1", "grant-b", "grant-b"),
            "ci-cs-1": comes("BSB-1", "grant-b", "grant-b"),
            "ex-1": comes("BSB-1", "grant-b", "self"),
        },
        open_seats=(),
        sessions={
            "open#1": holding("s1", "r1", *everyone, outgoing=("fr",)),
            "th-land#1": holding("s3", "r1", *everyone),
            "cd-cs#1": holding("s2", "r2", "br-cs-1", "ci-cs-1", outgoing=("fr",)),
            "cd-st#1": holding("s2", "r3", "br-s-1", "ci-s-1"),
            "bureau#1": holding("s4", "r2", "ci-s-1"),
        },
        price_of_decomposition=(),
    )
