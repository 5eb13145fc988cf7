"""Quantities as integers with a type of their own, and how they are shown to people."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Minutes = NewType("Minutes", int)
"""A length in minutes, or wall-clock minutes since midnight at the start of the conference's first day.

The eve of the conference has negative minutes. Only `scenario/read.py` and `publish/` know real clocks.
"""

Cents = NewType("Cents", int)
"""Money in minor units of the currency named beside it."""

MINUTES_PER_DAY = Minutes(24 * 60)


def cents_from_decimal(amount: Decimal) -> Cents:
    """Minor units of an amount, half a cent rounded away from zero."""
    return Cents(int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def shown_money(cents: Cents, currency: str) -> str:
    """`EUR 1 234.50`, for logs and the Secretariat; publications use the reader's own format."""
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{currency} {sign}{whole:,}.{part:02d}".replace(",", " ")
