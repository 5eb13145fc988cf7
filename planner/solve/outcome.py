"""How a solve ends: solved, infeasible, or out of time. Three outcomes, never merged."""

from dataclasses import dataclass

from planner.plan import LinkedProblem, Plan
from planner.solve.relax import Relief
from planner.solve.shortfalls.shortfall import Shortfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A plan, each term with its bound; not every term need be proven."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """No plan exists, proven."""

    problem: LinkedProblem
    shortfalls: tuple[Shortfall, ...] = ()
    """What cannot be had, in words. Empty: counting does not tell."""
    relief: Relief | None = None
    """A change with which a plan would exist. None: not found."""
    clashing: tuple[str, ...] = ()
    """Rules that cannot all be kept; leaving out any one of them opens a way. Empty: not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfTime:
    """The limit was reached, or the run interrupted, before a first plan existed."""

    problem: LinkedProblem
    shortfalls: tuple[Shortfall, ...] = ()
    """What cannot be had with the people chosen first, where the later problems had none for them."""


Outcome = Solved | Infeasible | OutOfTime
