"""Languages into which a holding has to be interpreted in every plan, and the least team for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from planner.model.allocation import needs_an_outgoing_language
from planner.model.once import once
from planner.model.teams import smallest_team
from planner.scenario.people import Interpreter
from planner.scenario.programme import Holding
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.attendance import surely_at
from planner.solve.shortfalls.places import Places

VOICES = 2
"""Interpreters of a holding who can work into each outgoing language: AIIC Canada, team strength."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One set of languages with which all who must be there can follow."""

    languages: tuple[str, ...]
    team: int
    """Interpreters that it takes at least."""


def choices(scenario: Scenario, holding: Holding) -> tuple[Choice, ...]:
    """Every set of outgoing languages with which those who must be at the holding can follow, the smallest first."""
    listeners = list(_listeners(scenario, holding))
    languages = scenario.conference.languages
    sets = chain.from_iterable(combinations(languages, size) for size in range(len(languages) + 1))
    return tuple(
        Choice(languages=outgoing, team=_team(scenario, holding, outgoing))
        for outgoing in sets
        if all(heard & {*outgoing} for heard in listeners)
    )


def _listeners(scenario: Scenario, holding: Holding) -> Iterator[frozenset[str]]:
    """What each understands of those who must be there and do not understand the whole floor."""
    for person in surely_at(scenario, holding.session):
        if needs_an_outgoing_language(scenario, person, holding.session):
            yield person.understands


def _team(scenario: Scenario, holding: Holding, outgoing: tuple[str, ...]) -> int:
    bi_active = sum(language in scenario.policy.interpreting.bi_active_languages for language in outgoing)
    by_table = smallest_team(len(holding.session.floor_languages), len(outgoing)) + bi_active
    return max(by_table, sum(booth_team(scenario, language) for language in outgoing))


def booth_team(scenario: Scenario, language: str) -> int:
    """Interpreters in one booth at least."""
    policy = scenario.policy.interpreting
    return policy.bi_active_team if language in policy.bi_active_languages else 1


def voices_needed(scenario: Scenario, language: str) -> int:
    """Interpreters of a holding who work into the language at least."""
    return max(VOICES, booth_team(scenario, language))


def needed_in_every_choice(made: tuple[Choice, ...]) -> tuple[str, ...]:
    """Languages without which somebody who must be there cannot follow."""
    first = made[0].languages if made else ()
    return tuple(language for language in first if all(language in choice.languages for choice in made))


def who_can_work(scenario: Scenario, holding: Holding, places: Places) -> list[Interpreter]:
    """Interpreters whom neither their days nor closed doors keep from the holding."""
    days = {scenario.slot[first].day for first in places.first_slots}
    return [i for i in scenario.interpreters if days & {*i.days} and not _is_shut_out(i, holding)]


def _is_shut_out(interpreter: Interpreter, holding: Holding) -> bool:
    session = holding.session
    is_excluded = interpreter.supplied_by is not None or session.id in interpreter.excluded_sessions
    return session.kind == "closed_door" and (is_excluded or session.category in interpreter.excluded_categories)


def most_slots(scenario: Scenario, interpreter: Interpreter, slots: frozenset[str]) -> int:
    """Slots, among these, in which an interpreter can work at most: by their days and the limits on sittings."""
    policy = scenario.policy.interpreting
    sittings: dict[tuple[object, str], int] = {}
    for slot in scenario.slots:
        if slot.id in slots and slot.day in interpreter.days:
            sittings[slot.day, slot.sitting] = sittings.get((slot.day, slot.sitting), 0) + 1
    kept: list[int] = []
    for day in interpreter.days:
        of_day = sorted((n for (other, _), n in sittings.items() if other == day), reverse=True)
        kept += of_day[: policy.sittings_per_day]
    span = (max(interpreter.days) - min(interpreter.days)).days if interpreter.days else 0
    return sum(sorted(kept, reverse=True)[: policy.sittings_per_week] if span < 7 else kept)


@once
def all_choices(scenario: Scenario) -> Mapping[str, tuple[Choice, ...]]:
    """By holding."""
    return {holding.id: choices(scenario, holding) for holding in scenario.holdings}
