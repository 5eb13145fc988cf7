"""Entries of a programme, as blocks: time on the left, what is held on the right, the reader's own part marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from zoneinfo import ZoneInfo

from planner.publish.drawing.lettering import width
from planner.publish.drawing.looks import BLUE, HAIRLINE, NAVY, QUIET, WHITE, Style, block_height, line_height, style
from planner.publish.drawing.pages import MARGIN, Block, text_width
from planner.publish.drawing.typesetting import Area, Sheet
from planner.publish.drawlog import Pen
from planner.publish.locales import language_names, listed, long_day, span, zone_city
from planner.publish.speakers import speaker_names
from planner.publish.values import codes, day, moment
from planner.publish.view import Card

_TIME_WIDTH = 88.0
_BAR = 2.5
_GAP = 12.0
_MARK_HEIGHT = 17.0
_MARK_PADDING = 8.0
_BETWEEN = 15.0
_DAY = style(15, bold=True, colour=NAVY)
_TIME = style(12, bold=True)
_SAME_TIME = style(12, colour=QUIET)
_TITLE = style(12.5, bold=True)
_PLACE = style(11, bold=True, colour=QUIET)
_DETAIL = style(10.5, colour=QUIET)
_MARK = style(9.5, bold=True, colour=WHITE, align="middle")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    text: str
    looks: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBlocks:
    """Turns entry cards into blocks for one sheet."""

    sheet: Sheet
    pen: Pen
    words: Mapping[str, str]
    language: str
    own_zone: str | None = None
    """Of who takes part from elsewhere: their own time stands beside that of the conference."""

    def days(self, entries: Iterable[Card]) -> Iterator[Block]:
        in_order = sorted(entries, key=_order)
        for _, of_day in groupby(in_order, key=lambda entry: day(entry["day"])):
            group = list(of_day)
            heading = self._day(group[0])
            yield heading
            for _, together in groupby(group, key=lambda entry: (moment(entry["starts"]), moment(entry["ends"]))):
                for number, entry in enumerate(together):
                    yield replace(self._entry(entry, _SAME_TIME if number else _TIME), headed_by=heading)

    def _day(self, entry: Card) -> Block:
        text = self.pen.fact(entry["day"], long_day(day(entry["day"]), self.language))

        def draw(top: float) -> None:
            area = Area(x=MARGIN, top=top + 10, width=text_width(self.sheet), height=22)
            self.sheet.bookmark(text, top)
            self.sheet.fitted(area, text, _DAY)
            self.sheet.rule(Area(x=MARGIN, top=top + 36, width=area.width, height=0), colour=NAVY, thickness=1)

        return Block(height=48, draw=draw, keeps_next=True)

    def _entry(self, entry: Card, time_looks: Style) -> Block:
        times = self.pen.fact(entry["starts"], span(moment(entry["starts"]), moment(entry["ends"])))
        marks = self._marks(entry)
        paragraphs = self._paragraphs(entry)
        room = text_width(self.sheet) - _TIME_WIDTH - _GAP
        height = sum(block_height(part.text, room, part.looks) for part in paragraphs)
        height += (_MARK_HEIGHT + 4) if marks else 0

        def draw(top: float) -> None:
            beside = line_height(paragraphs[0].text, _TITLE.cut.size)
            self.sheet.fitted(Area(x=MARGIN, top=top, width=_TIME_WIDTH, height=beside), times, time_looks)
            bar = Area(x=MARGIN + _TIME_WIDTH, top=top + 1, width=_BAR, height=height)
            self.sheet.panel(bar, fill=_bar_colour(entry, marks))
            self._draw_text(Area(x=bar.x + _GAP, top=top, width=room, height=height), paragraphs, marks)

        return Block(height=height + _BETWEEN, draw=draw)

    def _draw_text(self, area: Area, paragraphs: Sequence[_Paragraph], marks: Sequence[str]) -> None:
        top = area.top
        for part in paragraphs:
            top += self.sheet.paragraph(Area(x=area.x, top=top, width=area.width, height=0), part.text, part.looks)
        left = area.x
        for mark in marks:
            pill = Area(x=left, top=top + 4, width=width(mark, _MARK.cut) + 2 * _MARK_PADDING, height=_MARK_HEIGHT)
            self.sheet.panel(pill, fill=NAVY, corner=_MARK_HEIGHT / 2)
            self.sheet.fitted(pill, mark, _MARK)
            left += pill.width + 6

    def _marks(self, entry: Card) -> list[str]:
        marks = []
        if "role" in entry and entry["role"].value:
            marks.append(self.pen.fact(entry["role"], self.words[f"role_{entry['role'].value}"]))
        if "remote" in entry and entry["remote"].value:
            marks.append(self.pen.fact(entry["remote"], self.words["remote"]))
        for field in ("booth", "signs"):
            if field in entry:
                name = language_names([str(entry[field].value)], self.language)
                marks.append(self.pen.fact(entry[field], self.words[field].format(language=name)))
        return marks

    def _paragraphs(self, entry: Card) -> list[_Paragraph]:
        place = [self.pen.fact(entry["room"])] if "room" in entry else []
        kind = str(entry["kind"].value)
        if "window" not in entry:
            place.append(self.pen.fact(entry["kind"], self.words[f"kind_{kind}"]))
        parts = [_Paragraph(text=self.pen.fact(entry["title"]), looks=_TITLE)]
        if place:
            parts.append(_Paragraph(text=" · ".join(place), looks=_PLACE))
        details = (*self._own_time(entry), *self._speakers(entry), *self._languages(entry))
        parts += [_Paragraph(text=text, looks=_DETAIL) for text in details]
        return parts

    def _own_time(self, entry: Card) -> Iterator[str]:
        """With the day where it is another one."""
        if self.own_zone and "remote" in entry and entry["remote"].value:
            starts, ends = (moment(entry[field]).astimezone(ZoneInfo(self.own_zone)) for field in ("starts", "ends"))
            is_same_day = starts.date() == day(entry["day"])
            times = listed(
                [*([] if is_same_day else [long_day(starts.date(), self.language)]), span(starts, ends)], self.language
            )
            shown = self.words["own_time"].format(city=zone_city(self.own_zone, self.language), times=times)
            yield self.pen.fact(entry["starts"], shown)

    def _speakers(self, entry: Card) -> Iterator[str]:
        if names := speaker_names(entry, self.pen):
            yield self.pen.fact(entry["speakers"], self.words["speakers"].format(names=listed(names, self.language)))

    def _languages(self, entry: Card) -> Iterator[str]:
        for field in ("floor", "outgoing"):
            if languages := codes(entry, field):
                names = language_names(languages, self.language)
                yield self.pen.fact(entry[field], self.words[field].format(languages=names))


def _order(entry: Card) -> tuple[object, ...]:
    return moment(entry["starts"]), moment(entry["ends"]), str(entry["title"].value), entry.subject


def _bar_colour(entry: Card, marks: Sequence[str]) -> str:
    if marks:
        return NAVY
    return HAIRLINE if "window" in entry else BLUE
