"""What one audience may see, as plain facts that know where they come from.

Publishers are handed an `AudienceView` and nothing else; `audiences.py` makes it. Asking a card for a field
that its audience may not see raises `DeniedField`: default deny.
"""

from collections.abc import Mapping
from dataclasses import dataclass


class DeniedField(LookupError):
    """A publisher asked for something its audience may not know: our bug, never the user's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value with its provenance, such as `entry.room` of `cd-cs#1`."""

    field: str
    subject: str
    """Id of the person, holding, grant, room or delegation the fact is about."""
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing an audience may know about, with only the fields it may see."""

    kind: str
    subject: str
    facts: Mapping[str, Fact]

    def __getitem__(self, field: str) -> Fact:
        try:
            return self.facts[field]
        except KeyError:
            raise DeniedField(f"{self.kind}.{field}") from None

    def __contains__(self, field: str) -> bool:
        return field in self.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceView:
    """Everything one audience may see, and the folder its files go to."""

    audience: str
    """Row of the table in `audiences.py`: `person delegation interpreter funder venue print public secretariat`."""
    folder: str
    """Below the revision, such as `for-people/<token>`."""
    language: str
    """Language of the reader."""
    conference: Card
    cards: Mapping[str, tuple[Card, ...]]
    """By kind: `entry`, `person`, `room`, …; a kind that is absent is denied."""
