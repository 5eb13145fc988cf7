"""Questions about one session: why this slot, this room, these languages."""

from collections.abc import Iterator

from planner.plan import Plan, PlannedHolding
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.solve.cuts import Choice
from planner.solve.explain.question import Clause, Kind, Question, Supposition


def questions_about_session(scenario: Scenario, plan: Plan, session: Session) -> Iterator[Question]:
    """For each of its holdings, why not elsewhere, and why not in other languages."""
    for holding in (holding.id for holding in scenario.holdings if holding.session == session):
        yield _slot(scenario, plan.sessions[holding], holding)
        yield _room(plan.sessions[holding], holding)
        for language in scenario.conference.languages:
            yield _language(plan.sessions[holding], holding, language)


def _slot(scenario: Scenario, planned: PlannedHolding, holding: str) -> Question:
    clauses: tuple[Clause, ...] = tuple(
        (("starts", (holding, planned.slot, room.id), False),) for room in scenario.rooms
    )
    return _question(
        "slot",
        holding,
        planned.slot,
        (f"Why is {holding} in {planned.slot}?", f"{holding} started in another slot"),
        clauses,
    )


def _room(planned: PlannedHolding, holding: str) -> Question:
    clauses: tuple[Clause, ...] = ((("is_in", (holding, planned.room), False),),)
    return _question(
        "room",
        holding,
        planned.room,
        (f"Why is {holding} in {planned.room}?", f"{holding} were in another room"),
        clauses,
    )


def _language(planned: PlannedHolding, holding: str, language: str) -> Question:
    is_open = language in planned.outgoing
    choice: Choice = ("outgoing", (holding, language), not is_open)
    if is_open:
        words = (f"Why is {holding} interpreted into {language}?", f"{holding} were not interpreted into {language}")
    else:
        words = (f"Why is {holding} not interpreted into {language}?", f"{holding} were interpreted into {language}")
    return _question("language_open" if is_open else "language_closed", holding, language, words, ((choice,),))


def _question(kind: Kind, holding: str, detail: str, words: tuple[str, str], clauses: tuple[Clause, ...]) -> Question:
    text, supposed = words
    return Question(
        kind=kind,
        subject=holding,
        detail=detail,
        text=text,
        supposed=supposed,
        supposition=Supposition(problem="programme", clauses=clauses),
    )
