"""A programme by blocks: proposed here, confirmed by the flat model with its times fixed, bounded by relaxations."""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import ObjectiveTerm
from planner.plan import LinkedProblem, Plan, TermResult
from planner.scenario.scenario import Scenario
from planner.solve.blocks.annealing import Annealing, Timetable, worth_of
from planner.solve.blocks.coverage import Coverage, blocks_of
from planner.solve.blocks.favourites import FAVOURITES, fairest_timetable, fairest_with_seats
from planner.solve.blocks.hours import Hours
from planner.solve.blocks.pairs import Column, TooMany, Wished, as_wished
from planner.solve.blocks.partition import Partition, may_part
from planner.solve.blocks.prices import Bound, Prices, bound_by_prices
from planner.solve.blocks.problem import read_blocks
from planner.solve.blocks.proof import Enough, Proof
from planner.solve.blocks.seats import MANY_SEATS, Seats, hint_of, keep_near
from planner.solve.blocks.worths import Worths
from planner.solve.cuts import Cut, add_cuts
from planner.solve.extract import extract_plan
from planner.solve.priorities import Answer, least_of, solve_in_order, solve_within, with_bound
from planner.solve.search import Progress, Search, show_nothing

WALKS = 2
STEPS_PER_GROUP = 8000
"""Of one walk: two seconds for 31 States."""
_PATIENCE = 4
"""Times as many for a large programme: 80 States, 2 889 points missed instead of 3 102."""
_OTHERS = 4
"""Timetables tried when the flat model has confirmed none so far."""
_OPEN = 0.015
"""Most of all points stated that may be open for a proof in whole numbers to be tried."""
_LARGEST = 15_000
"""Most people times holdings for which timetables are counted out. 31 States: 6 000; 80 States: 30 000."""
_BRIEF = 10.0
"""Deterministic limit for the bound of one later term."""
_TRIES = 4
"""Timetables that promise fewer points missed, of which a programme is sought."""
_WITH_ROSTER = 40.0
"""Times what it takes to write down a programme's rules, at least, for a programme that keeps the roster's as well."""
_FEW = 200
"""Most timetables whose languages and hours are bounded one by one."""
POINTS = "preference_points_missed"
LANGUAGES, BURDEN = "session_languages_opened", "remote_burden"
_PROVEN_TOGETHER = [FAVOURITES, POINTS, LANGUAGES, BURDEN]


@dataclass(frozen=True, slots=True)
class Programme:
    """A plan with its programme and terms; None where the limits allowed none."""

    plan: Plan | None
    is_infeasible: bool = False
    """Proven: nothing was proposed since no timetable exists."""


def solve_by_blocks(
    scenario: Scenario, plan: Plan, terms: Sequence[ObjectiveTerm], cuts: Sequence[Cut], search: Search
) -> Programme:
    """The programme for the people of `plan`, who are the scenario's.

    Each term's bound holds for every programme that is no worse in the terms before it.
    """
    if _pairs(scenario) > _LARGEST:
        search = replace(search, presolves_briefly=True, finds_first=True)
    by_blocks = _ByBlocks(scenario, plan, terms, cuts, search)
    brief = replace(search.finding().part(0.5), presolves_briefly=True)
    first = least_of(by_blocks.coverage.model, None, brief)
    if first.is_infeasible or not first.solution:
        return Programme(None, is_infeasible=first.is_infeasible)
    return by_blocks.solve(by_blocks.coverage.times(first.solution))


def _pairs(scenario: Scenario) -> int:
    """Of person and holding."""
    return len(scenario.people) * len(scenario.holdings)


@dataclass(frozen=True, slots=True)
class _Reached:
    """A programme that the flat model confirms, its terms, and when holdings start."""

    plan: Plan
    terms: tuple[TermResult, ...]
    times: Mapping[str, str]

    @property
    def values(self) -> Mapping[str, int]:
        return {result.term: result.value for result in self.terms}

    @property
    def in_order(self) -> tuple[int, ...]:
        """Values, most important first."""
        return tuple(result.value for result in self.terms)

    def betters(self, other: "_Reached") -> bool:
        """Whether it is the better programme, and misses no more points: what was counted out for those still holds."""
        return self.in_order < other.in_order and self.values[POINTS] <= other.values[POINTS]


class _ByBlocks:
    """One programme problem."""

    def __init__(
        self, scenario: Scenario, plan: Plan, terms: Sequence[ObjectiveTerm], cuts: Sequence[Cut], search: Search
    ) -> None:
        self._scenario, self._plan, self._terms, self._cuts, self._search = scenario, plan, terms, cuts, search
        self.coverage = Coverage(scenario, plan)
        self._problem = read_blocks(scenario, plan, self.coverage.places)
        self._names = [term.name for term in terms]
        self._bounds = dict.fromkeys(self._names, 0)
        self._annealing = self._seeking(self._problem.top)
        self._is_large = _pairs(scenario) > _LARGEST
        self._is_vast = _pairs(scenario) > MANY_SEATS

    def solve(self, times: Mapping[str, str]) -> Programme:
        """From any timetable of the small model."""
        for proposed in self._proposed(times):
            found = self._confirmed(proposed)
            if found is not None:
                found = self._bounded(self._fairer(found))
                results = tuple(with_bound(result, self._bounds[result.term]) for result in found.terms)
                for result in results:
                    self._search.show(Progress.of(result))
                return Programme(replace(found.plan, terms=(*self._plan.terms, *results)))
        return Programme(None)

    def _proposed(self, times: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """Timetables, the most promising first; these times; and while there is time, others of the small model."""
        if FAVOURITES in self._names and not (self._is_vast and self._search.hurries):
            fairest = fairest_timetable(self._scenario, self._plan, self._search)
            times, self._bounds[FAVOURITES] = fairest.times or times, fairest.bound
            self._annealing = self._seeking(fairest.missed)
        if POINTS in self._names:
            yield self._annealed(times)
        yield times
        for number in range(_OTHERS):
            search = replace(self._search.part(0.3), seed=self._search.seed + 1 + number, presolves_briefly=True)
            if other := least_of(self.coverage.model, None, search).solution:
                yield self.coverage.times(other)

    def _seeking(self, missed: int) -> Annealing:
        """Walks for timetables in which nobody misses more favourites."""
        return Annealing(self._problem, self._scenario, self.coverage.places, self._floor({FAVOURITES: missed}))

    def _annealed(self, times: Mapping[str, str]) -> Mapping[str, str]:
        """The best timetable of several walks, the later ones from where the best so far ended; one for each worker."""
        problem, search = self._problem, self._search.part(self._share_of_walks)
        steps = STEPS_PER_GROUP * len(problem.groups) * (_PATIENCE if self._is_large else 1)
        best = Timetable(blocks=blocks_of(problem, self._scenario, times), worth=-math.inf)
        for number in range(WALKS):
            part = search.part(1 / (WALKS - number))
            seeds = range(search.seed + number, search.seed + number + WALKS * search.workers, WALKS)
            best = max(best, self._annealing.best_of(best.blocks, seeds, steps, part), key=worth_of)
        placed = [
            (slot, group) for slot, block in best.blocks.items() for group in block if problem.lengths[group] == 1
        ]
        return {**times, **{holding: slot for slot, group in placed for holding in problem.groups[group]}}

    @property
    def _share_of_walks(self) -> float:
        """Of the time left: little where exact blocks follow, much where nothing else finds timetables.

        At 193 States the flat model needs as long to find a programme at them.
        """
        if may_part(self._problem):
            return 0.15
        return 0.5 if self._is_large and not self._is_vast else 0.35

    def _fairer(self, reached: "_Reached") -> "_Reached":
        """The same; or a programme in which the worst-off person misses fewer favourites, where seats allow one."""
        fewer = range(self._bounds[FAVOURITES], reached.values[FAVOURITES]) if FAVOURITES in self._names else range(0)
        if not fewer or self._is_vast:
            return reached
        fairest = fairest_with_seats(self._scenario, self._plan, fewer, self._search)
        self._bounds[FAVOURITES] = fairest.bound
        other = self._confirmed(fairest.times) if fairest.times else None
        return other if other is not None and other.in_order < reached.in_order else reached

    def _floor(self, missed: Mapping[str, int]) -> int:
        """Favourites that everyone keeps in every programme that is no worse than the terms before the points."""
        floor = self._scenario.policy.allocation.favourites_floor
        before = self._names[: self._names.index(POINTS)] if POINTS in self._names else self._names
        return max(floor, self._problem.top - missed[FAVOURITES]) if FAVOURITES in before else floor

    def _confirmed(self, times: Mapping[str, str]) -> "_Reached | None":
        """The flat model's best programme at these times; None where it has none."""
        search = self._search.finishing(0.5)
        search = replace(search.part(1.0 if search.hurries else 0.7), show=show_nothing)
        if self._is_large and (found := self._begun_at_seats(times, search)):
            return found
        planning = self._at(times, ("programme",))
        answer = solve_in_order(planning, self._terms, search)
        return self._reached(planning, answer, times) if answer.solution else None

    def _as_promised(self, times: Mapping[str, str], most: Mapping[str, int]) -> "_Reached | None":
        """A programme at these times with every term at most this: sooner found than the best one, where it exists."""
        planning = self._at(times, ("programme",))
        answer = solve_within(planning, self._terms, most, replace(self._search.part(0.3), show=show_nothing))
        return self._reached(planning, answer, times) if answer.solution else None

    def _begun_at_seats(self, times: Mapping[str, str], search: Search) -> "_Reached | None":
        """The best programme from the timetable's own seats on that keeps the roster's rules, too; else without these.

        Cutting off programmes without a roster one by one takes too long where they are large. Those rules are left
        to the roster where there is no time to ask for them here.
        """
        seats, begun = self._annealing.seats(blocks_of(self._problem, self._scenario, times)), time.monotonic()
        models = [self._at_seats(times, seats, ("programme",))]
        if search.seconds_left > _WITH_ROSTER * (time.monotonic() - begun):
            models.insert(0, self._at_seats(times, seats, ("programme", "roster")))
        for planning in models:
            start = self._first_at(planning, seats, search.part(0.8 if search.hurries else 0.6))
            if start:
                return self._reached(planning, solve_in_order(planning, self._terms, search, start=start), times)
        return None

    def _first_at(self, planning: PlanningModel, seats: Seats, search: Search) -> tuple[int, ...]:
        """A first solution, as near these seats as points are missed there; empty where none was found.

        The linear relaxation is slow to find one, and quick to better it: of 193 States 51 223 points missed after
        60 s without, and 38 278, proven, 100 s later with it.
        """
        missed = [t.count(planning.model, self._scenario, planning.decisions) for t in self._terms if t.name == POINTS]
        hint, quick = hint_of(planning, seats), search if search.hurries else search.part(0.4)
        first = least_of(planning.model, sum(missed), quick.finding(), hint).solution
        if not first or quick is search:
            return first
        return least_of(planning.model, sum(missed), search, first).solution or first

    def _at_seats(self, times: Mapping[str, str], seats: Seats, problems: tuple[LinkedProblem, ...]) -> PlanningModel:
        """The flat model at these times; of a vast programme near these seats."""
        planning = self._at(times, problems)
        if self._is_vast:
            keep_near(planning, seats, {group[0] for group in self._problem.groups if len(group) == 1})
        return planning

    def _at(self, times: Mapping[str, str], problems: tuple[LinkedProblem, ...]) -> PlanningModel:
        planning = build_model(self._scenario, problems, given=times)
        fix_plan(planning, self._plan, ("delegation",))
        add_cuts(planning, self._cuts)
        return planning

    def _reached(self, planning: PlanningModel, answer: Answer, times: Mapping[str, str]) -> "_Reached":
        extracted = extract_plan(replace(planning, problems=("programme",)), answer.solution, self._plan)
        return _Reached(extracted, answer.terms, times)

    def _bounded(self, reached: "_Reached") -> "_Reached":
        """Find the bounds of the whole problem, and perhaps a better programme on the way."""
        for result in reached.terms:
            self._search.show(Progress.of(with_bound(result, self._bounds[result.term])))
        if POINTS in self._names:
            bound = self._bound_points(reached)
            if not self._is_large:
                reached = self._closed(reached, bound)
        self._bound_the_rest(reached.values)
        return reached

    def _bound_points(self, reached: "_Reached") -> Bound:
        """By prices."""
        blocks = blocks_of(self._problem, self._scenario, reached.times)
        share = 0.4 if may_part(self._problem) else 0.8
        bound = bound_by_prices(self._problem, self._floor(reached.values), blocks, self._search.part(share))
        self._bounds[POINTS] = bound.missed
        return bound

    def _closed(self, reached: "_Reached", bound: Bound) -> "_Reached":
        """The rest of the bound: by exact blocks of sessions held once, else by all timetables that are no worse."""
        if may_part(self._problem):
            return self._parted(reached, bound.prices)
        proof = self._proof(reached, bound)
        if proof is None or not proof.timetables or self._names != _PROVEN_TOGETHER:
            return reached
        reached, timetables = self._raised(proof.wished, proof.timetables, reached)
        return self._bound_what_is_left(proof.wished, timetables, reached)

    def _parted(self, reached: "_Reached", prices: Prices) -> "_Reached":
        """Bound the points by exact blocks, and the languages of timetables with as many; try the best of these."""
        problem, floor, search = self._problem, self._floor(reached.values), self._search.part(0.8)
        known = problem.stated - reached.values[POINTS]
        worths = Worths(self._scenario, self._plan, as_wished(problem, floor, prices), self.coverage.places)
        try:
            partition = Partition(worths, floor, prices, known, search)
        except TooMany:
            return reached
        timetables = partition.best(blocks_of(problem, self._scenario, reached.times))
        if math.isfinite(partition.bound):
            # Points are whole; what solvers of linear programmes say is off by much less than a hundredth of one.
            missed = math.ceil(problem.stated - max(known, partition.bound) - 0.01)
            self._bounds[POINTS] = max(self._bounds[POINTS], missed)
        return self._best_parted(reached, partition, timetables)

    def _best_parted(
        self, reached: "_Reached", partition: Partition, timetables: Sequence[Sequence[Column]]
    ) -> "_Reached":
        """Of timetables with as many points, the one with the fewest languages; these, too, are bounded."""
        search = self._search.part(0.5)
        fewest = [partition.fewest_languages(columns, search.part(1 / len(timetables))) for columns in timetables]
        for number in sorted(range(len(timetables)), key=lambda number: fewest[number]):
            times = self.coverage.times_of(timetables[number], self._problem, self._search.part(0.3))
            other = self._confirmed(times) if times else None
            if other is not None and other.betters(reached):
                reached = other
                break
        before = self._names[: self._names.index(LANGUAGES)] if LANGUAGES in self._names else []
        is_best = partition.has_all and reached.values[POINTS] == self._bounds[POINTS]
        if fewest and is_best and POINTS in before and set(before) <= {FAVOURITES, POINTS}:
            self._bounds[LANGUAGES] = max(self._bounds[LANGUAGES], min(fewest))
        return reached

    def _proof(self, reached: "_Reached", bound: Bound) -> Proof | None:
        """By all timetables that are no worse, where so little is open that they can be counted out."""
        missed, problem, floor = reached.values[POINTS], self._problem, self._floor(reached.values)
        if missed > bound.missed + _OPEN * problem.stated:
            return None
        blocks = blocks_of(problem, self._scenario, reached.times)
        seatless = bound
        if bound.seats_cost:
            seatless = bound_by_prices(problem, floor, blocks, self._search.part(0.5), seats_cost=False)
        try:
            wished = as_wished(problem, floor, seatless.prices)
            proof = Proof(wished, problem.stated - missed, self._search.part(0.7), blocks)
        except TooMany:
            return None
        self._bounds[POINTS] = max(bound.missed, proof.missed)
        return proof

    def _raised(
        self, wished: Wished, timetables: Sequence[Enough], reached: "_Reached"
    ) -> "tuple[_Reached, list[Enough]]":
        """The programme of one of those timetables that promise fewer points missed, and those that are no worse."""
        hours, search = Hours(self._scenario, self._plan, wished, self.coverage), self._search.part(0.3)
        for best in sorted(timetables, key=lambda each: -each.more)[:_TRIES]:
            least = hours.least([best], None, search) if best.more > 0.5 else None
            other = self._confirmed(least.times) if least is not None and least.times else None
            if other is not None and other.betters(reached):
                gained = reached.values[POINTS] - other.values[POINTS]
                no_worse = [replace(each, more=each.more - gained) for each in timetables if each.more > gained - 0.5]
                return other, no_worse
        return reached, list(timetables)

    def _bound_what_is_left(self, wished: Wished, timetables: Sequence[Enough], reached: "_Reached") -> "_Reached":
        """Bound languages and burden of all timetables that miss no more points; try what promises least."""
        if len(timetables) > _FEW:
            return reached
        hours, search = Hours(self._scenario, self._plan, wished, self.coverage), self._search.part(0.5)
        for most in (None, reached.values[LANGUAGES]):
            least = hours.least(timetables, most, search)
            if least is None:
                break
            if most is None:
                self._bounds[LANGUAGES] = least.languages
                fewest = math.ceil(reached.values[POINTS] - least.points - 1e-6)
                self._bounds[POINTS] = max(self._bounds[POINTS], fewest)
            promised = least.languages, least.burden
            if least.times and promised < (reached.values[LANGUAGES], reached.values[BURDEN]):
                values = {**reached.values, LANGUAGES: least.languages, BURDEN: least.burden}
                other = self._as_promised(least.times, values) or self._confirmed(least.times)
                if other is not None and other.betters(reached):
                    reached = other
            if reached.values[LANGUAGES] <= least.languages:
                self._bounds[BURDEN] = least.burden
                break
        return reached

    def _bound_the_rest(self, values: Mapping[str, int]) -> None:
        """Bounds of the later terms, from the small model with the earlier ones at their values."""
        for name in self._names if self._search.seconds_left > 0 else ():
            term = self.coverage.term(name)
            if name not in (FAVOURITES, POINTS) and self._bounds[name] < values[name]:
                limit = min(self._search.deterministic_limit, _BRIEF)
                brief = replace(self._search.part(0.3), deterministic_limit=limit)
                self._bounds[name] = max(self._bounds[name], least_of(self.coverage.model, term, brief).bound)
            self.coverage.model.add(term <= values[name])
