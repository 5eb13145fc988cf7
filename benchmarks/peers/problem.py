"""A plain programme problem, made from a seed, and the one scorer that all timetables go through.

Sessions are held once each, in a slot and a room; people state points for some of them. Given a timetable, everyone is
where the sum of points is largest: per slot at most one session each, and no more people than the room seats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

SIZES = {"20": (4, 100), "60": (6, 200), "120": (8, 300)}
"""Sessions to rooms and people; there are just enough slots."""
THEMES = 6
WISHES = 10
SEATS_PER_PERSON = 1.15
"""Seats of all rooms together, for each person."""

Timetable = Mapping[int, tuple[int, int]]
"""Session to its slot and room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything by number; plain data, so that it can be handed to another process."""

    sessions: int
    slots: int
    capacities: tuple[int, ...]
    """Of each room."""
    points: tuple[Mapping[int, int], ...]
    """Of each person for sessions, 1 to 10."""


def generated(size: str, seed: int) -> Problem:
    """People care for two themes, and some sessions are loved by all."""
    random = Random(f"{size}/{seed}")
    rooms, people = SIZES[size]
    sessions = int(size)
    weights = [random.uniform(0.5, 2.0) for _ in range(sessions)]
    shares = [random.uniform(0.5, 2.0) for _ in range(rooms)]
    seats = SEATS_PER_PERSON * people / sum(shares)
    return Problem(
        sessions=sessions,
        slots=-(-sessions // rooms),
        capacities=tuple(round(seats * share) for share in shares),
        points=tuple(_wishes(weights, random) for _ in range(people)),
    )


def _wishes(weights: list[float], random: Random) -> dict[int, int]:
    liked = set(random.sample(range(THEMES), 2))
    pull = [weight * (4 if n % THEMES in liked else 1) for n, weight in enumerate(weights)]
    wished = sorted(range(len(pull)), key=lambda n: random.random() ** (1 / pull[n]), reverse=True)[:WISHES]
    return {session: 10 - rank for rank, session in enumerate(wished)}


def points_missed(problem: Problem, timetable: Timetable) -> int:
    """Exact for a timetable: slots are independent, and within one it is a minimum-cost flow."""
    stated = sum(sum(wishes.values()) for wishes in problem.points)
    return stated - sum(_received(problem, timetable, slot) for slot in range(problem.slots))


def _received(problem: Problem, timetable: Timetable, slot: int) -> int:
    held = [session for session, (when, _) in timetable.items() if when == slot]
    people = len(problem.points)
    source, sink = people + problem.sessions, people + problem.sessions + 1
    flow = SimpleMinCostFlow()
    for person, wishes in enumerate(problem.points):
        flow.add_arc_with_capacity_and_unit_cost(source, person, 1, 0)
        flow.add_arc_with_capacity_and_unit_cost(person, sink, 1, 0)
        for session in held:
            if session in wishes:
                flow.add_arc_with_capacity_and_unit_cost(person, people + session, 1, -wishes[session])
    for session in held:
        capacity = problem.capacities[timetable[session][1]]
        flow.add_arc_with_capacity_and_unit_cost(people + session, sink, capacity, 0)
    flow.set_node_supply(source, people)
    flow.set_node_supply(sink, -people)
    flow.solve()
    return -flow.optimal_cost()


def is_timetable(problem: Problem, timetable: Timetable) -> bool:
    """Every session once, in a slot and a room that are there, no two in the same."""
    places = set(timetable.values())
    exist = all(0 <= slot < problem.slots and 0 <= room < len(problem.capacities) for slot, room in places)
    return exist and timetable.keys() == set(range(problem.sessions)) and len(places) == problem.sessions


def least_missed(problem: Problem) -> int:
    """Nobody is at more sessions than there are slots: a bound by counting."""
    return sum(sum(sorted(wishes.values(), reverse=True)[problem.slots :]) for wishes in problem.points)
