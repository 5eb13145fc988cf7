"""What is held: sessions, their holdings, and what people would like to attend."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from planner.scenario.people import DelegationCategory, Range

SessionKind = Literal["plenary", "regional", "thematic", "closed_door", "side_event", "preparatory"]
Attendance = Literal["required", "preference", "invited"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session of the programme, held once or several times."""

    id: str
    kind: SessionKind
    titles: Mapping[str, str]
    """Title by language."""
    theme: str | None
    region: str | None
    """Region whose delegations it seats, with its system: `un:GRULAC`, `net:americas`."""
    category: DelegationCategory | None
    """Category to which a closed-door session is open."""
    length_slots: int
    """Consecutive slots of one sitting that one holding takes."""
    offered: int
    """How many times it is held; people attend at most one holding."""
    attendance: Attendance
    size: Range | None
    """People per holding; None: only the room limits it."""
    chairs_needed: int
    chairs: tuple[str, ...]
    """People who chair it; fewer than `chairs_needed`: the planner fills the rest."""
    speakers: tuple[str, ...]
    rapporteurs: tuple[str, ...]
    invited: tuple[str, ...]
    """People invited by name: who attends an `invited` session, and outsiders admitted to a closed one."""
    floor_languages: tuple[str, ...]
    """Languages that may be spoken."""
    after: tuple[str, ...]
    """Sessions of which every holding has ended before any holding of this one starts."""
    same_window: str | None
    """Label shared by sessions that are held at the same time."""
    room_needs: tuple[Literal["hybrid", "step_free", "closed"], ...]
    exclusive: bool
    """Nothing else is held at the same time."""
    decision: bool
    chatham_house: bool
    allowed_slots: tuple[str, ...]
    """Slots in which a holding may lie; empty: all."""

    @cached_property
    def roles(self) -> frozenset[str]:
        """People named to chair, speak or report."""
        return frozenset(self.chairs) | frozenset(self.speakers) | frozenset(self.rapporteurs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One of the times a session is held, `th-land#1`."""

    id: str
    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """How much a person would like to attend a session, 0 to 100 points."""

    person: str
    session: str
    points: int
