"""Languages and hours of timetables that are known but for the slots of their blocks: what they come to at least.

What everyone has of the blocks at best is known. A small model decides who is where; people who have a choice between
places that are worth the same go where fewer languages are opened, then where remote people have better hours. The
rules of time and room decide in which slots the blocks can be held.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from planner.model.objective import hour_weight
from planner.model.slots import local_minutes
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.coverage import Coverage
from planner.solve.blocks.offers import Offers
from planner.solve.blocks.pairs import Column, Wished
from planner.solve.blocks.proof import Enough
from planner.solve.blocks.seating import Here, Seating, Seats
from planner.solve.priorities import Least, least_of
from planner.solve.search import Search

_WORK = 60.0
"""Deterministic limit for all timetables together."""
_Slots = list[dict[str, IntVar]]
"""Whether a block is held in a slot."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The fewest languages of some timetables, and the least burden then; no programme is below both, in this order."""

    languages: int
    burden: int
    points: float
    """Most that any of the timetables is worth beyond what is known."""
    times: Mapping[str, str]
    """When holdings start then; empty where that was not found."""


class Hours:
    """Of timetables; `scenario` without those who do not come."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished, coverage: Coverage) -> None:
        self._scenario, self._wished, self._coverage = scenario, wished, coverage
        self._seating = Seating(scenario, plan, wished)
        self._weights = {
            number: {slot.id: hour_weight(local_minutes(scenario, person.zone, slot.starts)) for slot in scenario.slots}
            for number, person in enumerate(scenario.people)
            if plan.people[person.id].attends == "remote"
        }

    def least(self, timetables: Sequence[Enough], languages: int | None, search: Search) -> Promise | None:
        """Of these timetables, in programmes that are worth what is known; None where there is none.

        With the fewest languages, or with any number up to the one that is given.
        """
        alike = defaultdict[object, list[Enough]](list)
        for each in timetables:
            alike[tuple(sorted(block for _, block in each.columns))].append(each)
        limit = min(search.deterministic_limit, _WORK / (2 * max(1, len(alike))))
        brief = replace(search, deterministic_limit=limit, presolves_briefly=True)
        promises = [self._promise(same, languages, brief) for same in alike.values()]
        possible = [promise for promise in promises if promise is not None]
        if not possible:
            return None
        least = min(possible, key=lambda promise: (promise.languages, promise.burden, not promise.times))
        return replace(least, points=max(promise.points for promise in possible))

    def _promise(self, same: Sequence[Enough], languages: int | None, search: Search) -> Promise | None:
        """Of timetables of the same blocks, in slots that differ in who is there."""
        points = max(each.more for each in same)
        if search.seconds_left <= 0:
            return Promise(languages or 0, 0, points, {})
        model = self._coverage.planning.model.clone()
        opened, burden = self._seat(model, same)
        fewest = Least(bound=languages) if languages is not None else least_of(model, opened, search)
        if fewest.is_infeasible:
            return None
        model.add(opened <= fewest.bound)
        kindest = least_of(model, burden, search, fewest.solution)
        if not kindest.is_infeasible:
            times = self._coverage.times(kindest.solution) if kindest.solution else {}
            return Promise(fewest.bound, kindest.bound, points, times)
        return None if languages is not None else Promise(fewest.bound + 1, 0, points, {})

    def _seat(self, model: CpModel, same: Sequence[Enough]) -> tuple[LinearExprT, LinearExprT]:
        """Languages opened and the burden of remote people, with everyone where they have the most points."""
        problem, whole, columns = self._wished.problem, self._seating.whole, same[0].columns
        slots = self._place(model, columns, same)
        opened, offers = self._seating.languages(model, columns), Offers(self._wished, columns)
        stays = np.all([alike.present for alike in problem.classes], axis=0)
        burdens, others, needed = list[LinearExprT](), list[LinearExprT](), -same[0].more
        for person in range(len(problem.people)):
            here = [True if stays[person] else self._is_here(model, person, held) for held in slots]
            seats = self._seating.seats(model, opened, person, columns, here)
            most = float(offers.of_ways(person, problem.points, np.arange(len(columns))[None, :])[0])
            if stays[person]:
                least = most - max(each.more for each in same)
                model.add(LinearExpr.sum(seats.points) >= math.ceil(least * whole - 1e-3))
            else:
                others, needed = others + seats.points, needed + most
            if person in self._weights:
                burdens += self._burdens(model, person, seats, slots)
        # What those who stay have at best is the same in all these timetables; so is what is left for the others.
        model.add(LinearExpr.sum(others) >= math.ceil(needed * whole - 1e-3))
        every = [each for those in opened.values() for each in those.values()]
        return LinearExpr.sum(every), LinearExpr.sum(burdens)

    def _place(self, model: CpModel, columns: Sequence[Column], same: Sequence[Enough]) -> _Slots:
        """Hold each block in one slot of those it has in any of the timetables."""
        classes, occupies = self._wished.problem.classes, self._coverage.planning.decisions.occupies
        possible = defaultdict[object, set[str]](set)
        for timetable in same:
            for number, block in timetable.columns:
                possible[block].update(classes[number].slots)
        places = _Slots()
        for _, block in columns:
            held = {slot.id: model.new_bool_var("") for slot in self._scenario.slots if slot.id in possible[block]}
            model.add_exactly_one(held.values())
            for slot, is_held in held.items():
                for holdings in self._holdings(block):
                    model.add_bool_or(
                        ~is_held,
                        *(model.get_bool_var_from_proto_index(occupies[each, slot].index) for each in holdings),
                    )
            places.append(held)
        for each in self._scenario.slots:
            model.add_at_most_one(held[each.id] for held in places if each.id in held)
        return places

    def _holdings(self, block: Sequence[int]) -> Iterator[tuple[str, ...]]:
        """Holdings of which one is in the block: either of twins."""
        groups, twins = self._wished.problem.groups, self._wished.twins
        for group in block:
            if group in twins:
                yield from zip(groups[group], groups[twins[group]], strict=True)
            else:
                yield from ((holding,) for holding in groups[group])

    def _is_here(self, model: CpModel, person: int, held: Mapping[str, IntVar]) -> Here:
        """Whether somebody who does not stay throughout is at the meeting in the block's slot."""
        classes = self._wished.problem.classes
        there = [held[slot] for alike in classes if alike.present[person] for slot in alike.slots if slot in held]
        if not there or len(there) == len(held):
            return bool(there)
        is_here = model.new_bool_var("")
        model.add(LinearExpr.sum(there) == is_here)
        return is_here

    def _burdens(self, model: CpModel, person: int, seats: Seats, slots: _Slots) -> Iterator[LinearExprT]:
        """Of the blocks at which the person is, by their hours."""
        weights = self._weights[person]
        for weight in sorted({weight for weight in weights.values() if weight}):
            for number, held in enumerate(slots):
                late = [is_held for slot, is_held in held.items() if weights[slot] == weight]
                if number in seats.must:
                    there = [held[slot] for slot in held if weights[slot] == weight and self._is_there(person, slot)]
                    yield weight * LinearExpr.sum(there)
                elif late and number in seats.chosen:
                    is_late = model.new_bool_var("")
                    model.add(is_late >= LinearExpr.sum(list(seats.chosen[number])) + LinearExpr.sum(late) - 1)
                    yield weight * is_late

    def _is_there(self, person: int, slot: str) -> bool:
        return any(alike.present[person] for alike in self._wished.problem.classes if slot in alike.slots)
