"""Answers about one person, kept while one scenario is looked at: checks ask for them again at every session."""

from collections.abc import Callable
from typing import TypeVar

from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

Answer = TypeVar("Answer")


def once_per_person(ask: Callable[[Scenario, Person], Answer]) -> Callable[[Scenario, Person], Answer]:
    """The same function, asked once for each person of the scenario it was asked about last."""
    about: list[Scenario] = []
    known: dict[str, Answer] = {}

    def answered(scenario: Scenario, person: Person) -> Answer:
        if not about or about[0] is not scenario:
            about[:] = [scenario]
            known.clear()
        if person.id not in known:
            known[person.id] = ask(scenario, person)
        return known[person.id]

    return answered
