"""Cards of the numbers the rules used: called as in the scenario, with their units, and where each comes from."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any, Literal, get_type_hints

from planner.publish.audiences.reader import Reader
from planner.publish.view import Card
from planner.units import Minutes

Unit = Literal["money", "percent", "minutes", "clock", "plain"]

_CENTS = "_cents"
_UNITS: dict[str, Unit] = {_CENTS: "money", "_percent": "percent", "_minutes": "minutes"}
"""By the end of the name."""


def number_cards(reader: Reader) -> Iterator[Card]:
    policy = reader.source.scenario.policy
    areas = {area.name: getattr(policy, area.name) for area in fields(policy) if area.name != "sources"}
    for area, numbers in areas.items():
        hints = get_type_hints(type(numbers))
        for number in fields(numbers):
            name = f"{area}.{number.name.removesuffix(_CENTS)}"
            value = getattr(numbers, number.name)
            values = {
                "name": name,
                "value": value,
                "unit": _unit(number.name, hints[number.name]),
                "origin": "default" if value == _default(number) else "scenario",
                "source": policy.sources.get(name),
            }
            yield reader.card("number", name, values)


def _unit(name: str, hint: object) -> Unit:
    named: Unit = "clock" if hint is Minutes else "plain"
    return next((unit for end, unit in _UNITS.items() if name.endswith(end)), named)


def _default(number: Field[Any]) -> object:
    """A number without a default of its own is a table of weights or costs, empty unless the scenario fills it."""
    if number.default_factory is not MISSING:
        return number.default_factory()
    return {} if number.default is MISSING else number.default
