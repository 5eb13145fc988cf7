"""Where people choose to be, for small models of a timetable whose blocks are given: seats, and languages opened."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT, LiteralT

from planner.model.wishes import preferences
from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.pairs import Column, Wished
from planner.solve.blocks.problem import languages_to_follow, may_attend, must_be_at


@dataclass(frozen=True, slots=True)
class Held:
    """A holding in a block, which goes by its number in the timetable; of twins the second as the first."""

    block: int
    group: int
    holding: str
    session: str


Opened = Mapping[Held, Mapping[str, IntVar]]
Here = bool | IntVar
"""Whether a person is at the meeting when a block is held."""


@dataclass(frozen=True, slots=True)
class Seats:
    """Of one person in the blocks of a timetable."""

    points: list[LinearExprT]
    """Of each place, times the whole of the seating."""
    must: set[int]
    """Blocks at which the person is whenever they are at the meeting."""
    chosen: Mapping[int, Sequence[IntVar]]
    """By block, at most one."""
    at: Sequence[tuple[Held, LiteralT]]
    """Wherever the person may or must be."""


class Seating:
    """Of a scenario without those who do not come."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished) -> None:
        self._scenario, self._problem = scenario, wished.problem
        self.whole = math.lcm(*wished.problem.lengths.tolist())
        """Points of a slot times this are whole."""
        wishes, people = preferences(scenario), list(enumerate(scenario.people))
        self._hears = {
            (number, session.id): languages_to_follow(scenario, person, session)
            for number, person in people
            for session in scenario.sessions
        }
        self._bound = {
            (number, session.id)
            for number, person in people
            for session in scenario.sessions
            if must_be_at(scenario, plan, session, person)
        }
        self._points = {
            (number, wish.session): wish.points
            for number, person in people
            for wish in wishes.get(person.id, ())
            if may_attend(scenario, scenario.session[wish.session], person)
        }

    def languages(self, model: CpModel, columns: Sequence[Column]) -> Opened:
        """Whether each language is opened, for each holding of these blocks."""
        held = [
            Held(number, group, holding, self._scenario.holding[holding].session.id)
            for number, (_, block) in enumerate(columns)
            for group in block
            for holding in self._problem.groups[group]
        ]
        return {
            each: {language: model.new_bool_var("") for language in self._scenario.conference.languages}
            for each in held
        }

    def seats(
        self, model: CpModel, opened: Opened, person: int, columns: Sequence[Column], here: Sequence[Here]
    ) -> Seats:
        """Where the person may choose to be; there and where they must be they hear all."""
        problem, points, must, at = self._problem, list[LinearExprT](), set[int](), list[tuple[Held, LiteralT]]()
        is_free = [not problem.busy[person, list(block)].any() for _, block in columns]
        chosen, once = defaultdict[int, list[IntVar]](list), defaultdict[str, list[IntVar]](list)
        for each, languages in opened.items():
            is_here = here[each.block]
            if is_here is False:
                continue
            unless = () if isinstance(is_here, bool) else (~is_here,)
            if (person, each.session) in self._bound:
                self._follow(model, person, each.session, languages, *unless)
                must.add(each.block)
                at.append((each, is_here))
            elif (person, each.session) in self._points and is_free[each.block]:
                seat = model.new_bool_var("")
                self._follow(model, person, each.session, languages, ~seat)
                model.add_bool_or(~seat, is_here)
                chosen[each.block].append(seat)
                at.append((each, seat))
                if problem.lengths[each.group] == 1:
                    once[each.session].append(seat)
                points.append(
                    self._points[person, each.session] * self.whole // int(problem.lengths[each.group]) * seat
                )
        for seats in (*chosen.values(), *once.values()):
            model.add_at_most_one(seats)
        points += [self._given(person, column) * is_here for column, is_here in zip(columns, here, strict=True)]
        return Seats(points, must, chosen, at)

    def _given(self, person: int, column: Column) -> int:
        """Points of a session of the block at which the person must be."""
        block = list(column[1])
        must = self._problem.busy[person, block]
        return round(self.whole * float(self._problem.points[person, block][must].max(initial=0.0)))

    def _follow(
        self, model: CpModel, person: int, session: str, languages: Mapping[str, IntVar], *unless: LiteralT
    ) -> None:
        """Open a language that the person hears, where they need one; some hear nothing that there is."""
        if heard := self._hears[person, session]:
            model.add_bool_or(*unless, *(languages[language] for language in heard))
