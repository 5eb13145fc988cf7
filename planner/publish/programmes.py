"""Programmes for people, delegations and interpreters: day by day, in the reader's language and direction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.publish.drawing.entries import EntryBlocks
from planner.publish.drawing.looks import QUIET, Style, style
from planner.publish.drawing.openings import panel_block, paragraph_block, running, title_blocks
from planner.publish.drawing.pages import Block, pour, space
from planner.publish.drawing.typesetting import A4_UPRIGHT, Sheet
from planner.publish.drawlog import DrawLog, Pen
from planner.publish.locales import language_names, offset
from planner.publish.values import codes, day
from planner.publish.view import AudienceView
from planner.publish.wording import wording

PROGRAMME_FILE = "programme.pdf"
ROSTER_FILE = "roster.pdf"

_READER = style(15, bold=True)
_NOTE = style(10.5, colour=QUIET)
_NOTHING = style(13, colour=QUIET)


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
    own_zone = next((str(card["own_zone"].value) for card in view.cards.get("person", ()) if "own_zone" in card), None)
    entries = EntryBlocks(sheet=sheet, pen=pen, words=words, language=view.language, own_zone=own_zone)
    days: list[Block] = list(entries.days(view.cards.get("entry", ())))
    about = _About(pen=pen, words=words, view=view)
    blocks = [
        *title_blocks(sheet, pen, view, words[document]),
        panel_block(sheet, list(about.lines())),
        space(6),
        *(days or [paragraph_block(sheet, pen.label(words["nothing"]), _NOTHING)]),
    ]
    pour(sheet, blocks, running(view, pen, words), pen)
    sheet.save()


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """For whom the programme is, and in whose time."""

    pen: Pen
    words: Mapping[str, str]
    view: AudienceView

    def lines(self) -> Iterator[tuple[str, Style]]:
        for kind, field in (("person", "badge_name"), ("country", "name"), ("interpreter", "badge_name")):
            for card in self.view.cards.get(kind, ()):
                if field in card:
                    yield self.pen.fact(card[field]), _READER
                if languages := codes(card, "languages"):
                    names = language_names(languages, self.view.language)
                    yield self.pen.fact(card["languages"], self.words["languages"].format(languages=names)), _NOTE
        yield self._zone(), _NOTE

    def _zone(self) -> str:
        conference = self.view.conference
        ahead = offset(day(conference["starts"]), str(conference["zone"].value))
        shown = self.words["zone"].format(city=self.pen.fact(conference["city"]), offset=ahead)
        return self.pen.fact(conference["zone"], shown)
