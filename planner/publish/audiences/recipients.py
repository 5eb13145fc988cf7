"""Who is given a folder, where it lies, and in which language it is written."""

from collections import Counter
from collections.abc import Iterator

from planner.publish.audiences.allowed import Audience
from planner.publish.audiences.reader import Reader
from planner.publish.audiences.source import Held, Source
from planner.publish.wording import FALLBACK
from planner.scenario.funding import Grant
from planner.scenario.people import Delegation, Interpreter, Person


def participants(source: Source) -> Iterator[Person]:
    return (person for person in source.scenario.people if person.id in source.plan.people)


def takes_files(person: Person) -> bool:
    """Everyone, except who asked that no file about them be made."""
    return person.delivery != "none"


def working(source: Source) -> list[Interpreter]:
    booked = {interpreter for held in source.held for interpreter in team_of(held)}
    return [interpreter for interpreter in source.scenario.interpreters if interpreter.id in booked]


def team_of(held: Held) -> set[str]:
    return {interpreter for team in held.planned.interpreters.values() for interpreter in team}


def person_reader(source: Source, person: Person) -> Reader:
    folder = f"for-people/{source.token('folder', person.id)}"
    language = _language_of(source, person)
    return Reader(source=source, audience="person", folder=folder, language=language, id=person.id)


def delegation_reader(source: Source, delegation: Delegation) -> Reader:
    folder = f"for-delegations/{delegation.id}"
    language = _common_language(source, delegation)
    return Reader(source=source, audience="delegation", folder=folder, language=language, id=delegation.id)


def interpreter_reader(source: Source, interpreter: Interpreter) -> Reader:
    folder = f"for-interpreters/{source.token('folder', interpreter.id)}"
    language = next(iter(interpreter.a_languages), FALLBACK)
    return Reader(source=source, audience="interpreter", folder=folder, language=language, id=interpreter.id)


def funder_reader(source: Source, grant: Grant) -> Reader:
    folder = f"for-funders/{grant.id}"
    return Reader(source=source, audience="funder", folder=folder, language=grant.language, id=grant.id)


def shared_reader(source: Source, audience: Audience, folder: str) -> Reader:
    """The Secretariat, the venue, the print shop, the public: whoever they are, in the first language."""
    return Reader(source=source, audience=audience, folder=folder, language=source.scenario.conference.languages[0])


def _language_of(source: Source, person: Person) -> str:
    """The language they asked to be written to in, else their first that the conference uses."""
    contact = source.names.contacts.get(person.id)
    if contact and contact.language:
        return contact.language
    spoken = (*person.active_languages, *person.passive_languages)
    return next((one for one in spoken if one in source.scenario.conference.languages), FALLBACK)


def _common_language(source: Source, delegation: Delegation) -> str:
    """The language most of the delegation's pool would be written to in."""
    members = (person for person in source.scenario.people if person.delegation == delegation.id)
    counted = Counter(_language_of(source, person) for person in members)
    return min(counted, key=lambda language: (-counted[language], language), default=FALLBACK)
