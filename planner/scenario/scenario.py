"""The frozen whole of what is given, with look-ups by id. Holds ids, never names of people."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from planner.scenario.decided import Pin, Separation, Waiver
from planner.scenario.funding import Grant, Split, Subsistence, TravelOffer, Visa
from planner.scenario.history import LedgerEntry
from planner.scenario.people import Delegation, Interpreter, Person
from planner.scenario.policy import Policy
from planner.scenario.programme import Holding, Preference, Session
from planner.scenario.venue import Room, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """The meeting itself."""

    id: str
    titles: Mapping[str, str]
    city: str
    """City code of the travel tables."""
    city_names: Mapping[str, str]
    country: str
    zone: str
    """IANA time zone of all slots."""
    starts: date
    """First day; minute 0 of every slot counts from its midnight. Slots of an eve are negative."""
    ends: date
    currency: str
    languages: tuple[str, ...]
    """Languages the conference may offer; which of them it does offer is decided."""
    released_at: datetime
    """When this plan is released: the only clock the plan and its files know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveSettings:
    """How the scenario asks to be solved."""

    joint_delegations: tuple[str, ...] = ()
    """Delegations of the small cut on which the price of decomposition is measured; empty: not measured."""
    joint_sessions: tuple[str, ...] = ()
    """Sessions of that cut; empty: all."""
    joint_days: tuple[date, ...] = ()
    """Days of that cut; empty: all."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything given. Derived facts are computed in `model/` and, independently, in `verify/`."""

    conference: Conference
    policy: Policy
    objective: Mapping[str, tuple[str, ...]]
    """Problem (`delegation programme roster`) to its terms, most important first; missing: the default order."""
    solve: SolveSettings
    rates: Mapping[str, Decimal]
    """Currency to units of the conference currency, for amounts in tables without a rate of their own."""
    delegations: tuple[Delegation, ...]
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]
    slots: tuple[Slot, ...]
    """In order of time."""
    rooms: tuple[Room, ...]
    preferences: tuple[Preference, ...]
    interpreters: tuple[Interpreter, ...]
    grants: tuple[Grant, ...]
    travel_offers: tuple[TravelOffer, ...]
    subsistence: tuple[Subsistence, ...]
    visas: tuple[Visa, ...]
    ledger: tuple[LedgerEntry, ...]
    pins: tuple[Pin, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    separations: tuple[Separation, ...] = ()
    splits: tuple[Split, ...] = ()

    @cached_property
    def delegation(self) -> Mapping[str, Delegation]:
        return {delegation.id: delegation for delegation in self.delegations}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def session(self) -> Mapping[str, Session]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        return tuple(
            Holding(id=f"{session.id}#{number}", session=session)
            for session in self.sessions
            for number in range(1, session.offered + 1)
        )

    @cached_property
    def holding(self) -> Mapping[str, Holding]:
        return {holding.id: holding for holding in self.holdings}

    @cached_property
    def holdings_of(self) -> Mapping[str, tuple[Holding, ...]]:
        """By session."""
        return {
            session.id: tuple(self.holding[f"{session.id}#{number}"] for number in range(1, session.offered + 1))
            for session in self.sessions
        }

    @cached_property
    def slot(self) -> Mapping[str, Slot]:
        return {slot.id: slot for slot in self.slots}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def interpreter(self) -> Mapping[str, Interpreter]:
        return {interpreter.id: interpreter for interpreter in self.interpreters}

    @cached_property
    def sign_languages(self) -> tuple[str, ...]:
        """Of the people or the interpreters, in order of the alphabet."""
        used = {person.sign_language for person in self.people} | {one.sign for one in self.interpreters}
        return tuple(sorted(language for language in used if language is not None))

    @cached_property
    def grant(self) -> Mapping[str, Grant]:
        return {grant.id: grant for grant in self.grants}

    @cached_property
    def split(self) -> Mapping[str, Split]:
        return {split.id: split for split in self.splits}

    @cached_property
    def travel_offer(self) -> Mapping[str, TravelOffer]:
        return {offer.id: offer for offer in self.travel_offers}

    @cached_property
    def offers_from(self) -> Mapping[str, tuple[TravelOffer, ...]]:
        """By origin; a city without any is missing."""
        offers: defaultdict[str, list[TravelOffer]] = defaultdict(list)
        for offer in self.travel_offers:
            offers[offer.origin].append(offer)
        return {origin: tuple(found) for origin, found in offers.items()}

    @cached_property
    def visa(self) -> Mapping[str, Visa]:
        """By nationality."""
        return {visa.nationality: visa for visa in self.visas}
