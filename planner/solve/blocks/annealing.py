"""Better timetables from a legal one: sessions change slots, or places with each other, by simulated annealing."""

import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.solve.blocks.audience import BOUND, most_of, plain, worth
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Numbers, Places
from planner.solve.priorities import Search

_START = 0.1
"""First temperature, as a share of what a group is worth on average."""
_SHORT = 2
"""What one favourite below the floor weighs, in sessions of the most points: more, and the search freezes early."""
_SWAPS, _MOVES = 0.45, 0.45
"""Shares of the steps in which two groups change places, and in which one moves; in all others two slots change."""
_PATIENCE = 1000
"""Steps between two looks at the clock."""


Rows = dict[str, Numbers]
"""By slot: what each person has there at best."""


@dataclass(slots=True)
class Measure:
    """Something that people have of blocks, one group of each at most; a repeated session counts once."""

    repeats: tuple[tuple[int, ...], ...]
    worths: Mapping[str, Numbers]
    """By slot: people by groups, see `audience.worth`."""
    best: Rows = field(default_factory=dict)

    def rows(self, blocks: Mapping[str, Block]) -> Rows:
        """What people have of these blocks."""
        return {slot: plain(most_of(self.worths[slot], block)) for slot, block in blocks.items()}

    def of_everyone(self, blocks: Mapping[str, Block], rows: Rows) -> Numbers:
        """What each person has of all blocks; `rows` are those that are new."""
        repeated = {group for repeat in self.repeats for group in repeat}
        with_repeats = {slot: block for slot, block in blocks.items() if not repeated.isdisjoint(block)}
        best = {**self.best, **rows}
        simple: Numbers = np.sum([row for slot, row in best.items() if slot not in with_repeats], axis=0)
        return simple + self._of_repeats(with_repeats)

    def _of_repeats(self, blocks: Mapping[str, Block]) -> Numbers:
        """Each person is at the holding of a repeated session whose loss would cost them most."""
        offered = {slot: self.worths[slot][:, list(block)] for slot, block in blocks.items()}
        place = {group: (slot, column) for slot, block in blocks.items() for column, group in enumerate(block)}
        for repeat in self.repeats:
            held = [place[group] for group in repeat if group in place]
            losses = [
                offered[slot].max(axis=1) - np.delete(offered[slot], column, axis=1).max(axis=1, initial=0.0)
                for slot, column in held
            ]
            kept = np.argmax(losses, axis=0)
            for number, (slot, column) in enumerate(held):
                given_up = (kept != number) & (offered[slot][:, column] < BOUND / 2)
                offered[slot][given_up, column] = 0.0
        return np.sum([plain(values.max(axis=1)) for values in offered.values()], axis=0) if offered else np.zeros(1)


@dataclass(slots=True)
class Timetable:
    """Groups by slot, and what it is worth."""

    blocks: dict[str, Block]
    points: Measure
    favourites: Measure
    favourites_least: Numbers
    """By person; zero where none have to be kept."""
    penalty: float
    """Points that one favourite below that weighs."""

    def value(self, change: Mapping[str, Block], rows: "Change") -> float:
        """Points less the penalty, with some blocks exchanged for these."""
        blocks = {**self.blocks, **change}
        points = float(self.points.of_everyone(blocks, rows.points).sum())
        if not self.favourites_least.any():
            return points
        had = self.favourites.of_everyone(blocks, rows.favourites)
        return points - self.penalty * float(np.maximum(self.favourites_least - had, 0.0).sum())

    def changed(self, change: Mapping[str, Block]) -> "Change":
        """What people have of these blocks."""
        kept = change if self.favourites_least.any() else {}
        return Change(self.points.rows(change), self.favourites.rows(kept))

    def take(self, change: Mapping[str, Block], rows: "Change") -> None:
        """Make the change."""
        self.blocks.update(change)
        self.points.best.update(rows.points)
        self.favourites.best.update(rows.favourites)


@dataclass(frozen=True, slots=True)
class Change:
    """New rows of both measures."""

    points: Rows
    favourites: Rows


@dataclass(frozen=True, slots=True)
class Moves:
    """Which changes of a timetable stay legal, as far as slots, rooms and prerequisites go."""

    problem: BlockProblem
    slots: tuple[str, ...]
    places: Places
    after: Mapping[int, frozenset[int]]
    """Group to those that must be held before it."""
    _rooms_found: dict[tuple[str, Block], bool] = field(default_factory=dict)

    @property
    def movable(self) -> Counts:
        """Groups of one slot and one holding that have somewhere else to go."""
        chances = np.sum([alike.allowed * len(alike.slots) for alike in self.problem.classes], axis=0)
        return np.flatnonzero((self.problem.lengths == 1) & (self.problem.holdings == 1) & (chances > 1))

    def is_legal(self, slot: str, block: Block) -> bool:
        """Whether the groups can share the slot, each in a room of its own."""
        chosen = list(block)
        if self.problem.holdings[chosen].sum() > self.problem.most_parallel:
            return False
        return not self.problem.clash[np.ix_(chosen, chosen)].any() and self._has_rooms(slot, block)

    def _has_rooms(self, slot: str, block: Block) -> bool:
        key = (slot, block)
        if key not in self._rooms_found:
            holdings = [holding for group in block for holding in self.problem.groups[group]]
            wanted = {h: [room for start, room in sorted(self.places[h]) if start == slot] for h in holdings}
            # A session that began earlier is taken to keep its room.
            wanted = {holding: rooms for holding, rooms in wanted.items() if rooms}
            self._rooms_found[key] = _matched(wanted)
        return self._rooms_found[key]

    def may_go(self, slot_of: Mapping[int, str], group: int) -> bool:
        """Whether the group may be held in its slot, after those it follows and before those that follow it."""
        if self.problem.lengths[group] > 1 or not any(
            slot_of[group] in alike.slots and bool(alike.allowed[group]) for alike in self.problem.classes
        ):
            return False
        position = {slot: number for number, slot in enumerate(self.slots)}
        own = position[slot_of[group]]
        earlier = all(position[slot_of[before]] < own for before in self.after.get(group, ()))
        return earlier and all(
            own < position[slot_of[later]] for later, before in self.after.items() if group in before
        )


def _matched(wanted: Mapping[str, list[str]]) -> bool:
    """Whether every holding gets a room of its own: augmenting paths."""
    holds: dict[str, str] = {}

    def settle(holding: str, tried: set[str]) -> bool:
        for room in wanted[holding]:
            if room not in tried:
                tried.add(room)
                if room not in holds or settle(holds[room], tried):
                    holds[room] = holding
                    return True
        return False

    return all(settle(holding, set()) for holding in wanted)


def anneal(timetable: Timetable, moves: Moves, steps: int, search: Search) -> Iterable[dict[str, Block]]:
    """Timetables on the way, each better than all before it; the last is the best."""
    draw = random.Random(search.seed)
    movable = moves.movable.tolist()
    slot_of = {group: slot for slot, block in timetable.blocks.items() for group in block}
    value = best = timetable.value({}, Change({}, {}))
    if len(movable) < 2:
        return
    hottest = _START * float(moves.problem.points[:, movable].sum(axis=0).mean())
    for step in range(steps):
        if step % _PATIENCE == 0 and search.seconds_left <= 0:
            return
        change = _drawn(draw, movable, slot_of, timetable, moves)
        if change is None:
            continue
        rows = timetable.changed(change)
        gained = timetable.value(change, rows) - value
        heat = max(hottest * (1 - step / steps) ** 2, 1e-3)
        if gained >= 0 or draw.random() < math.exp(gained / heat):
            timetable.take(change, rows)
            slot_of.update({group: slot for slot, block in change.items() for group in block})
            value += gained
            if value > best + 1e-6:
                best = value
                yield dict(timetable.blocks)


def _drawn(
    draw: random.Random, movable: list[int], slot_of: dict[int, str], timetable: Timetable, moves: Moves
) -> dict[str, Block] | None:
    """A group moved elsewhere, two that change places, or two whole slots that do; None where that is not legal."""
    group, other = draw.choice(movable), draw.choice(movable)
    here, kind = slot_of[group], draw.random()
    there = slot_of[other] if kind < _SWAPS else draw.choice(moves.slots)
    if here == there:
        return None
    ours, theirs = set(timetable.blocks.get(here, ())), set(timetable.blocks.get(there, ()))
    if kind < _SWAPS:
        going, coming = {group}, {other}
    elif kind < _SWAPS + _MOVES:
        going, coming = {group}, set[int]()
    else:
        going, coming = ours, theirs
    blocks = {here: tuple(sorted((ours - going) | coming)), there: tuple(sorted((theirs - coming) | going))}
    moved = {**slot_of, **dict.fromkeys(going, there), **dict.fromkeys(coming, here)}
    may_go = all(moves.may_go(moved, each) for each in going | coming)
    return blocks if may_go and all(moves.is_legal(slot, block) for slot, block in blocks.items()) else None


def begin(problem: BlockProblem, blocks: Mapping[str, Block], favourites_least: int) -> Timetable:
    """A timetable to improve."""

    def measure(weights: Numbers) -> Measure:
        by_class = [(alike.slots, worth(problem, weights, alike.present)) for alike in problem.classes]
        return Measure(problem.repeats, {slot: worths for slots, worths in by_class for slot in slots})

    least = np.zeros(len(problem.people))
    least[problem.choosers] = max(0, favourites_least)
    penalty = _SHORT * float(problem.points.max(initial=1.0))
    held = {slot: tuple(blocks.get(slot, ())) for alike in problem.classes for slot in alike.slots}
    timetable = Timetable(held, measure(problem.points), measure(problem.favourites), least, penalty)
    timetable.take({}, timetable.changed(held))
    return timetable
