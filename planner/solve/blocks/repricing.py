"""Prices of favourites at which blocks with their exact worths bound timetables best, found for any part of the blocks.

The best mixture of seated blocks says what a favourite is worth. At prices between these and the best ones so far, the
blocks of the best fractions are asked for their exact worth, in turn with finding those fractions, until all are exact:
some dozens of blocks of a thousand. What was learnt of a block at any prices bounds it at all others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.solve.blocks.audience import seat, worth
from planner.solve.blocks.master import Master, Relaxed, Rows, Seatings
from planner.solve.blocks.problem import Flags, Numbers
from planner.solve.blocks.worths import FINE, Worth, Worths
from planner.solve.search import Search, side_by_side

ENOUGH = 0.5
"""Points are whole: less than this is nothing."""
_STALLED = 4
"""Turns that lower the bound by little, after which branching lowers it more."""
_LITTLE = 0.05
"""Of what is open."""
_REMEMBERED, _STARTS = 40, 12
"""Prices whose worths are kept: at others a block can be worth no more than the differences; and where to begin."""
_ROUGH = 1e-3
"""What counting seats in thousandths of a point leaves out, for each person."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What blocks are worth at most at some prices of favourites, and what that says of timetables of a part."""

    favourites: Numbers
    """Of each person's floor."""
    paid: float
    """For all floors."""
    most: Numbers
    """By block, of those outside the part as well."""
    slack: Numbers
    """By block: how much less than the bound every timetable with it is worth, at least; it adds up over blocks."""
    bound: float


class Repricing:
    """Of the blocks that are the rows' columns."""

    def __init__(self, worths: Worths, rows: Rows, least: Numbers, free: Numbers) -> None:
        """`free` is what each block is worth at most where favourites cost nothing."""
        self._worths, self._rows, self._least, self._free = worths, rows, least, free
        self.seatings = Seatings(worths.problem, rows, least)
        self._tried: list[Priced] = []
        self._starts: list[Numbers] = [np.zeros(len(least))]

    @property
    def tried(self) -> Sequence[Priced]:
        return self._tried

    def of(self, allowed: Flags, enough: float, search: Search, is_done: Callable[[Priced], bool]) -> Priced:
        """The best bound on timetables of the blocks allowed; or any that is below enough or does."""
        master = Master(self._rows, allowed)
        best = min((self._before_asking(master, prices) for prices in self._starts), key=lambda each: each.bound)
        prices, stalled, is_asked = best.favourites, 0, False
        while stalled < _STALLED and best.bound >= enough and search.seconds_left > 0 and not is_done(best):
            priced = self._asked(master, prices, allowed, enough, search)
            self._tried = [*self._tried[1 - _REMEMBERED :], priced]
            little = max(ENOUGH, _LITTLE * (best.bound - enough))
            stalled = 0 if priced.bound < best.bound - little else stalled + is_asked
            best, is_asked = min(best, priced, key=lambda each: each.bound), True
            of_mixture = self.seatings.prices(allowed)
            # Halfway to where the bound was best: prices of the mixture alone swing from turn to turn.
            prices = (of_mixture + best.favourites) / 2
        self._starts = [*self._starts[1 - _STARTS :], best.favourites]
        return best

    def ask(self, numbers: Sequence[int], prices: Numbers, search: Search) -> list[Worth]:
        """The worths of these blocks; the mixture learns their seatings."""

        def asked(number: int) -> Worth:
            return self._worths.of(self._rows.columns[number], search, prices)

        found = side_by_side(asked, numbers, search.workers)
        for number, each in zip(numbers, found, strict=True):
            self.seatings.learn(number, each)
        return found

    def _before_asking(self, master: Master, prices: Numbers) -> Priced:
        most = self._known_at(prices)
        return self._priced(prices, most, master.best(most))

    def _asked(self, master: Master, prices: Numbers, allowed: Flags, enough: float, search: Search) -> Priced:
        """The bound at these prices, rounded; exact unless below enough or out of time."""
        prices = np.round(prices * FINE) / FINE
        most = self._most_at(prices, allowed)
        paid, known, relaxed = self._paid(prices), set[int](), master.best(most)
        while relaxed.value - paid >= enough and search.seconds_left > 0:
            numbers = [number for number in relaxed.used if number not in known]
            if not numbers:
                break
            for number, found in zip(numbers, self.ask(numbers, prices, search), strict=True):
                most[number] = min(most[number], found.most)
            known.update(numbers)
            relaxed = master.best(most)
        return self._priced(prices, most, relaxed)

    def _known_at(self, prices: Numbers) -> Numbers:
        """What each block can be worth, from what is known at other prices."""
        most = self._free + self._rows.kept @ prices
        for priced in self._tried:
            most = np.minimum(most, priced.most + self._rows.kept @ np.maximum(prices - priced.favourites, 0.0))
        return most

    def _most_at(self, prices: Numbers, allowed: Flags) -> Numbers:
        """The same, of blocks allowed perhaps less: from seats alone."""
        problem, most = self._worths.problem, self._known_at(prices)
        weights = problem.points + (problem.favourites > 0) * prices[:, None]
        offered = [worth(problem, weights, alike.present) for alike in problem.classes]
        for number in np.flatnonzero(allowed).tolist():
            kind, block = self._rows.columns[number]
            within = seat(problem, offered[kind], block).value + _ROUGH * len(problem.people)
            most[number] = min(most[number], within)
        return most

    def _paid(self, prices: Numbers) -> float:
        return float(prices @ self._least)

    def _priced(self, prices: Numbers, most: Numbers, relaxed: Relaxed) -> Priced:
        paid = self._paid(prices)
        return Priced(prices, paid, most, relaxed.slack, relaxed.value - paid)
