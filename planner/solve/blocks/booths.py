"""Languages that a timetable opens at least in programmes where people miss no more points than are known to be missed.

Its blocks are given, and so is what everyone has of them at best. A small model decides who is where; people who have
a choice between places that are worth the same go where fewer languages are opened.
"""

import math
from collections.abc import Sequence

import numpy as np
from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.solve.blocks.offers import Offers
from planner.solve.blocks.pairs import Column, Wished
from planner.solve.blocks.seating import Seating
from planner.solve.priorities import Search, least_of


class Booths:
    """Languages of timetables."""

    def __init__(self, wished: Wished, seating: Seating) -> None:
        self._wished, self._seating = wished, seating
        self._known = dict[object, int]()

    def fewest(self, columns: Sequence[Column], spare: float, search: Search) -> int:
        """Of programmes in these blocks where everyone has all but `spare` of the points that they can have."""
        present = [alike.present.tobytes() for alike in self._wished.problem.classes]
        alike = spare, tuple(sorted((block, present[number]) for number, block in columns))
        if alike not in self._known:
            self._known[alike] = self._fewest(columns, spare, search)
        return self._known[alike]

    def _fewest(self, columns: Sequence[Column], spare: float, search: Search) -> int:
        model, problem, seating = CpModel(), self._wished.problem, self._seating
        opened, offers, every = seating.languages(model, columns), Offers(self._wished, columns), [range(len(columns))]
        for person in range(len(problem.people)):
            here = [bool(problem.classes[number].present[person]) for number, _ in columns]
            least = float(offers.of_ways(person, problem.points, np.array(every))[0]) - spare
            seats = seating.seats(model, opened, person, columns, here)
            model.add(LinearExpr.sum(seats.points) >= math.ceil(least * seating.whole - 1e-3))
        return least_of(
            model, LinearExpr.sum([each for those in opened.values() for each in those.values()]), search
        ).bound
