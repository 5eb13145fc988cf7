"""Languages that a timetable opens at least in programmes where people miss no more points than are known to be missed.

Its blocks are given, and so is what everyone has of them at best. A small model decides who is where; people who have
a choice between places that are worth the same go where fewer languages are opened.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT, LiteralT

from planner.model.allocation import needs_an_outgoing_language
from planner.model.wishes import preferences
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.offers import Offers
from planner.solve.blocks.pairs import Column, Wished, told_apart
from planner.solve.blocks.problem import is_bound, may_attend
from planner.solve.priorities import Search, least_of


@dataclass(frozen=True, slots=True)
class _Held:
    """A holding in a block, which goes by its number in the timetable."""

    block: int
    group: int
    holding: str
    session: str


class Booths:
    """Languages of timetables; `scenario` without those who do not come."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished) -> None:
        self._scenario, self._wished = scenario, wished
        self._known = dict[object, int]()
        self._whole = math.lcm(*wished.problem.lengths.tolist())
        """Points of a slot times this are whole."""
        wishes, languages = preferences(scenario), frozenset(scenario.conference.languages)
        people = list(enumerate(scenario.people))
        self._hears = {
            (number, session.id): sorted(person.understands & languages)
            for number, person in people
            for session in scenario.sessions
            if needs_an_outgoing_language(scenario, person, session)
        }
        self._bound = {
            (number, session.id)
            for number, person in people
            for session in scenario.sessions
            if is_bound(scenario, plan, session, person)
        }
        self._points = {
            (number, wish.session): wish.points
            for number, person in people
            for wish in wishes.get(person.id, ())
            if may_attend(scenario, scenario.session[wish.session], person)
        }

    def fewest(self, columns: Sequence[Column], spare: float, search: Search) -> int:
        """Of programmes in these blocks where everyone has all but `spare` of the points that they can have."""
        present = [alike.present.tobytes() for alike in self._wished.problem.classes]
        alike = spare, tuple(sorted((block, present[number]) for number, block in columns))
        if alike not in self._known:
            self._known[alike] = self._fewest(columns, spare, search)
        return self._known[alike]

    def _fewest(self, columns: Sequence[Column], spare: float, search: Search) -> int:
        model, problem = CpModel(), self._wished.problem
        held = [
            _Held(number, group, holding, self._scenario.holding[holding].session.id)
            for number, block in enumerate(told_apart(self._wished, columns))
            for group in block
            for holding in problem.groups[group]
        ]
        languages = self._scenario.conference.languages
        opened = {each: {language: model.new_bool_var("") for language in languages} for each in held}
        offers, every = Offers(self._wished, columns), np.arange(len(columns))[None, :]
        for person in range(len(problem.people)):
            least = float(offers.of_ways(person, problem.points, every)[0]) - spare
            least -= sum(self._given(person, column) for column in columns)
            chosen = self._seats(model, opened, person, columns)
            model.add(LinearExpr.sum(chosen) >= math.ceil(least * self._whole - 1e-3))
        every_one = [each for those in opened.values() for each in those.values()]
        return least_of(model, LinearExpr.sum(every_one), search).bound

    def _seats(
        self, model: CpModel, opened: Mapping[_Held, Mapping[str, IntVar]], person: int, columns: Sequence[Column]
    ) -> list[LinearExprT]:
        """Points of the places where the person may choose to be; there and where they must be they hear all."""
        problem, points = self._wished.problem, list[LinearExprT]()
        is_free = [not problem.busy[person, list(block)].any() for _, block in columns]
        at_once = defaultdict[int | str, list[IntVar]](list)
        for each, languages in opened.items():
            if not problem.classes[columns[each.block][0]].present[person]:
                continue
            if (person, each.session) in self._bound:
                self._follow(model, person, each.session, languages)
            elif (person, each.session) in self._points and is_free[each.block]:
                seat = model.new_bool_var("")
                self._follow(model, person, each.session, languages, ~seat)
                at_once[each.block].append(seat)
                if problem.lengths[each.group] == 1:
                    at_once[each.session].append(seat)
                points.append(
                    self._points[person, each.session] * self._whole // int(problem.lengths[each.group]) * seat
                )
        for seats in at_once.values():
            model.add_at_most_one(seats)
        return points

    def _given(self, person: int, column: Column) -> float:
        """Points of a session of the block at which the person must be."""
        problem, (number, block) = self._wished.problem, column
        must = problem.busy[person, list(block)] & problem.classes[number].present[person]
        return float(problem.points[person, list(block)][must].max(initial=0.0))

    def _follow(
        self, model: CpModel, person: int, session: str, languages: Mapping[str, IntVar], *unless: LiteralT
    ) -> None:
        """Open a language that the person hears, where they need one; some hear nothing that there is."""
        heard = self._hears.get((person, session), ())
        if heard:
            model.add_bool_or(*unless, *(languages[language] for language in heard))
