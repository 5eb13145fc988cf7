"""conference-scheduler 3.0.1 on the plain programme problem; runs alone, problem on stdin, timetable on stdout.

It knows rooms, demand and clashes, not people. Its integer program gives the first timetable, with its own objective
(rooms against demand); its hill climber, which takes any objective, then improves the points missed until the time is
over. People over a room's capacity count as missing the session, those with most points first in.
"""

import json
import sys
import time
from datetime import datetime, timedelta

import numpy as np
import pulp
from conference_scheduler import heuristics, scheduler, validator
from conference_scheduler.lp_problem.objective_functions import efficiency_capacity_demand_difference
from conference_scheduler.resources import Event, Slot

MINUTES = 60
ITERATIONS = 200


def main() -> None:
    problem = json.load(sys.stdin)
    deadline = time.monotonic() + problem["seconds"]
    np.random.seed(problem["seed"])
    slots = [_slot(when, room, problem) for when in range(problem["slots"]) for room in range(problem["rooms"])]
    wishes = _points(problem)
    events = [Event(str(n), MINUTES, demand=int((wishes[:, n] > 0).sum())) for n in range(problem["sessions"])]
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=problem["seconds"] / 2)
    first = scheduler.solution(events, slots, efficiency_capacity_demand_difference, solver=solver)
    array = np.zeros((len(events), len(slots)), dtype=np.int8)
    for event, slot in first:
        array[event, slot] = 1
    while time.monotonic() < deadline:
        array = heuristics.hill_climber(
            initial_array=array,
            objective_function=lambda candidate: _missed(candidate, wishes, problem),
            acceptance_criteria=lambda candidate: len(list(validator.array_violations(candidate, events, slots))),
            max_iterations=ITERATIONS,
        )
    chosen = {int(event): divmod(int(slot), problem["rooms"]) for event, slot in zip(*np.nonzero(array), strict=True)}
    sys.stdout.write(json.dumps(chosen))


def _slot(when: int, room: int, problem: dict) -> Slot:
    starts = datetime(2027, 4, 12, 9) + timedelta(minutes=2 * MINUTES * when)  # noqa: DTZ001 - the package's own
    return Slot(
        venue=str(room),
        starts_at=starts,
        duration=MINUTES,
        capacity=problem["capacities"][room],
        session=str(when),
    )


def _points(problem: dict) -> np.ndarray:
    wishes = np.zeros((len(problem["points"]), problem["sessions"]))
    for person, stated in enumerate(problem["points"]):
        for session, points in stated.items():
            wishes[person, int(session)] = points
    return wishes


def _missed(array: np.ndarray, wishes: np.ndarray, problem: dict) -> float:
    """Everyone goes where they like best; those whom the room cannot seat go nowhere."""
    received = 0.0
    for when in range(problem["slots"]):
        here = array[:, when * problem["rooms"] : (when + 1) * problem["rooms"]]
        held, rooms = np.nonzero(here)
        if len(held):
            liked = wishes[:, held]
            choice, best = liked.argmax(axis=1), liked.max(axis=1)
            for place, room in enumerate(rooms):
                audience = np.sort(best[choice == place])[::-1]
                received += audience[: problem["capacities"][room]].sum()
    return wishes.sum() - received


main()
