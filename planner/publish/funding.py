"""The report to a funder, as PDF and as workbook: the same tables, in the funder's language.

What a breakdown may show is decided before it gets here; groups that are missing were too small to be shown.
"""

from collections.abc import Sequence
from pathlib import Path

from planner.publish.drawing.looks import BLUE, HAIRLINE, NAVY, QUIET, style
from planner.publish.drawing.openings import panel_block, running, title_blocks
from planner.publish.drawing.pages import MARGIN, Block, pour, space, text_width
from planner.publish.drawing.tables import Table, table_blocks
from planner.publish.drawing.typesetting import A4_UPRIGHT, Area, Sheet
from planner.publish.drawing.workbooks import write_workbook
from planner.publish.drawlog import DrawLog, Pen
from planner.publish.funder_tables import Contents
from planner.publish.locales import money, number
from planner.publish.values import cents, moment, whole
from planner.publish.view import AudienceView
from planner.publish.wording import wording

PDF_FILE = "report.pdf"
WORKBOOK_FILE = "report.xlsx"

_FUNDER = style(15, bold=True)
_NOTE = style(10.5, colour=QUIET)
_FIGURE = style(17, bold=True, colour=NAVY)
_CAPTION = style(9.5, colour=QUIET)
_FIGURE_HEIGHT = 58.0
_BAR_HEIGHT = 7.0


def write_funder_report(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`report.pdf` and `report.xlsx` of one grant."""
    words = wording("funding", view.language)
    (grant,) = view.cards["grant"]
    tables = list(Contents(view=view, words=words, grant=grant).tables())
    _write_pdf(view, folder / PDF_FILE, log.pen(view.folder, PDF_FILE), tables)
    write_workbook(
        folder / WORKBOOK_FILE,
        tables,
        log.pen(view.folder, WORKBOOK_FILE),
        language=view.language,
        released_at=moment(view.conference["released_at"]),
    )


def _write_pdf(view: AudienceView, file: Path, pen: Pen, tables: Sequence[Table]) -> None:
    words = wording("funding", view.language)
    (grant,) = view.cards["grant"]
    sheet = Sheet(file, A4_UPRIGHT, language=view.language, title=pen.label(words["document"]))
    about = [(pen.fact(grant["funder"]), _FUNDER), (pen.label(words["purpose"]), _NOTE)]
    blocks = [*title_blocks(sheet, pen, view, words["document"]), panel_block(sheet, about), space(14)]
    blocks.append(_figures_block(sheet, pen, view))
    for table in tables:
        blocks.extend(table_blocks(sheet, pen, table))
    pour(sheet, blocks, running(view, pen, words), pen)
    sheet.save()


def _figures_block(sheet: Sheet, pen: Pen, view: AudienceView) -> Block:
    """Three numbers to remember, and a bar of what is used."""
    words, language = wording("funding", view.language), view.language
    (grant,) = view.cards["grant"]
    currency = str(grant["currency"].value)
    complete = words["of"].format(
        part=number(whole(grant["delegations_complete"]), language), all=number(whole(grant["delegations"]), language)
    )
    figures = [
        (pen.fact(grant["ceiling"], money(cents(grant["ceiling"]), currency, language)), pen.label(words["ceiling"])),
        (pen.fact(grant["free"], money(cents(grant["free"]), currency, language)), pen.label(words["free"])),
        (pen.fact(grant["delegations_complete"], complete), pen.label(words["complete"])),
    ]
    used = 1 - cents(grant["free"]) / max(1, cents(grant["ceiling"]))

    def draw(top: float) -> None:
        width = text_width(sheet) / len(figures)
        for place, (figure, caption) in enumerate(figures):
            area = Area(x=MARGIN + place * width, top=top, width=width - 8, height=26)
            sheet.fitted(area, figure, _FIGURE)
            sheet.fitted(Area(x=area.x, top=top + 25, width=area.width, height=16), caption, _CAPTION, smallest=6)
        bar = Area(x=MARGIN, top=top + 48, width=text_width(sheet), height=_BAR_HEIGHT)
        sheet.panel(bar, fill=HAIRLINE)
        sheet.panel(Area(x=bar.x, top=bar.top, width=bar.width * used, height=_BAR_HEIGHT), fill=BLUE)

    return Block(height=_FIGURE_HEIGHT, draw=draw)
