"""One sign for every door and day, to be read from two metres: what is held here, when, in which languages.

Every language of the conference finds itself on it, the first one largest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.publish.drawing.looks import BLUE, NAVY, QUIET, style
from planner.publish.drawing.typesetting import A4_ACROSS, MILLIMETRE, Area, Sheet
from planner.publish.drawlog import DrawLog, Pen
from planner.publish.locales import language_names, long_day, span
from planner.publish.values import codes, day, moment
from planner.publish.venue import by_day, languages_of, texts_by_language
from planner.publish.view import AudienceView, Card
from planner.publish.wording import wording

FILE = "door-signs.pdf"

_MARGIN = 18 * MILLIMETRE
_HEAD = 108.0
_FOOT = 24.0
_TIME_WIDTH = 150.0
_TALLEST_ROW = 120.0
_SHARES = (0.32, 0.28, 0.18, 0.18)
"""Of a row's height, at most: title, title in other languages, spoken, interpreted into."""
_ROOM = style(44, bold=True, colour=NAVY)
_DAY = style(20, colour=QUIET)
_TIME = style(22, bold=True)
_TITLE = style(22, bold=True)
_OTHERS = style(14, bold=True, colour=QUIET)
_HEARD = style(12, colour=QUIET)
_CONFERENCE = style(10, colour=QUIET)
_BETWEEN = " \u00b7 "


def write_door_signs(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`door-signs.pdf`: a page for each room on each day on which something is held in it."""
    pen = log.pen(view.folder, FILE)
    words = wording("venue", view.language)
    sheet = Sheet(folder / FILE, A4_ACROSS, language=view.language, title=pen.label(words["signs"]))
    signs = _Signs(sheet=sheet, pen=pen, view=view)
    for room in sorted(view.cards.get("room", ()), key=lambda room: str(room["name"].value)):
        here = [entry for entry in view.cards.get("entry", ()) if entry["room"].value == room["name"].value]
        for entries in by_day(here):
            signs.page(room, entries)
    sheet.save()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    sheet: Sheet
    pen: Pen
    view: AudienceView

    def page(self, room: Card, entries: Sequence[Card]) -> None:
        width = self.sheet.width - 2 * _MARGIN
        self.sheet.fitted(Area(x=_MARGIN, top=_MARGIN - 8, width=width, height=60), self.pen.fact(room["name"]), _ROOM)
        dates = [long_day(day(entries[0]["day"]), language) for language in languages_of(self.view)]
        self.sheet.fitted(
            Area(x=_MARGIN, top=_MARGIN + 54, width=width, height=30),
            self.pen.fact(entries[0]["day"], _BETWEEN.join(dates)),
            _DAY,
            lines=2,
        )
        self.sheet.panel(Area(x=_MARGIN, top=_MARGIN + 92, width=width, height=3), fill=BLUE)
        room_left = self.sheet.height - 2 * _MARGIN - _HEAD - _FOOT
        height = min(_TALLEST_ROW, room_left / len(entries))
        for number, entry in enumerate(entries):
            top = _MARGIN + _HEAD + number * height
            self._entry(Area(x=_MARGIN, top=top, width=width, height=height), entry)
        foot = Area(x=_MARGIN, top=self.sheet.height - _MARGIN - 14, width=width, height=18)
        self.sheet.fitted(foot, self.pen.fact(self.view.conference["title"]), _CONFERENCE, smallest=6)
        self.sheet.next_page()

    def _entry(self, area: Area, entry: Card) -> None:
        times = self.pen.fact(entry["starts"], span(moment(entry["starts"]), moment(entry["ends"])))
        self.sheet.headed(Area(x=area.x, top=area.top, width=_TIME_WIDTH, height=area.height), times, _TIME)
        texts = texts_by_language(entry["titles"], self.view).values()
        first, *others = (self.pen.fact(entry["titles"], text) for text in texts)
        lines = [(first, _TITLE), (_BETWEEN.join(others), _OTHERS), *((text, _HEARD) for text in self._heard(entry))]
        top = area.top
        for (text, looks), share in zip(lines, _SHARES, strict=False):
            line = Area(x=area.x + _TIME_WIDTH, top=top, width=area.width - _TIME_WIDTH, height=share * area.height)
            top += self.sheet.headed(line, text, looks, lines=2, smallest=9)

    def _heard(self, entry: Card) -> Iterator[str]:
        """What is spoken: said in every language of the conference; each under its own name.

        Not what it is interpreted into: a sign is read by everyone who passes.
        """
        if codes(entry, "floor"):
            said = " / ".join(dict.fromkeys(wording("venue", one)["floor"] for one in languages_of(self.view)))
            names = ", ".join(language_names([code], code) for code in codes(entry, "floor"))
            yield self.pen.fact(entry["floor"], f"{said}: {names}")
