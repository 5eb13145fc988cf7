"""Alpine Conference on Magnetic Resonance 2019: 176 people, 115 abstracts, 18 slots x 10 round tables x 12 seats.

Each table has a presenter and eleven others. Nobody is at two tables at a time nor twice at one abstract; an abstract
is presented up to three times; everyone takes part, presenting or listening, 11 to 14 times. Counted are the 1 980
listeners' seats whose taker had rated the abstract.

In the flat model every table may be in every slot: half a million literals of who is where. So times are proposed here
and the flat model, with them given, seats everyone: it alone accepts the plan.
Source: https://github.com/shygon/alpine_scheduler, MIT.
"""

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar, LinearExpr

from benchmarks.data import data_folder
from benchmarks.given import a_person, a_room, a_scenario, a_session, everyone_comes, slots
from benchmarks.result import Limits, Result
from planner.model.build import build_model
from planner.model.decisions import Decisions
from planner.model.fix import fix_plan
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import Plan
from planner.scenario.people import Range
from planner.scenario.scenario import Scenario
from planner.solve.extract import extract_plan
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from planner.verify.report import verify_plan

SLOTS, TABLES, LISTENERS = 18, 10, 11
TIMES_PRESENTED = 3
LEAST_LOAD, MOST_LOAD = 11, 14
"""The owner's rule: the mean, 180 x 12 / 176 = 12.3, less two rounded up to the mean and two rounded down."""
RATED_SEATS_WANTED = 1500
"""Of the owner's reference schedule, in which 25 people sit 9 or 10 times and 13 people 15 or 16 times."""
SECONDS_PER_TIMETABLE = 30.0
RULES = (
    "sessions_are_held_as_often_as_offered",
    "sessions_lie_in_slots_that_allow_them",
    "rooms_host_one_session_at_a_time",
    "only_participants_are_seated",
    "nobody_is_in_two_places",
    "holdings_keep_their_size",
    "required_sessions_are_attended",
)

Seat = tuple[str, str, int]
"""Person, abstract, slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Who rated what; presenters carry the id of their abstract."""

    people: tuple[str, ...]
    abstracts: tuple[str, ...]
    rated: frozenset[tuple[str, str]]
    """Person and abstract of somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """When each abstract is presented, and who sits at which of those they rated."""

    times: Mapping[str, tuple[int, ...]]
    seats: tuple[Seat, ...]


def round_tables(_: str, limits: Limits) -> Result:
    """Most seats taken by somebody who rated the abstract."""
    deadline = time.monotonic() + limits.seconds
    ratings = read((data_folder("alpine2019") / "rating_example.csv").read_text(encoding="utf-8"))
    often, bound = most_without_times(ratings, limits)
    best = Proposal(times={}, seats=())
    random = Random(limits.seed)
    while len(best.seats) < bound and (not best.seats or time.monotonic() < deadline):
        best = max(best, _seated(ratings, _timetable(often, random), limits), key=lambda proposal: len(proposal.seats))
    plan = confirmed(ratings, best, limits)
    if plan is None:
        return Result(measure="seats rated by who takes them", aim="most", value=None, bound=bound, must="MISSED")
    return _counted(ratings, plan, bound)


def read(text: str) -> Ratings:
    """The owner's table. A row is a rating even where the stars are missing, as in the owner's own count."""
    rows = list(csv.DictReader(text.splitlines()))
    people = {row["person_id"] for row in rows} - {""}
    abstracts = {row["abstract_id"] for row in rows} - {""}
    rated = {(row["person_id"], row["abstract_id"]) for row in rows if row["person_id"] and row["abstract_id"]}
    return Ratings(
        people=tuple(sorted(people, key=int)),
        abstracts=tuple(sorted(abstracts, key=int)),
        rated=frozenset(pair for pair in rated if pair[0] != pair[1]),
    )


def most_without_times(ratings: Ratings, limits: Limits) -> tuple[dict[str, int], int]:
    """How often to present each abstract, and the bound: the same problem without slots.

    A relaxation: every legal plan satisfies it, as all that is left out is that nobody is in two places at a time.
    """
    model = CpModel()
    often = {abstract: model.new_int_var(1, TIMES_PRESENTED, "") for abstract in ratings.abstracts}
    sits = {pair: model.new_bool_var("") for pair in sorted(ratings.rated)}
    unrated = {person: model.new_int_var(0, MOST_LOAD, "") for person in ratings.people}
    model.add(LinearExpr.sum(list(often.values())) == SLOTS * TABLES)
    model.add(LinearExpr.sum([*sits.values(), *unrated.values()]) == SLOTS * TABLES * LISTENERS)
    for abstract, times in often.items():
        listeners = [sits[pair] for pair in sits if pair[1] == abstract]
        model.add(LinearExpr.sum(listeners) <= LISTENERS * times)
    for person in ratings.people:
        listens = LinearExpr.sum([sits[pair] for pair in sits if pair[0] == person])
        load = listens + unrated[person] + often.get(person, 0)
        model.add_linear_constraint(load, LEAST_LOAD, MOST_LOAD)
    model.maximize(LinearExpr.sum(list(sits.values())))
    solver = _solver(limits)
    solver.solve(model)
    return {abstract: solver.value(times) for abstract, times in often.items()}, round(solver.best_objective_bound)


def _timetable(often: Mapping[str, int], random: Random) -> dict[str, tuple[int, ...]]:
    """Random slots for every abstract, those presented most often first; no slot above its tables."""
    left = dict.fromkeys(range(SLOTS), TABLES)
    times = {}
    for abstract in sorted(often, key=lambda each: (-often[each], random.random())):
        emptiest = sorted(left, key=lambda slot: (-left[slot], random.random()))[: often[abstract]]
        times[abstract] = tuple(sorted(emptiest))
        for slot in emptiest:
            left[slot] -= 1
    return times


def _seated(ratings: Ratings, times: Mapping[str, tuple[int, ...]], limits: Limits) -> Proposal:
    """The best rated seats for these times. Seats of others only count: who sits where of them is not asked yet."""
    model = CpModel()
    seats: dict[Seat, IntVar] = {
        (person, abstract, slot): model.new_bool_var("")
        for person, abstract in sorted(ratings.rated)
        for slot in times[abstract]
        if slot not in times.get(person, ())
    }
    others = {
        (person, slot): model.new_bool_var("")
        for person in ratings.people
        for slot in range(SLOTS)
        if slot not in times.get(person, ())
    }
    groups: defaultdict[tuple[object, ...], list[IntVar]] = defaultdict(list)
    for (person, abstract, slot), sits in seats.items():
        groups["one place at a time", person, slot].append(sits)
        groups["an abstract once", person, abstract].append(sits)
        groups["a table", abstract, slot].append(sits)
        groups["a slot", slot].append(sits)
        groups["a load", person].append(sits)
    for (person, slot), sits in others.items():
        groups["one place at a time", person, slot].append(sits)
        groups["a slot", slot].append(sits)
        groups["a load", person].append(sits)
    for (limit, *subject), literals in groups.items():
        least, most = _range(limit, len(times.get(str(subject[0]), ())))
        model.add_linear_constraint(LinearExpr.sum(literals), least, most)
    model.maximize(LinearExpr.sum(list(seats.values())))
    solver = _solver(limits)
    if solver.solve(model) not in (OPTIMAL, FEASIBLE):
        return Proposal(times=times, seats=())
    return Proposal(times=times, seats=tuple(seat for seat, sits in seats.items() if solver.boolean_value(sits)))


def _range(limit: object, presents: int) -> tuple[int, int]:
    """Least and most that a group of seats may have; `presents` is how often the person in it presents."""
    ranges = {
        "one place at a time": (0, 1),
        "an abstract once": (0, 1),
        "a table": (0, LISTENERS),
        "a slot": (TABLES * LISTENERS, TABLES * LISTENERS),
        "a load": (LEAST_LOAD - presents, MOST_LOAD - presents),
    }
    return ranges[str(limit)]


def _solver(limits: Limits) -> CpSolver:
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = limits.seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = SECONDS_PER_TIMETABLE
    return solver


def confirmed(ratings: Ratings, proposal: Proposal, limits: Limits) -> Plan | None:
    """The plan in which the flat model, with times and rated seats as proposed, seats everyone else."""
    scenario = scenario_of(ratings, proposal.times)
    tables = list(_tables(proposal.times))
    rules = [rule for rule in HARD_RULES if rule.name in RULES]
    planning = build_model(
        scenario, ("programme",), [*rules, EVERYONES_LOAD], given={holding: slot for holding, slot, _ in tables}
    )
    blank = everyone_comes(scenario)
    fix_plan(planning, blank, ("delegation",))
    for place in tables:
        planning.model.add(planning.decisions.starts[place] == 1)
    for person, abstract, slot in proposal.seats:
        number = proposal.times[abstract].index(slot) + 1
        planning.model.add(planning.decisions.is_at[person, f"{abstract}#{number}"] == 1)
    answer = solve_in_order(planning, (), Search(seed=limits.seed, workers=limits.workers))
    return extract_plan(planning, answer.solution, blank) if answer.solution else None


def scenario_of(ratings: Ratings, times: Mapping[str, tuple[int, ...]]) -> Scenario:
    full = Range(least=1 + LISTENERS, most=1 + LISTENERS)
    return a_scenario(
        people=tuple(a_person(person) for person in ratings.people),
        sessions=tuple(
            a_session(abstract, offered=len(times[abstract]), speakers=(abstract,), size=full)
            for abstract in ratings.abstracts
        ),
        slots=slots(SLOTS, per_day=6, minutes=30, apart=5),
        rooms=tuple(a_room(f"table{n}", capacity=1 + LISTENERS) for n in range(TABLES)),
    )


def _tables(times: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, str, str]]:
    """Holding, slot and table: any, since all tables are alike."""
    taken: Counter[int] = Counter()
    for abstract, chosen in times.items():
        for number, slot in enumerate(chosen, start=1):
            yield f"{abstract}#{number}", f"s{slot}", f"table{taken[slot]}"
            taken[slot] += 1


def people_take_part_equally_often(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone is at 11 to 14 tables."""
    for person in scenario.people:
        load = LinearExpr.sum([decisions.is_at[person.id, holding.id] for holding in scenario.holdings])
        model.add_linear_constraint(load, LEAST_LOAD, MOST_LOAD)


EVERYONES_LOAD = HardRule("programme", people_take_part_equally_often)


def _counted(ratings: Ratings, plan: Plan, bound: int) -> Result:
    """Everything counted again from the plan, and its rules checked by the planner's verifier."""
    at = [(person, holding.partition("#")[0]) for holding, held in plan.sessions.items() for person in held.attends]
    load = Counter(person for person, _ in at)
    rated = Counter(person for person, abstract in at if (person, abstract) in ratings.rated)
    raters = {person for person, _ in ratings.rated}
    scenario = scenario_of(ratings, _times(plan))
    broken = {violation.rule for violation in verify_plan(scenario, plan).violations} & set(RULES)
    is_fair = min(load.values()) >= LEAST_LOAD and max(load.values()) <= MOST_LOAD and raters <= rated.keys()
    has_met = rated.total() >= RATED_SEATS_WANTED and is_fair and not broken
    return Result(
        measure="seats rated by who takes them",
        aim="most",
        value=rated.total(),
        bound=bound,
        must=f"1 500 of 1 980, everyone 11 to 14 times, no rater with none: {'met' if has_met else 'MISSED'}",
        note=(
            f"load {min(load.values())} to {max(load.values())}; of the {len(raters)} people who rated anything, each "
            f"has at least {min(rated[person] for person in raters)} rated seats; {len(ratings.people) - len(raters)} "
            f"rated nothing; rules broken: {len(broken)}; bound: the same without times"
        ),
    )


def _times(plan: Plan) -> dict[str, tuple[int, ...]]:
    times: defaultdict[str, list[int]] = defaultdict(list)
    for holding, held in plan.sessions.items():
        times[holding.partition("#")[0]].append(int(held.slot.removeprefix("s")))
    return {abstract: tuple(chosen) for abstract, chosen in times.items()}
