"""Signs that do not rest on colour alone: each is a colour, a shape and a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from planner.publish.drawing.looks import WHITE, style
from planner.publish.drawing.typesetting import Area, Sheet

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emblem:
    """A shape in a colour with a letter in it; no corners: a disc."""

    colour: str
    corners: Corners
    sink: float = 0
    """How far below the middle the letter stands, as a share of the height."""


def _polygon(sides: int, *, turned: float = 0) -> Corners:
    angles = (2 * pi * side / sides + turned for side in range(sides))
    return tuple((0.5 + sin(angle) / 2, 0.5 - cos(angle) / 2) for angle in angles)


def _star(points: int) -> Corners:
    reaches = (0.5 if step % 2 == 0 else 0.3 for step in range(2 * points))
    return tuple(
        (0.5 + reach * sin(pi * step / points), 0.5 - reach * cos(pi * step / points))
        for step, reach in enumerate(reaches)
    )


_SQUARE: Corners = ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94))
_TRIANGLE: Corners = ((0.5, 0.02), (1, 0.94), (0, 0.94))

# White letters reach a contrast of at least 4.5 to 1 on each of these.
CATEGORY_EMBLEMS: Mapping[str, Emblem] = {
    "state": Emblem(colour="#14538C", corners=_SQUARE),
    "nhri": Emblem(colour="#1B6E3C", corners=()),
    "civil_society": Emblem(colour="#A84300", corners=_TRIANGLE, sink=0.14),
    "expert": Emblem(colour="#6A3085", corners=_polygon(4)),
    "observer": Emblem(colour="#5A5A5A", corners=_polygon(5), sink=0.03),
    "secretariat": Emblem(colour="#1B2733", corners=_polygon(6)),
    "interpreter": Emblem(colour="#8A1253", corners=_star(8)),
}
CONSENT_EMBLEMS: Mapping[str, Emblem] = {
    "yes": Emblem(colour="#1B6E3C", corners=()),
    "ask": Emblem(colour="#8A6100", corners=_TRIANGLE, sink=0.14),
    "no": Emblem(colour="#B3121D", corners=_polygon(8, turned=pi / 8)),
}


def draw_emblem(sheet: Sheet, area: Area, emblem: Emblem, letter: str) -> None:
    """`area` is square; the letter takes the middle of the shape."""
    if emblem.corners:
        sheet.outline(area, emblem.corners, fill=emblem.colour)
    else:
        sheet.disc(area, fill=emblem.colour)
    inner = Area(x=area.x, top=area.top + emblem.sink * area.height, width=area.width, height=area.height)
    sheet.fitted(inner, letter, style(area.height * 0.46, bold=True, colour=WHITE, align="middle"))
