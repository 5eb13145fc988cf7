"""Texts that will be drawn whatever the plan: what no installed font draws is better known before hours of solving."""

from collections.abc import Iterator

from planner.publish.locales import long_day
from planner.publish.wording import text_in, wording
from planner.scenario.names import Names
from planner.scenario.scenario import Scenario


def texts_to_draw(scenario: Scenario, names: Names) -> Iterator[str]:
    """Of people, whoever may come: each of them can be on a badge."""
    yield from (room.name for room in scenario.rooms)
    yield from (grant.funder for grant in scenario.grants)
    for badge in names.badge_names.values():
        yield from (badge.badge_name, badge.badge_name_latin, badge.honorific, badge.function)
    for language in sorted(_languages(scenario, names)):
        yield from _in_language(scenario, language)


def _languages(scenario: Scenario, names: Names) -> set[str]:
    """In which somebody may be written to."""
    asked_for = {contact.language for contact in names.contacts.values() if contact.language}
    booths = {language for interpreter in scenario.interpreters for language in interpreter.a_languages[:1]}
    return {*scenario.conference.languages, *asked_for, *booths, *(grant.language for grant in scenario.grants)}


def _in_language(scenario: Scenario, language: str) -> Iterator[str]:
    conference = scenario.conference
    yield from wording("programmes", language).values()
    yield long_day(conference.starts, language)
    for texts in (conference.titles, conference.city_names, *(session.titles for session in scenario.sessions)):
        yield text_in(texts, language)[0]
