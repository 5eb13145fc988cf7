"""A lower bound on the cost of a roster: how many of each kind work on which day, not who.

Per pool, how many work on each day and in each sitting; per kind and need, how many sit in each booth. Fees are paid
per day worked. Kept are, summed over a pool or a need: one place at a time, sittings per day and per week, days, closed
sessions, team sizes, booths of active languages, two voices, and understanding the floor or taking relay. Left out are
the rest between sittings, pins, and that people and holdings are whole. Each row is a sum of rows that the flat model
implies, so the optimum, also of the linear relaxation, is a bound on `interpreter_cost_cents`.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ortools.math_opt.python import mathopt

from benchmarks.roster_kinds import Kind, Need, Pool, Seats, Work, team_size
from planner.units import Cents

WHOLE_GAP = 0.0005
"""Relative gap at which a day made whole is good enough."""
DUTY_CENTS = 0.01
"""Price of a sitting where days are made whole, so that nobody is on duty without need: some ten cents all together."""
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is not decided yet: of which days, how large the pools are, and what is left of everybody's week."""

    days: tuple[date, ...]
    sizes: Mapping[Pool, int] = field(default_factory=dict)
    """Empty: asked."""
    worked: Mapping[Pool, int] = field(default_factory=dict)
    """Sittings of the pool on days that are decided."""
    whole: date | None = None
    """The day for which people, sittings and seats are whole; None: for none."""


class Relaxation:
    """The problem of the module's first paragraph for the days that are open, linear or whole."""

    def __init__(self, work: Work, of: Open) -> None:
        self._work, self._open, self.is_whole = work, of, of.whole is not None
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
        fees = [pool.kind.fee * works for (pool, _), works in self.works.items()]
        duties = [DUTY_CENTS * duty for duty in self.on_duty.values()] if self.is_whole else []
        self.model.minimize(mathopt.fast_sum([*fees, *duties]))

    def _divide(self, kind: Kind) -> None:
        number = len(self._work.members[kind])
        for pool in self._work.pools[kind]:
            self.size[pool] = self.model.add_variable(lb=0, ub=number)
            if self._open.sizes:
                self.size[pool].lower_bound = self.size[pool].upper_bound = self._open.sizes[pool]
        self._add(mathopt.fast_sum([self.size[pool] for pool in self._work.pools[kind]]) == number)

    def _book(self, pool: Pool) -> None:
        """Days, and sittings of days, within the limits of each day and of the week."""
        policy, number = self._work.policy, len(self._work.members[pool.kind])
        week: list[mathopt.Variable] = []
        for day in self._open.days:
            works = self.works[pool, day] = self._number(day, number if day in pool.kind.days else 0)
            self._add(works <= self.size[pool])
            duties = []
            for sitting in self._work.sittings[day]:
                duties.append(self._number(day, number))
                self.on_duty[pool, sitting] = duties[-1]
                self._add(duties[-1] <= works)
            self._add(mathopt.fast_sum(duties) <= policy.sittings_per_day * works)
            week += duties
        left = policy.sittings_per_week * self._weeks * self.size[pool] - self._open.worked.get(pool, 0)
        self._add(mathopt.fast_sum(week) <= left)

    @property
    def _weeks(self) -> int:
        """Weeks begun from the first to the last day: a limit of each week is one of all together."""
        days = list(self._work.sittings)
        return -(-((days[-1] - days[0]).days + 1) // WEEK)

    def _meet(self, need: Need, times: int) -> None:
        """Teams, booths, voices and floor of so many holdings."""
        policy = self._work.policy
        sits = self._seats(need)

        def those(belongs: Callable[[Kind, str], bool]) -> mathopt.LinearSum:
            return mathopt.fast_sum([each for (kind, booth), each in sits.items() if belongs(kind, booth)])

        self._add(those(lambda _, __: True) >= times * team_size(policy, need))
        for language in need.outgoing:
            least = policy.bi_active_team if language in policy.bi_active_languages else 1
            self._add(those(lambda _, booth: booth == language) >= times * least)  # noqa: B023 - used at once
            self._add(those(lambda kind, _: language in kind.active) >= 2 * times)  # noqa: B023
            for floor in need.floor:
                if floor != language:
                    self._understand(need, times, (language, floor), those)

    def _seats(self, need: Need) -> dict[tuple[Kind, str], mathopt.Variable]:
        """How many of each kind sit in each booth that works into a language of theirs."""
        day, seats = self._day_of[need.sitting], {}
        for kind, members in self._work.members.items():
            for booth in need.outgoing:
                if booth in kind.active and kind not in need.barred:
                    seats[kind, booth] = self.sits[need, kind, booth] = self._number(day, len(members))
                    self._occupy(need, kind, seats[kind, booth])
        return seats

    def _occupy(self, need: Need, kind: Kind, sits: mathopt.Variable) -> None:
        for slot in need.slots:
            self._busy[kind, slot].append(sits)
            if need.category is not None:
                self._closed[Pool(kind, need.category), slot].append(sits)

    def _understand(
        self, need: Need, times: int, way: tuple[str, str], those: Callable[..., mathopt.LinearSum]
    ) -> None:
        booth, floor = way
        day = self._day_of[need.sitting]
        relays = []
        for pivot in need.outgoing:
            if pivot != booth:
                relays.append(self._number(day, times))
                self._add(those(lambda k, b: b == pivot and floor in k.understands) >= 2 * relays[-1])  # noqa: B023
                self._add(those(lambda k, b: b == booth and pivot in k.understands) >= relays[-1])  # noqa: B023
        direct = those(lambda kind, b: b == booth and floor in kind.understands)
        self._add(direct + mathopt.fast_sum(relays) >= times)

    def _one_place_at_a_time(self) -> None:
        sitting_of = {slot: need.sitting for need in self._work.needs for slot in need.slots}
        for (kind, slot), sits in self._busy.items():
            duties = [self.on_duty[pool, sitting_of[slot]] for pool in self._work.pools[kind]]
            self._add(mathopt.fast_sum(sits) <= mathopt.fast_sum(duties))
        for (pool, slot), sits in self._closed.items():
            self._add(mathopt.fast_sum(sits) <= self.on_duty[pool, sitting_of[slot]])

    def _number(self, day: date, most: int) -> mathopt.Variable:
        return self.model.add_variable(lb=0, ub=most, is_integer=day == self._open.whole)

    def _add(self, constraint: mathopt.BoundedLinearExpression) -> mathopt.LinearConstraint:
        return self.model.add_linear_constraint(constraint)


def solved(relaxation: Relaxation, seconds: float) -> mathopt.SolveResult | None:
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
    solver = mathopt.SolverType.GLOP
    if relaxation.is_whole:
        solver, parameters.relative_gap_tolerance = mathopt.SolverType.HIGHS, WHOLE_GAP
    answer = mathopt.solve(relaxation.model, solver, params=parameters)
    return answer if answer.has_primal_feasible_solution() else None


def linear_bound(work: Work, seconds: float) -> tuple[Cents, dict[Pool, float]] | None:
    """The bound, and how the linear optimum divides kinds into pools. None: not solved in time, or no roster exists."""
    relaxation = Relaxation(work, Open(days=tuple(work.sittings)))
    answer = solved(relaxation, seconds)
    if answer is None or answer.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    # Every roster costs a multiple of what all fees are multiples of; a cent less, for noise in the arithmetic.
    step = math.gcd(*(kind.fee for kind in work.members))
    bound = Cents(step * math.ceil((answer.objective_value() - 1) / step))
    return bound, {pool: answer.variable_values(size) for pool, size in relaxation.size.items()}


def load_bound(work: Work, most_cents: Cents, seconds: float) -> int | None:
    """Sittings that somebody has at least, of any roster that costs no more."""
    relaxation = Relaxation(work, Open(days=tuple(work.sittings)))
    model = relaxation.model
    model.add_linear_constraint(model.objective.as_linear_expression() <= most_cents)
    largest = model.add_variable(lb=0)
    for kind, members in work.members.items():
        of_kind = [duty for (pool, _), duty in relaxation.on_duty.items() if pool.kind == kind]
        model.add_linear_constraint(mathopt.fast_sum(of_kind) <= len(members) * largest)
    model.minimize(largest)
    answer = solved(relaxation, seconds)
    if answer is None or answer.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    return math.ceil(answer.objective_value() - 1e-4)
