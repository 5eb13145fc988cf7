"""Cards of people: participants, the rest of the pool, interpreters, delegations."""

from collections.abc import Iterator

from planner.publish.audiences.countries import country_name
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.source import Source
from planner.publish.view import Card
from planner.scenario.names import BadgeName
from planner.scenario.people import DELEGATION_CATEGORIES, Delegation, Interpreter, Person
from planner.verify.calendar import sitting_of
from planner.verify.money import costs
from planner.verify.pool import attended_last, meetings


def person_card(reader: Reader, person: Person) -> Card:
    return reader.card("person", person.id, _badge_values(reader, person) | _planned_values(reader.source, person))


def interpreter_card(reader: Reader, interpreter: Interpreter) -> Card:
    source = reader.source
    slots = [
        source.scenario.slot[planned.slot]
        for planned in source.plan.sessions.values()
        if any(interpreter.id in team for team in planned.interpreters.values())
    ]
    days = sorted({slot.day for slot in slots})
    return reader.card(
        "interpreter",
        interpreter.id,
        {
            "id": interpreter.id,
            "badge_name": _badge_of(source, interpreter.id).badge_name,
            "badge_name_latin": _badge_of(source, interpreter.id).badge_name_latin or None,
            "languages": (*interpreter.a_languages, *interpreter.b_languages),
            "token": source.token("folder", interpreter.id),
            "qr": source.token("qr", interpreter.id),
            "sittings": len({sitting_of(slot) for slot in slots}),
            "days": tuple(days),
            "fee": interpreter.fee_per_day_cents * len(days),
        },
    )


def interpreter_badge(reader: Reader, interpreter: Interpreter) -> Card:
    """An interpreter among the badges: without country, and with no photo unless asked."""
    badge = _badge_of(reader.source, interpreter.id)
    return reader.card(
        "person",
        interpreter.id,
        {
            "badge_name": badge.badge_name,
            "badge_name_latin": badge.badge_name_latin or None,
            "honorific": badge.honorific,
            "function": badge.function,
            "category": "interpreter",
            "delegation": None,
            "languages": (*interpreter.a_languages, *interpreter.b_languages),
            "photo": "ask",
            "qr": reader.source.token("qr", interpreter.id),
        },
    )


def country_card(reader: Reader, delegation: Delegation) -> Card:
    return reader.card("country", delegation.id, {"name": country_name(delegation.country, reader.language)})


def delegation_card(reader: Reader, delegation: Delegation) -> Card:
    return reader.card(
        "delegation",
        delegation.id,
        {
            "id": delegation.id,
            "country": country_name(delegation.country, reader.language),
            "un_region": delegation.un_region,
            "network_region": delegation.network_region,
            "complete": is_complete(reader.source, delegation),
            "seats": {
                category: (delegation.seats[category].least, delegation.seats[category].most)
                for category in DELEGATION_CATEGORIES
            },
        },
    )


def is_complete(source: Source, delegation: Delegation) -> bool:
    """No open seat that counts; a State without an NHRI is not incomplete for that."""
    has_no_nhri = delegation.nhri_status in ("none", "suspended")
    return not any(
        seat.delegation == delegation.id and not (seat.category == "nhri" and has_no_nhri)
        for seat in source.plan.open_seats
    )


def _badge_values(reader: Reader, person: Person) -> dict[str, object]:
    source = reader.source
    badge = _badge_of(source, person.id)
    country = _country_of(reader, person)
    return {
        "id": person.id,
        "badge_name": badge.badge_name if _may_be_drawn(reader, person) else None,
        "badge_name_latin": badge.badge_name_latin or None,
        "honorific": badge.honorific,
        "function": badge.function,
        "category": person.category,
        "delegation": None if person.protected else country,
        "country": country,
        "home": person.delegation,
        "languages": person.active_languages,
        "photo": person.photo,
        "qr": source.token("qr", person.id),
        "token": source.token("folder", person.id),
    }


def _planned_values(source: Source, person: Person) -> dict[str, object]:
    comes = source.plan.people.get(person.id)
    offer = source.scenario.travel_offer.get(comes.route) if comes and comes.route else None
    return {
        "comes": comes is not None,
        "attends": comes.attends if comes else None,
        "own_zone": person.zone if comes and comes.attends == "remote" else None,
        "route": offer.id if offer else None,
        "carrier": offer.carrier if offer else None,
        "payers": dict(comes.pays) if comes else {},
        "costs": costs(source.scenario, person, comes) if comes else {},
        "organisation": person.organisation,
        "rank": person.nomination_rank,
        "reasons": tuple(_reasons(source, person)),
        "needs": person.needs,
        "protected": person.protected,
        "satisfied": _satisfied(source, person),
    }


def _reasons(source: Source, person: Person) -> Iterator[str]:
    """Facts of the input that spoke for the person, most binding first."""
    if any(person.id in session.roles for session in source.scenario.sessions):
        yield "role"
    if attended_last(source.scenario, person):
        yield "returning"
    has_attended = any(entry.person == person.id and entry.attended for entry in source.scenario.ledger)
    if meetings(source.scenario) and not has_attended and person.delegation is not None:
        yield "first_time"
    if person.nomination_rank == 1:
        yield "first_choice"


def _satisfied(source: Source, person: Person) -> tuple[int, int]:
    """Preference points received, and stated."""
    attended = {
        source.scenario.holding[code].session.id
        for code, planned in source.plan.sessions.items()
        if person.id in planned.attends
    }
    stated = [preference for preference in source.scenario.preferences if preference.person == person.id]
    received = sum(preference.points for preference in stated if preference.session in attended)
    return received, sum(preference.points for preference in stated)


def _badge_of(source: Source, identity: str) -> BadgeName:
    """Without a row in the file of badge names everyone goes by their id."""
    known = source.names.badge_names.get(identity)
    return known or BadgeName(badge_name=identity, honorific="", function="")


def _may_be_drawn(reader: Reader, person: Person) -> bool:
    """Ids may tell country and category: of protected people nothing stands where no name was chosen."""
    is_chosen = person.id in reader.source.names.badge_names
    return is_chosen or not person.protected or reader.audience == "secretariat"


def _country_of(reader: Reader, person: Person) -> str | None:
    if person.delegation is None:
        return None
    return country_name(reader.source.scenario.delegation[person.delegation].country, reader.language)
