"""Interpreters and holdings that are alike, taken together: what bounds and proposals of a roster reckon with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.model.signing import needs_sign_team
from planner.model.slots import runs
from planner.model.teams import smallest_team
from planner.plan import Plan, PlannedHolding
from planner.scenario.decided import Pin
from planner.scenario.people import DELEGATION_CATEGORIES, DelegationCategory, Interpreter
from planner.scenario.policy import InterpretingPolicy
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.units import Cents


@dataclass(frozen=True, slots=True)
class Kept:
    """What a pin says of one interpreter."""

    holding: str
    booth: str
    """Empty: any."""
    is_lock: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Holdings that need the same: at the same time, in the same languages, open or closed alike."""

    slots: tuple[str, ...]
    sitting: str
    floor: tuple[str, ...]
    outgoing: tuple[str, ...]
    signed: tuple[str, ...]
    """Sign languages that need a team."""
    category: DelegationCategory | None
    """Of closed sessions; None: open."""
    only: str
    """The one holding that needs this, where a pin or an exclusion names it; else empty."""

    @property
    def booths(self) -> tuple[str, ...]:
        return (*self.outgoing, *self.signed)


@dataclass(frozen=True, slots=True)
class Kind:
    """What interpreters must have in common to be interchangeable."""

    active: frozenset[str]
    understands: frozenset[str]
    fee: Cents
    days: frozenset[date]
    shut_out: frozenset[str]
    """Categories and holdings whose closed doors they stay out of."""
    kept: tuple[Kept, ...]

    def may_sit(self, need: Need, booth: str) -> bool:
        """Whether languages, closed doors and pins let them work there."""
        is_forbidden = any(
            not kept.is_lock and kept.holding == need.only and kept.booth in ("", booth) for kept in self.kept
        )
        is_shut_out = need.category is not None and not self.shut_out.isdisjoint((need.category, need.only))
        return booth in self.active and not is_forbidden and not is_shut_out

    def locks(self, need: Need) -> Iterator[tuple[str, ...]]:
        """Booths in one of which they must sit."""
        for kept in self.kept:
            if kept.is_lock and kept.holding == need.only:
                yield tuple(booth for booth in need.booths if kept.booth in ("", booth))


@dataclass(frozen=True, slots=True)
class Pool:
    """Those of a kind who may work in closed sessions of this category; None: in none."""

    kind: Kind
    category: DelegationCategory | None


Seats = tuple[Need, Kind, str]
"""So many of a kind in the booth of a need's holdings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The roster problem with likes taken together."""

    policy: InterpretingPolicy
    members: Mapping[Kind, tuple[str, ...]]
    needs: Mapping[Need, tuple[str, ...]]
    """Need to its holdings."""
    sittings: Mapping[date, tuple[str, ...]]
    too_close: tuple[tuple[str, str], ...]
    """Sittings with slots that end and start with less than the rest between them."""

    @property
    def pools(self) -> Mapping[Kind, tuple[Pool, ...]]:
        closed = {need.category for need in self.needs} - {None}
        categories = [None, *(category for category in DELEGATION_CATEGORIES if category in closed)]
        return {kind: tuple(Pool(kind, category) for category in categories) for kind in self.members}

    def team_size(self, need: Need) -> int:
        """Interpreters in the booths of one holding."""
        bi_active = sum(language in self.policy.bi_active_languages for language in need.outgoing)
        return smallest_team(len(need.floor), len(need.outgoing)) + bi_active

    def booth_size(self, need: Need, booth: str) -> int:
        """Interpreters in one booth or sign team, at least."""
        if booth in need.signed:
            return self.policy.sign_team
        return self.policy.bi_active_team if booth in self.policy.bi_active_languages else 1


def work_of(scenario: Scenario, plan: Plan) -> Work:
    """What the plan asks of the scenario's interpreters."""
    sittings: defaultdict[date, dict[str, None]] = defaultdict(dict)
    for slot in scenario.slots:
        sittings[slot.day][slot.sitting] = None
    return Work(
        policy=scenario.policy.interpreting,
        members=_kinds(scenario, plan),
        needs=_needs(scenario, plan),
        sittings={day: tuple(of_day) for day, of_day in sittings.items()},
        too_close=_too_close(scenario),
    )


def _kinds(scenario: Scenario, plan: Plan) -> Mapping[Kind, tuple[str, ...]]:
    pins = _pins(scenario, plan)
    closed = [h for h in scenario.holdings if h.session.kind == "closed_door"]
    members: defaultdict[Kind, list[str]] = defaultdict(list)
    for each in scenario.interpreters:
        kind = Kind(
            active=each.active,
            understands=each.understands,
            fee=each.fee_per_day_cents,
            days=frozenset(each.days),
            shut_out=_shut_out(each, [(holding.id, holding.session) for holding in closed]),
            kept=tuple(Kept(p.holding, p.value, p.pin == "lock") for p in pins if p.person == each.id),
        )
        members[kind].append(each.id)
    return {kind: tuple(ids) for kind, ids in members.items()}


def _shut_out(interpreter: Interpreter, closed: Sequence[tuple[str, Session]]) -> frozenset[str]:
    if interpreter.supplied_by is not None:
        return frozenset(DELEGATION_CATEGORIES)
    named = {holding for holding, session in closed if session.id in interpreter.excluded_sessions}
    return frozenset({*interpreter.excluded_categories, *named})


def _pins(scenario: Scenario, plan: Plan) -> list[Pin]:
    return [
        pin
        for pin in scenario.pins
        if pin.decision == "interpret" and pin.person in scenario.interpreter and pin.holding in plan.sessions
    ]


def _needs(scenario: Scenario, plan: Plan) -> Mapping[Need, tuple[str, ...]]:
    """Holdings with booths, sign teams or pins."""
    excluded = {session for each in scenario.interpreters for session in each.excluded_sessions}
    pinned = {pin.holding for pin in _pins(scenario, plan)}
    needs: defaultdict[Need, list[str]] = defaultdict(list)
    for holding_id, planned in plan.sessions.items():
        session = scenario.holding[holding_id].session
        is_named, run = holding_id in pinned or session.id in excluded, runs(scenario, session)[planned.slot]
        need = Need(
            slots=tuple(slot.id for slot in run),
            sitting=run[0].sitting,
            floor=session.floor_languages,
            outgoing=planned.outgoing,
            signed=_signed(scenario, session, planned),
            category=session.category if session.kind == "closed_door" else None,
            only=holding_id if is_named else "",
        )
        if need.booths or is_named:
            needs[need].append(holding_id)
    return {need: tuple(ids) for need, ids in needs.items()}


def _signed(scenario: Scenario, session: Session, planned: PlannedHolding) -> tuple[str, ...]:
    there = [person for person in scenario.people if person.id in planned.attends]
    used = {person.sign_language for person in there if needs_sign_team(scenario, person, session)}
    return tuple(language for language in scenario.sign_languages if language in used)


def _too_close(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    rest = scenario.policy.interpreting.rest_minutes
    pairs = {
        (one.sitting, other.sitting): None
        for number, one in enumerate(scenario.slots)
        for other in scenario.slots[number + 1 :]
        if one.sitting != other.sitting and other.starts - one.ends < rest
    }
    return tuple(pairs)
