"""Cards of deliveries: whose each folder and each code is. For the Secretariat alone, who hands them over."""

from collections.abc import Iterator

from planner.publish.audiences.countries import country_name
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.recipients import (
    delegation_reader,
    funder_reader,
    interpreter_reader,
    participants,
    person_reader,
    takes_files,
    working,
)
from planner.publish.view import Card
from planner.scenario.people import Delegation, Interpreter, Person


def delivery_cards(reader: Reader) -> Iterator[Card]:
    """One for each folder of a reader, and one for everybody who takes part without any."""
    source = reader.source
    yield from (_to_person(reader, person) for person in participants(source))
    yield from (_to_interpreter(reader, interpreter) for interpreter in working(source))
    yield from (_to_delegation(reader, delegation) for delegation in source.scenario.delegations)
    for grant in source.scenario.grants:
        yield _card(reader, funder_reader(source, grant), what="funder", name=grant.funder)


def _to_person(reader: Reader, person: Person) -> Card:
    source = reader.source
    has_badge = source.plan.people[person.id].attends == "in_person"
    return _card(
        reader,
        person_reader(source, person),
        **_named(reader, person.id),
        what="participant",
        qr=source.token("qr", person.id) if has_badge else None,
        delivery=person.delivery,
        **({} if takes_files(person) else {"folder": None, "note": "no_files"}),
    )


def _to_interpreter(reader: Reader, interpreter: Interpreter) -> Card:
    source = reader.source
    return _card(
        reader,
        interpreter_reader(source, interpreter),
        **_named(reader, interpreter.id),
        what="interpreter",
        qr=source.token("qr", interpreter.id),
    )


def _to_delegation(reader: Reader, delegation: Delegation) -> Card:
    name = country_name(delegation.country, reader.language)
    return _card(reader, delegation_reader(reader.source, delegation), what="delegation", name=name)


def _named(reader: Reader, identity: str) -> dict[str, object]:
    names = reader.source.names
    badge, contact = names.badge_names.get(identity), names.contacts.get(identity)
    return {"name": badge.badge_name if badge else None, "email": contact.email if contact else None}


def _card(reader: Reader, recipient: Reader, **values: object) -> Card:
    known = {"id": recipient.id, "folder": recipient.folder, "language": recipient.language}
    blank = dict.fromkeys(("name", "qr", "delivery", "email", "note"))
    return reader.card("delivery", recipient.id, blank | known | values)
