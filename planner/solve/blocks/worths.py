"""What people have of blocks whose sessions are held once: rooms, their seats and booths, and who understands whom."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
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
from planner.solve.blocks.pairs import Column, Wished
from planner.solve.blocks.problem import Flags, Numbers, Places, SlotClass
from planner.solve.blocks.seating import Held, Opened, Seating
from planner.solve.priorities import Least, least_of
from planner.solve.search import Search

FINE = 10
"""Prices of favourites are whole in tenths of a point."""
_WORK, _WORK_TOGETHER = 1.0, 10.0
"""Of one block, and of a timetable, at most, in the solver's repeatable unit."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Of some blocks."""

    most: float
    """Points, and prices of favourites kept, that no seating has more of; minus infinity: these cannot be held."""
    points: float = -math.inf
    """Of the seating found; minus infinity: none."""
    kept: Flags | None = None
    """By person: keeps a favourite in that seating."""


@dataclass(frozen=True, slots=True)
class _Seated:
    """A model of some blocks."""

    model: CpModel
    points: LinearExpr
    favourites: Mapping[int, Sequence[LiteralT]]
    """Person to where they are at a favourite."""
    opened: LinearExpr
    """Languages."""


class Worths:
    """Of a scenario without those who do not come, and of sessions of one slot."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished, places: Places) -> None:
        self.problem = wished.problem
        self._scenario, self._places, self._seating = scenario, places, Seating(scenario, plan, wished)
        self._is_remote = [plan.people[person.id].attends == "remote" for person in scenario.people]
        self._models: dict[Column, _Seated] = {}

    def of(self, column: Column, search: Search, prices: Numbers | None = None) -> Worth:
        """Of one block, where each person's favourite kept is worth its price besides; they are whole in tenths."""
        people = len(self.problem.people)
        if not column[1]:
            return Worth(0.0, 0.0, np.zeros(people, dtype=bool))
        if column not in self._models:
            self._models[column] = self._seated([column])
        seated, costs = self._models[column], np.zeros(people) if prices is None else prices
        kept = [(round(costs[who] * FINE), at) for who, at in seated.favourites.items() if costs[who]]
        valued = LinearExpr.sum([price * is_at for price, at in kept for is_at in at])
        worth = self._most(seated, seated.points * FINE + valued, _WORK, search)
        return replace(worth, most=worth.most / FINE)

    def together(self, columns: Sequence[Column], least: Numbers, enough: float, search: Search) -> Worth:
        """Of a whole timetable in which each person keeps at least so many favourites, where it is worth enough."""
        seated = self._kept(columns, least, enough)
        return self._most(seated, seated.points, _WORK_TOGETHER, search)

    def fewest_languages(self, columns: Sequence[Column], least: Numbers, enough: float, search: Search) -> Least:
        """Of such a timetable: languages opened, at least."""
        seated = self._kept(columns, least, enough)
        return least_of(seated.model, seated.opened, replace(search, workers=1, presolves_briefly=True))

    def _kept(self, columns: Sequence[Column], least: Numbers, enough: float) -> _Seated:
        seated = self._seated(columns)
        for person in np.flatnonzero(least > 0).tolist():
            seated.model.add(LinearExpr.sum(list(seated.favourites.get(person, ()))) >= math.ceil(least[person]))
        seated.model.add(seated.points >= math.ceil(enough))
        return seated

    def _most(self, seated: _Seated, valued: LinearExprT, work: float, search: Search) -> Worth:
        seated.model.proto.clear_objective()
        seated.model.maximize(valued)
        limit = min(work, search.deterministic_limit)
        brief = replace(search, workers=1, deterministic_limit=limit, linearization_level=2, presolves_briefly=True)
        solver = brief.solver()
        status = brief.run(solver, seated.model)
        if status == INFEASIBLE:
            return Worth(-math.inf)
        if status != OPTIMAL:
            brief.note_interruption(solver)
        if status not in (OPTIMAL, FEASIBLE):
            # Cut short before it has any solution, the solver may have no bound either, and says zero.
            return Worth(math.inf)
        kept = np.zeros(len(self.problem.people), dtype=bool)
        kept[[who for who, at in seated.favourites.items() if any(solver.boolean_value(each) for each in at)]] = True
        return Worth(solver.best_objective_bound, solver.value(seated.points), kept)

    def _seated(self, columns: Sequence[Column]) -> _Seated:
        model, problem = CpModel(), self.problem
        opened = self._seating.languages(model, columns)
        points, taken = list[LinearExprT](), {held: list[LiteralT]() for held in opened}
        favourites = defaultdict[int, list[LiteralT]](list)
        here = np.array([problem.classes[number].present for number, _ in columns])
        for person in np.flatnonzero(here.any(axis=0)).tolist():
            seats = self._seating.seats(model, opened, person, columns, here[:, person].tolist())
            points += seats.points
            for held, is_at in seats.at:
                if not self._is_remote[person]:
                    taken[held].append(is_at)
                if problem.favourites[person, held.group]:
                    favourites[person].append(is_at)
        for number, (kind, _) in enumerate(columns):
            languages = {held: each for held, each in opened.items() if held.block == number}
            self._house(model, problem.classes[kind], languages, taken)
        every = [is_open for languages in opened.values() for is_open in languages.values()]
        return _Seated(model, LinearExpr.sum(points), favourites, LinearExpr.sum(every))

    def _house(
        self, model: CpModel, alike: SlotClass, opened: Opened, taken: Mapping[Held, Sequence[LiteralT]]
    ) -> None:
        """Each holding of a block in a room of its own with seats and booths for it."""
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
