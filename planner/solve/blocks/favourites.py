"""How few favourites the worst-off person must miss: a question of yes or no for each number, smallest first.

The model knows only whether a person has a favourite at all in a slot, which is why it answers in a second what the
flat model cannot answer in minutes.
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
from planner.solve.priorities import Search, least_of

_SHARE = 0.1
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
    domain = planning.model.proto.variables[missed.index].domain
    bound = 0
    # Of 31 States one worker proves in half a second what two take two to four for.
    search = replace(search.part(_SHARE), workers=1, linearization_level=0, presolves_briefly=True)
    for number in range(top + 1):
        domain.clear()
        domain.extend([number, number])
        found = least_of(planning.model, None, search.part(0.5))
        if found.solution:
            return Fairest(bound, number, times_in(planning, found.solution))
        if found.is_infeasible and bound == number:
            bound = min(number + 1, top)
    return Fairest(bound, top, {})


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
