"""For the venue: a grid of rooms and times for each day, and a sign for every door and day.

A closed session appears as everybody knows it, without its title and without a number of people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A3, A4, landscape

from planner.publish.drawing.looks import BLUE, HAIRLINE, NAVY, QUIET, TINT, WHITE, style
from planner.publish.drawing.typesetting import MILLIMETRE, Area, Sheet
from planner.publish.drawlog import DrawLog, Pen
from planner.publish.locales import clock, long_day, plain_date, span
from planner.publish.values import codes, day, moment
from planner.publish.view import AudienceView, Card, Fact
from planner.publish.wording import wording

GRID_FILE = "room-grid.pdf"
ROOMS_ON_A4 = 5
STRETCHES_ON_A4 = 8
ROOMS_ON_A_PAGE = 10

_MARGIN = 14 * MILLIMETRE
_TIME_WIDTH = 50.0
_TITLE_HEIGHT = 46.0
_HEADER_HEIGHT = 40.0
_TALLEST_ROW = 120.0
_PAUSE = 9.0
"""Height of a time in which nothing is held in any room, such as lunch."""
_FOOT = 22.0
_PADDING = 4.0
_DAY = style(18, bold=True, colour=NAVY)
_CONFERENCE = style(9, colour=QUIET, align="end")
_ROOM = style(11, bold=True, colour=NAVY)
_SMALL = style(8.5, colour=QUIET)
_TIME = style(9.5, bold=True)
_HELD = style(10.5, bold=True)
_ELSEWHERE = style(8, colour=QUIET)
"""The title in the other languages."""


def write_room_grid(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`room-grid.pdf`: for each day which session is in which room, with its languages and the seats it needs."""
    pen = log.pen(view.folder, GRID_FILE)
    words = wording("venue", view.language)
    rooms = sorted(view.cards.get("room", ()), key=lambda room: str(room["name"].value))
    days = list(by_day(view.cards.get("entry", ())))
    busiest = max((len(_stretches(entries)) for entries in days), default=0)
    paper = A4 if len(rooms) <= ROOMS_ON_A4 and busiest <= STRETCHES_ON_A4 else A3
    sheet = Sheet(folder / GRID_FILE, landscape(paper), language=view.language, title=pen.label(words["grid"]))
    grid = _Grid(sheet=sheet, pen=pen, words=words, view=view)
    for entries in days:
        for first in range(0, len(rooms), ROOMS_ON_A_PAGE):
            grid.page(entries, rooms[first : first + ROOMS_ON_A_PAGE])
    sheet.save()


def by_day(entries: Sequence[Card]) -> Iterator[list[Card]]:
    """Entries of each day in order of time."""
    in_order = sorted(entries, key=lambda entry: (moment(entry["starts"]), moment(entry["ends"]), entry.subject))
    for _, of_day in groupby(in_order, key=lambda entry: day(entry["day"])):
        yield list(of_day)


def texts_by_language(fact: Fact, view: AudienceView) -> Mapping[str, str]:
    """A text in each language of the conference that it is in, the venue's first; at least in one."""
    if not isinstance(fact.value, Mapping):
        raise TypeError(f"{fact.field} has one text only")
    texts: Mapping[str, str] = fact.value
    return {language: texts[language] for language in languages_of(view) if texts.get(language)} or dict(texts)


def languages_of(view: AudienceView) -> tuple[str, ...]:
    return tuple(dict.fromkeys((view.language, *codes(view.conference, "languages"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A stretch of time between two moments at which something starts or ends."""

    starts: datetime
    ends: datetime
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    sheet: Sheet
    pen: Pen
    words: Mapping[str, str]
    view: AudienceView

    def page(self, entries: Sequence[Card], rooms: Sequence[Card]) -> None:
        self._title(entries[0])
        rows = self._rows(entries)
        column = (self.sheet.width - 2 * _MARGIN - _TIME_WIDTH) / len(rooms)
        self._times(rows)
        for number, room in enumerate(rooms):
            left = _MARGIN + _TIME_WIDTH + number * column
            self._room(Area(x=left, top=_MARGIN + _TITLE_HEIGHT, width=column, height=_HEADER_HEIGHT), room)
            for entry in entries:
                if entry["room"].value == room["name"].value:
                    self._cell(_cell_area(entry, rows, left, column), entry)
        self._foot()
        self.sheet.next_page()

    def _title(self, entry: Card) -> None:
        room = self.sheet.width - 2 * _MARGIN
        text = self.pen.fact(entry["day"], long_day(day(entry["day"]), self.view.language))
        self.sheet.bookmark(text, 0)
        self.sheet.fitted(Area(x=_MARGIN, top=_MARGIN, width=room / 2, height=28), text, _DAY)
        conference = Area(x=_MARGIN + room / 2, top=_MARGIN, width=room / 2, height=28)
        self.sheet.fitted(conference, self.pen.fact(self.view.conference["title"]), _CONFERENCE, lines=2, smallest=6)
        self.sheet.rule(Area(x=_MARGIN, top=_MARGIN + 34, width=room, height=0), colour=BLUE, thickness=2)

    def _rows(self, entries: Sequence[Card]) -> list[_Row]:
        stretches = _stretches(entries)
        used = [any(_covers(entry, stretch) for entry in entries) for stretch in stretches]
        top = _MARGIN + _TITLE_HEIGHT + _HEADER_HEIGHT
        room = self.sheet.height - _MARGIN - _FOOT - top - _PAUSE * used.count(False)
        height = min(_TALLEST_ROW, room / used.count(True))
        rows = []
        for (starts, ends), is_used in zip(stretches, used, strict=True):
            rows.append(_Row(starts=starts, ends=ends, top=top, height=height if is_used else _PAUSE))
            top += rows[-1].height
        return rows

    def _times(self, rows: Sequence[_Row]) -> None:
        for row in rows:
            if row.height > _PAUSE:
                rule = Area(x=_MARGIN, top=row.top, width=self.sheet.width - 2 * _MARGIN, height=0)
                self.sheet.rule(rule)
                text = self.pen.label(span(row.starts, row.ends))
                area = Area(x=_MARGIN, top=row.top + _PADDING, width=_TIME_WIDTH - 6, height=28)
                self.sheet.headed(area, text, _TIME, smallest=6)

    def _room(self, area: Area, room: Card) -> None:
        inner = Area(x=area.x + _PADDING, top=area.top, width=area.width - 2 * _PADDING, height=area.height / 2)
        self.sheet.fitted(inner, self.pen.fact(room["name"]), _ROOM, smallest=6)
        below = Area(x=inner.x, top=inner.top + inner.height - 3, width=inner.width, height=inner.height)
        self.sheet.fitted(below, self._equipment(room), _SMALL, lines=2, smallest=5.5)

    def _equipment(self, room: Card) -> str:
        parts = [
            self.pen.fact(room[field], self.words[field].format(number=room[field].value))
            for field in ("capacity", "booths", "mobile_booths")
            if room[field].value
        ]
        parts += [
            self.pen.fact(room[field], self.words[field]) for field in ("hybrid", "step_free") if room[field].value
        ]
        return " · ".join(part.replace(" ", "\u00a0") for part in parts)

    def _cell(self, area: Area, entry: Card) -> None:
        is_closed = "window" in entry
        fill, edge = (WHITE, HAIRLINE) if is_closed else (TINT, None)
        self.sheet.panel(area.inside(1.5), fill=fill, edge=edge, corner=3)
        inner = area.inside(1.5 + _PADDING)
        below = _SMALL.cut.size * 1.5
        details = [detail for detail in (self._languages(entry), self._seats(entry)) if detail]
        names = [
            self.pen.fact(entry["titles"], name) for name in texts_by_language(entry["titles"], self.view).values()
        ]
        title = Area(x=inner.x, top=inner.top, width=inner.width, height=inner.height - len(details) * below)
        top = inner.top + self.sheet.headed(title, names[0], _HELD, lines=5, smallest=6) + 2
        for number, text in enumerate(details):
            line = Area(x=inner.x, top=top + number * below, width=inner.width, height=below)
            self.sheet.fitted(line, text, _SMALL, smallest=5)
        top += len(details) * below + 2
        rest = Area(x=inner.x, top=top, width=inner.width, height=max(0, inner.top + inner.height - top))
        self.sheet.headed(rest, " \u00b7 ".join(names[1:]), _ELSEWHERE, lines=4, smallest=5)

    def _languages(self, entry: Card) -> str:
        floor, outgoing = ((code.upper() for code in codes(entry, field)) for field in ("floor", "outgoing"))
        spoken = self.pen.fact(entry["floor"], " ".join(floor)) if "floor" in entry else ""
        booths = self.pen.fact(entry["outgoing"], " ".join(outgoing)) if codes(entry, "outgoing") else ""
        return self.words["from_to"].format(floor=spoken, outgoing=booths) if booths else spoken

    def _seats(self, entry: Card) -> str:
        if "headcount" not in entry:
            return ""
        return self.pen.fact(entry["headcount"], self.words["headcount"].format(number=entry["headcount"].value))

    def _foot(self) -> None:
        released = moment(self.view.conference["released_at"])
        date = plain_date(released.date(), self.view.language)
        text = self.pen.fact(
            self.view.conference["released_at"], self.words["released"].format(date=date, time=clock(released))
        )
        top = self.sheet.height - _MARGIN - 12
        self.sheet.line(Area(x=_MARGIN, top=top, width=self.sheet.width - 2 * _MARGIN, height=0), text, _SMALL)


def _stretches(entries: Sequence[Card]) -> list[tuple[datetime, datetime]]:
    moments = sorted({moment(entry[field]) for entry in entries for field in ("starts", "ends")})
    return list(pairwise(moments))


def _covers(entry: Card, stretch: tuple[datetime, datetime]) -> bool:
    return moment(entry["starts"]) <= stretch[0] and stretch[1] <= moment(entry["ends"])


def _cell_area(entry: Card, rows: Sequence[_Row], left: float, column: float) -> Area:
    taken = [row for row in rows if _covers(entry, (row.starts, row.ends))]
    height = taken[-1].top + taken[-1].height - taken[0].top
    return Area(x=left, top=taken[0].top, width=column, height=height)
