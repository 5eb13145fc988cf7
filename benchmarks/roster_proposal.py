"""A roster proposed from the relaxation of `roster_bound`, for the flat model to accept.

Kinds are divided into pools as the linear optimum says. Then the days are made whole one after the other, each as an
integer program in which the days still open stay linear. Who of a pool works when is one CP-SAT problem of all days;
who of them sits where one for each sitting, first with as many of each kind in each booth as the day has it, then
freely.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar, LinearExpr

from benchmarks.roster_bound import WEEK, Open, Relaxation, linear_bound, solved
from benchmarks.roster_kinds import Kind, Need, Pool, Seats, Work, team_size, work_of
from planner.plan import Plan
from planner.scenario.policy import InterpretingPolicy
from planner.scenario.scenario import Scenario
from planner.units import Cents

Teams = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Holding to its booths to their interpreters."""
Duty = Mapping[tuple[Pool, str], int]
"""How many of a pool are on duty in a sitting."""
DAY_SHARE = 0.12
"""Of all the time, what making one day whole may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What came out."""

    bound: Cents | None
    """No roster costs less; None: not known."""
    teams: Teams | None
    """None: none was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDays:
    """The relaxation with every day made whole."""

    duty: Duty
    seats: Mapping[Seats, int]


def propose_roster(scenario: Scenario, plan: Plan, seconds: float) -> Proposed:
    """A bound on the roster's cost, and a roster, for a plan that lacks only that."""
    deadline = time.monotonic() + seconds
    work = work_of(scenario, plan)
    linear = linear_bound(work, seconds)
    if linear is None:
        return Proposed(bound=None, teams=None)
    bound, wanted = linear
    sizes = _divided(work, wanted)
    whole = _made_whole(work, sizes, seconds)
    if whole is None:
        return Proposed(bound=bound, teams=None)
    on_duty = Dealing(work, sizes, whole.duty).on_duty(deadline)
    if on_duty is None:
        return Proposed(bound=bound, teams=None)
    return Proposed(bound=bound, teams=_seated(work, whole, on_duty, deadline))


def _divided(work: Work, wanted: Mapping[Pool, float]) -> dict[Pool, int]:
    """Whole pools, by largest remainder; who is in no pool of a category could as well be, so none is left out."""
    sizes: dict[Pool, int] = {}
    for kind, members in work.members.items():
        pools = work.pools[kind]
        closed = [pool for pool in pools if pool.category is not None] or list(pools)
        idle = sum(wanted[pool] for pool in pools if pool not in closed) / len(closed)
        shares = {pool: wanted[pool] + idle if pool in closed else 0.0 for pool in pools}
        sizes.update({pool: int(share + 1e-6) for pool, share in shares.items()})
        left = len(members) - sum(sizes[pool] for pool in pools)
        for pool in sorted(pools, key=lambda pool: sizes[pool] - shares[pool])[:left]:
            sizes[pool] += 1
    return sizes


def _made_whole(work: Work, sizes: Mapping[Pool, int], seconds: float) -> WholeDays | None:
    """Day by day, the one with the most work first."""
    duty: dict[tuple[Pool, str], int] = {}
    seats: dict[Seats, int] = {}
    worked: Counter[Pool] = Counter()
    days = _busiest_first(work)
    for number, day in enumerate(days):
        rest = Relaxation(work, Open(days=tuple(days[number:]), sizes=sizes, worked=worked, whole=day))
        answer = solved(rest, seconds * DAY_SHARE)
        if answer is None:
            return None
        for (pool, sitting), on_duty in rest.on_duty.items():
            if sitting in work.sittings[day]:
                duty[pool, sitting] = round(answer.variable_values(on_duty))
                worked[pool] += duty[pool, sitting]
        for (need, kind, booth), sits in rest.sits.items():
            if need.sitting in work.sittings[day]:
                seats[need, kind, booth] = round(answer.variable_values(sits))
    return WholeDays(duty=duty, seats=seats)


def _busiest_first(work: Work) -> list[date]:
    day_of = {sitting: day for day, sittings in work.sittings.items() for sitting in sittings}
    busy = Counter(dict.fromkeys(work.sittings, 0))
    for need, holdings in work.needs.items():
        busy[day_of[need.sitting]] += len(holdings) * team_size(work.policy, need)
    return [day for day, _ in busy.most_common()]


class Dealing:
    """Who is on duty in which sitting, so many of each pool: at the least cost, then with the lightest largest load."""

    def __init__(self, work: Work, sizes: Mapping[Pool, int], duty: Duty) -> None:
        self._work, self._model = work, CpModel()
        self._sittings = [(day, sitting) for day, sittings in work.sittings.items() for sitting in sittings]
        self._pool_of = {
            each: pool
            for kind, members in work.members.items()
            for each, pool in zip(members, (p for p in work.pools[kind] for _ in range(sizes[p])), strict=True)
        }
        self._on_duty = {
            (each, sitting): self._model.new_bool_var("") for each in self._pool_of for _, sitting in self._sittings
        }
        self._largest = self._model.new_int_var(0, len(self._sittings), "")
        for each in self._pool_of:
            self._limit(each)
        self._fill(duty)
        # The load is never larger than the number of sittings, so it decides among rosters of equal cost only.
        self._model.minimize((len(self._sittings) + 1) * self._fees() + self._largest)

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

    def _fees(self) -> LinearExpr:
        """Of all days on which anybody is on duty."""
        fees = []
        for each, pool in self._pool_of.items():
            for sittings in self._work.sittings.values():
                works = self._model.new_bool_var("")
                of_day = LinearExpr.sum([self._on_duty[each, sitting] for sitting in sittings])
                self._model.add(of_day <= self._work.policy.sittings_per_day * works)
                fees.append(pool.kind.fee * works)
        return LinearExpr.sum(fees)

    def on_duty(self, deadline: float) -> dict[str, dict[str, Pool]] | None:
        """Sitting to those on duty, each with their pool."""
        solver = _solver(deadline)
        if solver.solve(self._model) not in (OPTIMAL, FEASIBLE):
            return None
        return {
            sitting: {each: pool for each, pool in self._pool_of.items() if solver.value(self._on_duty[each, sitting])}
            for _, sitting in self._sittings
        }


def _solver(deadline: float) -> CpSolver:
    """With half of the time that is left."""
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(0.1, (deadline - time.monotonic()) / 2)
    return solver


def _seated(work: Work, whole: WholeDays, on_duty: Mapping[str, Mapping[str, Pool]], deadline: float) -> Teams | None:
    """Everyone on duty into booths, sitting by sitting."""
    teams: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for sitting, people in on_duty.items():
        needs = {need: holdings for need, holdings in work.needs.items() if need.sitting == sitting}
        of_sitting = Sitting(work.policy, people, needs).as_in(whole.seats).teams(deadline)
        of_sitting = of_sitting or Sitting(work.policy, people, needs).teams(deadline)
        if of_sitting is None:
            return None
        teams.update(of_sitting)
    return teams


class Sitting:
    """Who of those on duty sits in which booth of which holding."""

    def __init__(
        self, policy: InterpretingPolicy, people: Mapping[str, Pool], needs: Mapping[Need, Sequence[str]]
    ) -> None:
        self._people, self._policy = people, policy
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
            is_let_in = need.category is None or (pool.category == need.category and holding not in pool.kind.barred)
            for booth in need.outgoing:
                if is_let_in and booth in pool.kind.active:
                    self._sits[person, holding, booth] = self._model.new_bool_var("")
                    for slot in need.slots:
                        busy[person, slot].append(self._sits[person, holding, booth])

    def _meet(self, need: Need, holding: str) -> None:
        here = {(p, booth): sits for (p, h, booth), sits in self._sits.items() if h == holding}

        def those(belongs: Callable[[Kind, str], bool]) -> list[IntVar]:
            return [sits for (person, booth), sits in here.items() if belongs(self._people[person].kind, booth)]

        self._model.add(LinearExpr.sum(list(here.values())) >= team_size(self._policy, need))
        for language in need.outgoing:
            least = self._policy.bi_active_team if language in self._policy.bi_active_languages else 1
            self._model.add(LinearExpr.sum(those(lambda _, b: b == language)) >= least)  # noqa: B023 - used at once
            self._model.add(LinearExpr.sum(those(lambda k, _: language in k.active)) >= 2)  # noqa: B023
            for floor in need.floor:
                if floor != language:
                    self._understand(need, (language, floor), those)

    def _understand(self, need: Need, way: tuple[str, str], those: Callable[..., list[IntVar]]) -> None:
        booth, floor = way
        relays = []
        for pivot in need.outgoing:
            if pivot != booth:
                relays.append(self._model.new_bool_var(""))
                knows_floor = those(lambda k, b: b == pivot and floor in k.understands)  # noqa: B023
                self._model.add(LinearExpr.sum(knows_floor) >= 2 * relays[-1])
                knows_pivot = those(lambda k, b: b == booth and pivot in k.understands)  # noqa: B023
                self._model.add_bool_or(~relays[-1], *knows_pivot)
        self._model.add_bool_or(*relays, *those(lambda k, b: b == booth and floor in k.understands))

    def as_in(self, seats: Mapping[Seats, int]) -> "Sitting":
        """With as many of each kind in each booth of a need as given; whose holding of the need they are at is open."""
        there: defaultdict[Seats, list[IntVar]] = defaultdict(list)
        for (person, holding, booth), sits in self._sits.items():
            there[self._need_of[holding], self._people[person].kind, booth].append(sits)
        for seat, sitting in there.items():
            self._model.add(LinearExpr.sum(sitting) == seats[seat])
        return self

    def teams(self, deadline: float) -> Teams | None:
        solver = _solver(deadline)
        if solver.solve(self._model) not in (OPTIMAL, FEASIBLE):
            return None
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (person, holding, booth), sits in self._sits.items():
            if solver.boolean_value(sits):
                found[holding][booth].append(person)
        return {holding: {b: tuple(team) for b, team in booths.items()} for holding, booths in found.items()}
