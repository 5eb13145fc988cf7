"""How people are called. Kept apart from the Scenario so that no plan, log or solver ever holds a name."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeName:
    """The name a person chose to be known by at the conference; may be an alias."""

    badge_name: str
    honorific: str
    function: str
    badge_name_latin: str = ""
    """The name once more in Latin letters, for who cannot read the script it is in; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where and in which language to write to a person."""

    email: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The three optional name files, by person or interpreter id; each may be empty."""

    badge_names: Mapping[str, BadgeName]
    contacts: Mapping[str, Contact]
    legal_names: Mapping[str, str]
    """Read only by the gate and the travel desk."""
