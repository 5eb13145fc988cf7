"""Blocks of content poured into upright A4 pages with a running head and numbered feet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.publish.drawing.looks import BLUE, HAIRLINE, QUIET, style
from planner.publish.drawing.typesetting import MILLIMETRE, Area, Sheet
from planner.publish.drawlog import Pen

MARGIN = 20 * MILLIMETRE
HEAD = 24 * MILLIMETRE
"""Where content starts below the head of a page."""
FOOT = 24 * MILLIMETRE
_SMALL = style(9, colour=QUIET)
_SMALL_END = style(9, colour=QUIET, align="end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Content that stays on one page."""

    height: float
    draw: Callable[[float], None]
    """Draws it with its head at the given distance from the head of the page."""
    keeps_next: bool = False
    """Never the last on its page, such as a heading."""
    headed_by: "Block | None" = None
    """Drawn again above this block where it is the first of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What stands on every page; the head only from the second page on."""

    head: str
    foot: str
    page: str
    """Wording with `{page}` and `{pages}`."""


def pour(sheet: Sheet, blocks: Sequence[Block], running: Running, pen: Pen) -> None:
    """Draw all blocks, page after page."""
    pages = _pages(blocks, sheet.height - HEAD - FOOT)
    for number, page in enumerate(pages, start=1):
        top = HEAD
        for block in page:
            block.draw(top)
            top += block.height
        _draw_head(sheet, running.head if number > 1 else "")
        _draw_foot(sheet, running.foot, pen.label(running.page.format(page=number, pages=len(pages))))
        sheet.next_page()


def text_width(sheet: Sheet) -> float:
    return sheet.width - 2 * MARGIN


def space(height: float) -> Block:
    return Block(height=height, draw=lambda _top: None, keeps_next=True)


def _pages(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    filled = 0.0
    for chunk in _chunks(blocks):
        height = sum(block.height for block in chunk)
        if pages[-1] and filled + height > room:
            again = chunk[0].headed_by
            pages.append([again] if again else [])
            filled = again.height if again else 0.0
        pages[-1].extend(chunk)
        filled += height
    return pages


def _chunks(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that stay together: headings with what they head."""
    chunks: list[list[Block]] = [[]]
    for block in blocks:
        chunks[-1].append(block)
        if not block.keeps_next:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _draw_head(sheet: Sheet, text: str) -> None:
    room = text_width(sheet)
    if text:
        sheet.fitted(Area(x=MARGIN, top=10 * MILLIMETRE, width=room, height=18), text, _SMALL, smallest=6)
        sheet.rule(Area(x=MARGIN, top=17 * MILLIMETRE, width=room, height=0))
    else:
        sheet.panel(Area(x=MARGIN, top=13 * MILLIMETRE, width=room, height=3), fill=BLUE)


def _draw_foot(sheet: Sheet, text: str, page: str) -> None:
    room = text_width(sheet)
    top = sheet.height - 17 * MILLIMETRE
    sheet.rule(Area(x=MARGIN, top=top, width=room, height=0), colour=HAIRLINE)
    sheet.fitted(Area(x=MARGIN, top=top + 4, width=room * 0.8, height=18), text, _SMALL, smallest=6)
    sheet.fitted(Area(x=MARGIN + room * 0.8, top=top + 4, width=room * 0.2, height=18), page, _SMALL_END, smallest=6)
