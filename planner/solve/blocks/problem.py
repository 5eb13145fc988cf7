"""What the block relaxation knows of a scenario: groups of holdings, slots that are alike, points as arrays."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.allocation import needs_an_outgoing_language
from planner.model.build import PlanningModel
from planner.model.eligibility import admits
from planner.model.slots import is_present, runs
from planner.model.wishes import favourites, preferences
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Block = tuple[int, ...]
"""Groups, by number, ascending."""
Places = Mapping[str, frozenset[tuple[str, str]]]
"""Holding to the (first slot, room) pairs that no rule forbids it outright."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotClass:
    """Slots in which the same groups can be held and the same people are there."""

    slots: tuple[str, ...]
    allowed: Flags
    """By group."""
    must: Block
    """Groups that can be held in no other slot."""
    present: Flags
    """By person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockProblem:
    """Arrays are indexed by person, group, or both; a group is a set of holdings that start together."""

    people: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    lengths: Counts
    """Slots that a group takes."""
    holdings: Counts
    """Holdings of a group, one room each."""
    points: Numbers
    """What a person gets from a group in each of its slots."""
    favourites: Numbers
    """1 / length where the group has one of the person's favourites."""
    busy: Flags
    """The person must be at the group whenever it is held."""
    seats: Counts
    """The most people a group takes."""
    fewest: Counts
    """The fewest people a group is held for."""
    clash: Flags
    """Two groups that cannot share a slot."""
    repeats: tuple[tuple[int, ...], ...]
    """Groups that hold the same session; a person counts for it once."""
    classes: tuple[SlotClass, ...]
    most_parallel: int
    stated: int
    """All points stated by people who come."""
    top: int
    """Favourites of a person."""

    @property
    def choosers(self) -> Counts:
        """People with as many stated preferences as count as favourites."""
        return np.flatnonzero(self.favourites.any(axis=1))


def read_blocks(scenario: Scenario, plan: Plan, places: Places) -> BlockProblem:
    """The relaxation for the people who come; `scenario` without those who do not."""
    groups = _groups(scenario)
    people = scenario.people
    facts = _Facts(scenario, plan)
    cells = [[facts.of(person, group) for group in groups] for person in people]
    busy = np.array([[cell.is_busy for cell in row] for row in cells], dtype=bool).reshape(len(people), len(groups))
    rooms = len(scenario.rooms)
    most_parallel = min(scenario.policy.timetable.parallel_sessions, rooms)
    return BlockProblem(
        people=tuple(person.id for person in people),
        groups=tuple(tuple(holding.id for holding in group) for group in groups),
        lengths=np.array([group[0].session.length_slots for group in groups]),
        holdings=np.array([len(group) for group in groups]),
        points=np.array([[cell.points for cell in row] for row in cells], dtype=float).reshape(busy.shape),
        favourites=np.array([[cell.favourite for cell in row] for row in cells], dtype=float).reshape(busy.shape),
        busy=busy,
        seats=np.array([_seats(scenario, plan, group) for group in groups]),
        fewest=np.array([sum(_least(holding) for holding in group) for group in groups]),
        clash=_clashes(groups, busy, most_parallel),
        repeats=_repeats(groups),
        classes=tuple(_classes(scenario, groups, places)),
        most_parallel=most_parallel,
        stated=sum(preference.points for preference in scenario.preferences if preference.person in scenario.person),
        top=scenario.policy.allocation.top_sessions,
    )


def places_of(planning: PlanningModel) -> Places:
    """Where the model's rules leave each holding a place: read from constraints that force a decision to zero."""
    decisions, scenario = planning.decisions, planning.scenario
    never = set(_forced_to_zero(planning))
    places: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for (holding_id, slot, room), starts in decisions.starts.items():
        run = runs(scenario, scenario.holding[holding_id].session)[slot]
        taken = [decisions.occupies[holding_id, other.id].index for other in run]
        if never.isdisjoint({starts.index, decisions.is_in[holding_id, room].index, *taken}):
            places[holding_id].add((slot, room))
    return {holding.id: frozenset(places[holding.id]) for holding in scenario.holdings}


def _forced_to_zero(planning: PlanningModel) -> Iterator[int]:
    for constraint in planning.model.proto.constraints:
        if constraint.has_linear() and not constraint.enforcement_literal:
            linear = constraint.linear
            if list(linear.domain)[-1] <= 0 and all(coefficient > 0 for coefficient in linear.coeffs):
                yield from linear.vars


def _groups(scenario: Scenario) -> list[list[Holding]]:
    """Holdings of one window and length together, all others alone."""
    groups: dict[tuple[str, ...], list[Holding]] = {}
    for holding in scenario.holdings:
        window, number = holding.session.same_window, holding.id.rpartition("#")[2]
        key = (holding.id,) if window is None else (window, number, str(holding.session.length_slots))
        groups.setdefault(key, []).append(holding)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Cell:
    points: float
    favourite: float
    is_busy: bool


def is_bound(scenario: Scenario, plan: Plan, session: Session, person: Person) -> bool:
    """Whether the person, who comes, must be at every holding of the session while they are there.

    An assistant is where the person they accompany is.
    """
    if person.id in session.roles:
        return True
    who = person if person.assists is None else scenario.person.get(person.assists)
    if who is None or who.id in session.roles:
        return who is not None
    is_remote = plan.people[who.id].attends == "remote"
    is_required = session.attendance == "required" and session.offered == 1 and admits(scenario, session, who)
    return is_required and not (session.kind == "closed_door" and is_remote)


def must_be_at(scenario: Scenario, plan: Plan, session: Session, person: Person) -> bool:
    """Whether the person must be there in every slot of the session in which they are at the meeting.

    Whoever comes or leaves while it is held may be elsewhere in the other slots.
    """
    return is_bound(scenario, plan, session, person) and (session.length_slots == 1 or stays(person))


def may_attend(scenario: Scenario, session: Session, person: Person) -> bool:
    """Whether the person might attend; yes where it is not certain that they may not."""
    return session.attendance != "invited" or admits(scenario, session, person)


def languages_to_follow(scenario: Scenario, person: Person, session: Session) -> list[str]:
    """Languages of which one must be interpreted into for the person to follow; none where they need, or hear, none."""
    needs = needs_an_outgoing_language(scenario, person, session)
    return sorted(person.understands.intersection(scenario.conference.languages)) if needs else []


def stays(person: Person) -> bool:
    """Whether the person is there from first to last."""
    return person.arrives_after is None and person.leaves_before is None


class _Facts:
    """What a group is to a person."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self._scenario, self._plan = scenario, plan
        wished = preferences(scenario)
        self._points = {(who, wish.session): wish.points for who, wishes in wished.items() for wish in wishes}
        self._favourites = {(who, session) for who, top in favourites(scenario).items() for session in top}

    def of(self, person: Person, group: list[Holding]) -> _Cell:
        sessions = [holding.session for holding in group]
        bound = [session for session in sessions if must_be_at(self._scenario, self._plan, session, person)]
        open_to = bound or [session for session in sessions if may_attend(self._scenario, session, person)]
        length = group[0].session.length_slots
        if bound and not group[0].id.endswith("#1"):
            return _Cell(0.0, 0.0, True)  # counted at the first holding
        points = max((self._points.get((person.id, session.id), 0) for session in open_to), default=0)
        favourite = any((person.id, session.id) in self._favourites for session in open_to)
        return _Cell(points / length, favourite / length, bool(bound))


def _seats(scenario: Scenario, plan: Plan, group: list[Holding]) -> int:
    remote = sum(part.attends == "remote" for part in plan.people.values())
    largest = max((room.capacity for room in scenario.rooms), default=0) + remote
    sizes = (holding.session.size for holding in group)
    return sum(largest if size is None else min(size.most, largest) for size in sizes)


def _least(holding: Holding) -> int:
    return holding.session.size.least if holding.session.size else 0


def _clashes(groups: list[list[Holding]], busy: Flags, most_parallel: int) -> Flags:
    def clash(first: int, second: int) -> bool:
        both = [holding.session for number in (first, second) for holding in groups[number]]
        return (
            any(session.kind == "plenary" or session.exclusive for session in both)
            or len({session.id for session in both}) < len(both)
            or len(both) > most_parallel
            or bool((busy[:, first] & busy[:, second]).any())
        )

    numbers = range(len(groups))
    rows = [[first != second and clash(first, second) for second in numbers] for first in numbers]
    return np.array(rows, dtype=bool).reshape(len(groups), len(groups))


def _repeats(groups: list[list[Holding]]) -> tuple[tuple[int, ...], ...]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(group) == 1:
            held[group[0].session.id].append(number)
    return tuple(tuple(numbers) for numbers in held.values() if len(numbers) > 1)


def _classes(scenario: Scenario, groups: list[list[Holding]], places: Places) -> Iterator[SlotClass]:
    covers = {holding_id: _covered(scenario, holding_id, starts) for holding_id, starts in places.items()}
    allowed = {
        slot.id: np.array([all(slot.id in covers[holding.id] for holding in group) for group in groups], dtype=bool)
        for slot in scenario.slots
    }
    chances = np.sum(list(allowed.values()), axis=0)
    lengths = np.array([group[0].session.length_slots for group in groups])
    alone = np.array([any(h.session.kind == "plenary" or h.session.exclusive for h in group) for group in groups])
    alike: defaultdict[tuple[tuple[bool, ...], Block, tuple[bool, ...]], list[str]] = defaultdict(list)
    for slot in scenario.slots:
        must = np.flatnonzero(allowed[slot.id] & (chances == lengths))
        here = np.isin(np.arange(len(groups)), must) if alone[must].any() else allowed[slot.id]
        present = tuple(_is_there(person, slot) for person in scenario.people)
        alike[tuple(here.tolist()), tuple(must.tolist()), present].append(slot.id)
    for (here_flags, must_groups, present_flags), slots in alike.items():
        yield SlotClass(
            slots=tuple(slots), allowed=np.array(here_flags), must=must_groups, present=np.array(present_flags)
        )


def _is_there(person: Person, slot: Slot) -> bool:
    return is_present(person, (slot,))


def _covered(scenario: Scenario, holding_id: str, starts: frozenset[tuple[str, str]]) -> set[str]:
    """Slots in which the holding can be going on."""
    run_from = runs(scenario, scenario.holding[holding_id].session)
    return {slot.id for first, _ in starts for slot in run_from[first]}
