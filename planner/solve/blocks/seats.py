"""Where people sit in a large programme: the flat model is asked about the seats a timetable's walk gave, and few more.

At 193 States it has 200 000 seats to decide at given times, and finds few of the wished ones; of these it finds most.
"""

from collections import Counter
from collections.abc import Set as AbstractSet

from planner.model.build import PlanningModel
from planner.model.chairing import may_chair
from planner.scenario.scenario import Scenario

MANY_SEATS = 60_000
"""People times holdings above which seats are kept near those given. 80 States: 30 000; 193 States: 230 000.

At 80 States everyone may sit anywhere: 3 270 points missed at a timetable, proven in 43 s; near its seats 3 528."""
_CHOICE = 2
"""Able people for each chair from which nobody else is asked to sit there."""

Seats = AbstractSet[tuple[str, str]]
"""Person and holding."""


def keep_near(planning: PlanningModel, seats: Seats, holdings: AbstractSet[str]) -> None:
    """Nobody else may be at these holdings, where people and chairs suffice; assistants and those they help may."""
    scenario = planning.scenario
    closed = holdings - _short(scenario, seats)
    helped = {who for person in scenario.people if person.assists is not None for who in (person.id, person.assists)}
    planning.model.add_bool_and(
        ~is_at
        for (person_id, holding_id), is_at in planning.decisions.is_at.items()
        if holding_id in closed and person_id not in helped and (person_id, holding_id) not in seats
    )


def hint_of(planning: PlanningModel, seats: Seats) -> tuple[int, ...]:
    """Where to begin a search: at these seats, by variable index. It says nothing of what else there is to decide."""
    hint = [0] * len(planning.model.proto.variables)
    for seat in seats:
        if seat in planning.decisions.is_at:
            hint[planning.decisions.is_at[seat].index] = 1
    return tuple(hint)


def _short(scenario: Scenario, seats: Seats) -> set[str]:
    """Holdings where these people are fewer than its size asks for, or few of them could chair."""
    there = Counter(holding_id for _, holding_id in seats)
    able = Counter(
        holding_id
        for person_id, holding_id in seats
        if may_chair(scenario, scenario.holding[holding_id].session, scenario.person[person_id])
    )
    return {
        holding.id
        for holding in scenario.holdings
        if there[holding.id] < (holding.session.size.least if holding.session.size else 0)
        or able[holding.id] < _CHOICE * (holding.session.chairs_needed - len(holding.session.chairs))
    }
