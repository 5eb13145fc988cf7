"""How every document begins: what it is, which conference, where and when, and what runs through its pages."""

from collections.abc import Iterator, Mapping, Sequence

from planner.publish.drawing.lettering import fit
from planner.publish.drawing.looks import BLUE, NAVY, QUIET, TINT, Style, block_height, line_height, style
from planner.publish.drawing.pages import MARGIN, Block, Running, space, text_width
from planner.publish.drawing.typesetting import Area, Sheet
from planner.publish.drawlog import Pen
from planner.publish.locales import clock, days_of, listed, plain_date
from planner.publish.values import day, moment
from planner.publish.view import AudienceView

_KIND = style(12, bold=True, colour=BLUE)
_TITLE = style(23, bold=True, colour=NAVY)
_PLACE = style(13, colour=QUIET)
_PADDING = 12.0


def title_blocks(sheet: Sheet, pen: Pen, view: AudienceView, document: str) -> Iterator[Block]:
    conference = view.conference
    dates = days_of(day(conference["starts"]), day(conference["ends"]), view.language)
    place = listed([pen.fact(conference["city"]), pen.fact(conference["starts"], dates)], view.language)
    yield paragraph_block(sheet, pen.label(document), _KIND)
    yield space(6)
    yield _title_block(sheet, pen.fact(conference["title"]))
    yield space(6)
    yield paragraph_block(sheet, place, _PLACE)
    yield space(14)


def paragraph_block(sheet: Sheet, text: str, looks: Style) -> Block:
    room = text_width(sheet)

    def draw(top: float) -> None:
        sheet.paragraph(Area(x=MARGIN, top=top, width=room, height=0), text, looks)

    return Block(height=block_height(text, room, looks), draw=draw, keeps_next=True)


def _title_block(sheet: Sheet, text: str) -> Block:
    """Lines of equal length, so that no single word stands under a full line."""
    room = text_width(sheet)
    fitted = fit(text, room, largest=_TITLE.cut, lines=4, smallest=12)
    height = sum(line_height(line, fitted.cut.size) for line in fitted.lines)

    def draw(top: float) -> None:
        sheet.headed(Area(x=MARGIN, top=top, width=room, height=height), text, _TITLE, lines=4, smallest=12)

    return Block(height=height, draw=draw, keeps_next=True)


def panel_block(sheet: Sheet, lines: Sequence[tuple[str, Style]]) -> Block:
    """Lines on a tinted ground."""
    room = text_width(sheet) - 2 * _PADDING
    height = sum(block_height(text, room, looks) for text, looks in lines) + 2 * _PADDING

    def draw(top: float) -> None:
        sheet.panel(Area(x=MARGIN, top=top, width=text_width(sheet), height=height), fill=TINT, corner=4)
        below = top + _PADDING
        for text, looks in lines:
            below += sheet.paragraph(Area(x=MARGIN + _PADDING, top=below, width=room, height=0), text, looks)

    return Block(height=height, draw=draw, keeps_next=True)


def running(view: AudienceView, pen: Pen, words: Mapping[str, str]) -> Running:
    """`words` gives `released` and `page`."""
    released = view.conference["released_at"]
    shown = words["released"].format(
        date=plain_date(moment(released).date(), view.language), time=clock(moment(released))
    )
    return Running(head=pen.fact(view.conference["title"]), foot=pen.fact(released, shown), page=words["page"])
