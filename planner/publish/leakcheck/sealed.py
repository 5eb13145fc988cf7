"""What is secret: values the Secretariat knows, searched for in everything that others are given.

Not sealed, because it says nothing by itself and would fire on innocent files: themes, functions and honorifics
(common words), ids that are a plain word, countries, amounts. For those the draw log is the guard.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.publish.values import moment
from planner.publish.view import AudienceView, Card, Fact

_SEALED = {
    "person": ("id", "badge_name", "badge_name_latin", "organisation", "token", "qr", "route", "carrier"),
    "interpreter": ("id", "badge_name", "badge_name_latin", "token", "qr"),
    "entry": ("code",),
    "grant": ("id", "funder"),
}
_SEALED_WHEN_CLOSED = ("session", "titles")
"""Titles and ids of open sessions are everybody's."""
_IDS = frozenset({"person.id", "interpreter.id", "grant.id", "entry.session", "person.route"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One value that only its own audience may read."""

    field: str
    subject: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPlace:
    """Where and when a closed session is: both together tell who meets."""

    subject: str
    room: str
    starts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Everything that must not be found where it does not belong."""

    values: tuple[Secret, ...]
    legal_names: tuple[Secret, ...]
    """In no file at all, those of the Secretariat included."""
    places: tuple[ClosedPlace, ...]


def sealed_in(secretariat: AudienceView, emails: Mapping[str, str], legal_names: Mapping[str, str]) -> Secrets:
    """The secrets among the facts of the Secretariat and in the files of names."""
    cards = [card for group in secretariat.cards.values() for card in group]
    closed = [card for card in cards if card.kind == "entry" and "window" in card]
    facts = [card[field] for card in cards for field in _SEALED.get(card.kind, ()) if field in card]
    facts += [card[field] for card in closed for field in _SEALED_WHEN_CLOSED]
    values = {secret for fact in facts for secret in _secrets_of(fact)}
    values |= {Secret(field="contact.email", subject=one, value=email) for one, email in emails.items()}
    return Secrets(
        values=tuple(sorted(values, key=lambda secret: (secret.field, secret.subject, secret.value))),
        legal_names=tuple(
            Secret(field="person.legal_name", subject=one, value=name) for one, name in sorted(legal_names.items())
        ),
        places=tuple(_place(card) for card in closed),
    )


def strings_in(value: object) -> Iterator[str]:
    """Every text in a fact's value."""
    if isinstance(value, Mapping):
        yield from strings_in(tuple(value))
        yield from strings_in(tuple(value.values()))
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for part in value:
            yield from strings_in(part)
    else:
        yield str(value)


def _secrets_of(fact: Fact) -> Iterator[Secret]:
    texts = fact.value.values() if isinstance(fact.value, Mapping) else (fact.value,)
    is_id = fact.field in _IDS
    for text in map(str, filter(None, texts)):
        if not (is_id and text.isalpha()):
            yield Secret(field=fact.field, subject=fact.subject, value=text)


def _place(entry: Card) -> ClosedPlace:
    return ClosedPlace(subject=entry.subject, room=str(entry["room"].value), starts=moment(entry["starts"]))
