"""What a benchmark finds out, and the row of the table it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Aim = Literal["least", "most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an instance may use."""

    seconds: float
    seed: int
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a benchmark found out about one instance."""

    measure: str
    """What is counted, with its unit."""
    aim: Aim
    value: int | None
    """None: nothing was found."""
    bound: int | None
    """No solution is better; None: not known."""
    must: str = ""
    """What was to be reached, and whether it was; empty: nothing was promised."""
    note: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    """For the JSON file alone."""

    @property
    def gap(self) -> float | None:
        """|value - bound| over |value|; None where one of them is missing."""
        if self.value is None or self.bound is None:
            return None
        return abs(self.value - self.bound) / max(1, abs(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    instance: str
    result: Result
    seconds: float
    """Wall clock of the whole process, imports and checks included."""
    peak_mib: int
    """Largest resident memory of the process, or of any one it started and waited for."""
    seed: int
    versions: Mapping[str, str]
