"""Linear programmes over blocks: those with a bound, and the mixture of seated blocks that prices favourites."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.covers import Covering
from planner.solve.blocks.pairs import Column
from planner.solve.blocks.problem import BlockProblem, Counts, Flags, Numbers
from planner.solve.blocks.worths import Worth

_DEAREST = 2.0
"""Most that a favourite costs, in most points for one session; the bound holds at any price."""
_USED = 1e-6
"""Less is not used."""


@dataclass(frozen=True, slots=True)
class Rows:
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
    def of(cls, problem: BlockProblem, columns: Sequence[Column], least: Numbers) -> "Rows":
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

    @property
    def holds(self) -> Flags:
        """Block by group."""
        return self.uses[:, : self.groups] > 0

    def ways(self, allowed: Flags, slack: Numbers, budget: float) -> Counts:
        """All timetables whose slack is within the budget, rows of blocks filled up with -1. Raises `TooMany`."""
        everything = range(self.groups)
        covering = Covering(
            uses=self.uses, limits=self.limits, groups=self.groups, together=everything, costs=slack, pairs={}
        )
        return covering.ways(everything, np.flatnonzero(allowed), budget)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best fractions of blocks."""

    value: float
    """No timetable of these blocks is worth more; minus infinity: there is none."""
    slack: Numbers
    """By block: how much less than the value every timetable with it is worth, at least; it adds up over blocks."""
    used: Sequence[int]


class Master:
    """The linear programme over some of the blocks, solved again and again with other worths."""

    def __init__(self, rows: Rows, allowed: Flags) -> None:
        self._rows, self._allowed, self._model = rows, np.flatnonzero(allowed).tolist(), mathopt.Model()
        self._limits = [
            self._model.add_linear_constraint(lb=1 if row < rows.groups else 0, ub=limit)
            for row, limit in enumerate(rows.limits.tolist())
        ]
        self._shares = [self._model.add_variable(lb=0) for _ in self._allowed]
        for number, share in zip(self._allowed, self._shares, strict=True):
            for row in np.flatnonzero(rows.uses[number]).tolist():
                self._limits[row].set_coefficient(share, float(rows.uses[number, row]))
        self._model.objective.is_maximize = True
        self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        self._most = np.zeros(len(self._allowed))
        """As the model has it."""

    def best(self, most: Numbers) -> Relaxed:
        """Where each block is worth this; minus infinity: it cannot be held."""
        mine = most[self._allowed]
        for place in np.flatnonzero(mine != self._most).tolist():
            if mine[place] == -math.inf:
                self._shares[place].upper_bound = 0.0
            else:
                self._model.objective.set_linear_coefficient(self._shares[place], float(mine[place]))
        self._most = mine
        result = self._solver.solve()
        if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
            return Relaxed(-math.inf, np.full(len(most), math.inf), ())
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return Relaxed(math.inf, np.zeros(len(most)), ())
        prices = np.array(result.dual_values(self._limits))
        shares = np.array(result.variable_values(self._shares))
        used = [number for number, share in zip(self._allowed, shares, strict=True) if share > _USED]
        return Relaxed(float(result.objective_value()), np.maximum(self._rows.uses @ prices - most, 0.0), used)


class Seatings:
    """Blocks with people in their seats: points, and who keeps a favourite there."""

    def __init__(self, problem: BlockProblem, rows: Rows, least: Numbers) -> None:
        self._rows, self._least = rows, least
        self.dearest = _DEAREST * float(problem.points.max(initial=1.0))
        """What missing a favourite costs in a mixture."""
        self._missing = float(problem.points.sum(axis=0).max(initial=1.0))
        """What it costs not to hold a group: more than any could be worth."""
        self._known: dict[int, dict[bytes, tuple[float, Flags]]] = {}

    def learn(self, number: int, found: Worth) -> None:
        """One more of a block."""
        if found.kept is not None:
            kept = found.kept & (self._least > 0)
            known = self._known.setdefault(number, {})
            points, _ = known.get(kept.tobytes(), (-math.inf, kept))
            known[kept.tobytes()] = max(points, found.points), kept

    def prices(self, allowed: Flags) -> Numbers:
        """Of each person's floor of favourites, in the mixture of these blocks with the most points.

        What is not held and kept costs.
        """
        model, groups, rows = mathopt.Model(), self._rows.groups, self._rows.groups + self._rows.classes
        held = [
            model.add_linear_constraint(lb=1 if row < groups else 0, ub=limit)
            for row, limit in enumerate(self._rows.limits[:rows].tolist())
        ]
        floors = {who: model.add_linear_constraint(lb=self._least[who]) for who in np.flatnonzero(self._least).tolist()}
        worths = list[mathopt.LinearTypes]()
        for number, (points, kept) in self._of(allowed):
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
        return people

    def _of(self, allowed: Flags) -> "list[tuple[int, tuple[float, Flags]]]":
        return [(number, each) for number, known in self._known.items() if allowed[number] for each in known.values()]
