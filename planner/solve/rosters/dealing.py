"""Who of each pool is on duty in which sitting, and who of those on duty sits in which booth."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.solve.priorities import least_of
from planner.solve.rosters.kinds import Kind, Need, Pool, Seats, Work
from planner.solve.rosters.relaxation import COST, LOAD, WEEK
from planner.solve.search import Search

Teams = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Holding to its booths and sign teams to their interpreters."""
Duty = Mapping[tuple[Pool, str], int]
"""How many of a pool are on duty in a sitting."""


class Dealing:
    """Who is on duty in which sitting, so many of each pool: at the least cost and load, in the order of the terms."""

    def __init__(self, work: Work, sizes: Mapping[Pool, int], duty: Duty, names: Sequence[str]) -> None:
        self._work, self._model = work, CpModel()
        self._sittings = [(day, sitting) for day, sittings in work.sittings.items() for sitting in sittings]
        pools = work.pools
        self._pool_of = {
            each: pool
            for kind, members in work.members.items()
            for each, pool in zip(members, (p for p in pools[kind] for _ in range(sizes[p])), strict=True)
        }
        self._on_duty = {
            (each, sitting): self._model.new_bool_var("") for each in self._pool_of for _, sitting in self._sittings
        }
        self._largest = self._model.new_int_var(0, len(self._sittings), "")
        for each in self._pool_of:
            self._limit(each)
        self._fill(duty)
        self._objective = self._in_order(names)

    def _limit(self, each: str) -> None:
        """Load of the week, and rest."""
        load = LinearExpr.sum([self._on_duty[each, sitting] for _, sitting in self._sittings])
        self._model.add(load <= self._largest)
        for first in self._work.sittings:
            week = [self._on_duty[each, s] for day, s in self._sittings if 0 <= (day - first).days < WEEK]
            self._model.add(LinearExpr.sum(week) <= self._work.policy.sittings_per_week)
        for one, other in self._work.too_close:
            self._model.add_at_most_one(self._on_duty[each, one], self._on_duty[each, other])

    def _fill(self, duty: Duty) -> None:
        members: defaultdict[Pool, list[str]] = defaultdict(list)
        for each, pool in self._pool_of.items():
            members[pool].append(each)
        for (pool, sitting), number in duty.items():
            self._model.add(LinearExpr.sum([self._on_duty[each, sitting] for each in members[pool]]) == number)

    def _fees(self) -> tuple[LinearExpr, int]:
        """Of all days on which anybody is on duty, and the most they can come to."""
        fees, most = [], 0
        for each, pool in self._pool_of.items():
            for sittings in self._work.sittings.values():
                works = self._model.new_bool_var("")
                of_day = LinearExpr.sum([self._on_duty[each, sitting] for sitting in sittings])
                self._model.add(of_day <= self._work.policy.sittings_per_day * works)
                fees.append(pool.kind.fee * works)
                most += pool.kind.fee
        return LinearExpr.sum(fees), most

    def _in_order(self, names: Sequence[str]) -> LinearExpr:
        """Both terms in one: the earlier times more than the later can ever come to."""
        fees, most_fees = self._fees()
        counted = {COST: (fees, most_fees), LOAD: (1 * self._largest, len(self._sittings))}
        total, above = LinearExpr.sum([]), 1
        for name in reversed(names):
            count, most = counted[name]
            total, above = total + above * count, above * (most + 1)
        return total

    def on_duty(self, search: Search) -> dict[str, dict[str, Pool]] | None:
        """Sitting to those on duty, each with their pool."""
        solution = least_of(self._model, self._objective, search).solution
        if not solution:
            return None
        return {
            sitting: {
                each: pool for each, pool in self._pool_of.items() if solution[self._on_duty[each, sitting].index]
            }
            for _, sitting in self._sittings
        }


class Sitting:
    """Who of those on duty sits in which booth of which holding."""

    def __init__(self, work: Work, people: Mapping[str, Pool], needs: Mapping[Need, Sequence[str]]) -> None:
        self._work, self._people = work, people
        self._need_of = {holding: need for need, holdings in needs.items() for holding in holdings}
        self._model = CpModel()
        self._sits: dict[tuple[str, str, str], IntVar] = {}
        busy: defaultdict[tuple[str, str], list[IntVar]] = defaultdict(list)
        for need, holdings in needs.items():
            for holding in holdings:
                self._invite(need, holding, busy)
                self._meet(need, holding)
        for sits in busy.values():
            self._model.add_at_most_one(sits)

    def _invite(self, need: Need, holding: str, busy: Mapping[tuple[str, str], list[IntVar]]) -> None:
        for person, pool in self._people.items():
            is_let_in = need.category in (None, pool.category)
            for booth in need.booths:
                if is_let_in and pool.kind.may_sit(need, booth):
                    self._sits[person, holding, booth] = self._model.new_bool_var("")
                    for slot in need.slots:
                        busy[person, slot].append(self._sits[person, holding, booth])

    def _meet(self, need: Need, holding: str) -> None:
        """Teams, booths, voices, floor and pins of one holding."""
        here = {(p, booth): sits for (p, h, booth), sits in self._sits.items() if h == holding}

        def those(booths: Sequence[str], is_one: Callable[[Kind], bool] = lambda _: True) -> LinearExpr:
            there = {(p, booth): sits for (p, booth), sits in here.items() if booth in booths}
            return LinearExpr.sum([sits for (p, _), sits in there.items() if is_one(self._people[p].kind)])

        self._model.add(those(need.outgoing) >= self._work.team_size(need))
        for booth in need.booths:
            self._model.add(those([booth]) >= self._work.booth_size(need, booth))
            for floor in (language for language in need.floor if language != booth):
                self._understand(need, (booth, floor), those)
        for language in need.outgoing:
            self._model.add(those(need.outgoing, lambda kind: language in kind.active) >= 2)  # noqa: B023 - used at once
        for sign in need.signed:
            self._model.add(those([sign], lambda kind: not kind.active.isdisjoint(need.floor)) >= 1)
        self._keep(need, here)

    def _understand(self, need: Need, way: tuple[str, str], those: Callable[..., LinearExpr]) -> None:
        booth, floor = way
        relays = []
        for pivot in need.outgoing:
            if pivot != booth:
                relays.append(self._model.new_bool_var(""))
                knows_floor = those([pivot], lambda kind: floor in kind.understands)
                self._model.add(knows_floor >= 2 * relays[-1])
                knows_pivot = those([booth], lambda kind: pivot in kind.understands)  # noqa: B023 - used at once
                self._model.add(knows_pivot >= relays[-1])
        self._model.add(those([booth], lambda kind: floor in kind.understands) + LinearExpr.sum(relays) >= 1)

    def _keep(self, need: Need, here: Mapping[tuple[str, str], IntVar]) -> None:
        """Pins that have somebody there."""
        for person, pool in self._people.items():
            for booths in pool.kind.locks(need):
                self._model.add_at_least_one(here[person, b] for b in booths if (person, b) in here)

    def as_in(self, seats: Mapping[Seats, int]) -> "Sitting":
        """With as many of each kind in each booth of a need as given; whose holding of the need they are at is open."""
        there: defaultdict[Seats, list[IntVar]] = defaultdict(list)
        for (person, holding, booth), sits in self._sits.items():
            there[self._need_of[holding], self._people[person].kind, booth].append(sits)
        for seat, sitting in there.items():
            self._model.add(LinearExpr.sum(sitting) == seats[seat])
        return self

    def teams(self, search: Search) -> Teams | None:
        solution = least_of(self._model, None, search).solution
        if not solution:
            return None
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (person, holding, booth), sits in self._sits.items():
            if solution[sits.index]:
                found[holding][booth].append(person)
        return {holding: {b: tuple(team) for b, team in booths.items()} for holding, booths in found.items()}
