"""How text looks: colours, sizes, and how much height lines take."""

from dataclasses import dataclass
from typing import Literal

from planner.publish.drawing.lettering import Cut, wrap

# Text colours have a contrast of at least 4.5 to 1 on white and on the tint.
INK = "#1B2733"
QUIET = "#4A5866"
NAVY = "#123A63"
BLUE = "#1B6FA8"
HAIRLINE = "#C5CFD9"
TINT = "#EEF3F8"
WHITE = "#FFFFFF"

LEADING = 1.3
# Arabic and Ethiopic letters reach higher and lower than Latin ones of the same size.
_TALL_LEADING = 1.55
_TALL = ("\u0590", "\u07ff"), ("\u1200", "\u139f")

Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Size, weight, colour, and the side of its area that a text keeps to."""

    cut: Cut
    colour: str = INK
    align: Align = "start"


def style(size: float, *, bold: bool = False, colour: str = INK, align: Align = "start") -> Style:
    return Style(cut=Cut(size=size, bold=bold), colour=colour, align=align)


def line_height(text: str, size: float) -> float:
    tall = any(first <= character <= last for character in text for first, last in _TALL)
    return size * (_TALL_LEADING if tall else LEADING)


def block_height(text: str, room: float, looks: Style) -> float:
    return sum(line_height(line, looks.cut.size) for line in wrap(text, room, looks.cut))
