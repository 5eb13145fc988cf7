"""Why there is no plan, in plain words: first what does not add up, then what does not fit together.

Each check is a necessary condition, reckoned from the scenario without a search: where one fires there is no plan, and
where none does there may still be none. What people have to do counts from those who must come in every plan.
"""

from collections.abc import Callable, Iterable

from planner.scenario.scenario import Scenario
from planner.solve.shortfalls import allocation, interpreting, order, selection, timetable, travel
from planner.solve.shortfalls.shortfall import Shortfall

Check = Callable[[Scenario], Iterable[Shortfall]]
CHECKS: tuple[Check, ...] = (
    *selection.CHECKS,
    *travel.CHECKS,
    *timetable.CHECKS,
    *order.CHECKS,
    *allocation.CHECKS,
    *interpreting.CHECKS,
)


def shortfalls(scenario: Scenario) -> tuple[Shortfall, ...]:
    """All that cannot be had: counts first, within each step by linked problem and area."""
    found = [shortfall for check in CHECKS for shortfall in check(scenario)]
    return tuple(sorted(found, key=lambda shortfall: shortfall.step != "count"))
