"""timefold 1.24.0b0 on the plain programme problem; runs alone, problem on stdin, timetable on stdout.

Talks have a slot and a room. Hard: no two in the same. Soft: each person's best talk of each slot counts; a talk with
more expected people than its room seats loses their mean points.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

MEAN_POINTS = 5


@dataclass(frozen=True)
class Room:
    number: int
    capacity: int


@dataclass(frozen=True)
class Period:
    number: int


@dataclass(frozen=True)
class Wish:
    person: int
    talk: int
    points: int


@planning_entity
@dataclass
class Talk:
    number: Annotated[int, PlanningId]
    expected: int
    period: Annotated[Period | None, PlanningVariable] = field(default=None)
    room: Annotated[Room | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Programme:
    periods: Annotated[list[Period], ProblemFactCollectionProperty, ValueRangeProvider]
    rooms: Annotated[list[Room], ProblemFactCollectionProperty, ValueRangeProvider]
    wishes: Annotated[list[Wish], ProblemFactCollectionProperty]
    talks: Annotated[list[Talk], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    return [
        factory.for_each_unique_pair(
            Talk, Joiners.equal(lambda talk: talk.period), Joiners.equal(lambda talk: talk.room)
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one talk in a room at a time"),
        factory.for_each(Talk)
        .join(Wish, Joiners.equal(lambda talk: talk.number, lambda wish: wish.talk))
        .group_by(
            lambda talk, wish: wish.person,
            lambda talk, wish: talk.period,
            ConstraintCollectors.max(lambda talk, wish: wish.points),
        )
        .reward(HardSoftScore.ONE_SOFT, lambda person, period, points: points)
        .as_constraint("points received"),
        factory.for_each(Talk)
        .filter(lambda talk: talk.expected > talk.room.capacity)
        .penalize(HardSoftScore.ONE_SOFT, lambda talk: MEAN_POINTS * (talk.expected - talk.room.capacity))
        .as_constraint("room too small"),
    ]


def main() -> None:
    problem = json.load(sys.stdin)
    wishes = [
        Wish(person, int(talk), points)
        for person, stated in enumerate(problem["points"])
        for talk, points in stated.items()
    ]
    # Of those who would like to come, as many as have no more wishes than there are periods.
    share = min(1.0, problem["slots"] * len(problem["points"]) / len(wishes))
    talks = [Talk(n, round(share * sum(wish.talk == n for wish in wishes))) for n in range(problem["sessions"])]
    programme = Programme(
        periods=[Period(n) for n in range(problem["slots"])],
        rooms=[Room(n, capacity) for n, capacity in enumerate(problem["capacities"])],
        wishes=wishes,
        talks=talks,
    )
    config = SolverConfig(
        solution_class=Programme,
        entity_class_list=[Talk],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=int(problem["seconds"]))),
        random_seed=problem["seed"],
    )
    best = SolverFactory.create(config).build_solver().solve(programme)
    chosen = {talk.number: (talk.period.number, talk.room.number) for talk in best.talks}
    sys.stdout.write(json.dumps(chosen))


main()
