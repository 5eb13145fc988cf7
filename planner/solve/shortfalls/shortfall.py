"""What is asked and cannot be had, whatever the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from planner.plan import LinkedProblem

Step = Literal["count", "structure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One reason why no plan can exist, in plain words with numbers and ids."""

    problem: LinkedProblem
    """The first of the linked problems that it leaves without solution."""
    step: Step
    """`count`: more is needed than there is. `structure`: the numbers may do, but things do not fit together."""
    words: str

    def __str__(self) -> str:
        return self.words


def listed(ids: Iterable[object], most: int = 6) -> str:
    """`a, b and c`; of more than `most` only the first."""
    names = [str(each) for each in ids]
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
