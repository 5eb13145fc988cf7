"""Languages, booths, interpreters: what those who must be there need to follow, against what can be had."""

from collections import defaultdict
from collections.abc import Iterator

from planner.scenario.people import Interpreter
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.booths import (
    Choice,
    all_choices,
    most_slots,
    needed_in_every_choice,
    voices_needed,
    who_can_work,
)
from planner.solve.shortfalls.places import places_of
from planner.solve.shortfalls.shortfall import Shortfall, Step, listed
from planner.solve.shortfalls.timetable import windows


def _shortfall(step: Step, words: str) -> Shortfall:
    return Shortfall(problem="roster", step=step, words=words)


def rooms_take_the_booths(scenario: Scenario) -> Iterator[Shortfall]:
    """Some suitable room takes the fewest booths with which all who must be there can follow."""
    places, made = places_of(scenario), all_choices(scenario)
    stock = scenario.policy.interpreting.mobile_booths
    for holding_id, choices in made.items():
        rooms = places[holding_id].rooms
        most = max((room.booths + min(stock, room.mobile_booths_fit) for room in rooms), default=0)
        if rooms and choices and len(choices[0].languages) > most:
            words = (
                f"{holding_id} needs {len(choices[0].languages)} booths for those who must be there, "
                f"its rooms take {most}"
            )
            yield Shortfall(problem="programme", step="count", words=words)


def people_who_must_be_there_can_follow(scenario: Scenario) -> Iterator[Shortfall]:
    """There are languages with which all who must be there can follow."""
    for holding_id, choices in all_choices(scenario).items():
        if not choices:
            words = f"{holding_id}: somebody who must be there understands no language that it can be interpreted into"
            yield Shortfall(problem="programme", step="structure", words=words)


def holdings_find_their_teams(scenario: Scenario) -> Iterator[Shortfall]:
    """For one of the choices of languages there are interpreters enough, and voices for each language."""
    places, made = places_of(scenario), all_choices(scenario)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for holding in scenario.holdings:
        able = who_can_work(scenario, holding, places[holding.id])
        missing = [_missing(scenario, choice, able) for choice in made[holding.id]]
        if missing and all(missing):
            least = min(missing, key=len)
            languages = listed(made[holding.id][missing.index(least)].languages)
            alike[f"be interpreted into {languages}, by {'; '.join(least)}"].append(holding.id)
    for words, ids in alike.items():
        yield _shortfall("count", f"{listed(ids)} must {'each ' * (len(ids) > 1)}{words}")


def _missing(scenario: Scenario, choice: Choice, able: list[Interpreter]) -> list[str]:
    lacks = []
    if choice.team > len(able):
        lacks.append(f"a team of {choice.team}, {len(able)} can be there")
    for language in choice.languages:
        voices, needed = _voices(able, language), voices_needed(scenario, language)
        if len(voices) < needed and able:
            lacks.append(f"{needed} who work into {language}, {len(voices)} can be there")
    return lacks


def _voices(interpreters: list[Interpreter], language: str) -> list[Interpreter]:
    return [interpreter for interpreter in interpreters if language in interpreter.active]


def teams_suffice_for_sessions_at_one_time(scenario: Scenario) -> Iterator[Shortfall]:
    """Sessions that share their window find a team each, and for each language voices each.

    That there is nobody at all is said of each holding.
    """
    places, made = places_of(scenario), all_choices(scenario)
    for group in windows(scenario):
        ids = listed(holding.id for holding in group)
        choices = [made[holding.id] for holding in group if made[holding.id]]
        able = {i.id: i for holding in group for i in who_can_work(scenario, holding, places[holding.id])}
        needed = sum(min(choice.team for choice in of_one) for of_one in choices)
        if needed > len(able) > 0:
            words = f"{ids} are held at once and need {needed} interpreters, {len(able)} can be there"
            yield _shortfall("count", words)
        for language in scenario.conference.languages:
            asked = sum(voices_needed(scenario, language) for c in choices if language in needed_in_every_choice(c))
            offered = _voices(list(able.values()), language)
            if asked > len(offered) > 0:
                words = (
                    f"{language}: {ids} are held at once and need {asked} who work into it, {len(offered)} can be there"
                )
                yield _shortfall("count", words)


def sittings_suffice(scenario: Scenario) -> Iterator[Shortfall]:
    """All that has to be interpreted, in all languages and into each, fits into the slots interpreters can work."""
    made = all_choices(scenario)
    asked = {holding.id: choices for holding in scenario.holdings if (choices := made[holding.id])}
    teams = {id: min(choice.team for choice in choices) for id, choices in asked.items()}
    yield from _beyond_the_sittings(scenario, "all languages", teams, list(scenario.interpreters))
    for language in scenario.conference.languages:
        heard = [id for id, choices in asked.items() if language in needed_in_every_choice(choices)]
        needs = dict.fromkeys(heard, voices_needed(scenario, language))
        yield from _beyond_the_sittings(scenario, language, needs, _voices(list(scenario.interpreters), language))


def _beyond_the_sittings(
    scenario: Scenario, what: str, needs: dict[str, int], interpreters: list[Interpreter]
) -> Iterator[Shortfall]:
    places = places_of(scenario)
    slots = frozenset[str]().union(*(places[id].covered() for id, number in needs.items() if number))
    needed = sum(scenario.holding[id].session.length_slots * number for id, number in needs.items())
    offered = sum(most_slots(scenario, interpreter, slots) for interpreter in interpreters)
    if needed > offered > 0:
        ids = listed(id for id, number in needs.items() if number)
        words = (
            f"{what}: {needed} team-slots needed ({ids}), {offered} offered "
            f"by {len(interpreters)} interpreters on their days, within the limits on sittings"
        )
        yield _shortfall("count", words)


def pinned_interpreters_can_do_it(scenario: Scenario) -> Iterator[Shortfall]:
    """Whoever is pinned to a holding can be booked then, works into a language of it, and is not kept out."""
    places = places_of(scenario)
    for pin in scenario.pins:
        is_lock = (pin.decision, pin.pin) == ("interpret", "lock")
        if is_lock and pin.person in scenario.interpreter and pin.holding in scenario.holding:
            interpreter, holding = scenario.interpreter[pin.person], scenario.holding[pin.holding]
            languages = {pin.value} if pin.value else set(scenario.conference.languages)
            if not languages & interpreter.active:
                words = f"pin {pin.id}: {pin.person} does not work into {listed(sorted(languages))}"
                yield _shortfall("structure", words)
            elif places[holding.id].first_slots and interpreter not in who_can_work(
                scenario, holding, places[holding.id]
            ):
                words = f"pin {pin.id}: {pin.person} cannot be at {holding.id} (days, or kept out of closed doors)"
                yield _shortfall("structure", words)
    yield from _pinned_twice(scenario)


def _pinned_twice(scenario: Scenario) -> Iterator[Shortfall]:
    locks = [pin for pin in scenario.pins if (pin.decision, pin.pin) == ("interpret", "lock")]
    for group in windows(scenario):
        ids = {holding.id for holding in group}
        for interpreter in scenario.interpreters:
            pins = {pin.holding: pin for pin in locks if pin.person == interpreter.id and pin.holding in ids}
            if len(pins) > 1:
                named = listed(f"pin {pin.id}" for pin in pins.values())
                words = f"{named}: {interpreter.id} cannot be at {listed(pins)}, which are held at one time"
                yield _shortfall("structure", words)


CHECKS = (
    rooms_take_the_booths,
    holdings_find_their_teams,
    teams_suffice_for_sessions_at_one_time,
    sittings_suffice,
    people_who_must_be_there_can_follow,
    pinned_interpreters_can_do_it,
)
