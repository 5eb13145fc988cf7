"""A small model of the programme: all rules of time and room, and people only where they would gladly be or must be.

Smaller than the flat model by far. It leaves rules out, so its optimum is a bound; its timetables are proposals. Each
of its terms is at most what the flat model counts for the same timetable and seats.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from ortools.sat.python.cp_model import IntVar, LinearExpr, LinearExprT

from planner.model.allocation import needs_an_outgoing_language
from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import hour_weight
from planner.model.rules import HARD_RULES
from planner.model.slots import is_present, local_minutes, runs
from planner.model.wishes import favourites, preferences
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario
from planner.scenario.venue import Slot
from planner.solve.blocks.problem import Block, BlockProblem, is_bound, may_attend, must_be_at, places_of, stays
from planner.solve.priorities import least_of
from planner.solve.search import Search

Seats = list[tuple[str, str, IntVar]]
"""Holding, first slot, and whether the person is there."""


def timetable_model(scenario: Scenario, plan: Plan) -> PlanningModel:
    """The flat model with the rules of time and room alone, and of people those in roles; `plan` has who comes.

    Rooms without seats, or lines, for those who must be there in any case are left out, and so are sessions at once
    that need more people than are there.
    """
    roles = {role for session in scenario.sessions for role in session.roles}
    few = replace(scenario, people=tuple(person for person in scenario.people if person.id in roles))
    rules = [rule for rule in HARD_RULES if rule.problem == "programme" and rule.area == "timetable"]
    planning = build_model(few, ("programme",), rules=rules)
    fix_plan(planning, plan, ("delegation",))
    needed: defaultdict[str, list[LinearExprT]] = defaultdict(list)
    for holding in scenario.holdings:
        bound = [person for person in scenario.people if is_bound(scenario, plan, holding.session, person)]
        for slot in scenario.slots:
            there = [person for person in bound if stays(person) or _is_met(person, holding, slot)]
            _leave_room(planning, plan, (holding, slot), there)
            least = holding.session.size.least if holding.session.size else 0
            needed[slot.id].append(max(len(there), least) * planning.decisions.occupies[holding.id, slot.id])
    for slot in scenario.slots:
        present = sum(is_present(person, (slot,)) for person in scenario.people)
        planning.model.add(LinearExpr.sum(needed[slot.id]) <= present)
    return planning


def _is_met(person: Person, holding: Holding, slot: Slot) -> bool:
    """Whether somebody who does not stay throughout is there for all of the holding if it is held in the slot."""
    return holding.session.length_slots == 1 and is_present(person, (slot,))


def _leave_room(planning: PlanningModel, plan: Plan, place: tuple[Holding, Slot], there: Sequence[Person]) -> None:
    """Rule out rooms with too few seats, or no lines, for the people there."""
    (holding, slot), starts = place, planning.decisions.starts
    remote = sum(plan.people[person.id].attends == "remote" for person in there)
    for room in planning.scenario.rooms:
        is_too_small = room.capacity < len(there) - remote or (remote > 0 and not room.hybrid)
        if is_too_small and (holding.id, slot.id, room.id) in starts:
            planning.model.add(starts[holding.id, slot.id, room.id] == 0)


class Coverage:
    """The small model, its terms, and how its timetables are read."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self._scenario, self._plan = scenario, plan
        self.planning = timetable_model(scenario, plan)
        self.model = self.planning.model
        self.places = places_of(self.planning)
        self._wished = preferences(scenario)
        self._holdings: defaultdict[str, list[Holding]] = defaultdict(list)
        for holding in scenario.holdings:
            self._holdings[holding.session.id].append(holding)
        self._terms: dict[str, LinearExprT] = {}

    def term(self, name: str) -> LinearExprT:
        """The flat model's term of that name, as far as it is known here; never more than there."""
        if name not in self._terms:
            self._terms[name] = _TERMS[name](self)
        return self._terms[name]

    @cached_property
    def _starts(self) -> Mapping[tuple[str, str], LinearExprT]:
        return {(h.id, slot): self._start(h.id, slot) for h in self._scenario.holdings for slot in self._first_slots(h)}

    @cached_property
    def _seats(self) -> Mapping[tuple[str, str], Seats]:
        """Of a person at a session that they wish and may choose; decided, and never in two places, when first asked.

        Timetables alone need none.
        """
        seats: defaultdict[tuple[str, str], Seats] = defaultdict(list)
        for person in self._scenario.people:
            self._seat(person, seats)
        return seats

    def _start(self, holding_id: str, slot: str) -> LinearExprT:
        starts = self.planning.decisions.starts
        rooms = sorted(room for first, room in self.places[holding_id] if first == slot)
        return LinearExpr.sum([starts[holding_id, slot, room] for room in rooms])

    def _first_slots(self, holding: Holding) -> list[str]:
        """Slots in which the holding can start."""
        possible = {slot for slot, _ in self.places[holding.id]}
        return [slot.id for slot in self._scenario.slots if slot.id in possible]

    def _seat(self, person: Person, seats_of: MutableMapping[tuple[str, str], Seats]) -> None:
        in_slot: defaultdict[str, list[IntVar]] = defaultdict(list)
        for wish in self._wished.get(person.id, ()):
            session = self._scenario.session[wish.session]
            if not self._is_bound(session, person) and may_attend(self._scenario, session, person):
                for holding in self._holdings[session.id]:
                    seats_of[person.id, session.id] += self._seats_at(holding, person)
                for _, first, seat in seats_of[person.id, session.id]:
                    for slot in runs(self._scenario, session)[first]:
                        in_slot[slot.id].append(seat)
                self.model.add_at_most_one(seat for _, _, seat in seats_of[person.id, session.id])
        for slot_id, seats in in_slot.items():
            self.model.add_at_most_one(seats)
            for holding in self._bound_to(person):
                self.model.add_at_most_one(*seats, self.planning.decisions.occupies[holding.id, slot_id])

    def _bound_to(self, person: Person) -> Iterator[Holding]:
        """Holdings at which the person must be in every slot in which they are there."""
        for holding in self._scenario.holdings:
            if must_be_at(self._scenario, self._plan, holding.session, person):
                yield holding

    def _seats_at(self, holding: Holding, person: Person) -> Iterator[tuple[str, str, IntVar]]:
        for first in self._first_slots(holding):
            if is_present(person, runs(self._scenario, holding.session)[first]):
                seat = self.model.new_bool_var(f"seat[{person.id},{holding.id},{first}]")
                self.model.add(seat <= self._starts[holding.id, first])
                yield holding.id, first, seat

    def _is_bound(self, session: Session, person: Person) -> bool:
        return is_bound(self._scenario, self._plan, session, person)

    def _attends(self, person_id: str, session_id: str) -> LinearExprT:
        """1 when the person is at the session, or bound to be."""
        if self._is_bound(self._scenario.session[session_id], self._scenario.person[person_id]):
            return 1
        return LinearExpr.sum([seat for _, _, seat in self._seats.get((person_id, session_id), ())])

    def favourites_missed(self) -> LinearExprT:
        """By the person who misses most."""
        top = self._scenario.policy.allocation.top_sessions
        missed = self.model.new_int_var(0, top, "favourites_missed")
        for person_id, wished in favourites(self._scenario).items():
            attended = LinearExpr.sum([self._attends(person_id, session) for session in wished])
            self.model.add(missed >= top - attended)
            self.model.add(attended >= self._scenario.policy.allocation.favourites_floor)
        return missed

    def points_missed(self) -> LinearExprT:
        """Stated points for sessions that people are not at."""
        return LinearExpr.sum(
            [
                wish.points * (1 - self._attends(person_id, wish.session))
                for person_id, wishes in self._wished.items()
                for wish in wishes
            ]
        )

    def languages_opened(self) -> LinearExprT:
        """Languages without which somebody could not follow."""
        languages = self._scenario.conference.languages
        opened = {
            (holding.id, language): self.model.new_bool_var(f"opened[{holding.id},{language}]")
            for holding in self._scenario.holdings
            for language in languages
        }
        for person in self._scenario.people:
            heard = [language for language in languages if language in person.understands]
            for holding in self._scenario.holdings:
                session = holding.session
                if needs_an_outgoing_language(self._scenario, person, session):
                    clause = [opened[holding.id, language] for language in heard]
                    if self._is_bound(session, person) and stays(person):
                        self.model.add_bool_or(clause)
                    for held, _, seat in self._seats.get((person.id, session.id), ()):
                        if held == holding.id:
                            self.model.add_bool_or(~seat, *clause)
        return LinearExpr.sum(list(opened.values()))

    def burden(self) -> LinearExprT:
        """Hours at which remote people are where they must or wish to be."""
        weights = []
        remote = [person for person in self._scenario.people if self._plan.people[person.id].attends == "remote"]
        for person in remote:
            for holding in self._scenario.holdings:
                run_from = runs(self._scenario, holding.session)
                if self._is_bound(holding.session, person):
                    there = [(first, self._starts[holding.id, first]) for first in self._first_slots(holding)]
                    there = [(first, starts) for first, starts in there if is_present(person, run_from[first])]
                else:
                    seats = self._seats.get((person.id, holding.session.id), ())
                    there = [(first, seat) for held, first, seat in seats if held == holding.id]
                for first, is_there in there:
                    hours = [local_minutes(self._scenario, person.zone, slot.starts) for slot in run_from[first]]
                    weights.append(sum(map(hour_weight, hours)) * is_there)
        return LinearExpr.sum(weights)

    def times_of(self, columns: Sequence[tuple[int, Block]], problem: BlockProblem, search: Search) -> dict[str, str]:
        """Holding to first slot, with these blocks each in a slot of its class; empty where none is found."""
        model, occupies = self.model.clone(), self.planning.decisions.occupies
        for number, block in columns:
            slots = {slot: model.new_bool_var("") for slot in problem.classes[number].slots}
            model.add_exactly_one(slots.values())
            for group in block:
                for holding in problem.groups[group]:
                    for slot, is_then in slots.items():
                        model.add_implication(is_then, occupies[holding, slot])
        solution = least_of(model, None, search).solution
        return self.times(solution) if solution else {}

    def times(self, solution: Sequence[int]) -> dict[str, str]:
        """Holding to first slot in a solution."""
        return times_in(self.planning, solution)


_TERMS: Mapping[str, Callable[[Coverage], LinearExprT]] = {
    "favourites_missed_by_the_worst_off": Coverage.favourites_missed,
    "preference_points_missed": Coverage.points_missed,
    "session_languages_opened": Coverage.languages_opened,
    "remote_burden": Coverage.burden,
}


def times_in(planning: PlanningModel, solution: Sequence[int]) -> dict[str, str]:
    """Holding to first slot in a solution, by variable index."""
    starts = planning.decisions.starts
    return {holding: slot for (holding, slot, _), literal in starts.items() if solution[literal.index]}


def blocks_of(problem: BlockProblem, scenario: Scenario, times: Mapping[str, str]) -> dict[str, Block]:
    """The blocks of a timetable, by slot."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for group, holdings in enumerate(problem.groups):
        for slot in runs(scenario, scenario.holding[holdings[0]].session)[times[holdings[0]]]:
            held[slot.id].append(group)
    return {slot: tuple(sorted(np.unique(groups).tolist())) for slot, groups in held.items()}
