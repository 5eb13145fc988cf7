"""The planner itself on the plain programme problem: the one place where its search is called."""

import time
from collections.abc import Mapping

from benchmarks.given import a_person, a_policy, a_room, a_scenario, a_session, slots
from benchmarks.peers.problem import Problem, Timetable
from benchmarks.result import Limits
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.solve.linked import solve_linked
from planner.solve.outcome import Solved
from planner.solve.search import Search

TERMS: Mapping[str, tuple[str, ...]] = {"delegation": (), "programme": ("preference_points_missed",), "roster": ()}


def solve_programme(problem: Problem, limits: Limits) -> tuple[Timetable, int] | None:
    """A timetable and the planner's own bound on the points missed; None: no plan in time."""
    search = Search(workers=limits.workers, seed=limits.seed, deadline=time.monotonic() + limits.seconds)
    outcome = solve_linked(scenario_of(problem), search)
    if not isinstance(outcome, Solved):
        return None
    [bound] = [term.bound for term in outcome.plan.terms if term.term == "preference_points_missed"]
    timetable = {
        int(holding.removesuffix("#1")): (int(held.slot.removeprefix("s")), int(held.room.removeprefix("r")))
        for holding, held in outcome.plan.sessions.items()
    }
    return timetable, bound


def scenario_of(problem: Problem) -> Scenario:
    """Everyone is a mandated expert, who must come; nobody needs an interpreter."""
    return a_scenario(
        objective=TERMS,
        policy=a_policy(timetable={"parallel_sessions": len(problem.capacities)}),
        people=tuple(a_person(f"p{n}", mandated=True) for n in range(len(problem.points))),
        sessions=tuple(a_session(str(n)) for n in range(problem.sessions)),
        slots=slots(problem.slots, per_day=5),
        rooms=tuple(a_room(f"r{n}", capacity) for n, capacity in enumerate(problem.capacities)),
        preferences=tuple(
            Preference(person=f"p{n}", session=str(session), points=points)
            for n, wishes in enumerate(problem.points)
            for session, points in wishes.items()
        ),
    )
