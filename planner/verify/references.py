"""Before any rule: does the plan speak of this scenario's people, places and times, each once?"""

from collections.abc import Collection, Iterable, Iterator

from planner.findings import Violation
from planner.plan import SELF, Participation, Plan, PlannedHolding
from planner.scenario.scenario import Scenario


def plan_refers_to_the_scenario(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Every id in the plan is the scenario's and stands once in its list. No other check runs when one does not."""
    yield from _unknown("holding", "plan", plan.sessions, scenario.holding)
    yield from _unknown("person", "plan", plan.people, scenario.person)
    for person, participation in plan.people.items():
        yield from _participation(scenario, person, participation)
    for holding, planned in plan.sessions.items():
        yield from _holding(scenario, holding, planned)
    yield from _open_seats(scenario, plan)
    yield from _repeated("conference language", "plan", plan.conference_languages)
    yield from _unknown("language", "language payers", plan.language_payers, scenario.conference.languages)
    yield from _unknown("grant", "language payers", plan.language_payers.values(), scenario.grant)


def _participation(scenario: Scenario, person: str, participation: Participation) -> Iterator[Violation]:
    if participation.route is not None:
        yield from _unknown("travel offer", person, [participation.route], scenario.travel_offer)
    yield from _unknown("payer", person, participation.pays.values(), {SELF, *scenario.grant, *scenario.split})


def _holding(scenario: Scenario, holding: str, planned: PlannedHolding) -> Iterator[Violation]:
    yield from _unknown("slot", holding, [planned.slot], scenario.slot)
    yield from _unknown("room", holding, [planned.room], scenario.room)
    if holding in scenario.holding and planned.floor != scenario.holding[holding].session.floor_languages:
        yield _violation(holding, f"floor languages {planned.floor} are not those of the session")
    for what, ids in (("person", planned.attends), ("chair", planned.chairs)):
        yield from _unknown(what, holding, ids, scenario.person)
        yield from _repeated(what, holding, ids)
    yield from _repeated("outgoing language", holding, planned.outgoing)
    for booth, team in planned.interpreters.items():
        yield from _unknown("interpreter", f"{holding} {booth}", team, scenario.interpreter)
        yield from _repeated("interpreter", f"{holding} {booth}", team)


def _open_seats(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    yield from _unknown("delegation", "open seats", (seat.delegation for seat in plan.open_seats), scenario.delegation)
    yield from _repeated("row", "open seats", [f"{seat.delegation} {seat.category}" for seat in plan.open_seats])


def _unknown(what: str, where: str, ids: Iterable[str], known: Collection[str]) -> Iterator[Violation]:
    for unknown in sorted({id_ for id_ in ids if id_ not in known}):
        yield _violation(where, f"{what} {unknown} is unknown")


def _repeated(what: str, where: str, ids: Collection[str]) -> Iterator[Violation]:
    if len(set(ids)) < len(ids):
        yield _violation(where, f"a {what} is listed twice")


def _violation(subject: str, message: str) -> Violation:
    return Violation(rule="plan_refers_to_the_scenario", subject=subject, message=message)
