"""From a person, session or grant to everything there is to explain about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.errors import UnknownSubject
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.solve.explain.answer import Explanation
from planner.solve.explain.counterfactual import answer
from planner.solve.explain.decided import Decided
from planner.solve.explain.for_people import may_be_told
from planner.solve.explain.grants import facts_of_grant, questions_about_grant
from planner.solve.explain.people import questions_about_person, questions_about_seat
from planner.solve.explain.question import Question
from planner.solve.explain.sessions import questions_about_session
from planner.solve.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom or what to explain, by id. A person and a session together: that person at that session."""

    person: str | None = None
    session: str | None = None
    grant: str | None = None
    for_person: bool = False
    """Only what the person may be told."""


def explain(scenario: Scenario, plan: Plan, asked: Asked, new_search: Callable[[], Search]) -> Explanation:
    """Answer every question about what is asked, each with a search of its own."""
    _refuse_unknown(scenario, asked)
    decided = Decided(scenario=scenario, plan=plan)
    return Explanation(
        subject=asked.person or asked.session or asked.grant or "",
        facts=tuple(_facts(scenario, plan, asked)),
        answers=tuple(answer(question, decided, new_search()) for question in _questions(scenario, plan, asked)),
    )


def _questions(scenario: Scenario, plan: Plan, asked: Asked) -> Iterator[Question]:
    if not asked.for_person or asked.person is None:
        return questions(scenario, plan, asked)
    person = scenario.person[asked.person]
    return (each for each in questions(scenario, plan, asked) if may_be_told(scenario, person, each))


def questions(scenario: Scenario, plan: Plan, asked: Asked) -> Iterator[Question]:
    """Every question about what is asked, in the order of the plan's making."""
    if asked.person is not None and asked.session is not None and asked.person in plan.people:
        yield from questions_about_seat(scenario, plan, scenario.person[asked.person], asked.session)
    elif asked.person is not None:
        yield from questions_about_person(scenario, plan, scenario.person[asked.person])
    elif asked.session is not None:
        yield from questions_about_session(scenario, plan, scenario.session[asked.session])
    elif asked.grant is not None:
        yield from questions_about_grant(scenario, scenario.grant[asked.grant])


def _refuse_unknown(scenario: Scenario, asked: Asked) -> None:
    named = (asked.person, asked.session, asked.grant)
    if not any(named):
        raise UnknownSubject("say what to explain: --person, --session or --grant")
    if asked.for_person and (asked.person is None or asked.grant is not None):
        raise UnknownSubject("what a person may be told is about themselves: name them with --person")
    known = {"person": scenario.person, "session": scenario.session, "grant": scenario.grant}
    for (kind, ids), name in zip(known.items(), named, strict=True):
        if name is not None and name not in ids:
            raise UnknownSubject(f'there is no {kind} "{name}"; allowed: {", ".join(ids)}')


def _facts(scenario: Scenario, plan: Plan, asked: Asked) -> Iterator[str]:
    if asked.person is not None:
        yield from _facts_of_person(plan, scenario.person[asked.person])
    if asked.session is not None:
        for holding in (each.id for each in scenario.holdings if each.session.id == asked.session):
            planned = plan.sessions[holding]
            outgoing, people = ", ".join(planned.outgoing) or "nothing", len(planned.attends)
            yield f"{holding}: {planned.slot}, {planned.room}; interpreted into {outgoing}; {people} people"
    if asked.grant is not None:
        yield from facts_of_grant(scenario, plan, scenario.grant[asked.grant])


def _facts_of_person(plan: Plan, person: Person) -> Iterator[str]:
    comes = plan.people.get(person.id)
    yield "does not come" if comes is None else f"comes {'in person' if comes.attends == 'in_person' else 'remotely'}"
    if person.nomination_rank is not None:
        yield f"nominated with rank {person.nomination_rank} in {person.delegation}, {person.category}"
    if comes is not None:
        yield from (f"{line}: {payer}" for line, payer in comes.pays.items())
