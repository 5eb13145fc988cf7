"""How good a timetable can be at all: the linear programme's bound, closed in whole numbers.

In the linear programme a person can be at a session held twice both times in one half of a mixture and never in the
other; that is most of its gap. Here a session held twice is decided as a pair of blocks, of which it is known exactly
who has it where. Those who wish several repeated sessions are counted at prices again, but at the prices that are right
for each timetable proposed. So few blocks and pairs lie within the gap (`pairs`) that this ends in a minute.

Left out as in `problem`: all but slots, sessions and wishes, and seats besides. So the bound holds for every plan.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.audience import BOUND, most_of, plain, worth
from planner.solve.blocks.master import Master
from planner.solve.blocks.pairs import Both, TooMany, WithinGap
from planner.solve.blocks.problem import Block, Numbers
from planner.solve.priorities import Search

_TURNS = 30
"""Most timetables to learn from."""
_NODES = 100_000
"""Most nodes of one programme; its bound holds whether or not it ends."""
_WHOLE = 0.4
"""Points within which a bound is enough: what people miss is a whole number."""
_MOST_LOOSE = 60
"""Most people to be counted at prices of their own: each timetable adds a long row for each of them."""


class Proof:
    """What timetables can be at best, given that one is worth `known`. Raises `TooMany` where that is too much work.

    Prices are right for the timetable to `begin` with, blocks by slot, from the start.
    """

    def __init__(self, master: Master, known: float, search: Search, begin: Mapping[str, Block]) -> None:
        self.near = WithinGap(master, known, search)
        if len(self.near.wished.loose) > _MOST_LOOSE:
            raise TooMany
        self._whole = _Whole(self.near, known)
        self._whole.learn_from(begin)
        most = max(known, min(self._whole.most(search), self.near.bound))
        self.missed = max(0, math.ceil(self.near.wished.problem.stated - most - 1e-6))
        """Points that every timetable misses."""

    def least(
        self, of_blocks: Sequence[int], of_pairs: Mapping[int, Mapping[Both, int]], search: Search
    ) -> tuple[int, list[Block]]:
        """The least that blocks and pairs of a timetable worth what is known come to, and blocks that do.

        `of_pairs` by first holding. Zero, or no blocks, where the limits allow none.
        """
        return self._whole.least(of_blocks, of_pairs, search)


class _Whole:
    """The programme in whole numbers: how often each block is used, which pairs, what the loose people have."""

    def __init__(self, near: WithinGap, known: float) -> None:
        self._near, self._wished, problem = near, near.wished, near.wished.problem
        self._model = model = mathopt.Model()
        self._used = [model.add_integer_variable(lb=0, ub=len(problem.classes[n].slots)) for n, _ in near.columns]
        self._member = np.zeros((len(near.columns), len(problem.groups)), dtype=bool)
        for row, (_, block) in zip(self._member, near.columns, strict=True):
            row[list(block)] = True
        self._class = np.array([number for number, _ in near.columns])
        self._loose = {int(p): model.add_variable(lb=0, ub=float(problem.stated)) for p in near.wished.loose}
        self._pair: dict[tuple[int, Both], mathopt.Variable] = {}
        self._hold_sessions()
        points = [float(value) * used for value, used in zip(self._points(), self._used, strict=True)]
        total = mathopt.fast_sum([*points, *self._pairs(), *self._loose.values(), near.wished.certain])
        model.maximize(total)
        model.add_linear_constraint(total >= known - 1e-3)
        for person in self._loose:
            self._count(person, near.wished.charged[:, person])

    def _hold_sessions(self) -> None:
        problem, model = self._wished.problem, self._model
        for number, alike in enumerate(problem.classes):
            mine = [self._used[n] for n in np.flatnonzero(self._class == number)]
            model.add_linear_constraint(mathopt.fast_sum(mine) <= len(alike.slots))
        for group in range(len(problem.groups)):
            if group not in self._wished.twins.values():
                times = 2 if group in self._wished.twins else int(problem.lengths[group])
                held = [self._used[n] for n in np.flatnonzero(self._member[:, group])]
                model.add_linear_constraint(mathopt.fast_sum(held) == times)

    def _points(self) -> Numbers:
        """Of each block, of those who are not loose nor counted with a pair in it."""
        problem, wished = self._wished.problem, self._wished
        points = np.zeros(len(self._used))
        worths = [worth(problem, problem.points, alike.present) for alike in problem.classes]
        for number, (kind, block) in enumerate(self._near.columns):
            values = plain(most_of(worths[kind], block))
            values[wished.loose] = 0.0
            for first in block:
                if first in wished.repeat_of:
                    values[wished.counted_with[wished.repeat_of[first]]] = 0.0
            points[number] = values.sum()
        return points

    def _pairs(self) -> Iterator[mathopt.LinearTypes]:
        """A decision for each pair, tied to its blocks; what it is worth."""
        number_of = {column: number for number, column in enumerate(self._near.columns)}
        for first, pairs in self._near.pairs.items():
            ties: dict[int, list[mathopt.Variable]] = defaultdict(list)
            for both, points in pairs.items():
                if all(column in number_of for column in both):
                    pair = self._pair[first, both] = self._model.add_binary_variable()
                    for column in both:
                        ties[number_of[column]].append(pair)
                    yield points * pair
            for number in np.flatnonzero(self._member[:, first]).tolist():
                self._model.add_linear_constraint(mathopt.fast_sum(ties[number]) == self._used[number])

    def learn_from(self, blocks: Mapping[str, Block]) -> None:
        """Prices that are right for this timetable; the floors of favourites that count for most."""
        first_of = {twin: first for first, twin in self._wished.twins.items()}
        class_of = {slot: n for n, alike in enumerate(self._wished.problem.classes) for slot in alike.slots}
        number_of = {column: number for number, column in enumerate(self._near.columns)}
        times = np.zeros(len(self._used))
        for slot, block in blocks.items():
            column = (class_of[slot], tuple(sorted(first_of.get(group, group) for group in block)))
            if column in number_of:
                times[number_of[column]] += 1
        for person in self._loose:
            self._count(person, self._least(person, self._wished.problem.points, times)[0])
        for person in self._wished.pressed.tolist():
            self._keep(person, self._least(person, self._wished.problem.favourites, times)[0])

    def most(self, search: Search) -> float:
        """What no timetable is worth more than; minus infinity where none is worth what is known.

        The first turns are without whole numbers: prices are as wrong there, and found to be so sooner.
        """
        bound, decided = math.inf, [each for each in self._model.variables() if each.integer]
        for is_whole in (False, True):
            for variable in decided:
                variable.integer = is_whole
            for _ in range(_TURNS):
                if search.seconds_left <= 0:
                    break
                result = self._solved(search)
                if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
                    return -math.inf
                bound = min(bound, result.termination.objective_bounds.dual_bound)
                if not result.has_primal_feasible_solution() or not self._learn(result):
                    break
        return bound

    def least(
        self, of_blocks: Sequence[int], of_pairs: Mapping[int, Mapping[Both, int]], search: Search
    ) -> tuple[int, list[Block]]:
        """See `Proof.least`."""
        costs = [cost * used for cost, used in zip(of_blocks, self._used, strict=True) if cost]
        costs += [of_pairs[first][both] * pair for (first, both), pair in self._pair.items() if first in of_pairs]
        self._model.minimize(mathopt.fast_sum(costs))
        result = self._solved(search)
        bound = result.termination.objective_bounds.dual_bound
        fewest = max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0
        return fewest, self._blocks(result) if result.has_primal_feasible_solution() else []

    def _blocks(self, result: mathopt.SolveResult) -> list[Block]:
        """Blocks of a solution, twins told apart again."""
        blocks, held = [], set[int]()
        for (_, block), used in zip(self._near.columns, self._used, strict=True):
            for _ in range(round(result.variable_values(used))):
                second = {first for first in block if first in held}
                held.update(first for first in block if first in self._wished.twins)
                blocks.append(tuple(self._wished.twins[g] if g in second else g for g in block))
        return blocks

    def _solved(self, search: Search) -> mathopt.SolveResult:
        limits = mathopt.SolveParameters(
            node_limit=_NODES,
            time_limit=datetime.timedelta(seconds=min(search.seconds_left, 1e6)),
            presolve=mathopt.Emphasis.OFF,
            relative_gap_tolerance=0.0,
            absolute_gap_tolerance=_WHOLE,
        )
        return mathopt.solve(self._model, mathopt.SolverType.HIGHS, params=limits)

    def _learn(self, result: mathopt.SolveResult) -> bool:
        """Rule the solution out where it gives people more than they can have; whether it did."""
        times = np.array([result.variable_values(used) for used in self._used])
        problem, learnt = self._wished.problem, False
        for person, counted in self._loose.items():
            price, value = self._least(person, problem.points, times)
            if value < result.variable_values(counted) - 1e-3:
                self._count(person, price)
                learnt = True
        for person in np.flatnonzero(self._wished.least > 0).tolist():
            price, value = self._least(person, problem.favourites, times)
            if value < self._wished.least[person] - 1e-6:
                self._keep(person, price)
                learnt = True
        return learnt

    def _count(self, person: int, price: Numbers) -> None:
        """What the person has at most."""
        values = self._at(person, self._wished.problem.points, price)
        had = [float(values[n]) * self._used[n] for n in np.flatnonzero(values)]
        self._model.add_linear_constraint(self._loose[person] - mathopt.fast_sum(had) <= float(price.sum()))

    def _keep(self, person: int, price: Numbers) -> None:
        """The person's floor of favourites."""
        liked = self._at(person, self._wished.problem.favourites, price)
        kept = [float(liked[n]) * self._used[n] for n in np.flatnonzero(liked)]
        self._model.add_linear_constraint(mathopt.fast_sum(kept) >= float(self._wished.least[person] - price.sum()))

    def _least(self, person: int, worths: Numbers, times: Numbers) -> tuple[Numbers, float]:
        """Prices at which the solution is worth least to the person, and how much: what it is truly worth.

        A person with given blocks chooses one session for each slot and one slot for each session, an assignment: its
        dual prices are differences of what is assigned, so that only these have to be tried.
        """
        wished = self._wished
        mine = [n for n in np.flatnonzero(wished.wants[:, person]).tolist() if self._own(person, worths, n) > 0]
        options = []
        for number in mine:
            own = self._own(person, worths, number)
            others = np.unique(worths[person]).tolist()
            options.append(sorted({0.0, own, *(own - other for other in others if 0 < other < own)}))
        tried = []
        for chosen in product(*options):
            price = np.zeros(len(wished.wants))
            price[mine] = chosen
            tried.append((price, float(self._at(person, worths, price) @ times + price.sum())))
        return min(tried, key=lambda each: each[1])

    def _own(self, person: int, worths: Numbers, number: int) -> float:
        return float(worths[person, list(self._wished.problem.repeats[number])].max())

    def _at(self, person: int, worths: Numbers, price: Numbers) -> Numbers:
        """What the person has of each block at best, repeated sessions at their prices."""
        problem, row = self._wished.problem, worths[person].copy()
        for number, groups in enumerate(problem.repeats):
            if self._wished.wants[number, person]:
                row[list(groups)] -= price[number] / problem.lengths[list(groups)]
        offered = np.where(problem.busy[person], BOUND + row, np.maximum(row, 0.0))
        rows = np.array([offered * alike.present[person] for alike in problem.classes])
        return plain(np.where(self._member, rows[self._class], 0.0).max(axis=1, initial=0.0))
