"""A PDF drawn from the top of the page, mirrored as a whole for readers who read from right to left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from planner.publish.drawing.fonts import installed_fonts
from planner.publish.drawing.lettering import SMALLEST_EVER, Cut, Fitted, fit, reads_from_right, runs, width, wrap
from planner.publish.drawing.looks import HAIRLINE, LEADING, Style, line_height

A4_UPRIGHT: tuple[float, float] = A4
A4_ACROSS: tuple[float, float] = landscape(A4)
MILLIMETRE = 72 / 25.4
MAKER = "planner"

_ASCENT = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle in points; `x` from the reading edge of the page, `top` from its head."""

    x: float
    top: float
    width: float
    height: float

    def inside(self, margin: float) -> "Area":
        return Area(
            x=self.x + margin, top=self.top + margin, width=self.width - 2 * margin, height=self.height - 2 * margin
        )


class Sheet:
    """One PDF file. The same drawing gives the same bytes; every font it uses is in it."""

    def __init__(self, file: Path, paper: tuple[float, float], *, language: str, title: str) -> None:
        self.width, self.height = paper
        self._from_right = reads_from_right(language)
        self._canvas = Canvas(
            str(file),
            pagesize=paper,
            invariant=1,
            lang=language,
            # Otherwise an unused, not embedded Helvetica stays in the file.
            initialFontName=installed_fonts().name_for("A", bold=False),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(MAKER)
        self._canvas.setSubject(title)
        self._canvas.setCreator(MAKER)
        self._canvas.setProducer(MAKER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        if self._from_right:
            self._canvas.setViewerPreference("Direction", "R2L")

    def next_page(self) -> None:
        self._canvas.showPage()

    def save(self) -> None:
        if self._canvas.getPageNumber() == 1:
            self.next_page()  # a file without a page cannot be opened
        self._canvas.save()

    def line(self, area: Area, text: str, looks: Style) -> None:
        """One line on the first line of the area, which must be wide enough for it."""
        left = self._left(area) + self._indent(area, text, looks)
        baseline = self.height - area.top - looks.cut.size * _ASCENT - self._tall_shift(text, looks)
        self._canvas.setFillColor(HexColor(looks.colour))
        for run in runs(text, bold=looks.cut.bold, from_right=self._from_right):
            self._canvas.setFont(run.font, looks.cut.size)
            self._canvas.drawString(left, baseline, run.text)
            left += pdfmetrics.stringWidth(run.text, run.font, looks.cut.size)

    def paragraph(self, area: Area, text: str, looks: Style) -> float:
        """Wrapped text from the head of the area; returns the height it took."""
        return self._lines(area, wrap(text, area.width, looks.cut), looks)

    def fitted(self, area: Area, text: str, looks: Style, *, lines: int = 1, smallest: float = 8) -> None:
        """The text as large as it can be, up to its style's size, in the middle of the area's height."""
        found = self._fit(area, text, looks, lines=lines, smallest=smallest)
        top = area.top + (area.height - _height(found)) / 2
        self._lines(_below(area, top - area.top), found.lines, _resized(looks, found.cut))

    def headed(self, area: Area, text: str, looks: Style, *, lines: int = 1, smallest: float = 8) -> float:
        """As `fitted`, from the head of the area; returns the height it took."""
        found = self._fit(area, text, looks, lines=lines, smallest=smallest)
        return self._lines(area, found.lines, _resized(looks, found.cut))

    def panel(self, area: Area, *, fill: str | None = None, edge: str | None = None, corner: float = 0) -> None:
        self._paint(fill, edge)
        self._canvas.roundRect(
            self._left(area),
            self.height - area.top - area.height,
            area.width,
            area.height,
            corner,
            fill=fill is not None,
            stroke=edge is not None,
        )

    def disc(self, area: Area, *, fill: str) -> None:
        self._paint(fill, None)
        self._canvas.ellipse(
            self._left(area),
            self.height - area.top - area.height,
            self._left(area) + area.width,
            self.height - area.top,
            fill=1,
            stroke=0,
        )

    def outline(self, area: Area, corners: Sequence[tuple[float, float]], *, fill: str) -> None:
        """A closed shape; corners are shares of the area's width and height, from its upper left."""
        self._paint(fill, None)
        path = self._canvas.beginPath()
        for number, (across, down) in enumerate(corners):
            x = self._left(area) + across * area.width
            y = self.height - area.top - down * area.height
            if number:
                path.lineTo(x, y)
            else:
                path.moveTo(x, y)
        path.close()
        self._canvas.drawPath(path, fill=1, stroke=0)

    def rule(self, area: Area, *, colour: str = HAIRLINE, thickness: float = 0.6) -> None:
        """A line along the diagonal of the area: give it no height, or no width."""
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(thickness)
        self._canvas.line(
            self._left(area),
            self.height - area.top,
            self._left(area) + area.width,
            self.height - area.top - area.height,
        )

    def modules(self, area: Area, matrix: Sequence[Sequence[int]]) -> None:
        """The dark squares of a QR code, as vectors, never mirrored."""
        side = area.width / len(matrix)
        self._canvas.setFillColor(HexColor("#000000"))
        path = self._canvas.beginPath()
        for column, row, length in _dark_runs(matrix):
            x = self._left(area) + column * side
            path.rect(x, self.height - area.top - (row + 1) * side, length * side, side)
        self._canvas.drawPath(path, fill=1, stroke=0)

    def bookmark(self, text: str, top: float) -> None:
        """An entry in the reader's table of contents."""
        key = f"at-{self._canvas.getPageNumber()}-{top:.0f}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.height - top)
        self._canvas.addOutlineEntry(text, key, level=0)

    def _lines(self, area: Area, lines: Sequence[str], looks: Style) -> float:
        top = area.top
        for line in lines:
            self.line(Area(x=area.x, top=top, width=area.width, height=0), line, looks)
            top += line_height(line, looks.cut.size)
        return top - area.top

    def _fit(self, area: Area, text: str, looks: Style, *, lines: int, smallest: float) -> Fitted:
        cut = looks.cut
        while True:
            found = fit(text, area.width, largest=cut, lines=lines, smallest=smallest)
            if _height(found) <= area.height or found.cut.size <= SMALLEST_EVER:
                return found
            cut = Cut(size=found.cut.size - 0.5, bold=cut.bold)

    def _left(self, area: Area) -> float:
        return self.width - area.x - area.width if self._from_right else area.x

    def _indent(self, area: Area, text: str, looks: Style) -> float:
        spare = area.width - width(text, looks.cut)
        if looks.align == "middle":
            return spare / 2
        return spare if (looks.align == "end") != self._from_right else 0

    def _tall_shift(self, text: str, looks: Style) -> float:
        return (line_height(text, looks.cut.size) - looks.cut.size * LEADING) / 2

    def _paint(self, fill: str | None, edge: str | None) -> None:
        self._canvas.setLineWidth(0.6)
        if fill is not None:
            self._canvas.setFillColor(HexColor(fill))
        if edge is not None:
            self._canvas.setStrokeColor(HexColor(edge))


def _dark_runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """(column, row, length) of each horizontal run of dark modules."""
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield start, row, column - start
                start = None


def _height(found: Fitted) -> float:
    return sum(line_height(line, found.cut.size) for line in found.lines)


def _below(area: Area, distance: float) -> Area:
    return Area(x=area.x, top=area.top + distance, width=area.width, height=area.height - distance)


def _resized(looks: Style, cut: Cut) -> Style:
    return Style(cut=cut, colour=looks.colour, align=looks.align)
