"""Facts derived from a scenario, asked for again at every person and session but reckoned once.

Answers are kept with the scenario they are about, as its own look-ups are, and go with it. They must not be changed.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

Answer = TypeVar("Answer")


def once(ask: Callable[[Scenario], Answer]) -> Callable[[Scenario], Answer]:
    """The same function, asked once for each scenario."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def answered(scenario: Scenario) -> Answer:
        known: dict[str, Answer] = vars(scenario)
        if name not in known:
            known[name] = ask(scenario)
        return known[name]

    return answered


def once_per_person(ask: Callable[[Scenario, Person], Answer]) -> Callable[[Scenario, Person], Answer]:
    """The same function, asked once for each person of a scenario."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def answered(scenario: Scenario, person: Person) -> Answer:
        known: dict[str, Answer] = vars(scenario).setdefault(name, {})
        if person.id not in known:
            known[person.id] = ask(scenario, person)
        return known[person.id]

    return answered
