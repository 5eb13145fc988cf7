"""Interpreters and sessions that are alike, taken together: what the bound and the proposal of a roster reckon with.

Interpreters with the same languages, fee, days and exclusions are interchangeable: a *kind*. A kind divides into
*pools* by the category whose closed sessions its members may work in, as nobody may work in those of two. Holdings at
the same time with the same languages and privacy are alike too: a *need*.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.model.slots import runs
from planner.model.teams import smallest_team
from planner.plan import Plan
from planner.scenario.people import DELEGATION_CATEGORIES, DelegationCategory, Interpreter
from planner.scenario.policy import InterpretingPolicy
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.units import Cents


@dataclass(frozen=True, slots=True)
class Kind:
    """What interpreters must have in common to be interchangeable."""

    active: frozenset[str]
    understands: frozenset[str]
    fee: Cents
    days: frozenset[date]
    barred: frozenset[str]
    """Closed holdings they must not work at."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Those of a kind who may work in closed sessions of this category; None: in none."""

    kind: Kind
    category: DelegationCategory | None


@dataclass(frozen=True, slots=True)
class Need:
    """Holdings that need the same: at the same time, in the same languages, open or closed alike."""

    slots: tuple[str, ...]
    sitting: str
    floor: tuple[str, ...]
    outgoing: tuple[str, ...]
    category: DelegationCategory | None
    """Of closed sessions; None: open."""
    barred: frozenset[Kind]


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
    """Sittings that end and start with less than the rest between them."""

    @property
    def pools(self) -> Mapping[Kind, tuple[Pool, ...]]:
        closed = {need.category for need in self.needs} - {None}
        categories = [None, *(category for category in DELEGATION_CATEGORIES if category in closed)]
        return {kind: tuple(Pool(kind, category) for category in categories) for kind in self.members}


def work_of(scenario: Scenario, plan: Plan) -> Work:
    """What the plan asks of the scenario's interpreters."""
    barred = _barred(scenario)
    members: defaultdict[Kind, list[str]] = defaultdict(list)
    for each in scenario.interpreters:
        kind = Kind(each.active, each.understands, each.fee_per_day_cents, frozenset(each.days), barred[each.id])
        members[kind].append(each.id)
    needs: defaultdict[Need, list[str]] = defaultdict(list)
    for holding_id, planned in plan.sessions.items():
        if planned.outgoing:
            session = scenario.holding[holding_id].session
            run = runs(scenario, session)[planned.slot]
            need = Need(
                slots=tuple(slot.id for slot in run),
                sitting=run[0].sitting,
                floor=session.floor_languages,
                outgoing=planned.outgoing,
                category=session.category if session.kind == "closed_door" else None,
                barred=frozenset(kind for kind in members if holding_id in kind.barred),
            )
            needs[need].append(holding_id)
    sittings: defaultdict[date, dict[str, None]] = defaultdict(dict)
    for slot in scenario.slots:
        sittings[slot.day][slot.sitting] = None
    rest = scenario.policy.interpreting.rest_minutes
    close = {
        (one.sitting, other.sitting): None
        for number, one in enumerate(scenario.slots)
        for other in scenario.slots[number + 1 :]
        if one.sitting != other.sitting and other.starts - one.ends < rest
    }
    return Work(
        policy=scenario.policy.interpreting,
        members={kind: tuple(ids) for kind, ids in members.items()},
        needs={need: tuple(ids) for need, ids in needs.items()},
        sittings={day: tuple(of_day) for day, of_day in sittings.items()},
        too_close=tuple(close),
    )


def _barred(scenario: Scenario) -> Mapping[str, frozenset[str]]:
    closed = [holding for holding in scenario.holdings if holding.session.kind == "closed_door"]
    return {
        each.id: frozenset(holding.id for holding in closed if _is_barred(each, holding.session))
        for each in scenario.interpreters
    }


def _is_barred(interpreter: Interpreter, session: Session) -> bool:
    is_excluded = session.id in interpreter.excluded_sessions or session.category in interpreter.excluded_categories
    return is_excluded or interpreter.supplied_by is not None


def team_size(policy: InterpretingPolicy, need: Need) -> int:
    """Interpreters of one holding."""
    bi_active = sum(language in policy.bi_active_languages for language in need.outgoing)
    return smallest_team(len(need.floor), len(need.outgoing)) + bi_active
