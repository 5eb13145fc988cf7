"""Preference points of a plan: missed, received, and how far either may be from the best there is."""

from dataclasses import dataclass

from planner.plan import Plan
from planner.scenario.scenario import Scenario

TERM = "preference_points_missed"
MEASURE = "preference points missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Of the people who come."""

    stated: int
    missed: int
    bound: int
    """No plan misses fewer that is no worse in what comes before the points."""

    @property
    def received(self) -> int:
        return self.stated - self.missed

    @property
    def gap_of_missed(self) -> float:
        return (self.missed - self.bound) / max(1, self.missed)

    @property
    def gap_of_received(self) -> float:
        """The same distance, over what is received: what the planner promises, as few points missed are few."""
        return (self.missed - self.bound) / max(1, self.received)

    def told(self) -> str:
        return (
            f"points missed {self.missed}, bound {self.bound}, gap {100 * self.gap_of_missed:.1f} %; "
            f"{self.received} of {self.stated} points received, gap {100 * self.gap_of_received:.2f} %"
        )


def points_of(scenario: Scenario, plan: Plan) -> Points:
    [term] = [term for term in plan.terms if term.term == TERM]
    stated = sum(wish.points for wish in scenario.preferences if wish.person in plan.people)
    return Points(stated=stated, missed=term.value, bound=term.bound)
