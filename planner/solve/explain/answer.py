"""What came of supposing something otherwise."""

from dataclasses import dataclass
from typing import Literal

from planner.plan import Plan
from planner.solve.explain.question import Question

Outcome = Literal["worse", "equal", "better", "forbidden", "stopped_later", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One objective term in the plan, and in the best plan found with what is supposed."""

    term: str
    unit: str
    planned: int
    supposed: int
    bound: int
    """No plan with what is supposed has less, given the terms before."""

    @property
    def is_proven(self) -> bool:
        return self.bound == self.supposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question."""

    question: Question
    outcome: Outcome
    """`forbidden`: no plan with what is supposed; `stopped_later`: no such plan as good that the next problem could
    go on from; `undecided`: none found and none excluded within the limits."""
    terms: tuple[TermChange, ...] = ()
    """In order of priority; empty where nothing was found."""
    rules: tuple[str, ...] = ()
    """Of what is forbidden: the rules that forbid it."""
    is_each_enough: bool = False
    """Lifting any one of `rules` would allow it; otherwise only lifting all of them."""
    is_within_times: bool = False
    """Holds with the times and rooms of all other sessions as they are; otherwise without condition."""
    gone: tuple[str, ...] = ()
    """Other people who come in the plan and would not."""
    new: tuple[str, ...] = ()
    """Other people who do not come in the plan and would."""
    plan: Plan | None = None
    """The best plan found with what is supposed, decided as far as the problem that was asked."""

    @property
    def deciding(self) -> TermChange | None:
        """The first term that differs."""
        return next((term for term in self.terms if term.supposed != term.planned), None)

    @property
    def is_settled(self) -> bool:
        """Whether more searching could not change what is told first."""
        if not self.terms:
            return self.outcome == "forbidden"
        return self.deciding is None or self.deciding.is_proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything asked about one person, session or grant."""

    subject: str
    facts: tuple[str, ...]
    """What the plan says, in words."""
    answers: tuple[Answer, ...]
