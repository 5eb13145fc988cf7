"""Where each session is held once and in one slot: every block with its exact worth, and the best way to part them.

Prices leave out rooms, booths and who understands whom. Of one slot with a few sessions all that is known exactly, by a
small model in a fiftieth of a second (`worths`). Favourites that everyone keeps tie the blocks together; they have
prices, too (`repricing`), at which the blocks bound every timetable. That bound mixes timetables, of which each alone
is worth less. So it is *branched*: of the blocks that hold one session, every timetable has exactly one. With each of
these in turn the blocks that go with it are priced anew, which mostly leaves no timetable that is better than the best
known; where few are left (`covers`) they are seated as a whole, and where many are, it is branched again.

Left out: the order of sessions.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.solve.blocks.audience import seat, worth
from planner.solve.blocks.master import Rows
from planner.solve.blocks.pairs import Column, TooMany
from planner.solve.blocks.prices import Prices
from planner.solve.blocks.pricing import Market, best_blocks, blocks_within, good_blocks
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers
from planner.solve.blocks.repricing import ENOUGH, Priced, Repricing
from planner.solve.blocks.worths import Worth, Worths
from planner.solve.search import Search, side_by_side

_LOOKED_AT = 60_000
"""Most blocks to look at in one class of slots."""
_KEPT = 6000
"""Most blocks of which the worth may be asked."""
_SEATED, _FEW = 200, 8
"""Most timetables of a part to seat instead of branching, and instead of pricing."""
_NEAREST_OF_ALL, _NEAREST = 200, 20
"""Timetables to seat before branching, of all blocks and of a part: the best known becomes better, or the bound."""
_BUDGETS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)
"""Shares of what is open within which timetables are found, one after the other."""
_TINY = 1e-3
"""More than linear programmes are off by, and nothing beside whole points."""
_FOR_FIRST_PRICES = 0.6
"""Most of the time for all blocks together."""


def may_part(problem: BlockProblem) -> bool:
    """Whether each session is held once, in one slot, and blocks are few enough to be looked at."""
    blocks = math.comb(len(problem.groups), min(problem.most_parallel, len(problem.groups)))
    return not problem.repeats and bool((problem.lengths == 1).all()) and blocks <= _LOOKED_AT


class Partition:
    """The best timetables by exact blocks, for a known one worth `known` points. Raises `TooMany`."""

    def __init__(self, worths: Worths, favourites_least: int, prices: Prices, known: float, search: Search) -> None:
        self._problem, self._worths, self._known, self._search = worths.problem, worths, known, search
        self._least = np.zeros(len(self._problem.people))
        """Favourites that each person keeps."""
        self._least[self._problem.choosers] = max(0, favourites_least)
        most = _within(self._problem, favourites_least, prices, known, search)
        self._rows = Rows.of(self._problem, list(most), self._least)
        self._repricing = Repricing(worths, self._rows, self._least, np.array(list(most.values())))
        self._best = _Best(known)
        self.bound = math.inf
        """No better timetable is worth more; none is better where it is no more than known."""
        self.has_all = False
        """Whether no other timetable is worth as much as the best."""

    def best(self, begin: Mapping[str, Block] | None = None) -> list[list[Column]]:
        """Timetables worth the most in which everyone keeps their favourites.

        Prices are sensible from the start with a timetable to begin with, blocks by slot.
        """
        best, allowed = self._best, np.ones(len(self._rows.columns), dtype=bool)
        if not len(allowed):
            self.bound = self._known
            return []
        self._ask_of(begin or {})
        first = self._priced(allowed, self._search.part(_FOR_FIRST_PRICES))
        left = self._left(allowed, first, _NEAREST_OF_ALL)
        self.has_all = left == -math.inf and best.undecided < best.points
        self.bound = max(left, best.undecided, best.points)
        return best.timetables

    def fewest_languages(self, columns: Sequence[Column], search: Search) -> int:
        """Opened at least in one of the best timetables."""
        return self._worths.fewest_languages(columns, self._least, self._best.points, search).bound

    def _ask_of(self, known: Mapping[str, Block]) -> None:
        """So that prices know a mixture in which everyone keeps their favourites."""
        slots = [(slot, number) for number, alike in enumerate(self._problem.classes) for slot in alike.slots]
        begun = {(number, known[slot]) for slot, number in slots if slot in known}
        numbers = [number for number, column in enumerate(self._rows.columns) if column in begun]
        dearest = np.where(self._least > 0, self._repricing.seatings.dearest, 0.0)
        self._repricing.ask(numbers, dearest, self._search)

    def _priced(self, allowed: Flags, search: Search) -> Priced:
        def are_few(priced: Priced) -> bool:
            near = self._near(allowed, priced)
            return near.are_all and len(near.found) <= _FEW

        return self._repricing.of(allowed, self._best.points - _TINY, search, are_few)

    def _left(self, allowed: Flags, priced: Priced, nearest: int) -> float:
        """Look through the timetables of a part; what those are worth at most that there was no time for.

        Minus infinity: the best is known, and all that are worth as much.
        """
        if priced.bound < self._best.points - _TINY:
            return -math.inf
        near = self._near(allowed, priced)
        if near.are_all:
            return self._seat(near.found, priced)
        is_out_of_time = self._seat(near.found[:nearest], priced) > -math.inf
        most = priced.bound if is_out_of_time else near.besides(nearest)
        return min(most, self._branched(allowed, priced))

    def _near(self, allowed: Flags, priced: Priced) -> "_Near":
        """Timetables of a part: all that can be as good as the best, or some of them."""
        near = _Near(np.zeros((0, 0), dtype=np.int64), np.zeros(0), priced.bound)
        for share in _BUDGETS:
            budget = share * (priced.bound - self._best.points + _TINY)
            try:
                ways = self._rows.ways(allowed, priced.slack, budget)
            except TooMany:
                break
            worths = self._worths_of(ways, priced)
            order = np.argsort(-worths, kind="stable")
            order = order[worths[order] >= self._best.points - _TINY]
            near = _Near(ways[order], worths[order], -math.inf if share == 1 else priced.bound - budget)
            if len(order) > _SEATED:
                break
        return near

    def _branched(self, allowed: Flags, priced: Priced) -> float:
        """The same as `_left`, by the blocks that hold one session: the session with the fewest."""
        holds, left = self._rows.holds, -math.inf
        allowed = allowed & (priced.slack <= priced.bound - self._best.points + _TINY)
        times = holds[allowed].sum(axis=0)
        group = int(np.where(times > 1, times, len(allowed)).argmin())
        numbers = np.flatnonzero(allowed & holds[:, group])
        for number in numbers[np.argsort(priced.slack[numbers], kind="stable")].tolist():
            most = priced.bound - float(priced.slack[number])
            if most < self._best.points - _TINY:
                break
            if self._search.seconds_left <= 0:
                return max(left, most)
            part = allowed & ~holds[:, holds[number]].any(axis=1)
            part[number] = True
            again = self._priced(part, self._search)
            left = max(left, min(most, self._left(part, again, _NEAREST)))
        return left

    def _seat(self, ways: Counts, priced: Priced) -> float:
        """Seat those that can be worth as much as the best; what those can be worth for which there was no time."""
        best, at_once = self._best, self._search.workers
        every = (tuple(sorted(place for place in way if place >= 0)) for way in ways.tolist())
        most = self._worths_of(ways, priced).tolist()
        new = [(way, points) for way, points in zip(every, most, strict=True) if way not in best.seen]
        for first in range(0, len(new), at_once):
            some = [(way, points) for way, points in new[first : first + at_once] if points >= best.points - _TINY]
            if some and self._search.seconds_left <= 0:
                return float(max(points for _, points in some))
            timetables = [[self._rows.columns[place] for place in way] for way, _ in some]
            found = side_by_side(self._seated, timetables, at_once)
            for (way, points), columns, each in zip(some, timetables, found, strict=True):
                best.seen.add(way)
                best.learn(columns, replace(each, most=min(each.most, points)))
        return -math.inf

    def _seated(self, columns: list[Column]) -> Worth:
        return self._worths.together(columns, self._least, self._best.points, self._search)

    def _worths_of(self, ways: Counts, priced: Priced) -> Numbers:
        """What each timetable is worth at most, at any prices remembered."""
        every = [np.append(each.most, 0.0)[ways].sum(axis=1) - each.paid for each in (priced, *self._repricing.tried)]
        return np.asarray(np.min(every, axis=0))


@dataclass(frozen=True, slots=True)
class _Near:
    """Timetables of a part that can be as good as the best, the nearest to its bound first."""

    found: Counts
    worths: Numbers
    """What each is worth at most."""
    others: float
    """What any other is worth at most; minus infinity: there is none."""

    @property
    def are_all(self) -> bool:
        """And few enough to seat."""
        return self.others == -math.inf and len(self.found) <= _SEATED

    def besides(self, nearest: int) -> float:
        """What any is worth but for so many of the nearest."""
        return max(self.others, float(self.worths[nearest]) if len(self.worths) > nearest else -math.inf)


@dataclass(slots=True)
class _Best:
    """The timetables that are worth most, of those seen so far."""

    points: float
    timetables: list[list[Column]] = field(default_factory=list)
    undecided: float = -math.inf
    """What those are worth at most that could not be seated for certain."""
    seen: set[tuple[int, ...]] = field(default_factory=set)

    def learn(self, columns: list[Column], found: Worth) -> None:
        if found.points > self.points:
            self.points, self.timetables = found.points, []
        if found.points == self.points:
            self.timetables.append(columns)
        if found.most > found.points + ENOUGH:
            self.undecided = max(self.undecided, found.most)


def _within(
    problem: BlockProblem, favourites_least: int, prices: Prices, known: float, search: Search
) -> dict[Column, float]:
    """Blocks of which a better timetable can consist, and what each can be worth within the seats of its sessions."""
    weights = problem.points - problem.favourites * prices.favourites[:, None] - prices.seats
    markets = [Market(problem, each, worth(problem, weights, each.present), prices.groups) for each in problem.classes]
    most = [max(0.0, best_blocks(each, good_blocks(each), search.seconds_left)[1]) for each in markets]
    seats = np.maximum(problem.seats, problem.busy.sum(axis=0))
    floors = max(0, favourites_least) * prices.favourites[problem.choosers].sum()
    times = [len(alike.slots) for alike in problem.classes]
    gap = float(prices.groups.sum() + prices.seats @ seats + floors + np.dot(times, most)) - known
    columns: dict[Column, float] = {}
    for number, (market, each) in enumerate(zip(markets, most, strict=True)):
        found = blocks_within(market, each - gap - 1e-6, _LOOKED_AT)
        if found is None or len(columns) + len(found) > _KEPT:
            raise TooMany
        points = worth(problem, problem.points, problem.classes[number].present)
        columns |= {(number, block): seat(problem, points, block).value for block in sorted(found)}
    return columns
