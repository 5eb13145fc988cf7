"""The linear programme over blocks by column generation: what prices alone come close to. The second method."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.audience import seat, worth
from planner.solve.blocks.pricing import Market, best_blocks, good_blocks
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers
from planner.solve.search import Search

_ROUNDS = 600
_EXACT_EVERY = 50
_SMOOTHING = 0.8
"""How far prices stay with those asked before: without it they swing, and most blocks found are useless."""
_SECONDS = 30.0
"""Most seconds for one exact pricing; far more than it takes below a hundred sessions."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Duals of the linear programme."""

    groups: Numbers
    classes: Numbers
    once: Numbers
    """Of attending a repeated session, repeats by people."""
    favourites: Numbers
    """Of a person's floor on favourites, at most zero."""

    def mixed(self, other: "Prices", share: float) -> "Prices":
        """This much of the other, the rest of these."""
        pairs = (
            (self.groups, other.groups), (self.classes, other.classes),
            (self.once, other.once), (self.favourites, other.favourites),
        )  # fmt: skip
        return Prices(*(share * theirs + (1 - share) * own for own, theirs in pairs))


class Master:
    """Columns are blocks with who attends what; rows: each group held, each slot once, repeats once, favourites.

    `favourites_least` are the favourites that everyone with enough preferences must attend.
    """

    def __init__(self, problem: BlockProblem, favourites_least: int) -> None:
        self.problem, self.favourites_least = problem, favourites_least
        self.best: Prices | None = None
        """Prices of the best bound so far."""
        self.bound = math.inf
        """No timetable gives more points."""
        self._known: set[tuple[int, Block, bytes]] = set()
        self._model = model = mathopt.Model()
        model.objective.is_maximize = True
        self._group_rows = [model.add_linear_constraint(lb=int(n), ub=int(n)) for n in problem.lengths]
        self._class_rows = [model.add_linear_constraint(ub=len(alike.slots)) for alike in problem.classes]
        self._once_rows = [[model.add_linear_constraint(ub=1) for _ in problem.people] for _ in problem.repeats]
        choosers = problem.choosers if favourites_least > 0 else ()
        self._floor_rows = {int(person): model.add_linear_constraint(lb=favourites_least) for person in choosers}
        # What is missing costs a little more than it can be worth: prices stay small, and any prices give a bound.
        slots = sum(len(alike.slots) for alike in problem.classes)
        self._let_miss(self._group_rows, 2 * problem.stated / max(1, slots))
        self._let_miss(self._floor_rows.values(), float(problem.points.max(initial=1.0)))
        self._solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def _let_miss(self, rows: Iterable[mathopt.LinearConstraint], penalty: float) -> None:
        for row in rows:
            missing = self._model.add_variable(lb=0)
            row.set_coefficient(missing, 1)
            self._model.objective.set_linear_coefficient(missing, -penalty)

    @property
    def missed(self) -> int:
        """Points that every timetable misses."""
        return max(0, math.ceil(self.problem.stated - self.bound - 1e-6)) if math.isfinite(self.bound) else 0

    def add(self, number: int, block: Block, prices: Prices | None) -> bool:
        """A column for the block, seated as the prices have it; whether it is new and would enter."""
        problem, slot_class = self.problem, self.problem.classes[number]
        weights = self.weights(prices)
        worths = worth(problem, weights, slot_class.present)
        seating = seat(problem, worths, block)
        key = (number, block, seating.group.tobytes())
        if key in self._known:
            return False
        if prices is not None and seating.value - prices.groups[list(block)].sum() - prices.classes[number] < 1e-6:
            return False
        self._known.add(key)
        self._enter(number, block, seating.group)
        return True

    def _enter(self, number: int, block: Block, group_of: Counts) -> None:
        problem = self.problem
        column = self._model.add_variable(lb=0)
        self._class_rows[number].set_coefficient(column, 1)
        for group in block:
            self._group_rows[group].set_coefficient(column, 1)
        seated = np.flatnonzero(group_of >= 0)
        places = group_of[seated]
        points = problem.points[seated, places]
        self._model.objective.set_linear_coefficient(column, float(points.sum()))
        for repeat, rows in zip(problem.repeats, self._once_rows, strict=True):
            chose = np.isin(places, repeat) & (points > 0) & ~self._bound_to(repeat)[seated]
            for person, group in zip(seated[chose].tolist(), places[chose].tolist(), strict=True):
                rows[person].set_coefficient(column, 1 / float(problem.lengths[group]))
        for person, group in zip(seated.tolist(), places.tolist(), strict=True):
            if person in self._floor_rows and problem.favourites[person, group]:
                self._floor_rows[person].set_coefficient(column, problem.favourites[person, group])

    def _bound_to(self, repeat: tuple[int, ...]) -> Flags:
        """People who must be at every holding of the repeated session: for them it counts at the first anyway."""
        return np.asarray(np.any(self.problem.busy[:, list(repeat)], axis=1))

    def weights(self, prices: Prices | None) -> Numbers:
        """Points less what the prices charge a person for them."""
        weights = self.problem.points.copy()
        if prices is not None:
            for repeat, once in zip(self.problem.repeats, prices.once, strict=True):
                wanted = (weights[:, list(repeat)] > 0) & ~self._bound_to(repeat)[:, None]
                weights[:, list(repeat)] -= np.where(wanted, once[:, None] / self.problem.lengths[list(repeat)], 0.0)
            weights -= self.problem.favourites * prices.favourites[:, None]
        return weights

    def constant(self, prices: Prices) -> float:
        """What the prices of all rows but the classes' come to."""
        floors = self.favourites_least * prices.favourites.sum()
        return float((prices.groups * self.problem.lengths).sum() + prices.once.sum() + floors)

    def market(self, number: int, prices: Prices) -> Market:
        """A class of slots at these prices."""
        slot_class = self.problem.classes[number]
        worths = worth(self.problem, self.weights(prices), slot_class.present)
        return Market(self.problem, slot_class, worths, prices.groups)

    def solve(self, search: Search, goal: float = -math.inf) -> None:
        """Add columns and lower the bound until it meets the linear optimum, the goal, or the limits."""
        asked, smoothing, exact = None, _SMOOTHING, False
        for turn in range(_ROUNDS):
            if search.seconds_left <= 0:
                return
            value, duals = self._solve_master()
            asked = duals if asked is None else duals.mixed(asked, smoothing)
            exact = exact or turn % _EXACT_EVERY == _EXACT_EVERY - 1
            bound = self.constant(asked)
            added = 0
            for number, slot_class in enumerate(self.problem.classes):
                market = self.market(number, asked)
                found = set(good_blocks(market))
                if exact:
                    blocks, most = best_blocks(market, found, min(_SECONDS, search.seconds_left))
                    found.update(blocks)
                    bound += len(slot_class.slots) * max(0.0, most)
                added += sum(self.add(number, block, duals) for block in sorted(found))
            if exact and bound < self.bound:
                self.bound, self.best = bound, asked
            if self.bound <= max(value + 0.5, goal) or (exact and not added and smoothing == 0.0):
                return
            smoothing = _SMOOTHING if added else (smoothing / 2 if smoothing > 0.1 else 0.0)
            exact = added <= len(self.problem.groups) // 2

    def _solve_master(self) -> tuple[float, Prices]:
        result = self._solver.solve(params=mathopt.SolveParameters(presolve=mathopt.Emphasis.OFF))
        duals = result.dual_values()
        once = [[duals[row] for row in rows] for rows in self._once_rows]
        favourites = np.zeros(len(self.problem.people))
        for person, row in self._floor_rows.items():
            favourites[person] = duals[row]
        return result.objective_value(), Prices(
            np.array([duals[row] for row in self._group_rows]),
            np.array([duals[row] for row in self._class_rows]),
            np.array(once).reshape(len(self.problem.repeats), len(self.problem.people)),
            favourites,
        )
