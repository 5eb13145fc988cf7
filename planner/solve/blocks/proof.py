"""How good a timetable can be at all: the bound of the prices, closed by all timetables that are left.

At prices alone a person can be at a session held twice both times in one half of a mixture and never in the
other; that is most of its gap. Here a session held twice is decided as a pair of blocks, of which it is known exactly
who has it where (`pairs`). What each block and pair takes off the bound (`mixtures`) leaves so few timetables that are
perhaps no worse than the known one that all are found (`covers`), and each is worth what it is worth.

Left out as in `problem`: all but slots, sessions and wishes, and seats besides. So the bound holds for every plan.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.solve.blocks.covers import Covering
from planner.solve.blocks.mixtures import Left, Mixtures, points_of
from planner.solve.blocks.offers import Offers
from planner.solve.blocks.pairs import Column, TooMany, Wished, WithinGap
from planner.solve.blocks.problem import Block, Counts, Flags, Numbers
from planner.solve.search import Search

_MOST_LOOSE = 60
"""Most people to be counted at prices of their own: each mixture adds a long row for each of them."""
_CELLS = 20_000_000
"""Most numbers to hold at once."""
_TIMETABLES = 100_000
"""Most timetables to look at one by one."""


@dataclass(frozen=True, slots=True)
class Enough:
    """A timetable that is worth what is known, and how much more."""

    columns: list[Column]
    more: float


class Proof:
    """What timetables can be at best, given that one is worth `known`. Raises `TooMany` where that is too much work.

    Prices are right for the timetable to `begin` with, blocks by slot, from the start.
    """

    def __init__(self, wished: Wished, known: float, search: Search, begin: Mapping[str, Block]) -> None:
        self.wished = wished
        if len(wished.loose) > _MOST_LOOSE:
            raise TooMany
        near = WithinGap(wished, known, search)
        mixtures = Mixtures(wished, near.choice, known)
        mixtures.learn_from(begin)
        left, most = mixtures.learn(search), min(near.bound, mixtures.bound)
        self.timetables: list[Enough] | None = None
        """All that are worth what is known; None where they are too many."""
        if left is not None:
            try:
                self.timetables = _timetables(wished, left, known)
                most = min(most, max((known + each.more for each in self.timetables), default=known))
            except TooMany:
                pass
        self.missed = max(0, math.ceil(wished.problem.stated - max(known, most) - 1e-6))
        """Points that every timetable misses."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Ways to hold some of the sessions, rows of blocks filled up with -1; the points and favourites of each."""

    ways: Counts
    points: Numbers
    favourites: Numbers
    """Way by person."""

    def __getitem__(self, which: Counts | Flags) -> "_Part":
        return _Part(self.ways[which], self.points[which], self.favourites[which])

    @property
    def most(self) -> tuple[float, Numbers]:
        """Points, and favourites of each person, that no way has more of."""
        return float(self.points.max(initial=-math.inf)), self.favourites.max(axis=0, initial=-math.inf)

    def with_other(self, other: "_Part", points: float, favourites: Numbers) -> "_Part":
        """Every way of these with every way of the other that comes to this much."""
        if len(self.ways) * len(other.ways) > _CELLS:
            raise TooMany
        enough = self.points[:, None] + other.points[None, :] >= points - 1e-3
        if enough.sum() > _TIMETABLES:
            raise TooMany
        ones, others = np.nonzero(enough)
        for person, least in enumerate(favourites.tolist()):
            kept = self.favourites[ones, person] + other.favourites[others, person] >= least - 1e-6
            ones, others = ones[kept], others[kept]
        return _Part(
            np.concatenate([self.ways[ones], other.ways[others]], axis=1),
            self.points[ones] + other.points[others],
            self.favourites[ones] + other.favourites[others],
        )


def _timetables(wished: Wished, left: Left, known: float) -> list[Enough]:
    """What timetables are worth, and their blocks: all that are worth what is known."""
    covering, worths = _covering(wished, left), _Worths(wished, left)
    parts = [worths.of(covering.ways(groups, blocks, left.spare)) for groups, blocks in covering.parts()]
    least = np.where(wished.least > 0, wished.least, -math.inf)
    for number in [*range(len(parts))] * 2:
        most = [part.most for place, part in enumerate(parts) if place != number]
        part, points = parts[number], known - wished.certain - sum(points for points, _ in most)
        favourites = least - sum((each for _, each in most), np.zeros(len(least)))
        parts[number] = part[
            (part.points >= points - 1e-3) & (part.favourites >= favourites[None, :] - 1e-6).all(axis=1)
        ]
    whole = _Part(np.zeros((1, 0), dtype=np.int64), np.array([wished.certain]), np.zeros((1, len(least))))
    for number, part in enumerate(parts):
        later = [other.most for other in parts[number + 1 :]]
        favourites = least - sum((each for _, each in later), np.zeros(len(least)))
        whole = whole.with_other(part, known - sum(points for points, _ in later), favourites)
    columns = left.choice.columns
    return [
        Enough([columns[number] for number in way if number >= 0], points - known)
        for points, way in zip(whole.points.tolist(), whole.ways.tolist(), strict=True)
    ]


def _covering(wished: Wished, left: Left) -> Covering:
    problem, columns = wished.problem, left.choice.columns
    number_of = {column: number for number, column in enumerate(columns)}
    groups = len(problem.groups)
    uses = np.zeros((len(columns), groups + len(problem.classes)), dtype=np.int64)
    for row, (number, block) in zip(uses, columns, strict=True):
        row[[*block, groups + number]] = 1
    return Covering(
        uses=uses,
        limits=np.array([*wished.times, *(len(alike.slots) for alike in problem.classes)], dtype=np.int64),
        groups=groups,
        together=[group for repeat in problem.repeats for group in repeat],
        costs=np.array([left.of_columns[column] for column in columns]),
        pairs={
            first: {(number_of[one], number_of[other]): left.of_pairs[first][one, other] for one, other in pairs}
            for first, pairs in left.choice.pairs.items()
        },
    )


class _Worths:
    """What ways to hold some of the sessions are truly worth."""

    def __init__(self, wished: Wished, left: Left) -> None:
        self._wished, self._choice = wished, left.choice
        self._offers = Offers(wished, left.choice.columns)
        self._points = np.append(points_of(wished, left.choice), 0.0)

    def of(self, ways: Counts) -> _Part:
        """Of all ways the same sessions are held, and of those repeated all or none."""
        problem, points = self._wished.problem, self._points[ways].sum(axis=1)
        if len(ways) * len(problem.people) > _CELLS:
            raise TooMany
        for person in self._wished.loose.tolist():
            points += self._offers.of_ways(person, problem.points, ways)
        for first, pairs in self._choice.pairs.items():
            points += np.array([self._of_pair(first, pairs, way) for way in ways.tolist()]).reshape(points.shape)
        favourites = np.zeros((len(ways), len(problem.people)))
        for person in np.flatnonzero(self._wished.least > 0).tolist():
            favourites[:, person] = self._offers.of_ways(person, problem.favourites, ways)
        return _Part(ways, points, favourites)

    def _of_pair(self, first: int, pairs: Mapping[tuple[Column, Column], float], way: Sequence[int]) -> float:
        held = sorted(number for number in way if number >= 0 and self._offers.member[number, first])
        return pairs[self._choice.columns[held[0]], self._choice.columns[held[1]]] if held else 0.0
