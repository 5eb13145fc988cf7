"""Badges for print: eight to an A4 sheet with cut marks, in the order of their random tokens.

A badge says what its wearer chose to be called, which languages they speak and whether they may be photographed.
Category and consent never rest on colour alone: a category has a shape and a letter, consent a camera and its mark.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import segno

from planner.publish.drawing.emblems import CATEGORY_EMBLEMS, CONSENT_SIGNS, draw_consent, draw_emblem
from planner.publish.drawing.looks import NAVY, QUIET, Style, block_height, line_height, style
from planner.publish.drawing.typesetting import A4_UPRIGHT, MILLIMETRE, Area, Sheet
from planner.publish.drawlog import DrawLog, Pen
from planner.publish.values import codes
from planner.publish.view import AudienceView, Card
from planner.publish.wording import wording

FILE = "badges.pdf"
COLUMNS, ROWS = 2, 4
FEWEST_SPARES = 4
"""Blank badges for people who come unannounced; the last sheet is filled up with more."""

_WIDTH = 90 * MILLIMETRE
_HEIGHT = 65 * MILLIMETRE
_INSET = 4.5 * MILLIMETRE
_FOOT = 15 * MILLIMETRE
_QR = 15 * MILLIMETRE
_EMBLEM = 12 * MILLIMETRE
_NAME_ROOM = 38.0
"""Height a name keeps however long the lines below it are: two lines of 14 points."""
_NAME = style(27, bold=True, align="middle")
_LATIN = style(13, align="middle")
"""The name once more, in Latin letters."""
_FUNCTION = style(9.5, colour=QUIET, align="middle")
_COUNTRY = style(10, bold=True, align="middle")
_CUT_MARK = 6 * MILLIMETRE
_CUT_COLOUR = "#000000"


def write_badges(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`badges.pdf`: one badge per person, blank spares, and a key to the signs."""
    pen = log.pen(view.folder, FILE)
    words = wording("badges", view.language)
    sheet = Sheet(folder / FILE, A4_UPRIGHT, language=view.language, title=pen.label(words["document"]))
    press = _Press(sheet=sheet, pen=pen, words=words, conference=view.conference)
    cards = sorted(view.cards.get("person", ()), key=lambda card: str(card["qr"].value))
    for page in _pages(cards):
        for area, card in zip(_places(sheet), page, strict=True):
            press.badge(area.inside(_INSET), card)
        _draw_cut_marks(sheet)
        sheet.next_page()
    press.key()
    sheet.save()


def _pages(cards: list[Card]) -> Iterator[list[Card | None]]:
    """Full sheets; `None` is a spare."""
    per_sheet = COLUMNS * ROWS
    sheets = -(-(len(cards) + FEWEST_SPARES) // per_sheet)
    places = chain(cards, repeat(None))
    for _ in range(sheets):
        yield [next(places) for _ in range(per_sheet)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """Draws badges of one conference on one sheet."""

    sheet: Sheet
    pen: Pen
    words: Mapping[str, str]
    conference: Card

    def badge(self, area: Area, card: Card | None) -> None:
        self._head(area)
        if card is None:
            self._writing_lines(area, 0.55, 0.8)
            return
        emblem = Area(x=area.x + area.width - _EMBLEM, top=area.top, width=_EMBLEM, height=_EMBLEM)
        category = str(card["category"].value)
        letter = self.pen.fact(card["category"], self.words[f"letter_{category}"])
        draw_emblem(self.sheet, emblem, CATEGORY_EMBLEMS[category], letter)
        self._name(area, card)
        self._foot(area, card)

    def _head(self, area: Area) -> None:
        title = Area(x=area.x, top=area.top, width=area.width - _EMBLEM - 8, height=_EMBLEM)
        text = self.pen.fact(self.conference["title"])
        self.sheet.fitted(title, text, style(8.5, bold=True, colour=NAVY), lines=3, smallest=6)

    def _writing_lines(self, area: Area, *shares: float) -> None:
        """For a name by hand."""
        for share in shares:
            self.sheet.rule(Area(x=area.x, top=area.top + share * area.height, width=area.width, height=0))

    def _name(self, area: Area, card: Card) -> None:
        top = area.top + _EMBLEM + 3
        foot = area.top + area.height - _FOOT - 7
        for text, looks, lines in reversed(self._under_the_name(card)):
            wanted = min(block_height(text, area.width, looks), lines * line_height(text, looks.cut.size))
            height = min(wanted, foot - top - _NAME_ROOM)
            foot -= height
            line = Area(x=area.x, top=foot, width=area.width, height=height)
            self.sheet.fitted(line, text, looks, lines=lines, smallest=6)
        name = Area(x=area.x, top=top, width=area.width, height=foot - top)
        if "badge_name" in card:
            self.sheet.fitted(name, self.pen.fact(card["badge_name"]), _NAME, lines=3, smallest=12)
        else:
            self._writing_lines(name, 0.8)

    def _under_the_name(self, card: Card) -> list[tuple[str, Style, int]]:
        """What stands below the name, with its looks and the lines it may take."""
        titles = [self.pen.fact(card[field]) for field in ("honorific", "function") if card[field].value]
        country = [(self.pen.fact(card["delegation"]), _COUNTRY, 1)] if "delegation" in card else []
        latin = [(self.pen.fact(card["badge_name_latin"]), _LATIN, 1)] if "badge_name_latin" in card else []
        return [*latin, *([(" · ".join(titles), _FUNCTION, 2)] if titles else []), *country]

    def _foot(self, area: Area, card: Card) -> None:
        top = area.top + area.height - _FOOT
        self._languages(Area(x=area.x, top=top, width=area.width - _QR - 12, height=_FOOT / 2), card)
        self._consent(Area(x=area.x, top=top + _FOOT / 2, width=area.width - _QR - 6, height=_FOOT / 2), card)
        code = segno.make(self.pen.fact(card["qr"]), error="m", micro=False)
        square = Area(x=area.x + area.width - _QR, top=area.top + area.height - _QR, width=_QR, height=_QR)
        self.sheet.modules(square, [list(row) for row in code.matrix])

    def _languages(self, area: Area, card: Card) -> None:
        spoken = [code.upper() for code in codes(card, "languages")]
        self.pen.fact(card["languages"], " ".join(spoken))
        chip = Area(x=area.x, top=area.top + (area.height - 15) / 2, width=24, height=15)
        for code in spoken:
            self.sheet.panel(chip, edge=NAVY, corner=3)
            self.sheet.fitted(chip, code, style(9, bold=True, colour=NAVY, align="middle"))
            chip = Area(x=chip.x + chip.width + 4, top=chip.top, width=chip.width, height=chip.height)

    def _consent(self, area: Area, card: Card) -> None:
        consent = str(card["photo"].value)
        sign = Area(x=area.x, top=area.top, width=area.height, height=area.height)
        self._camera(sign, consent)
        beside = area.height + 6
        said = Area(x=area.x + beside, top=area.top + 2, width=area.width - beside, height=area.height - 2)
        self.sheet.fitted(said, self.pen.fact(card["photo"], self.words[f"photo_{consent}"]), style(9), smallest=6)

    def _camera(self, area: Area, consent: str) -> None:
        question = self.pen.label(self.words["question_mark"]) if consent == "ask" else ""
        draw_consent(self.sheet, area, CONSENT_SIGNS[consent], question)

    def key(self) -> None:
        """A last page for whoever hands the badges out."""
        margin = 25 * MILLIMETRE
        room = self.sheet.width - 2 * margin
        heading = Area(x=margin, top=margin, width=room, height=24)
        self.sheet.paragraph(heading, self.pen.label(self.words["key"]), style(20, bold=True, colour=NAVY))
        meanings = [f"category_{category}" for category in CATEGORY_EMBLEMS]
        meanings += [f"photo_{consent}" for consent in CONSENT_SIGNS]
        for number, meaning in enumerate(meanings):
            top = margin + 48 + number * 44
            self._sign(Area(x=margin, top=top, width=32, height=32), meaning)
            said = Area(x=margin + 48, top=top, width=room - 48, height=32)
            self.sheet.fitted(said, self.pen.label(self.words[meaning]), style(13))

    def _sign(self, area: Area, meaning: str) -> None:
        kind, _, name = meaning.partition("_")
        if kind == "photo":
            self._camera(area, name)
        else:
            draw_emblem(self.sheet, area, CATEGORY_EMBLEMS[name], self.pen.label(self.words[f"letter_{name}"]))


def _places(sheet: Sheet) -> Iterator[Area]:
    left, top = _corner(sheet)
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield Area(x=left + column * _WIDTH, top=top + row * _HEIGHT, width=_WIDTH, height=_HEIGHT)


def _corner(sheet: Sheet) -> tuple[float, float]:
    return (sheet.width - COLUMNS * _WIDTH) / 2, (sheet.height - ROWS * _HEIGHT) / 2


def _draw_cut_marks(sheet: Sheet) -> None:
    left, top = _corner(sheet)
    for column in range(COLUMNS + 1):
        for head in (top - _CUT_MARK, sheet.height - top):
            sheet.rule(Area(x=left + column * _WIDTH, top=head, width=0, height=_CUT_MARK), colour=_CUT_COLOUR)
    for row in range(ROWS + 1):
        for side in (left - _CUT_MARK, sheet.width - left):
            sheet.rule(Area(x=side, top=top + row * _HEIGHT, width=_CUT_MARK, height=0), colour=_CUT_COLOUR)
