"""When and where sessions can be held."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.scenario.programme import SessionKind
from planner.units import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One stretch of time in which a session, or part of one, can be held."""

    id: str
    day: date
    starts: Minutes
    ends: Minutes
    sitting: str
    """The unbroken run of slots this one belongs to; rest and daily limits of interpreters count sittings."""
    kinds: tuple[SessionKind, ...]
    """Kinds of session allowed here; empty: every kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room of the venue."""

    id: str
    name: str
    capacity: int
    """Seats at the table or in rows; remote people take none."""
    booths: int
    """Built-in interpreters' booths."""
    mobile_booths_fit: int
    """How many mobile booths can be put up besides."""
    hybrid: bool
    step_free: bool
    privacy: Literal["open", "closed"]
    """`closed`: nothing can be heard or seen from outside; closed-door sessions need it."""
    zone: str
    """Part of the venue."""
    neighbours: tuple[str, ...]
    """Rooms that share a wall."""
