"""What is decided already, and what is waived."""

from dataclasses import dataclass
from typing import Literal

PinnedDecision = Literal["select", "pay", "slot", "room", "attend", "chair", "interpret"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A decision taken before the plan is made, to be kept or avoided."""

    id: str
    decision: PinnedDecision
    pin: Literal["lock", "forbid"]
    person: str
    """Person, or for `interpret` the interpreter; empty for `slot` and `room`."""
    holding: str
    """`th-land#1`; empty for `select` and `pay`."""
    value: str
    """`select`: a mode, or empty for any. `pay`: a grant, `self` or a split, for every cost line.
    `slot`, `room`: its id. `interpret`: a language, or empty for any booth."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A rule that need not be kept for one subject, with the reason; every waiver used is shown."""

    rule: Literal["everyone_can_follow"]
    person: str
    session: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Somebody who must not meet the others of their group. Why is sealed and stays in the input."""

    group: str
    person: str
    scope: Literal["session", "room"]
    """`session`: never at the same session, whichever holding; `room`: never at the same holding."""
