"""Signs that do not rest on colour alone: a category is a shape with a letter, consent to photos a marked camera."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

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


def _polygon(sides: int) -> Corners:
    angles = (2 * pi * side / sides for side in range(sides))
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

_HUMP: Corners = ((0.34, 0.24), (0.42, 0.08), (0.58, 0.08), (0.66, 0.24))
_TICK: Corners = ((0.33, 0.56), (0.4, 0.49), (0.47, 0.57), (0.62, 0.4), (0.69, 0.47), (0.47, 0.71))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A camera: with a tick for yes, hollow with a question mark for ask, struck through for no."""

    colour: str
    mark: Literal["tick", "question", "stroke"]


CONSENT_SIGNS: Mapping[str, Consent] = {
    "yes": Consent(colour="#0B6660", mark="tick"),
    "ask": Consent(colour="#8A6100", mark="question"),
    "no": Consent(colour="#B3121D", mark="stroke"),
}


def draw_emblem(sheet: Sheet, area: Area, emblem: Emblem, letter: str) -> None:
    """`area` is square; the letter takes the middle of the shape."""
    if emblem.corners:
        sheet.outline(area, emblem.corners, fill=emblem.colour)
    else:
        sheet.disc(area, fill=emblem.colour)
    inner = Area(x=area.x, top=area.top + emblem.sink * area.height, width=area.width, height=area.height)
    sheet.fitted(inner, letter, style(area.height * 0.46, bold=True, colour=WHITE, align="middle"))


def draw_consent(sheet: Sheet, area: Area, consent: Consent, question: str) -> None:
    """`area` is square; `question` is the reader's question mark, for who is to be asked."""
    body = _part(area, 0, 0.2, 1, 0.7)
    sheet.outline(area, _HUMP, fill=consent.colour)
    sheet.panel(body, fill=consent.colour, corner=area.height * 0.1)
    if consent.mark == "question":
        sheet.panel(body.inside(area.height * 0.06), fill=WHITE, corner=area.height * 0.06)
        sheet.fitted(body, question, style(area.height * 0.55, bold=True, colour=consent.colour, align="middle"))
        return
    sheet.disc(_part(area, 0.23, 0.28, 0.54, 0.54), fill=WHITE)
    if consent.mark == "tick":
        sheet.outline(area, _TICK, fill=consent.colour)
        return
    sheet.disc(_part(area, 0.33, 0.38, 0.34, 0.34), fill=consent.colour)
    for colour, thickness in ((WHITE, 0.26), (consent.colour, 0.12)):
        sheet.rule(area, colour=colour, thickness=thickness * area.height)


def _part(area: Area, across: float, down: float, width: float, height: float) -> Area:
    """Shares of a square area."""
    side = area.height
    return Area(x=area.x + across * side, top=area.top + down * side, width=width * side, height=height * side)
