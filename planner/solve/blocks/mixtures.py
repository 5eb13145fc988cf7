"""Mixtures of timetables in which a session held twice is a pair of blocks: a bound, and what each block takes off it.

Those who wish several repeated sessions are counted at prices, found anew for each mixture; floors of favourites alike.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.audience import most_of, plain, worth
from planner.solve.blocks.offers import Offers, Prices
from planner.solve.blocks.pairs import Both, Choice, Column, Wished
from planner.solve.blocks.problem import Block, Numbers
from planner.solve.search import Search

_TURNS = 30
"""Most mixtures to learn from."""
_ROUGH = 1e-2
"""Points by which the linear programme may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Of what timetables worth what is known can consist: a timetable's costs are at most what is spare."""

    choice: Choice
    spare: float
    of_columns: Mapping[Column, float]
    of_pairs: Mapping[int, Mapping[Both, float]]
    """Besides those of their blocks."""


class Mixtures:
    """How much each block and pair is used, and what the loose people have."""

    def __init__(self, wished: Wished, choice: Choice, known: float) -> None:
        self._wished, self._choice, self._known, problem = wished, choice, known, wished.problem
        self.bound = math.inf
        """No timetable is worth more; minus infinity where none is worth what is known."""
        self._offers = Offers(wished, choice.columns)
        self._model = model = mathopt.Model()
        self._used = [model.add_variable(lb=0, ub=len(problem.classes[n].slots)) for n, _ in choice.columns]
        self._loose = {int(p): model.add_variable(lb=0, ub=float(problem.stated)) for p in wished.loose}
        self._pair: dict[tuple[int, Both], mathopt.Variable] = {}
        self._hold_sessions()
        points = [value * used for value, used in zip(points_of(wished, choice).tolist(), self._used, strict=True)]
        model.maximize(mathopt.fast_sum([*points, *self._pairs(), *self._loose.values(), wished.certain]))
        for person in self._loose:
            self._count(person, wished.charged[:, person])

    def _hold_sessions(self) -> None:
        problem, model = self._wished.problem, self._model
        for number, alike in enumerate(problem.classes):
            mine = [self._used[n] for n in np.flatnonzero(self._offers.classes == number)]
            model.add_linear_constraint(mathopt.fast_sum(mine) <= len(alike.slots))
        for group, times in enumerate(self._wished.times.tolist()):
            held = [self._used[n] for n in np.flatnonzero(self._offers.member[:, group])]
            model.add_linear_constraint(mathopt.fast_sum(held) == times)

    def _pairs(self) -> Iterator[mathopt.LinearTypes]:
        """A share for each pair, tied to its blocks; what it is worth."""
        number_of = {column: number for number, column in enumerate(self._choice.columns)}
        for first, pairs in self._choice.pairs.items():
            ties: dict[int, list[mathopt.Variable]] = defaultdict(list)
            for both, points in pairs.items():
                pair = self._pair[first, both] = self._model.add_variable(lb=0)
                for column in both:
                    ties[number_of[column]].append(pair)
                yield points * pair
            for number in np.flatnonzero(self._offers.member[:, first]).tolist():
                self._model.add_linear_constraint(mathopt.fast_sum(ties[number]) == self._used[number])

    def learn_from(self, blocks: Mapping[str, Block]) -> None:
        """Prices that are right for this timetable; the floors of favourites that count for most."""
        first_of = {twin: first for first, twin in self._wished.twins.items()}
        class_of = {slot: n for n, alike in enumerate(self._wished.problem.classes) for slot in alike.slots}
        number_of = {column: number for number, column in enumerate(self._choice.columns)}
        times = np.zeros(len(self._used))
        for slot, block in blocks.items():
            column = (class_of[slot], tuple(sorted(first_of.get(group, group) for group in block)))
            if column in number_of:
                times[number_of[column]] += 1
        for person in self._loose:
            self._count(person, self._offers.least(person, self._wished.problem.points, times)[0])
        for person in self._wished.pressed.tolist():
            self._keep(person, self._offers.least(person, self._wished.problem.favourites, times)[0])

    def learn(self, search: Search) -> Left | None:
        """Lower the bound until no mixture teaches more; what is left then. None where the limits allow nothing."""
        solver, left = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP), None
        for _ in range(_TURNS):
            limit = datetime.timedelta(seconds=min(search.seconds_left, 1e6))
            result = solver.solve(params=mathopt.SolveParameters(time_limit=limit))
            if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
                self.bound = -math.inf
                return None
            if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
                break
            self.bound = min(self.bound, result.objective_value())
            left = self._left(result)
            if not self._learn(result):
                break
        return left

    def _left(self, result: mathopt.SolveResult) -> Left:
        """By reduced costs: what one more of each takes off the bound."""
        spare = result.objective_value() - self._known + _ROUGH
        of_columns = dict(
            zip(
                self._choice.columns, np.maximum(-np.array(result.reduced_costs(self._used)), 0.0).tolist(), strict=True
            )
        )
        of_pairs: dict[int, dict[Both, float]] = {first: {} for first in self._choice.pairs}
        for (first, both), pair in self._pair.items():
            cost = max(0.0, -result.reduced_costs(pair))
            if cost + sum(of_columns[column] for column in set(both)) <= spare:
                of_pairs[first][both] = cost
        columns = {column for column, cost in of_columns.items() if cost <= spare}
        choice = self._choice.among(columns, {(first, both) for first, pairs in of_pairs.items() for both in pairs})
        return Left(choice=choice, spare=spare, of_columns=of_columns, of_pairs=of_pairs)

    def _learn(self, result: mathopt.SolveResult) -> bool:
        """Rule the mixture out where it gives people more than they can have; whether it did."""
        times = np.array(result.variable_values(self._used))
        problem, learnt = self._wished.problem, False
        for person, counted in self._loose.items():
            prices, value = self._offers.least(person, problem.points, times)
            if value < result.variable_values(counted) - 1e-3:
                self._count(person, prices)
                learnt = True
        for person in np.flatnonzero(self._wished.least > 0).tolist():
            prices, value = self._offers.least(person, problem.favourites, times)
            if value < self._wished.least[person] - 1e-6:
                self._keep(person, prices)
                learnt = True
        return learnt

    def _count(self, person: int, prices: Prices) -> None:
        """What the person has at most."""
        values = self._offers.at(person, self._wished.problem.points, prices)
        had = [float(values[n]) * self._used[n] for n in np.flatnonzero(values)]
        self._model.add_linear_constraint(self._loose[person] - mathopt.fast_sum(had) <= float(prices.sum()))

    def _keep(self, person: int, prices: Prices) -> None:
        """The person's floor of favourites."""
        liked = self._offers.at(person, self._wished.problem.favourites, prices)
        kept = [float(liked[n]) * self._used[n] for n in np.flatnonzero(liked)]
        self._model.add_linear_constraint(mathopt.fast_sum(kept) >= float(self._wished.least[person] - prices.sum()))


def points_of(wished: Wished, choice: Choice) -> Numbers:
    """Of each block, of those who are not loose nor counted with a pair in it."""
    problem, points = wished.problem, np.zeros(len(choice.columns))
    worths = [worth(problem, problem.points, alike.present) for alike in problem.classes]
    for number, (kind, block) in enumerate(choice.columns):
        values = plain(most_of(worths[kind], block))
        values[wished.loose] = 0.0
        for first in block:
            if first in wished.repeat_of:
                values[wished.counted_with[wished.repeat_of[first]]] = 0.0
        points[number] = values.sum()
    return points
