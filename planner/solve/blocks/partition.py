"""Where each session is held once and in one slot: every block with its exact worth, and the best way to part them.

Prices leave out rooms, booths and who understands whom. Of one slot with a few sessions all that is known exactly, by a
small model in a fiftieth of a second (`worths`). Favourites that everyone keeps tie the blocks together: they have
prices, too, found by *column generation*. The best mixture of blocks with people in their seats says what a favourite
is worth; at these prices the blocks that promise most are asked for their best seats, which join the mixture, until
none promises more. What blocks are worth at the last prices bounds every timetable. All timetables near that bound are
then found (`covers`), the nearest first, and each is seated as a whole until none that is left can be better.

Left out: the order of sessions.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.audience import seat, worth
from planner.solve.blocks.covers import Covering
from planner.solve.blocks.pairs import Column, TooMany
from planner.solve.blocks.prices import Prices
from planner.solve.blocks.pricing import Market, best_blocks, blocks_within, good_blocks
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers
from planner.solve.blocks.worths import FINE, Worth, Worths
from planner.solve.search import Search

_LOOKED_AT = 60_000
"""Most blocks to look at in one class of slots."""
_KEPT = 6000
"""Most blocks of which the worth may be asked."""
_AT_ONCE, _AT_MOST = 20, 240
"""Blocks whose worth is asked before the most promising are reckoned again, and at the same prices at all."""
_BEGUN_WITH = 6
"""Blocks with each group, at least, before the first mixture."""
_DEAREST = 2.0
"""Most that a favourite costs, in most points for one session; the bound holds at any price."""
_STALLED = 4
"""Exact turns that do not lower the bound, after which prices are as good as they get."""
_REMEMBERED = 6
"""Prices whose worths are kept: at others a block can be worth no more than the differences."""
_GENERATES = 0.6
"""Most of the time for prices."""
_BUDGETS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)
"""Shares of what is open within which timetables are found, one after the other."""
_ENOUGH = 0.5
"""Points are whole: less than this is nothing."""
_TINY = 1e-3
"""More than linear programmes are off by, and nothing beside whole points."""
_ROUGH = 1e-3
"""What counting seats in thousandths of a point leaves out, for each person."""


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
        self._rows = _Rows.of(self._problem, list(most), self._least)
        self._free = np.array(list(most.values()))
        """What each block is worth at most where favourites cost nothing."""
        self._priced: list[_Priced] = []
        """At the last prices."""
        self._best = _Best(known)
        self.bound = math.inf
        """No better timetable is worth more; none is better where it is no more than known."""
        self.has_all = False
        """Whether no other timetable is worth as much as the best."""

    def best(self, begin: Mapping[str, Block] | None = None) -> list[list[Column]]:
        """Timetables worth the most in which everyone keeps their favourites.

        Prices are sensible from the start with a timetable to begin with, blocks by slot.
        """
        if not len(self._free):
            self.bound = self._known
            return []
        return self._counted_out(self._generated(begin or {}, self._search.part(_GENERATES)))

    def fewest_languages(self, columns: Sequence[Column], search: Search) -> int:
        """Opened at least in one of the best timetables."""
        return self._worths.fewest_languages(columns, self._least, self._best.points, search).bound

    def _generated(self, begin: Mapping[str, Block], search: Search) -> "_Priced":
        """Prices at which the blocks bound timetables best."""
        mixture, stalled = _Mixture(self._problem, self._rows, self._least), 0
        best = self._begun(mixture, begin, search)
        while stalled < _STALLED and best.bound > self._known + _ENOUGH and search.seconds_left > 0:
            groups, prices = mixture.prices()
            # Halfway to where the bound was best: prices of the mixture alone swing from turn to turn.
            prices = prices if stalled else (prices + best.favourites) / 2
            priced = self._asked(mixture, groups, np.round(prices * FINE) / FINE, search)
            self._priced = [*self._priced[1 - _REMEMBERED :], priced]
            if priced.is_exact:
                stalled = 0 if priced.bound < best.bound - _ENOUGH else stalled + 1
            if priced.bound < best.bound:
                best = priced
        self.bound = min(self.bound, best.bound)
        return best

    def _begun(self, mixture: "_Mixture", begin: Mapping[str, Block], search: Search) -> "_Priced":
        """With the blocks to begin with, and a few for each group, those that could be worth most."""
        times, nothing = np.zeros(self._rows.groups), np.zeros(len(self._least))
        slots = [(slot, number) for number, alike in enumerate(self._problem.classes) for slot in alike.slots]
        known = {(number, begin[slot]) for slot, number in slots if slot in begin}
        for number in [place for place, column in enumerate(self._rows.columns) if column in known]:
            if search.seconds_left > 0:
                self._ask(number, np.where(self._least > 0, mixture.dearest, 0.0), mixture, search)
        for number in np.argsort(-self._free, kind="stable").tolist():
            block = list(self._rows.columns[number][1])
            if search.seconds_left > 0 and block and times[block].min() < _BEGUN_WITH:
                times[block] += 1
                self._free[number] = min(self._free[number], self._ask(number, nothing, mixture, search).most)
        return self._priced_at(nothing, self._free)

    def _ask(self, number: int, prices: Numbers, mixture: "_Mixture", search: Search) -> Worth:
        found = self._worths.of(self._rows.columns[number], search, prices)
        mixture.learn(number, found)
        return found

    def _asked(self, mixture: "_Mixture", groups: Numbers, prices: Numbers, search: Search) -> "_Priced":
        """Worths at these prices, exact where blocks promise more than the mixture has."""
        most = self._most_at(prices)
        charged = self._rows.uses[:, : len(groups)] @ groups
        known = np.zeros(len(most), dtype=bool)
        while known.sum() < _AT_MOST and search.seconds_left > 0:
            promising = [n for n in np.argsort(charged - most, kind="stable").tolist() if not known[n]][:_AT_ONCE]
            promising = [number for number in promising if most[number] - charged[number] > _ENOUGH]
            if not promising:
                return self._priced_at(prices, most)
            for number in promising:
                most[number] = min(most[number], self._ask(number, prices, mixture, search).most)
                known[number] = True
        return replace(self._priced_at(prices, most), is_exact=False)

    def _most_at(self, prices: Numbers) -> Numbers:
        """What each block can be worth, from what is known at other prices and from seats alone."""
        problem, rows = self._problem, self._rows
        most = self._free + rows.kept @ prices
        for priced in self._priced:
            most = np.minimum(most, priced.most + rows.kept @ np.maximum(prices - priced.favourites, 0.0))
        weights = problem.points + (problem.favourites > 0) * prices[:, None]
        offered = [worth(problem, weights, alike.present) for alike in problem.classes]
        within = [seat(problem, offered[number], block).value for number, block in rows.columns]
        return np.minimum(most, np.array(within) + _ROUGH * len(problem.people))

    def _priced_at(self, prices: Numbers, most: Numbers) -> "_Priced":
        value, slack = self._rows.linear(most)
        paid = float(prices @ self._least)
        return _Priced(favourites=prices, most=most, slack=slack, bound=value - paid, paid=paid)

    def _counted_out(self, priced: "_Priced") -> list[list[Column]]:
        """Find all timetables near the bound and seat each as a whole; the best of them."""
        best = self._best
        for share in _BUDGETS:
            opened = max(0.0, priced.bound - best.points)
            budget = min(max(0.0, share * (priced.bound - self._known)), opened)
            try:
                ways = self._rows.ways(priced.slack, budget + _TINY)
            except TooMany:
                break
            left = self._seat(ways, priced, best)
            self.bound = min(self.bound, max(left, priced.bound - budget, best.undecided, best.points))
            if left > -math.inf or budget >= priced.bound - best.points:
                self.has_all = left == -math.inf and best.undecided < best.points
                break
        return best.timetables

    def _seat(self, ways: Counts, priced: "_Priced", best: "_Best") -> float:
        """Seat those that can be worth as much as the best; what those can be worth for which there was no time."""
        worths = self._worths_of(ways, priced)
        for number in np.argsort(-worths, kind="stable").tolist():
            if worths[number] < best.points - _TINY:
                break
            if self._search.seconds_left <= 0:
                return float(worths[number])
            way = tuple(sorted(place for place in ways[number].tolist() if place >= 0))
            if way not in best.seen:
                best.seen.add(way)
                columns = [self._rows.columns[place] for place in way]
                found = self._worths.together(columns, self._least, best.points, self._search)
                best.learn(columns, replace(found, most=min(found.most, float(worths[number]))))
        return -math.inf

    def _worths_of(self, ways: Counts, priced: "_Priced") -> Numbers:
        """What each timetable is worth at most, at any prices remembered."""
        free = np.append(self._free, 0.0)[ways].sum(axis=1)
        every = [np.append(each.most, 0.0)[ways].sum(axis=1) - each.paid for each in (priced, *self._priced)]
        return np.asarray(np.min([free, *every], axis=0))


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
        if found.most > found.points + _ENOUGH:
            self.undecided = max(self.undecided, found.most)


@dataclass(frozen=True, slots=True)
class _Priced:
    """What blocks are worth at most at some prices of favourites, and what that says of timetables."""

    favourites: Numbers
    """Of each person's floor."""
    paid: float
    """For all floors."""
    most: Numbers
    slack: Numbers
    """How much less than the bound every timetable with the block is worth, at least; it adds up over blocks."""
    bound: float
    is_exact: bool = True
    """Whether all blocks that promised more than the mixture had were asked."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Blocks as columns of a linear programme: each group once, no class more often than it has slots, and of no
    person's favourites more at once than they can do without."""

    columns: Sequence[Column]
    uses: Counts
    """Block by row: groups, classes, people."""
    limits: Counts
    groups: int
    classes: int
    kept: Flags
    """Block by person: may keep a favourite there."""

    @classmethod
    def of(cls, problem: BlockProblem, columns: Sequence[Column], least: Numbers) -> "_Rows":
        groups, classes, liked = len(problem.groups), len(problem.classes), problem.favourites > 0
        uses = np.zeros((len(columns), groups + classes + len(least)), dtype=np.int64)
        kept = np.zeros((len(columns), len(least)), dtype=bool)
        for number, (kind, block) in enumerate(columns):
            held = list(block)
            uses[number, [*held, groups + kind]] = 1
            kept[number] = liked[:, held].any(axis=1) & problem.classes[kind].present
            uses[number, groups + classes :] = liked[:, held].sum(axis=1) - kept[number]
        slots = [len(alike.slots) for alike in problem.classes]
        spare = np.where(least > 0, liked.sum(axis=1) - least, liked.sum(axis=1)).astype(np.int64)
        limits = np.array([*[1] * groups, *slots, *spare], dtype=np.int64)
        return cls(columns, uses, limits, groups, classes, kept)

    def linear(self, most: Numbers) -> tuple[float, Numbers]:
        """What no timetable of these blocks is worth more than, and the slack of each block."""
        model, held = mathopt.Model(), np.flatnonzero(np.isfinite(most))
        rows = [
            model.add_linear_constraint(lb=1 if row < self.groups else 0, ub=limit)
            for row, limit in enumerate(self.limits.tolist())
        ]
        worths = list[mathopt.LinearTypes]()
        for number in held.tolist():
            used = model.add_variable(lb=0)
            worths.append(float(most[number]) * used)
            for row in np.flatnonzero(self.uses[number]).tolist():
                rows[row].set_coefficient(used, float(self.uses[number, row]))
        model.maximize(mathopt.fast_sum(worths))
        result = mathopt.solve(model, mathopt.SolverType.GLOP)
        if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
            return -math.inf, np.full(len(most), math.inf)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return math.inf, np.zeros(len(most))
        prices = np.array(result.dual_values(rows))
        return float(result.objective_value()), np.maximum(self.uses @ prices - most, 0.0)

    def ways(self, slack: Numbers, budget: float) -> Counts:
        """All timetables whose slack is within the budget, rows of blocks filled up with -1. Raises `TooMany`."""
        everything = range(self.groups)
        covering = Covering(
            uses=self.uses, limits=self.limits, groups=self.groups, together=everything, costs=slack, pairs={}
        )
        return covering.ways(everything, np.arange(len(self.columns)), budget)


class _Mixture:
    """Blocks with people in their seats, mixed for the most points; what is not held and kept costs."""

    def __init__(self, problem: BlockProblem, rows: _Rows, least: Numbers) -> None:
        self._rows, self._least = rows, least
        self.dearest = _DEAREST * float(problem.points.max(initial=1.0))
        self._missing = float(problem.points.sum(axis=0).max(initial=1.0))
        """What it costs not to hold a group: more than any could be worth."""
        self._known: dict[tuple[int, bytes], tuple[float, Flags]] = {}

    def learn(self, number: int, found: Worth) -> None:
        """One more seating of a block."""
        if found.kept is not None:
            kept = found.kept & (self._least > 0)
            points, _ = self._known.get((number, kept.tobytes()), (-math.inf, kept))
            self._known[number, kept.tobytes()] = max(points, found.points), kept

    def prices(self) -> tuple[Numbers, Numbers]:
        """Of groups and classes, and of each person's floor of favourites."""
        model, groups, rows = mathopt.Model(), self._rows.groups, self._rows.groups + self._rows.classes
        held = [
            model.add_linear_constraint(lb=1 if row < groups else 0, ub=limit)
            for row, limit in enumerate(self._rows.limits[:rows].tolist())
        ]
        floors = {who: model.add_linear_constraint(lb=self._least[who]) for who in np.flatnonzero(self._least).tolist()}
        worths = list[mathopt.LinearTypes]()
        for (number, _), (points, kept) in self._known.items():
            used = model.add_variable(lb=0)
            worths.append(points * used)
            for row in np.flatnonzero(self._rows.uses[number, :rows]).tolist():
                held[row].set_coefficient(used, 1)
            for who in np.flatnonzero(kept).tolist():
                floors[who].set_coefficient(used, 1)
        missing = [(row, self._missing) for row in held[:groups]] + [(row, self.dearest) for row in floors.values()]
        for row, cost in missing:
            short = model.add_variable(lb=0)
            row.set_coefficient(short, 1)
            worths.append(-cost * short)
        model.maximize(mathopt.fast_sum(worths))
        result = mathopt.solve(model, mathopt.SolverType.GLOP)
        people = np.zeros(len(self._least))
        people[list(floors)] = np.maximum(-np.array(result.dual_values(list(floors.values()))), 0.0)
        return np.array(result.dual_values(held)), people


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
