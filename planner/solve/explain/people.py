"""Questions about one person: whether and how they come, who pays, which sessions they are at."""

from collections.abc import Iterator

from planner.model.decisions import payers
from planner.plan import Plan
from planner.scenario.people import MODES, Person
from planner.scenario.scenario import Scenario
from planner.solve.explain.question import Clause, Question, Supposition


def questions_about_person(scenario: Scenario, plan: Plan, person: Person) -> Iterator[Question]:
    """Why they come or not, why so, who pays, and why each session they are at or asked for."""
    if person.id not in plan.people:
        yield _why_not_chosen(person)
        return
    yield _why_chosen(person)
    yield from _why_so(plan, person)
    yield from _who_pays(scenario, plan, person)
    for session in scenario.sessions:
        yield from questions_about_seat(scenario, plan, person, session.id)


def _why_not_chosen(person: Person) -> Question:
    return Question(
        kind="not_chosen",
        subject=person.id,
        detail="",
        text=f"Why is {person.id} not chosen?",
        supposed=f"{person.id} came",
        supposition=Supposition(
            problem="delegation", clauses=(tuple(("attends", (person.id, mode), True) for mode in MODES),)
        ),
    )


def _why_chosen(person: Person) -> Question:
    return Question(
        kind="chosen",
        subject=person.id,
        detail="",
        text=f"Why is {person.id} chosen?",
        supposed=f"{person.id} did not come",
        supposition=Supposition(
            problem="delegation", clauses=tuple((("attends", (person.id, mode), False),) for mode in MODES)
        ),
    )


def _why_so(plan: Plan, person: Person) -> Iterator[Question]:
    """Why in this mode, where the person accepts the other."""
    is_remote = plan.people[person.id].attends == "remote"
    other = "in_person" if is_remote else "remote"
    if other in person.modes:
        now, then = ("remotely", "in person") if is_remote else ("in person", "remotely")
        yield Question(
            kind="remote" if is_remote else "in_person",
            subject=person.id,
            detail="",
            text=f"Why does {person.id} come {now} and not {then}?",
            supposed=f"{person.id} came {then}",
            supposition=Supposition(problem="delegation", clauses=((("attends", (person.id, other), True),),)),
        )


def _who_pays(scenario: Scenario, plan: Plan, person: Person) -> Iterator[Question]:
    """For each cost line, why none of the other payers."""
    for line, payer in plan.people[person.id].pays.items():
        for other in payers(scenario):
            if other != payer:
                yield Question(
                    kind="payer",
                    subject=person.id,
                    detail=f"{line} {other}",
                    text=f"Why is the {line} of {person.id} charged to {payer} and not to {other}?",
                    supposed=f"the {line} of {person.id} were charged to {other}",
                    supposition=Supposition(
                        problem="delegation", clauses=((("pays", (person.id, line, other), True),),)
                    ),
                )


def questions_about_seat(scenario: Scenario, plan: Plan, person: Person, session_id: str) -> Iterator[Question]:
    """Why a participant is at a session, or is not although they asked for it."""
    holdings = [holding.id for holding in scenario.holdings if holding.session.id == session_id]
    is_there = any(person.id in plan.sessions[holding].attends for holding in holdings)
    has_asked = any((wish.person, wish.session) == (person.id, session_id) for wish in scenario.preferences)
    if is_there:
        yield _seat(person, session_id, tuple((("is_at", (person.id, holding), False),) for holding in holdings))
    elif has_asked:
        yield _no_seat(person, session_id, (tuple(("is_at", (person.id, holding), True) for holding in holdings),))


def _seat(person: Person, session_id: str, clauses: tuple[Clause, ...]) -> Question:
    return Question(
        kind="at_session",
        subject=person.id,
        detail=session_id,
        text=f"Why is {person.id} at {session_id}?",
        supposed=f"{person.id} were not at {session_id}",
        supposition=Supposition(problem="programme", clauses=clauses),
    )


def _no_seat(person: Person, session_id: str, clauses: tuple[Clause, ...]) -> Question:
    return Question(
        kind="not_at_session",
        subject=person.id,
        detail=session_id,
        text=f"Why is {person.id} not at {session_id}?",
        supposed=f"{person.id} were at {session_id}",
        supposition=Supposition(problem="programme", clauses=clauses),
    )
