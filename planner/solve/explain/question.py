"""What is asked, and what is supposed to be otherwise in order to answer it."""

from dataclasses import dataclass
from typing import Literal

from planner.plan import LinkedProblem
from planner.scenario.scenario import Scenario
from planner.solve.cuts import Choice

QUESTION_SECONDS = 15.0
"""What one question may take; what is not known by then is said with its bounds."""
QUESTION_WORK = 5.0
"""What one solve for it may take, in the solver's repeatable unit, roughly seconds."""

Clause = tuple[Choice, ...]
"""At least one of these choices holds."""

Kind = Literal[
    "not_chosen",
    "chosen",
    "remote",
    "in_person",
    "payer",
    "not_at_session",
    "at_session",
    "slot",
    "room",
    "language_closed",
    "language_open",
    "larger_grant",
    "no_grant",
    "grant_rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One thing otherwise than decided."""

    problem: LinkedProblem
    """The problem that decided it; earlier ones stay as decided."""
    clauses: tuple[Clause, ...] = ()
    """All of them hold besides the rules."""
    scenario: Scenario | None = None
    """Given instead of the plan's own; for questions about what is given, such as a ceiling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question about a plan."""

    kind: Kind
    subject: str
    """Id of the person, holding or grant it is about."""
    detail: str
    """What about it: a session, a slot, a language, `fare lakes`, or nothing."""
    text: str
    supposed: str
    """Continues "If"."""
    supposition: Supposition
