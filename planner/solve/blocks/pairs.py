"""Sessions held twice, decided as pairs of blocks: those of which a timetable better than a known one can consist.

A block's reduced cost, its *slack*, says how far below the bound of the prices every timetable with it lies. In a
pair those who wish the session have it once, not twice for half a price: what that takes off adds to the slack.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from planner.solve.blocks.audience import BOUND, most_of, plain, worth
from planner.solve.blocks.prices import Prices
from planner.solve.blocks.pricing import Market, best_blocks, blocks_within, good_blocks
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers, SlotClass
from planner.solve.search import Search

_LOOKED_AT = 200_000
"""Most blocks to look at in one class of slots."""
_KEPT = 30_000
"""Most blocks, or pairs of one session, to decide on."""

Column = tuple[int, Block]
"""Class of slots, and block; of a session held twice a block always names the first holding."""
Both = tuple[Column, Column]
"""Two blocks that hold a session."""
Pairs = Mapping[Both, float]
"""Two such blocks, and what those have of both who are counted with it."""


class TooMany(Exception):
    """More blocks or pairs than can be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """The problem as it is counted here."""

    problem: BlockProblem
    """Second holdings of twins are in no slot; a repeated session at which a person must be is worth nothing more."""
    certain: float
    """Points for those."""
    twins: Mapping[int, int]
    """First holding to second, of which all is alike."""
    repeat_of: Mapping[int, int]
    """First holding to the number of its repeat."""
    least: Numbers
    """Favourites that each person keeps."""
    wants: Flags
    """Repeat by person: wishes it and need not be there."""
    charged: Numbers
    """Repeat by person: what the prices charge for it."""
    group_prices: Numbers
    favourite_prices: Numbers
    """Of each person's floor, at most zero."""

    @property
    def pressed(self) -> Counts:
        """People whose floor of favourites has a price."""
        return np.flatnonzero(self.favourite_prices < -1e-6)

    @property
    def counted_with(self) -> Flags:
        """Repeat by person: who wishes no other repeated session than these twins."""
        alone = self.wants & (self.wants.sum(axis=0) == 1)
        paired = np.isin(np.arange(len(self.wants)), list(self.repeat_of.values()))
        return np.asarray(alone & paired[:, None])

    @property
    def loose(self) -> Counts:
        """People who wish repeated sessions and are counted with no pair."""
        return np.flatnonzero(self.wants.any(axis=0) & ~self.counted_with.any(axis=0))

    @property
    def times(self) -> Counts:
        """In how many slots each group is; of twins the first alone."""
        times = self.problem.lengths.copy()
        times[list(self.twins)], times[list(self.twins.values())] = 2, 0
        return times

    def weights(self, charged: Numbers) -> Numbers:
        """Points less what repeated sessions are charged at, repeat by person."""
        weights = self.problem.points.copy()
        for number, groups in enumerate(self.problem.repeats):
            held = list(groups)
            costs = np.where(self.wants[number], charged[number], 0.0)[:, None] / self.problem.lengths[held]
            weights[:, held] -= np.where(weights[:, held] > 0, costs, 0.0)
        return weights


def as_wished(problem: BlockProblem, favourites_least: int, prices: Prices) -> Wished:
    """Take out what is certain, and the twins."""
    points, favourites = problem.points.copy(), problem.favourites.copy()
    wants = np.zeros((len(problem.repeats), len(problem.people)), dtype=bool)
    for number, groups in enumerate(problem.repeats):
        bound = problem.busy[:, list(groups)].any(axis=1)
        wants[number] = (points[:, list(groups)] > 0).any(axis=1) & ~bound
        for group in groups:
            points[bound, group] = favourites[bound, group] = 0.0
    taken_out, liked = problem.points - points, problem.favourites - favourites
    least = np.zeros(len(problem.people))
    least[problem.choosers] = max(0, favourites_least)
    counted = replace(problem, points=points, favourites=favourites)
    twins = {groups[0]: groups[1] for groups in problem.repeats if len(groups) == 2 and _are_alike(counted, *groups)}
    # What is certain is not sold with a group any more; then twins have one price.
    group_prices = prices.groups - (taken_out - liked * prices.favourites[:, None]).sum(axis=0)
    for both in twins.items():
        group_prices[list(both)] = group_prices[list(both)].mean()
    return Wished(
        problem=replace(counted, classes=tuple(_without(alike, twins) for alike in problem.classes)),
        certain=float((taken_out * problem.lengths).sum()),
        twins=twins,
        repeat_of={groups[0]: number for number, groups in enumerate(problem.repeats) if groups[0] in twins},
        least=least - (liked * problem.lengths).sum(axis=1),
        wants=wants,
        charged=np.where(wants, prices.once, 0.0),
        group_prices=group_prices,
        favourite_prices=prices.favourites,
    )


def _without(alike: SlotClass, twins: Mapping[int, int]) -> SlotClass:
    allowed = alike.allowed.copy()
    allowed[list(twins.values())] = False
    return replace(alike, allowed=allowed)


def _are_alike(problem: BlockProblem, first: int, twin: int) -> bool:
    """Whether it makes no difference which of two holdings of one slot is which."""
    rows = [problem.points.T, problem.favourites.T, problem.busy.T, problem.seats, problem.holdings, problem.lengths]
    rows += [np.array([alike.allowed for alike in problem.classes]).T]
    others = [group for group in range(len(problem.groups)) if group not in (first, twin)]
    is_free = not any({first, twin} & set(alike.must) for alike in problem.classes)
    same = all(bool((row[first] == row[twin]).all()) for row in rows)
    clashes = problem.clash[np.ix_([first, twin], others)]
    return is_free and same and problem.lengths[first] == 1 and bool((clashes[0] == clashes[1]).all())


@dataclass(frozen=True, slots=True)
class Choice:
    """Blocks and pairs to choose from; pairs by first holding."""

    columns: Sequence[Column]
    pairs: Mapping[int, Pairs]

    def among(self, columns: Set[Column], pairs: Set[tuple[int, Both]]) -> "Choice":
        """What is left of these, and goes with something left for every session held twice."""
        left, kept = [column for column in self.columns if column in columns], self.pairs
        while True:
            known = set(left)
            kept = {
                first: {
                    both: value for both, value in found.items() if (first, both) in pairs and known.issuperset(both)
                }
                for first, found in kept.items()
            }
            paired = {first: {column for both in found for column in both} for first, found in kept.items()}
            left = [column for column in left if all(column in paired[g] for g in column[1] if g in paired)]
            if len(left) == len(known):
                return Choice(left, kept)


class WithinGap:
    """Blocks and pairs of which a timetable worth more than `known` can consist. Raises `TooMany`."""

    def __init__(self, wished: Wished, known: float, search: Search) -> None:
        self._wished = wished
        self._favoured = wished.problem.favourites * wished.favourite_prices[:, None]
        weights = wished.weights(wished.charged) - self._favoured
        self._markets = [
            Market(wished.problem, alike, worth(wished.problem, weights, alike.present), wished.group_prices)
            for alike in wished.problem.classes
        ]
        paid = float((wished.group_prices * wished.problem.lengths).sum() + wished.charged.sum())
        floors = float((wished.favourite_prices * wished.least).sum())
        most = [max(0.0, best_blocks(each, good_blocks(each), search.seconds_left)[1]) for each in self._markets]
        slots = sum(len(each.slot_class.slots) * value for each, value in zip(self._markets, most, strict=True))
        self.bound = wished.certain + paid + floors + slots
        self._gap = self.bound - known + 1e-6
        slack: dict[Column, float] = {}
        for number, market in enumerate(self._markets):
            found = blocks_within(market, most[number] - self._gap, _LOOKED_AT)
            if found is None or len(slack) + len(found) > _KEPT:
                raise TooMany
            slack |= {(number, block): most[number] - market.value(block) for block in found}
        pairs = {first: self._pairs_of(first, slack) for first in wished.twins}
        every = {(first, both) for first, found in pairs.items() for both in found}
        self.choice = Choice(list(slack), pairs).among(set(slack), every)

    def _pairs_of(self, first: int, slack: Mapping[Column, float]) -> Pairs:
        """Pairs for the session of which this is the first holding."""
        wished, number = self._wished, self._wished.repeat_of[first]
        columns = [column for column in slack if first in column[1]]
        own = np.array([slack[column] for column in columns])
        once = _held_once([block for _, block in columns], wished)
        free = wished.weights(np.where(np.arange(len(wished.wants))[:, None] == number, 0.0, wished.charged))
        who = wished.wants[number]
        price = wished.charged[number][who]
        sides = _Sides.of(wished.problem, columns, first, (free - self._favoured)[who], who)
        at_price = sides.at(price)
        counted = wished.counted_with[number]
        counting = _Sides.of(wished.problem, columns, first, wished.problem.points[counted], counted)
        pairs: dict[Both, float] = {}
        for one, column in enumerate(columns):
            others = one + np.flatnonzero((own[one] + own[one:] <= self._gap) & ~(once[one:] & once[one]).any(axis=1))
            lost = sides.lost(one, others, at_price, price)
            others = others[own[one] + own[others] + lost <= self._gap]
            points = counting.of_both(one, others).tolist()
            pairs |= {(column, columns[other]): value for other, value in zip(others.tolist(), points, strict=True)}
            if len(pairs) > _KEPT:
                raise TooMany
        return pairs


def _held_once(blocks: list[Block], wished: Wished) -> Flags:
    """Block by group, twins left out: no two blocks of a timetable share one."""
    once = np.zeros((len(blocks), len(wished.problem.groups)), dtype=bool)
    for row, block in zip(once, blocks, strict=True):
        row[[group for group in block if group not in wished.twins]] = True
    return once


@dataclass(frozen=True, slots=True)
class _Sides:
    """Blocks with one session, and some people: what they have besides it, and what it adds to that."""

    besides: Numbers
    added: Numbers
    """At least zero, as for those who are not there or must be elsewhere."""

    @classmethod
    def of(cls, problem: BlockProblem, columns: list[Column], first: int, weights: Numbers, who: Flags) -> "_Sides":
        everyone = np.zeros(problem.points.shape)
        everyone[who] = weights
        worths = [worth(problem, everyone, alike.present)[who] for alike in problem.classes]
        rest = [most_of(worths[number], tuple(g for g in block if g != first)) for number, block in columns]
        besides = np.array(rest).reshape(len(columns), int(who.sum()))
        offered = np.array([worths[number][:, first] for number, _ in columns]).reshape(besides.shape)
        more = np.where(besides > BOUND / 2, 0.0, offered) - plain(besides)
        return cls(plain(besides), np.maximum(more, 0.0))

    def at(self, price: Numbers) -> Numbers:
        """What the session adds where it is worth its price, that taken off."""
        return np.asarray(np.maximum(self.added - price, 0.0))

    def of_both(self, one: int, others: Counts) -> Numbers:
        """Of both blocks, the session once; all people together."""
        once = np.maximum(self.added[one], self.added[others]).sum(axis=1)
        return np.asarray(self.besides[one].sum() + self.besides[others].sum(axis=1) + once)

    def lost(self, one: int, others: Counts, at_price: Numbers, price: Numbers) -> Numbers:
        """How much more the session in both blocks at its price, and the price once, come to than the session once."""
        twice = at_price[one] + at_price[others] + price
        return np.asarray((twice - np.maximum(self.added[one], self.added[others])).sum(axis=1))
