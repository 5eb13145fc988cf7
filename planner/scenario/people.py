"""Who may come and who interprets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from planner.units import Cents, Minutes

Category = Literal["state", "nhri", "civil_society", "expert", "observer", "secretariat"]
DelegationCategory = Literal["state", "nhri", "civil_society"]
DELEGATION_CATEGORIES: tuple[DelegationCategory, ...] = ("state", "nhri", "civil_society")
Mode = Literal["in_person", "remote"]
MODES: tuple[Mode, ...] = ("in_person", "remote")
CostLine = Literal["fare", "allowance", "visa"]
COST_LINES: tuple[CostLine, ...] = ("fare", "allowance", "visa")
Visibility = Literal["public", "participants", "own_category", "need_to_know"]
Gender = Literal["woman", "man", "other", "unstated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """`least..most`, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """The tripartite delegation of one State."""

    id: str
    country: str
    """ISO 3166-1 alpha-2."""
    un_region: str
    """Such as `un:GRULAC`."""
    network_region: str
    """Such as `net:americas`."""
    income_group: Literal["low", "lower_middle", "upper_middle", "high"]
    ldc: bool
    lldc: bool
    sids: bool
    lists_as_of: date
    nhri_status: Literal["A", "B", "none", "suspended"]
    nhri_status_as_of: date
    seats: Mapping[DelegationCategory, Range]
    remote_counts_complete: bool
    """Whether remote attendance fills a seat."""
    permanent_mission: bool
    """Whether the State keeps a permanent mission in the host city."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person in the pool, by id only; names live in `names.py`."""

    id: str
    delegation: str | None
    """None for experts, observers and the Secretariat."""
    category: Category
    organisation: str
    gender: Gender
    nomination_rank: int | None
    """1 is the delegation's first choice in this category; None: not ranked, counts as last."""
    nominated_by: str
    deputy_of: str | None
    active_languages: tuple[str, ...]
    passive_languages: tuple[str, ...]
    sign_language: str | None
    """Whoever has one follows and speaks through a team of their sign language."""
    origin: str
    """City code of the travel tables; the host city's own code means no travel."""
    nationality: str
    modes: tuple[Mode, ...]
    self_funding: tuple[CostLine, ...]
    """Cost lines the person's institution has offered to pay."""
    needs: tuple[str, ...]
    """Such as `step_free`."""
    arrives_after: Minutes | None
    """Not there before this moment; None: there from the start."""
    leaves_before: Minutes | None
    zone: str
    """IANA time zone from which the person would attend remotely."""
    visibility: Visibility
    protected: bool
    photo: Literal["yes", "ask", "no"]
    delivery: Literal["email", "encrypted", "paper", "none"]
    can_chair: bool
    expertise: tuple[str, ...]
    mandated: bool
    """Holds a mandate, such as Special Rapporteur, for which they must be there."""
    assists: str | None
    """Person whom this one accompanies and never leaves; assistants fill no seat and count for no cap."""
    joined: date
    """When the person's institution joined the network."""

    @cached_property
    def understands(self) -> frozenset[str]:
        return frozenset(self.active_languages) | frozenset(self.passive_languages)


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """One interpreter, with languages classified as AIIC does."""

    id: str
    a_languages: tuple[str, ...]
    """Mother tongues: works into them from all others."""
    b_languages: tuple[str, ...]
    """Other active languages: works into them too."""
    c_languages: tuple[str, ...]
    """Passive: works from them only."""
    sign: str | None
    """Sign language worked into and from; None: works between spoken languages only."""
    base: str
    fee_per_day_cents: Cents
    days: tuple[date, ...]
    """Days on which the interpreter can be booked."""
    remote: bool
    excluded_categories: tuple[DelegationCategory, ...]
    """Whose closed sessions the interpreter must not work in."""
    excluded_sessions: tuple[str, ...]
    supplied_by: str | None
    """Delegation that brings the interpreter; None: hired by the Secretariat."""

    @cached_property
    def active(self) -> frozenset[str]:
        """Languages worked into, the sign language among them."""
        return frozenset((*self.a_languages, *self.b_languages)) | ({self.sign} if self.sign else set())

    @cached_property
    def understands(self) -> frozenset[str]:
        return self.active | frozenset(self.c_languages)
