"""How many of each kind work when and where, linear or with one day whole: bounds of a roster's terms."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ortools.math_opt.python import mathopt

from planner.solve.rosters.kinds import Kind, Need, Pool, Seats, Work
from planner.solve.search import Search

COST, LOAD = "interpreter_cost_cents", "largest_interpreter_load"
WHOLE_GAP = 0.0005
"""Relative gap at which a day made whole is good enough."""
WHOLE_NODES = 2_000
"""Nodes of the search for a whole day, so that it ends, and at the same place every time, without a deadline."""
DUTY_CENTS = 0.01
"""Price of a sitting where days are made whole, so that nobody is on duty without need: some ten cents all together."""
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is not decided yet: of which days, how large the pools are, and what is left of everybody's week."""

    days: tuple[date, ...]
    most: Mapping[str, int] = field(default_factory=dict)
    """Term to what it may come to."""
    sizes: Mapping[Pool, int] = field(default_factory=dict)
    """Empty: asked."""
    worked: Mapping[Pool, int] = field(default_factory=dict)
    """Sittings of the pool on days that are decided."""
    whole: date | None = None
    """The day for which people, sittings and seats are whole; None: for none."""


class Relaxation:
    """The least cost of the days that are open."""

    def __init__(self, work: Work, of: Open) -> None:
        self._work, self._open = work, of
        self._day_of = {sitting: day for day in of.days for sitting in work.sittings[day]}
        self.model = mathopt.Model(name="roster")
        self.size: dict[Pool, mathopt.Variable] = {}
        self.works: dict[tuple[Pool, date], mathopt.Variable] = {}
        self.on_duty: dict[tuple[Pool, str], mathopt.Variable] = {}
        self.sits: dict[Seats, mathopt.Variable] = {}
        self._busy: defaultdict[tuple[Kind, str], list[mathopt.Variable]] = defaultdict(list)
        self._closed: defaultdict[tuple[Pool, str], list[mathopt.Variable]] = defaultdict(list)
        for kind in work.members:
            self._divide(kind)
            for pool in work.pools[kind]:
                self._book(pool)
        for need, holdings in work.needs.items():
            if need.sitting in self._day_of:
                self._meet(need, len(holdings))
        self._one_place_at_a_time()
        if COST in of.most:
            self._add(self._fees() <= of.most[COST])
        duties = [DUTY_CENTS * duty for duty in self.on_duty.values()] if of.whole else []
        self.model.minimize(self._fees() + mathopt.fast_sum(duties))

    def _fees(self) -> mathopt.LinearSum:
        return mathopt.fast_sum([pool.kind.fee * works for (pool, _), works in self.works.items()])

    def _divide(self, kind: Kind) -> None:
        number = len(self._work.members[kind])
        for pool in self._pools[kind]:
            self.size[pool] = self.model.add_variable(lb=0, ub=number)
            if self._open.sizes:
                self.size[pool].lower_bound = self.size[pool].upper_bound = self._open.sizes[pool]
        self._add(mathopt.fast_sum([self.size[pool] for pool in self._pools[kind]]) == number)

    @cached_property
    def _pools(self) -> Mapping[Kind, tuple[Pool, ...]]:
        return self._work.pools

    def _book(self, pool: Pool) -> None:
        """Days, and sittings of days, within the limits of each day, of the week and of the load."""
        policy, number = self._work.policy, len(self._work.members[pool.kind])
        a_week = policy.sittings_per_week * self._weeks
        most = min(a_week, self._open.most.get(LOAD, a_week))
        worked: list[mathopt.Variable] = []
        for day in self._open.days:
            works = self.works[pool, day] = self._number(day, number if day in pool.kind.days else 0)
            self._add(works <= self.size[pool])
            duties = []
            for sitting in self._work.sittings[day]:
                duties.append(self._number(day, number))
                self.on_duty[pool, sitting] = duties[-1]
                self._add(duties[-1] <= works)
            self._add(mathopt.fast_sum(duties) <= min(policy.sittings_per_day, most) * works)
            worked += duties
        self._add(mathopt.fast_sum(worked) <= most * self.size[pool] - self._open.worked.get(pool, 0))

    @property
    def _weeks(self) -> int:
        """Weeks begun from the first to the last day: a limit of each week is one of all together."""
        days = list(self._work.sittings)
        return -(-((days[-1] - days[0]).days + 1) // WEEK)

    def _meet(self, need: Need, times: int) -> None:
        """Teams, booths, voices, floor and pins of so many holdings."""
        sits = self._seats(need)
        spoken = [seats for (_, booth), seats in sits.items() if booth in need.outgoing]
        self._at_least(spoken, times * self._work.team_size(need))
        for booth in need.booths:
            self._at_least(_into(sits, booth), times * self._work.booth_size(need, booth))
            for floor in need.floor:
                if floor != booth:
                    self._understand(need, times, (booth, floor), sits)
        for language in need.outgoing:
            voices = [s for (kind, booth), s in sits.items() if booth in need.outgoing and language in kind.active]
            self._at_least(voices, 2 * times)
        for sign in need.signed:
            speaking = [s for (k, b), s in sits.items() if b == sign and not k.active.isdisjoint(need.floor)]
            self._at_least(speaking, times)
        for kind, members in self._work.members.items():
            for booths in kind.locks(need):
                self._at_least([sits[kind, b] for b in booths if (kind, b) in sits], len(members))

    def _seats(self, need: Need) -> dict[tuple[Kind, str], mathopt.Variable]:
        """How many of each kind sit in each booth that works into a language of theirs."""
        day, seats = self._day_of[need.sitting], {}
        for kind, members in self._work.members.items():
            for booth in need.booths:
                if kind.may_sit(need, booth):
                    seats[kind, booth] = self.sits[need, kind, booth] = self._number(day, len(members))
                    self._occupy(need, kind, seats[kind, booth])
        return seats

    def _occupy(self, need: Need, kind: Kind, sits: mathopt.Variable) -> None:
        for slot in need.slots:
            self._busy[kind, slot].append(sits)
            if need.category is not None:
                self._closed[Pool(kind, need.category), slot].append(sits)

    def _understand(
        self,
        need: Need,
        times: int,
        way: tuple[str, str],
        sits: Mapping[tuple[Kind, str], mathopt.Variable],
    ) -> None:
        booth, floor = way
        day = self._day_of[need.sitting]
        relays = []
        for pivot in need.outgoing:
            if pivot != booth:
                relays.append(self._number(day, times))
                self._at_least(_into(sits, pivot, floor), 2 * relays[-1])
                self._at_least(_into(sits, booth, pivot), relays[-1])
        self._at_least([*_into(sits, booth, floor), *relays], times)

    def _one_place_at_a_time(self) -> None:
        sitting_of = {slot: need.sitting for need in self._work.needs for slot in need.slots}
        for (kind, slot), sits in self._busy.items():
            duties = [self.on_duty[pool, sitting_of[slot]] for pool in self._pools[kind]]
            self._add(mathopt.fast_sum(sits) <= mathopt.fast_sum(duties))
        for (pool, slot), sits in self._closed.items():
            self._add(mathopt.fast_sum(sits) <= self.on_duty[pool, sitting_of[slot]])

    def minimize_load(self) -> None:
        """Sittings that somebody has at least, instead of the cost."""
        largest = self.model.add_variable(lb=0)
        for kind, members in self._work.members.items():
            duties = [self.on_duty[pool, s] for pool in self._pools[kind] for s in self._day_of]
            self._add(mathopt.fast_sum(duties) <= len(members) * largest)
        self.model.minimize(largest)

    def _number(self, day: date, most: int) -> mathopt.Variable:
        return self.model.add_variable(lb=0, ub=most, is_integer=day == self._open.whole)

    def _at_least(self, counted: Iterable[mathopt.Variable], least: mathopt.LinearTypes) -> None:
        self._add(mathopt.fast_sum(list(counted)) - least >= 0)

    def _add(self, constraint: mathopt.BoundedLinearExpression) -> mathopt.LinearConstraint:
        return self.model.add_linear_constraint(constraint)

    def solved(self, search: Search) -> mathopt.SolveResult | None:
        """Its optimum, of a whole day nearly; None: none in the time, or there is no roster."""
        parameters = mathopt.SolveParameters()
        if math.isfinite(search.seconds_left):
            parameters.time_limit = timedelta(seconds=search.seconds_left)
        solver = mathopt.SolverType.GLOP
        if self._open.whole:
            solver = mathopt.SolverType.HIGHS
            parameters.relative_gap_tolerance, parameters.node_limit = WHOLE_GAP, WHOLE_NODES
        answer = mathopt.solve(self.model, solver, params=parameters)
        is_enough = self._open.whole or answer.termination.reason == mathopt.TerminationReason.OPTIMAL
        return answer if is_enough and answer.has_primal_feasible_solution() else None


def _into(
    sits: Mapping[tuple[Kind, str], mathopt.Variable], booth: str, from_language: str | None = None
) -> list[mathopt.Variable]:
    """Seats of a booth, of those who understand a language where one is named."""
    return [
        seats
        for (kind, of), seats in sits.items()
        if of == booth and (from_language is None or from_language in kind.understands)
    ]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The linear optimum."""

    bound: int
    """No roster comes to less."""
    sizes: Mapping[Pool, float]
    """How it divides kinds into pools."""


def bounded(work: Work, term: str, most: Mapping[str, int], search: Search) -> Bounded | None:
    """A bound for a term where others come to no more than given. None: not solved in time, or no roster exists."""
    relaxation = Relaxation(work, Open(days=tuple(work.sittings), most=most))
    if term == LOAD:
        relaxation.minimize_load()
    answer = relaxation.solved(search)
    if answer is None:
        return None
    # Every roster costs a multiple of what all fees are multiples of; less a little, for noise in the arithmetic.
    step, noise = (1, 1e-4) if term == LOAD else (math.gcd(*(kind.fee for kind in work.members)) or 1, 1.0)
    bound = max(0, step * math.ceil((answer.objective_value() - noise) / step))
    return Bounded(bound, {pool: answer.variable_values(size) for pool, size in relaxation.size.items()})
