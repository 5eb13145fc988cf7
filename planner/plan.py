"""The answer as plain data, to and from `plan.json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from planner.errors import UnreadableFile
from planner.scenario.people import CostLine, DelegationCategory, Mode

LinkedProblem = Literal["delegation", "programme", "roster"]
LINKED_PROBLEMS: tuple[LinkedProblem, ...] = ("delegation", "programme", "roster")
FORMAT = 1
SELF = "self"
"""Payer of a cost line that the person's own institution bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStamp:
    """Which input made this plan."""

    id: str
    sha256: str
    """Of the resolved scenario, `scenario.json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermResult:
    """One objective term: what was reached, what is proven, both in the term's unit."""

    problem: LinkedProblem
    term: str
    unit: str
    value: int
    bound: int
    """No plan has less, given the values of the terms and problems before it."""
    gap: float
    """(value - bound) / max(1, |value|)."""
    status: Literal["proven", "limit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One person who comes."""

    attends: Mode
    route: str | None
    """Travel offer; None for remote people and residents of the host city."""
    pays: Mapping[CostLine, str]
    """Cost line to grant id or `self`; lines that cost nothing are absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSeat:
    """Seats of a delegation that stay open below the category's minimum."""

    delegation: str
    category: DelegationCategory
    seats: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedHolding:
    """One holding of a session: where, when, who, in which languages."""

    slot: str
    """First slot; the holding takes its session's `length_slots` from here."""
    room: str
    floor: tuple[str, ...]
    """Languages that may be spoken, as the scenario gives them."""
    outgoing: tuple[str, ...]
    """Languages interpreted into: one booth each."""
    chairs: tuple[str, ...]
    attends: tuple[str, ...]
    """Everyone seated or connected, people in roles included."""
    interpreters: Mapping[str, tuple[str, ...]]
    """Booth (outgoing language) or sign language to its team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPrice:
    """What solving in linked problems costs in one term, on the small cut: decomposed against joint."""

    problem: LinkedProblem
    term: str
    unit: str
    decomposed: int
    joint: int
    status: Literal["proven", "limit"]
    """`limit`: one of the two values is not proven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Determined by input, version and seed alone; clock times and seconds go to `run.json`."""

    format: int
    scenario: ScenarioStamp
    revision: int
    parent: int | None
    released_at: str
    planner: str
    ortools: str
    seed: int
    workers: int
    terms: tuple[TermResult, ...]
    conference_languages: tuple[str, ...]
    people: Mapping[str, Participation]
    """Those who come; everyone else in the pool does not."""
    open_seats: tuple[OpenSeat, ...]
    sessions: Mapping[str, PlannedHolding]
    """By holding id, `th-land#1`."""
    price_of_decomposition: tuple[TermPrice, ...]
    language_payers: Mapping[str, str] = field(default_factory=dict)
    """Conference language to the grant that pays it; the others are the conference's own to pay."""

    @property
    def times(self) -> Mapping[str, str]:
        """First slot of each holding."""
        return {holding_id: holding.slot for holding_id, holding in self.sessions.items()}

    @property
    def is_proven(self) -> bool:
        return all(term.status == "proven" for term in self.terms)


def plan_to_json(plan: Plan) -> bytes:
    """Sorted keys, two spaces: the same plan always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(plan, order="sorted"), indent=2) + b"\n"


def read_plan(path: Path) -> Plan:
    """Read `plan.json`. Raises `UnreadableFile` when it is missing or not a plan of this format."""
    try:
        plan = msgspec.json.decode(path.read_bytes(), type=Plan)
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(path, f"is not a plan of format {FORMAT}: {error}") from error
    if plan.format != FORMAT:
        raise UnreadableFile(path, f"is not a plan of format {FORMAT} but of format {plan.format}")
    return plan
