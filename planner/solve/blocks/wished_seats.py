"""A small model of who can sit where: timetable, rooms, seats and booths, for what people wish and must be at.

It knows nobody's other sessions, nor languages of interpreters, and so allows all that the flat model does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from ortools.sat.python.cp_model import IntVar, LinearExpr, LinearExprT

from planner.model.slots import is_present
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.programme import Holding, Session
from planner.scenario.scenario import Scenario
from planner.solve.blocks.coverage import timetable_model
from planner.solve.blocks.problem import is_bound, languages_to_follow, may_attend, must_be_at, stays


class WishedSeats:
    """Of these wishes, person to sessions; `scenario` without those who do not come."""

    def __init__(self, scenario: Scenario, plan: Plan, wishes: Mapping[str, Sequence[str]]) -> None:
        self._scenario, self._plan = scenario, plan
        self.planning = timetable_model(scenario, plan)
        self._model, self._decisions = self.planning.model, self.planning.decisions
        self._at_once: dict[tuple[str, str], IntVar] = {}
        self._taken: defaultdict[str, list[LinearExprT]] = defaultdict(list)
        self._remote: defaultdict[str, list[LinearExprT]] = defaultdict(list)
        self._opened = {
            (holding.id, language): self._model.new_bool_var("")
            for holding in scenario.holdings
            for language in scenario.conference.languages
        }
        self._has = {
            (person.id, name): has
            for person in scenario.people
            for name, has in self._seat(person, wishes.get(person.id, ()))
        }
        for holding in scenario.holdings:
            self._house(holding)

    def has(self, person_id: str, session_id: str) -> LinearExprT:
        """1 where the person is at a session that they wish."""
        return self._has[person_id, session_id]

    def _seat(self, person: Person, wished: Sequence[str]) -> list[tuple[str, LinearExprT]]:
        """Where the person must be, and may be: what of their wishes they have."""
        scenario, sessions = self._scenario, self._scenario.session
        must = [held for held in scenario.holdings if must_be_at(scenario, self._plan, held.session, person)]
        for held in must if stays(person) else ():
            self._follow(person, held, 1)
        bound = {name for name in wished if is_bound(scenario, self._plan, sessions[name], person)}
        chosen = [name for name in wished if name not in bound and may_attend(scenario, sessions[name], person)]
        seats = {name: self._seats(person, sessions[name]) for name in chosen}
        for one, other in combinations(seats.values(), 2):
            for (first, sits), (second, sits_too) in product(one.items(), other.items()):
                self._model.add_bool_or(~sits, ~sits_too, ~self._are_at_once(first, second))
        for these in seats.values():
            self._model.add_at_most_one(these.values())
            for (holding_id, sits), held in product(these.items(), must):
                self._model.add_implication(sits, ~self._are_at_once(holding_id, held.id))
        return [(name, 1 if name in bound else LinearExpr.sum(list(seats.get(name, {}).values()))) for name in wished]

    def _seats(self, person: Person, session: Session) -> dict[str, IntVar]:
        """Whether the person is at each holding, which is then held while they are there."""
        seats = {}
        for holding in self._scenario.holdings_of[session.id]:
            sits = seats[holding.id] = self._model.new_bool_var("")
            self._follow(person, holding, sits)
            for slot in self._scenario.slots:
                if not is_present(person, (slot,)):
                    self._model.add_implication(sits, ~self._decisions.occupies[holding.id, slot.id])
        return seats

    def _follow(self, person: Person, holding: Holding, is_there: IntVar | int) -> None:
        """Take a seat, or a line, and open a language that the person hears, where they need one."""
        is_remote = self._plan.people[person.id].attends == "remote"
        (self._remote if is_remote else self._taken)[holding.id].append(is_there)
        heard = languages_to_follow(self._scenario, person, holding.session)
        if heard:
            unless = () if isinstance(is_there, int) else (~is_there,)
            self._model.add_bool_or(*unless, *(self._opened[holding.id, language] for language in heard))

    def _are_at_once(self, one: str, other: str) -> IntVar:
        """Whether two holdings share a slot; free to say so where they do not."""
        both = (one, other) if one < other else (other, one)
        if both not in self._at_once:
            at_once = self._at_once[both] = self._model.new_bool_var("")
            for slot in self._scenario.slots:
                occupied = (self._decisions.occupies[holding, slot.id] for holding in both)
                self._model.add_bool_or(at_once, *(~is_held for is_held in occupied))
        return self._at_once[both]

    def _house(self, holding: Holding) -> None:
        """Seats and booths of the room, and the size of the session."""
        rooms = [(self._decisions.is_in[holding.id, room.id], room) for room in self._scenario.rooms]
        taken = LinearExpr.sum(self._taken[holding.id])
        self._model.add(taken <= LinearExpr.sum([is_in * room.capacity for is_in, room in rooms]))
        if holding.session.size is not None:
            self._model.add(taken + LinearExpr.sum(self._remote[holding.id]) <= holding.session.size.most)
        opened = [self._opened[holding.id, language] for language in self._scenario.conference.languages]
        booths = [is_in * (room.booths + room.mobile_booths_fit) for is_in, room in rooms]
        self._model.add(LinearExpr.sum(opened) <= LinearExpr.sum(booths))
