"""Cards of the plan as a whole: what was reached and proven, with which numbers, and what stays uncovered."""

from collections.abc import Iterator
from dataclasses import asdict

from planner.publish.audiences.reader import Reader
from planner.publish.view import Card
from planner.scenario.people import Person


def term_cards(reader: Reader) -> Iterator[Card]:
    return (reader.card("term", term.term, asdict(term)) for term in reader.source.plan.terms)


def price_cards(reader: Reader) -> Iterator[Card]:
    return (reader.card("price", price.term, asdict(price)) for price in reader.source.plan.price_of_decomposition)


def open_seat_cards(reader: Reader) -> Iterator[Card]:
    return (
        reader.card("open_seat", f"{seat.delegation}/{seat.category}", asdict(seat))
        for seat in reader.source.plan.open_seats
    )


def plan_card(reader: Reader) -> Card:
    plan = reader.source.plan
    return reader.card(
        "plan",
        plan.scenario.id,
        {
            "scenario": plan.scenario.id,
            "sha256": plan.scenario.sha256,
            "revision": plan.revision,
            "parent": plan.parent,
            "released_at": plan.released_at,
            "planner": plan.planner,
            "ortools": plan.ortools,
            "seed": plan.seed,
            "workers": plan.workers,
            "languages": plan.conference_languages,
        },
    )


def need_cards(reader: Reader) -> Iterator[Card]:
    """What participants need and the plan does not give them."""
    source = reader.source
    for identity in sorted(source.plan.people):
        person = source.scenario.person[identity]
        unsigned = _holdings_without_a_sign_team(reader, person)
        if unsigned:
            values = {"person": identity, "need": person.sign_language, "entries": unsigned}
            yield reader.card("need", f"{identity}/{person.sign_language}", values)
        steps = _holdings_up_steps(reader, identity) if "step_free" in person.needs else ()
        if steps:
            yield reader.card(
                "need", f"{identity}/step_free", {"person": identity, "need": "step_free", "entries": steps}
            )


def _holdings_without_a_sign_team(reader: Reader, person: Person) -> tuple[str, ...]:
    """Where it is waived that somebody who signs can follow."""
    return tuple(
        held.id
        for held in reader.source.held
        if person.sign_language
        and person.id in held.planned.attends
        and not held.planned.interpreters.get(person.sign_language)
    )


def _holdings_up_steps(reader: Reader, person: str) -> tuple[str, ...]:
    rooms = reader.source.scenario.room
    return tuple(
        held.id
        for held in reader.source.held
        if person in held.planned.attends and not rooms[held.planned.room].step_free
    )
