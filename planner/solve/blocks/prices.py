"""Prices, and the bound of the points that they give: those of the linear programme over blocks, without solving it.

Prices are asked for holding a group, for being at a session held twice, for a favourite above the floor and for a seat.
At any prices the best block of every class of slots, sold as often as there are slots, and what the prices of all that
there is to sell come to, bound the points of every timetable. To lower that, each class mixes the best of the blocks
known of it, at a heat that falls: where a mixture holds a group too often its price rises. Single best blocks instead
of mixtures would swing from one set of groups to the next. Blocks come from swaps at once, and from the exact search
from time to time; that search alone makes bounds.
"""

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.solve.blocks.best_block import best_block
from planner.solve.blocks.mixing import IN, OPEN, OUT, Offer, improve_some, mix
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers, SlotClass
from planner.solve.search import Search

_STEPS = 3000
"""Most changes of the prices: for 31 States 5 s to a bound of 2 886 points; the linear programme took 28 s to 2 898."""
_LARGE, _STEPS_WHERE_LARGE = 15_000, 6000
"""People times groups above which there are more of them. 31 States: 5 000; 80 States: 27 000."""
_HOTTEST, _COLDEST = 0.3, 0.007
"""First and last heat of the mixtures, as shares of the most points for one session."""
_FASTEST, _SLOWEST = 0.03, 0.0002
"""First and last change of a price in one step, as shares of the same; of a group's for each two who wish it."""
_HUGE = 80_000
"""People times groups above which the first heat and change are `_CAREFUL` times as large: a step takes 50 ms, and with
a thousand of them the prices do not come back from where great heat takes them. 193 States: 134 000."""
_CAREFUL = 0.15
_KEEPS, _KEEPS_SIZE = 0.9, 0.99
"""Of the gradient, and of its square, from one step to the next (the method known as Adam)."""
_RANKS = (1, 1, 30, 300)
"""Of the blocks to improve by swaps, drawn anew each time; the first is the best."""
_EXACT = 15
"""Bounds on the way."""
_LOOSEST_TIGHTEST = (0.1, 0.005)
"""What a bound of a class may stand above its best block, first and last, as shares of the most points."""
_NODES, _NODES_AT_END = 3000, 60_000
"""Most nodes for a class; at a time limit fewer."""
_POOL = 6000
"""Most blocks to know of a class."""
_FOUND = 60
"""Most blocks to keep from one exact search."""
_AT_END = 0.1
"""Share of the time for the last bound."""
_LAGS = 0.98
"""Of the mean of prices, from one step to the next."""
_NOTHING = 1e-3
"""Points for all seats of a group that are no price."""
_FOR_EXACT = 0.3
"""Most of the time for bounds, the last one apart."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What is asked for holding a group in one slot, for a seat there, for repeated sessions and favourites."""

    groups: Numbers
    seats: Numbers
    once: Numbers
    """Of attending a repeated session, repeats by people."""
    favourites: Numbers
    """Of a person's floor on favourites, at most zero."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Points that every timetable misses, and the prices that show it."""

    missed: int
    prices: Prices

    @property
    def seats_cost(self) -> bool:
        return bool(self.prices.seats.max(initial=0.0) > _NOTHING)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Those of one class who wish a group or must be at it, those of a group together."""

    first: Counts
    group: Counts
    person: Counts
    points: Numbers
    favourite: Numbers
    bound: Flags
    once: Counts
    """Place of the price for a repeated session; the last where there is none."""
    per_slot: Numbers
    """Share of that price that each slot of the group pays."""
    decided: Counts
    """Of groups, see `mixing`."""


class _Parts:
    """Where the prices are in one array: of groups, seats, favourites, and repeated sessions with one left unused."""

    def __init__(self, problem: BlockProblem) -> None:
        people, groups = problem.points.shape
        self.groups, self.seats = slice(0, groups), slice(groups, 2 * groups)
        self.favourites = slice(2 * groups, 2 * groups + people)
        self.once = slice(2 * groups + people, 2 * groups + people + len(problem.repeats) * people + 1)
        self.size = self.once.stop


class _Relaxation:
    """Offers at prices, what the prices come to, and which of them a mixture breaks."""

    def __init__(self, problem: BlockProblem, favourites_least: int, *, seats_cost: bool = True) -> None:
        self.problem, self.parts = problem, _Parts(problem)
        self.slots = np.array([len(alike.slots) for alike in problem.classes])
        self._wants = np.zeros((len(problem.repeats), len(problem.people)), dtype=bool)
        for number, groups in enumerate(problem.repeats):
            is_bound = problem.busy[:, list(groups)].any(axis=1)
            self._wants[number] = (problem.points[:, list(groups)] > 0).any(axis=1) & ~is_bound
        self.rows = [self._rows_of(alike) for alike in problem.classes]
        self.sold = np.zeros(self.parts.size)
        """Of what there is a price for: how much there is."""
        self.sold[self.parts.groups] = problem.lengths
        if seats_cost:
            self.sold[self.parts.seats] = np.maximum(problem.seats, problem.busy.sum(axis=0)) * problem.lengths
        if favourites_least > 0:
            self.sold[self.parts.favourites][problem.choosers] = -favourites_least
        self.sold[self.parts.once][:-1] = self._wants.ravel()
        wished = np.maximum((problem.points > 0).sum(axis=0), 5)
        self.paces = (self.sold != 0).astype(float)
        """How fast a price changes, compared with others; zero where nothing is sold."""
        self.paces[self.parts.groups] = wished / 2
        self.least = np.zeros(self.parts.size)
        self.least[self.parts.groups] = -np.inf

    def _rows_of(self, alike: SlotClass) -> _Rows:
        problem = self.problem
        cares = (problem.points > 0) | problem.busy | (problem.favourites > 0)
        group, person = np.nonzero((cares & alike.present[:, None] & alike.allowed[None, :]).T)
        decided = np.where(alike.allowed, OPEN, OUT)
        decided[problem.clash[list(alike.must)].any(axis=0)] = OUT
        decided[list(alike.must)] = IN
        once = np.full(problem.points.shape, self._wants.size)
        for number, groups in enumerate(problem.repeats):
            places = number * len(problem.people) + np.arange(len(problem.people))
            for each in groups:
                once[:, each] = np.where(self._wants[number] & (problem.points[:, each] > 0), places, once[:, each])
        return _Rows(
            first=np.searchsorted(group, np.arange(len(problem.groups) + 1)),
            group=group,
            person=person,
            points=problem.points[person, group],
            favourite=problem.favourites[person, group],
            bound=problem.busy[person, group],
            once=once[person, group],
            per_slot=1 / problem.lengths[group],
            decided=decided.astype(np.int64),
        )

    def begin(self) -> Numbers:
        """Prices at which no block is worth more than nothing.

        A seat costs what the first person of those without one would have of it: the bound is all points but theirs,
        whatever the timetable. A session held twice is paid for by those who are at it, as it nearly is at the best
        prices.
        """
        problem, prices = self.problem, np.zeros(self.parts.size)
        weight, seats, once = problem.points.copy(), np.zeros(len(problem.groups)), np.zeros(self._wants.shape)
        repeated = {group for groups in problem.repeats for group in groups}
        for alike in (*problem.repeats, *((group,) for group in range(len(problem.groups)) if group not in repeated)):
            seats[list(alike)] = self._price_of_a_seat(alike)
        weight -= np.where((weight > 0) | problem.busy, seats, 0.0)
        for number, groups in enumerate(problem.repeats):
            held = list(groups)
            most = (weight[:, held] * problem.lengths[held]).max(axis=1)
            once[number] = np.where(self._wants[number], np.maximum(most, 0.0), 0.0)
            weight[:, held] -= np.where(problem.points[:, held] > 0, once[number][:, None] / problem.lengths[held], 0.0)
        prices[self.parts.once][:-1] = once.ravel()
        prices[self.parts.seats] = seats
        prices[self.parts.groups] = np.where(problem.busy, weight, np.maximum(weight, 0.0)).sum(axis=0)
        return prices

    def _price_of_a_seat(self, held: Sequence[int]) -> float:
        """Of a session held as these groups: the points of the first who has no seat; zero where there is one for all.

        In each slot that a group takes.
        """
        problem, groups = self.problem, list(held)
        seats = int((self.sold[self.parts.seats][groups] / problem.lengths[groups]).sum())
        if seats == 0:
            return 0.0
        taken = problem.busy[:, groups]
        free = max(0, seats - int(taken.sum()))
        wished = np.sort(problem.points[:, groups].max(axis=1)[~taken.any(axis=1)])[::-1]
        return float(wished[free]) if free < len(wished) else 0.0

    def offer(self, number: int, prices: Numbers) -> Offer:
        """A class of slots at these prices."""
        rows, problem, parts = self.rows[number], self.problem, self.parts
        weight = rows.points + rows.favourite * prices[parts.favourites][rows.person]
        weight -= prices[parts.seats][rows.group] + prices[parts.once][rows.once] * rows.per_slot
        return Offer(
            first=rows.first,
            person=rows.person,
            weight=weight,
            bound=rows.bound,
            cost=prices[parts.groups],
            decided=rows.decided,
            clash=problem.clash,
            holdings=problem.holdings,
            most_parallel=problem.most_parallel,
            people=len(problem.people),
        )

    def constant(self, prices: Numbers) -> float:
        """What the prices of all that there is to sell come to."""
        return float(prices @ self.sold)

    def left(self, number: int, taken: Numbers, groups: Numbers, left: Numbers) -> None:
        """Take off what is sold in a class, by row and by group."""
        rows, parts, times = self.rows[number], self.parts, self.slots[number]
        left[parts.groups] -= times * groups
        left[parts.seats] -= times * np.bincount(rows.group, taken, len(groups))
        left[parts.favourites] += times * np.bincount(rows.person, taken * rows.favourite, len(self.problem.people))
        left[parts.once] -= times * np.bincount(rows.once, taken * rows.per_slot, self._wants.size + 1)


class _Pool:
    """Blocks of a class, as rows of group numbers that -1 ends."""

    def __init__(self, rows: _Rows, most_parallel: int) -> None:
        self._decided = rows.decided
        self._must = frozenset(np.flatnonzero(rows.decided == IN).tolist())
        self._known: dict[Block, None] = {}
        self._width = max(1, most_parallel, len(self._must))
        self._array = np.full((_POOL, self._width), -1, dtype=np.int64)
        self.add(tuple(sorted(self._must)))
        self.is_open = bool((rows.decided == OPEN).any())

    @property
    def blocks(self) -> Counts:
        return self._array[: len(self._known)]

    def add(self, block: Block) -> None:
        """One more, where it can be held here; a full pool takes none."""
        is_here = len(block) <= self._width and self._must.issubset(block) and (self._decided[list(block)] != OUT).all()
        if is_here and block not in self._known and len(self._known) < _POOL:
            self._array[len(self._known), : len(block)] = block
            self._known[block] = None

    def forget(self, values: Numbers) -> None:
        """Forget the lesser half when full."""
        if len(self._known) == _POOL:
            kept = np.sort(np.argsort(-values, kind="stable")[: _POOL // 2])
            blocks = [block for block, keeps in zip(self._known, np.isin(np.arange(_POOL), kept), strict=True) if keeps]
            self._array[: len(kept)] = self._array[kept]
            self._array[len(kept) :] = -1
            self._known = dict.fromkeys(blocks)


class _Descent:
    """Prices on their way down."""

    def __init__(self, relaxation: _Relaxation, known: Mapping[str, Block], search: Search) -> None:
        self._relaxation, self._search = relaxation, search
        self._unit = max(1.0, float(relaxation.problem.points.max(initial=0.0)))
        self._pools = [_Pool(rows, relaxation.problem.most_parallel) for rows in relaxation.rows]
        self._share_blocks([*known.values(), *((group,) for group in range(len(relaxation.problem.groups)))])
        self._time = [np.zeros(len(relaxation.problem.people)) for _ in relaxation.rows]
        self._random = np.random.default_rng(search.seed)
        self._steps = _STEPS if relaxation.problem.points.size <= _LARGE else _STEPS_WHERE_LARGE
        begin = _CAREFUL if relaxation.problem.points.size > _HUGE else 1.0
        self._heats, self._changes = (begin * _HOTTEST, _COLDEST), (begin * _FASTEST, _SLOWEST)
        self._begun, self._allowed = time.monotonic(), search.seconds_left
        self._pace = 1e-2
        """Seconds for a node, as measured last."""
        self.best = relaxation.begin()
        self.bound = relaxation.constant(self.best)
        """No timetable gives more points; `best` are the prices that show it."""

    def run(self) -> None:
        """Lower the bound until the steps or the time are used up."""
        prices = mean = self._relaxation.begin()
        drift, size = np.zeros(len(prices)), np.zeros(len(prices))
        exact = 0
        for step in range(self._steps):
            done = max(step / self._steps, self._time_gone() / (1 - _AT_END))
            if done >= 1:
                break
            if done > exact / _EXACT:
                exact += 1
                self._find_exactly(mean, self._unit * _between(*_LOOSEST_TIGHTEST, done), _NODES, self._brief())
            self._swap(prices)
            _, left = self._mixed(prices, self._unit * _between(*self._heats, done))
            drift = _KEEPS * drift + (1 - _KEEPS) * left
            size = _KEEPS_SIZE * size + (1 - _KEEPS_SIZE) * left**2
            ahead = drift / (1 - _KEEPS ** (step + 1)) / (np.sqrt(size / (1 - _KEEPS_SIZE ** (step + 1))) + 1e-3)
            change = self._unit * _between(*self._changes, done) * self._relaxation.paces
            prices = np.maximum(prices - change * ahead, self._relaxation.least)
            mean = _LAGS * mean + (1 - _LAGS) * prices
        coldest = self._unit * _COLDEST
        best = min((prices, mean), key=lambda each: self._mixed(each, coldest)[0])
        self._find_exactly(best, self._unit * _LOOSEST_TIGHTEST[1], _NODES_AT_END, self._search.seconds_left)

    def _time_gone(self) -> float:
        """As a share of the time there is; one when interrupted."""
        if self._search.seconds_left <= 0:
            return 1.0
        return (time.monotonic() - self._begun) / self._allowed if math.isfinite(self._allowed) else 0.0

    def _brief(self) -> float:
        return self._allowed * _FOR_EXACT / _EXACT

    def _swap(self, prices: Numbers) -> None:
        """Better blocks from some of one pool: of any class, of those with most slots most often."""
        slots = self._relaxation.slots * [pool.is_open for pool in self._pools]
        if slots.any():
            number = int(self._random.choice(len(slots), p=slots / slots.sum()))
            ranks = self._random.integers(_RANKS)
            found = np.zeros((len(ranks), len(self._relaxation.problem.groups)), dtype=bool)
            improve_some(self._relaxation.offer(number, prices), self._pools[number].blocks, ranks, found)
            self._share_blocks(tuple(np.flatnonzero(row).tolist()) for row in found)

    def _share_blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            for pool in self._pools:
                pool.add(block)

    def _mixed(self, prices: Numbers, heat: float) -> tuple[float, Numbers]:
        """The bound as far as the pools know, and what is left of all that there is to sell."""
        relaxation = self._relaxation
        bound, left = relaxation.constant(prices), relaxation.sold.copy()
        for number, (rows, pool) in enumerate(zip(relaxation.rows, self._pools, strict=True)):
            taken, groups = np.zeros(len(rows.group)), np.zeros(len(relaxation.problem.groups))
            offer = relaxation.offer(number, prices)
            values = np.zeros(len(pool.blocks))
            bound += relaxation.slots[number] * mix(offer, pool.blocks, heat, values, taken, groups)
            pool.forget(values)
            relaxation.left(number, taken, groups, left)
        return bound, left

    def _find_exactly(self, prices: Numbers, slack: float, nodes: int, seconds: float) -> None:
        """Lower the bound by these prices; the most frequent slots first, which count for most."""
        relaxation = self._relaxation
        bound = relaxation.constant(prices)
        until = time.monotonic() + seconds
        order = np.argsort(-relaxation.slots, kind="stable").tolist()
        for done, number in enumerate(order):
            pool = self._pools[number]
            allowed = max(0.0, min(until - time.monotonic(), self._search.seconds_left)) / min(2, len(order) - done)
            most = max(1, int(min(nodes, allowed / self._pace))) if math.isfinite(allowed) else nodes
            bound += relaxation.slots[number] * self._exact(number, pool, relaxation.offer(number, prices), slack, most)
        if bound < self.bound:
            self.bound, self.best = bound, prices

    def _exact(self, number: int, pool: _Pool, offer: Offer, slack: float, nodes: int) -> float:
        """What no block of the class is worth more than."""
        best = np.zeros((1, len(offer.cost)), dtype=bool)
        improve_some(offer, pool.blocks, np.zeros(1, dtype=np.int64), best)
        found = np.zeros((_FOUND, len(offer.cost)), dtype=bool)
        begun = time.monotonic()
        _, most, looked_at, met = best_block(offer, best[0], self._time[number], (slack, nodes), found)
        if looked_at > 1:
            self._pace = max(1e-6, (time.monotonic() - begun) / looked_at)
        self._share_blocks(tuple(np.flatnonzero(row).tolist()) for row in (best[0], *found[: min(met, _FOUND)]))
        return float(most)


def _between(first: float, last: float, done: float) -> float:
    """Falls evenly from the first to the last, by share."""
    return float(first * (last / first) ** min(1.0, done))


def bound_by_prices(
    problem: BlockProblem, favourites_least: int, known: Mapping[str, Block], search: Search, *, seats_cost: bool = True
) -> Bound:
    """Of every timetable in which everyone with enough preferences keeps these favourites.

    `known` are the blocks of a timetable, by slot. Whenever the time is over, what was found by then holds. Where seats
    cost nothing they have no limit.
    """
    relaxation = _Relaxation(problem, favourites_least, seats_cost=seats_cost)
    descent, parts = _Descent(relaxation, known, search), relaxation.parts
    descent.run()
    best = descent.best
    missed = math.ceil(problem.stated - descent.bound - 1e-6)
    prices = Prices(
        groups=best[parts.groups],
        seats=best[parts.seats],
        once=best[parts.once][:-1].reshape(len(problem.repeats), len(problem.people)),
        favourites=-best[parts.favourites],
    )
    return Bound(max(0, missed), prices)
