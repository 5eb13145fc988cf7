"""Where each session is held once and in one slot: every block with its exact worth, and the best way to part them.

Prices leave out rooms, booths and who understands whom. Of one slot with a few sessions all that is known exactly, by a
small model in a fiftieth of a second. What a block can be worth at most falls so, block by block, the most promising
first, until none is left that is not known and could be part of a timetable better than the known one. The best
timetable of what is left is one to try, and no timetable is worth more.

Left out: favourites that a person keeps in one block rather than another; the order of sessions.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.sat.python.cp_model import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    CpModel,
    IntVar,
    LinearExpr,
    LinearExprT,
    LiteralT,
)

from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.audience import seat, worth
from planner.solve.blocks.pairs import Column, TooMany, Wished
from planner.solve.blocks.prices import Prices
from planner.solve.blocks.pricing import Market, best_blocks, blocks_within, good_blocks
from planner.solve.blocks.problem import BlockProblem, Places, SlotClass
from planner.solve.blocks.seating import Held, Opened, Seating
from planner.solve.priorities import Search

_LOOKED_AT = 60_000
"""Most blocks to look at in one class of slots."""
_KEPT = 6000
"""Most blocks of which the worth may be asked."""
_AT_ONCE = 50
"""Blocks whose worth is asked before the bound is reckoned again."""
_TINY = 1e-6
_WORK = 1.0
"""Of one worth at most, in the solver's repeatable unit."""


def may_part(problem: BlockProblem) -> bool:
    """Whether each session is held once, in one slot, and blocks are few enough to be looked at."""
    blocks = math.comb(len(problem.groups), min(problem.most_parallel, len(problem.groups)))
    return not problem.repeats and bool((problem.lengths == 1).all()) and blocks <= _LOOKED_AT


class Partition:
    """The best timetable by exact blocks, for a known one worth `known` points. Raises `TooMany`."""

    def __init__(self, worths: "Worths", favourites_least: int, prices: Prices, known: float, search: Search) -> None:
        self._problem, self._worths, self._known, self._search = worths.problem, worths, known, search
        self._favourites_least = favourites_least
        self._most = _within(self._problem, favourites_least, prices, known, search)
        """Column to what it is worth at most."""
        self._exact: set[Column] = set()
        self.bound = math.inf
        """No better timetable is worth more; none is better where it is less than known."""

    def best(self) -> list[Column]:
        """A best timetable in which everyone may keep their favourites; empty where none is better or time is short."""
        self._lower()
        while self._most and self._search.seconds_left > 0:
            columns = self._whole()
            unknown = [column for column in columns if column not in self._exact]
            if not unknown:
                return columns
            self._ask(unknown)
        return []

    def _lower(self) -> None:
        """Ask for worths until all of those that make the linear optimum are known."""
        while self._most and self._search.seconds_left > 0:
            value, slack = self._linear()
            self.bound = min(self.bound, value)
            self._most = {c: most for c, most in self._most.items() if slack[c] <= value - self._known + 1e-6}
            unknown = sorted((c for c in self._most if c not in self._exact), key=lambda c: (slack[c], c))
            if not unknown or slack[unknown[0]] > _TINY:
                return
            self._ask(unknown[:_AT_ONCE])

    def _ask(self, columns: Iterable[Column]) -> None:
        for column in columns:
            self._most[column] = min(self._most[column], self._worths.of(column, self._search))
            self._exact.add(column)
            if self._most[column] < 0:
                del self._most[column]

    def _whole(self) -> list[Column]:
        """The best timetable as far as worths are known; empty where none is better than what is known."""
        problem, model = self._problem, mathopt.Model()
        uses = {column: model.add_binary_variable() for column in self._most}
        self._rows(model, uses)
        for person in problem.choosers if self._favourites_least > 0 else ():
            kept = [use for (_, block), use in uses.items() if problem.favourites[person, list(block)].any()]
            model.add_linear_constraint(mathopt.fast_sum(kept) >= self._favourites_least)
        model.maximize(mathopt.fast_sum(self._most[column] * use for column, use in uses.items()))
        limits = mathopt.SolveParameters(time_limit=datetime.timedelta(seconds=min(1e6, self._search.seconds_left)))
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=limits)
        if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
            self.bound = min(self.bound, self._known)
            return []
        self.bound = min(self.bound, result.termination.objective_bounds.dual_bound)
        if not result.has_primal_feasible_solution():
            return []
        return [column for column, use in uses.items() if result.variable_values(use) > 0.5]

    def _linear(self) -> tuple[float, Mapping[Column, float]]:
        """What no timetable of these blocks is worth more than, and how much less each is worth with a block."""
        model = mathopt.Model()
        uses = {column: model.add_variable(lb=0) for column in self._most}
        rows = self._rows(model, uses)
        model.maximize(mathopt.fast_sum(self._most[column] * use for column, use in uses.items()))
        result = mathopt.solve(model, mathopt.SolverType.GLOP)
        if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
            return self._known, dict.fromkeys(self._most, math.inf)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return math.inf, dict.fromkeys(self._most, math.inf)
        duals = result.dual_values(rows)
        groups = len(self._problem.groups)
        slack = {
            (number, block): sum(duals[group] for group in block) + duals[groups + number] - self._most[number, block]
            for number, block in self._most
        }
        return result.objective_value(), slack

    def _rows(
        self, model: mathopt.Model, uses: Mapping[Column, mathopt.Variable]
    ) -> Sequence[mathopt.LinearConstraint]:
        """Each group once, and no class more often than it has slots."""
        problem = self._problem
        with_group: list[list[mathopt.Variable]] = [[] for _ in problem.groups]
        of_class: list[list[mathopt.Variable]] = [[] for _ in problem.classes]
        for (number, block), use in uses.items():
            of_class[number].append(use)
            for group in block:
                with_group[group].append(use)
        rows = [model.add_linear_constraint(mathopt.fast_sum(held) == 1) for held in with_group]
        for alike, held in zip(problem.classes, of_class, strict=True):
            rows.append(model.add_linear_constraint(mathopt.fast_sum(held) <= len(alike.slots)))
        return rows


def _within(
    problem: BlockProblem, favourites_least: int, prices: Prices, known: float, search: Search
) -> dict[Column, float]:
    """Blocks of which a better timetable can consist, and what each can be worth within the seats of its sessions."""
    weights = problem.points - problem.favourites * prices.favourites[:, None] - prices.seats
    markets = [Market(problem, each, worth(problem, weights, each.present), prices.groups) for each in problem.classes]
    most = [max(0.0, best_blocks(each, good_blocks(each), search.seconds_left)[1]) for each in markets]
    seats = np.maximum(problem.seats, problem.busy.sum(axis=0))
    floors = max(0, favourites_least) * prices.favourites[problem.choosers].sum()
    times = [len(alike.slots) for alike in problem.classes]
    gap = float(prices.groups.sum() + prices.seats @ seats + floors + np.dot(times, most)) - known
    columns: dict[Column, float] = {}
    for number, (market, each) in enumerate(zip(markets, most, strict=True)):
        found = blocks_within(market, each - gap - 1e-6, _LOOKED_AT)
        if found is None or len(columns) + len(found) > _KEPT:
            raise TooMany
        points = worth(problem, problem.points, problem.classes[number].present)
        columns |= {(number, block): seat(problem, points, block).value for block in sorted(found)}
    return columns


class Worths:
    """The most points that people can have of a block: its rooms, their seats and booths, and who understands whom."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished, places: Places) -> None:
        self.problem = wished.problem
        self._scenario, self._places, self._seating = scenario, places, Seating(scenario, plan, wished)
        self._is_remote = [plan.people[person.id].attends == "remote" for person in scenario.people]

    def of(self, column: Column, search: Search) -> float:
        """Never less than that; minus infinity where the block cannot be held."""
        number, _ = column
        model, alike = CpModel(), self.problem.classes[number]
        opened = self._seating.languages(model, [column])
        points, taken = list[LinearExprT](), {held: list[LiteralT]() for held in opened}
        for person in np.flatnonzero(alike.present).tolist():
            seats = self._seating.seats(model, opened, person, [column], [True])
            points += seats.points
            for held, is_at in () if self._is_remote[person] else seats.at:
                taken[held].append(is_at)
        self._house(model, alike, opened, taken)
        model.maximize(LinearExpr.sum(points))
        brief = replace(search, deterministic_limit=_WORK, linearization_level=2)
        solver = brief.solver()
        status = brief.run(solver, model)
        if status == INFEASIBLE:
            return -math.inf
        if status != OPTIMAL:
            brief.note_interruption(solver)
        # Cut short before it has any solution, the solver may have no bound either, and says zero.
        return solver.best_objective_bound / self._seating.whole if status in (OPTIMAL, FEASIBLE) else math.inf

    def _house(
        self, model: CpModel, alike: SlotClass, opened: Opened, taken: Mapping[Held, Sequence[LiteralT]]
    ) -> None:
        """Each holding in a room of its own with seats and booths for it."""
        hosts: defaultdict[str, list[IntVar]] = defaultdict(list)
        for held, languages in opened.items():
            possible = {room for slot, room in self._places[held.holding] if slot in alike.slots}
            rooms = [(room, model.new_bool_var("")) for room in self._scenario.rooms if room.id in possible]
            for room, is_in in rooms:
                hosts[room.id].append(is_in)
            model.add_exactly_one(is_in for _, is_in in rooms)
            model.add(LinearExpr.sum(taken[held]) <= LinearExpr.sum([is_in * room.capacity for room, is_in in rooms]))
            booths = [is_in * (room.booths + room.mobile_booths_fit) for room, is_in in rooms]
            model.add(LinearExpr.sum(list(languages.values())) <= LinearExpr.sum(booths))
        for hosted in hosts.values():
            model.add_at_most_one(hosted)
