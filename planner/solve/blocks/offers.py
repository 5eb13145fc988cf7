"""What one person has of each block, and of whole timetables, where they wish sessions held several times.

A person with given blocks chooses one session for each slot and one slot for each session, an assignment: what they
have is the least over all prices of such sessions, and its dual prices are differences of what is assigned, so that
only these have to be tried.
"""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from planner.solve.blocks.audience import BOUND, plain
from planner.solve.blocks.pairs import Column, Wished
from planner.solve.blocks.problem import Counts, Numbers

Prices = Numbers
"""Of repeats, of one person."""


class Offers:
    """Of these blocks."""

    def __init__(self, wished: Wished, columns: Sequence[Column]) -> None:
        self._wished = wished
        self.member = np.zeros((len(columns), len(wished.problem.groups)), dtype=bool)
        for row, (_, block) in zip(self.member, columns, strict=True):
            row[list(block)] = True
        self.classes = np.array([number for number, _ in columns], dtype=np.int64)

    def at(self, person: int, worths: Numbers, prices: Prices, among: Counts | slice = slice(None)) -> Numbers:
        """What the person has of each of these blocks at best, repeated sessions at their prices."""
        problem, row = self._wished.problem, worths[person].copy()
        for number, groups in enumerate(problem.repeats):
            if self._wished.wants[number, person]:
                row[list(groups)] -= prices[number] / problem.lengths[list(groups)]
        offered = np.where(problem.busy[person], BOUND + row, np.maximum(row, 0.0))
        rows = np.array([offered * alike.present[person] for alike in problem.classes])
        return plain(np.where(self.member[among], rows[self.classes[among]], 0.0).max(axis=1, initial=0.0))

    def least(self, person: int, worths: Numbers, times: Numbers) -> tuple[Prices, float]:
        """Prices at which blocks used so many times are worth least to the person, and how much: their true worth."""
        used = np.flatnonzero(times)
        tried = [
            (prices, float(self.at(person, worths, prices, used) @ times[used] + prices.sum()))
            for prices in self._options(person, worths)
        ]
        return min(tried, key=lambda each: each[1])

    def of_ways(self, person: int, worths: Numbers, ways: Counts) -> Numbers:
        """What each way is truly worth to the person: a row of blocks each, filled up with -1."""
        most = np.full(len(ways), np.inf)
        for prices in self._options(person, worths):
            values = np.append(self.at(person, worths, prices), 0.0)
            most = np.minimum(most, values[ways].sum(axis=1) + prices.sum())
        return most

    def _options(self, person: int, worths: Numbers) -> Iterator[Prices]:
        wants, repeats = self._wished.wants[:, person], self._wished.problem.repeats
        own = {n: float(worths[person, list(repeats[n])].max()) for n in np.flatnonzero(wants).tolist()}
        mine = [number for number, most in own.items() if most > 0]
        others = np.unique(worths[person]).tolist()
        differences = [sorted({0.0, own[n], *(own[n] - other for other in others if 0 < other < own[n])}) for n in mine]
        for chosen in product(*differences):
            prices = np.zeros(len(wants))
            prices[mine] = chosen
            yield prices
