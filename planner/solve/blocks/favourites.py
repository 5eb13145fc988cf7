"""How few favourites the worst-off person must miss: a question of yes or no for each number, smallest first.

The first model knows only whether a person has a favourite at all in a slot, which is why it answers in a second what
the flat model cannot answer in minutes. Where its answer cannot be had for want of seats or booths, one that knows
these is asked.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ortools.sat.python.cp_model import IntVar, LinearExpr

from planner.model.build import PlanningModel
from planner.model.slots import is_present
from planner.model.wishes import favourites
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.solve.blocks.coverage import times_in, timetable_model
from planner.solve.blocks.problem import is_bound, may_attend, stays
from planner.solve.blocks.wished_seats import WishedSeats
from planner.solve.priorities import least_of
from planner.solve.search import Search

FAVOURITES = "favourites_missed_by_the_worst_off"
"""The term that this is the bound of."""
_SHARE, _SHARE_WITH_SEATS = 0.1, 0.2
"""Of the time left, at most, for all these questions."""


@dataclass(frozen=True, slots=True)
class Fairest:
    """What no programme can be below, and a timetable that may reach it."""

    bound: int
    missed: int
    """As far as this model sees, in the timetable."""
    times: Mapping[str, str]
    """Holding to first slot; empty where the limits allowed none."""


def fairest_timetable(scenario: Scenario, plan: Plan, search: Search) -> Fairest:
    """The smallest number of favourites missed that the relaxation allows; it leaves out seats, rooms and languages."""
    top = scenario.policy.allocation.top_sessions
    planning = timetable_model(scenario, plan)
    missed = planning.model.new_int_var(0, top, "favourites_missed")
    for person_id, wished in favourites(scenario).items():
        _keep(planning, scenario, plan, (scenario.person[person_id], wished), missed)
    # Of 31 States one worker proves in half a second what two take two to four for.
    search = replace(search.part(_SHARE), workers=1, linearization_level=0, presolves_briefly=True)
    return _first_possible(planning, missed, range(top), search)


def fairest_with_seats(scenario: Scenario, plan: Plan, numbers: range, search: Search) -> Fairest:
    """The smallest of these numbers of favourites missed that can be had with seats and booths.

    All below them are known not to be possible.
    """
    allocation, wished = scenario.policy.allocation, favourites(scenario)
    seats = WishedSeats(scenario, plan, wished)
    missed = seats.planning.model.new_int_var(0, allocation.top_sessions, "favourites_missed")
    for person_id, sessions in wished.items():
        had = LinearExpr.sum([seats.has(person_id, session) for session in sessions])
        seats.planning.model.add(had >= allocation.top_sessions - missed)
    search = replace(search.part(_SHARE_WITH_SEATS), presolves_briefly=True)
    return _first_possible(seats.planning, missed, numbers, search)


def _first_possible(planning: PlanningModel, missed: IntVar, numbers: range, search: Search) -> Fairest:
    """The first of these numbers with a timetable; the bound is the first not proven impossible."""
    domain, bound = planning.model.proto.variables[missed.index].domain, numbers.start
    for number in numbers:
        domain.clear()
        domain.extend([number, number])
        found = least_of(planning.model, None, search.part(0.5))
        if found.solution:
            return Fairest(bound, number, times_in(planning, found.solution))
        if found.is_infeasible and bound == number:
            bound = number + 1
    return Fairest(bound, numbers.stop, {})


def _keep(
    planning: PlanningModel, scenario: Scenario, plan: Plan, wishes: tuple[Person, list[str]], missed: IntVar
) -> None:
    """The person has all but so many favourites in slots of their own, or must be at them anyway."""
    person, wished = wishes
    bound = {session.id for session in scenario.sessions if is_bound(scenario, plan, session, person)}
    chosen = [name for name in wished if name not in bound and may_attend(scenario, scenario.session[name], person)]
    held: defaultdict[str, list[str]] = defaultdict(list)
    for holding in scenario.holdings:
        held[holding.session.id].append(holding.id)
    model, decisions, top = planning.model, planning.decisions, scenario.policy.allocation.top_sessions
    kept = []
    for slot in scenario.slots:
        if not is_present(person, (slot,)):
            continue
        has_one = model.new_bool_var(f"has_favourite[{person.id},{slot.id}]")
        going_on = [decisions.occupies[held_id, slot.id] for name in chosen for held_id in held[name]]
        model.add_bool_or(~has_one, *going_on)
        for name in bound:
            if stays(person) or scenario.session[name].length_slots == 1:
                for holding_id in held[name]:
                    model.add_implication(has_one, ~decisions.occupies[holding_id, slot.id])
        once = [decisions.occupies[held[name][0], slot.id] for name in wished if len(held[name]) == 1]
        model.add(LinearExpr.sum(once) <= 1 + missed)
        kept.append(has_one)
    model.add(LinearExpr.sum(kept) + sum(name in bound for name in wished) >= top - missed)
