"""Programmes for people, delegations and interpreters: day by day, in the reader's language and direction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.publish.drawlog import DrawLog, Pen
from planner.publish.entries import EntryBlocks
from planner.publish.locales import clock, days_of, language_names, listed, offset, plain_date
from planner.publish.looks import BLUE, NAVY, QUIET, TINT, Style, block_height, style
from planner.publish.pages import MARGIN, Block, Running, pour, space, text_width
from planner.publish.typesetting import A4_UPRIGHT, Area, Sheet
from planner.publish.values import codes, day, moment
from planner.publish.view import AudienceView
from planner.publish.wording import wording

PROGRAMME_FILE = "programme.pdf"
ROSTER_FILE = "roster.pdf"

_KIND = style(12, bold=True, colour=BLUE)
_TITLE = style(23, bold=True, colour=NAVY)
_PLACE = style(13, colour=QUIET)
_READER = style(15, bold=True)
_NOTE = style(10.5, colour=QUIET)
_PADDING = 12.0


def write_programme(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`programme.pdf` of one person or one delegation."""
    _write(view, folder / PROGRAMME_FILE, log, "programme")


def write_roster(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`roster.pdf` of one interpreter."""
    _write(view, folder / ROSTER_FILE, log, "roster")


def _write(view: AudienceView, file: Path, log: DrawLog, document: str) -> None:
    pen = log.pen(view.folder, file.name)
    words = wording("programmes", view.language)
    sheet = Sheet(file, A4_UPRIGHT, language=view.language, title=pen.label(words[document]))
    entries = EntryBlocks(sheet=sheet, pen=pen, words=words, language=view.language)
    opening = _Opening(sheet=sheet, pen=pen, words=words, view=view)
    days = list(entries.days(view.cards.get("entry", ())))
    pour(sheet, [*opening.blocks(document), *(days or [opening.nothing()])], _running(view, pen, words), pen)
    sheet.save()


def _running(view: AudienceView, pen: Pen, words: Mapping[str, str]) -> Running:
    released = moment(view.conference["released_at"])
    shown = words["released"].format(date=plain_date(released.date(), view.language), time=clock(released))
    return Running(
        head=pen.fact(view.conference["title"]),
        foot=pen.fact(view.conference["released_at"], shown),
        page=words["page"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """The title block: which conference, where and when, for whom."""

    sheet: Sheet
    pen: Pen
    words: Mapping[str, str]
    view: AudienceView

    def blocks(self, document: str) -> Iterator[Block]:
        conference, language = self.view.conference, self.view.language
        yield self._paragraph(self.pen.label(self.words[document]), _KIND)
        yield space(6)
        yield self._paragraph(self.pen.fact(conference["title"]), _TITLE)
        yield space(6)
        dates = self.pen.fact(
            conference["starts"], days_of(day(conference["starts"]), day(conference["ends"]), language)
        )
        yield self._paragraph(listed([self.pen.fact(conference["city"]), dates], language), _PLACE)
        yield space(14)
        yield self._panel([*self._reader(), (self._zone(), _NOTE)])
        yield space(6)

    def nothing(self) -> Block:
        return self._paragraph(self.pen.label(self.words["nothing"]), _PLACE)

    def _reader(self) -> Iterator[tuple[str, Style]]:
        for kind, field in (("person", "badge_name"), ("country", "name"), ("interpreter", "badge_name")):
            for card in self.view.cards.get(kind, ()):
                yield self.pen.fact(card[field]), _READER
                if languages := codes(card, "languages"):
                    names = language_names(languages, self.view.language)
                    yield self.pen.fact(card["languages"], self.words["languages"].format(languages=names)), _NOTE

    def _zone(self) -> str:
        conference = self.view.conference
        shown = self.words["zone"].format(
            city=self.pen.fact(conference["city"]),
            offset=offset(day(conference["starts"]), str(conference["zone"].value)),
        )
        return self.pen.fact(conference["zone"], shown)

    def _paragraph(self, text: str, looks: Style) -> Block:
        room = text_width(self.sheet)

        def draw(top: float) -> None:
            self.sheet.paragraph(Area(x=MARGIN, top=top, width=room, height=0), text, looks)

        return Block(height=block_height(text, room, looks), draw=draw, keeps_next=True)

    def _panel(self, lines: list[tuple[str, Style]]) -> Block:
        room = text_width(self.sheet) - 2 * _PADDING
        height = sum(block_height(text, room, looks) for text, looks in lines) + 2 * _PADDING

        def draw(top: float) -> None:
            self.sheet.panel(Area(x=MARGIN, top=top, width=text_width(self.sheet), height=height), fill=TINT, corner=4)
            below = top + _PADDING
            for text, looks in lines:
                below += self.sheet.paragraph(Area(x=MARGIN + _PADDING, top=below, width=room, height=0), text, looks)

        return Block(height=height, draw=draw, keeps_next=True)
