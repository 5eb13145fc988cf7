"""The values of facts under the types they have: a publisher that mistakes one for another is stopped at once."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from planner.publish.view import Card, Fact
from planner.units import Cents

Value = TypeVar("Value")


def moment(fact: Fact) -> datetime:
    return _typed(fact, datetime)


def day(fact: Fact) -> date:
    return _typed(fact, date)


def whole(fact: Fact) -> int:
    return _typed(fact, int)


def cents(fact: Fact) -> Cents:
    return Cents(_typed(fact, int))


def decimal(fact: Fact) -> Decimal:
    return _typed(fact, Decimal)


def codes(card: Card, field: str) -> tuple[str, ...]:
    """The codes of a field; none where the card lacks it."""
    return tuple(_typed(card[field], tuple)) if field in card else ()


def _typed(fact: Fact, kind: type[Value]) -> Value:
    if not isinstance(fact.value, kind):
        raise TypeError(f"{fact.field} is no {kind.__name__}")
    return fact.value
