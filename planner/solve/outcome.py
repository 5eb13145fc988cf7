"""How a solve ends: solved, infeasible, or out of time. Three outcomes, never merged."""

from dataclasses import dataclass

from planner.plan import LinkedProblem, Plan
from planner.solve.relax import Relaxation


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A plan, each term with its bound; not every term need be proven."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """No plan exists, proven."""

    problem: LinkedProblem
    clashing: tuple[str, ...]
    """Rules of that problem that cannot all be kept; leaving out any one of them opens a way. Empty: not found."""
    relaxations: tuple[Relaxation, ...] = ()
    """The smallest change with which a plan would exist. Empty: not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfTime:
    """The limit was reached, or the run interrupted, before a first plan existed."""

    problem: LinkedProblem


Outcome = Solved | Infeasible | OutOfTime
