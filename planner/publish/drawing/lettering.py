"""From a text in reading order to glyphs in drawing order: joined, turned, broken into lines and fitted.

Arabic is joined by arabic-reshaper without ligatures and turned by python-bidi, per line and after breaking;
turned earlier, the lines of a paragraph would come out in reverse. python-bidi leaves brackets unmirrored.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from reportlab.pdfbase import pdfmetrics

from planner.publish.drawing.fonts import installed_fonts

RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_CLASSES = frozenset({"R", "AL"})
_RESHAPER = ArabicReshaper({"support_ligatures": False, "delete_harakat": False})
_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_NEVER_FIRST = "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300d\u300f\u3011\u3009\u300b"
"""Chinese and Japanese stops and closing brackets."""
# Breaking spaces only: no-break spaces hold amounts and names together.
_PIECE = re.compile(rf"[{_HAN}][{_NEVER_FIRST}]*|[^ {_HAN}]+| +")
_JOINTS = "-/\u2013"
"""Where a word too wide for its line is broken first."""
_BETWEEN = " \u00b7"
"""Stands between two things on one line, never at the end of a line or its start."""
_MIRRORED = {"(": ")", "[": "]", "{": "}", "«": "»", "\u2039": "\u203a", "<": ">"}
_OPENING = "".join(re.escape(opening) for opening in _MIRRORED)
_CLOSING = "".join(re.escape(closing) for closing in _MIRRORED.values())
_SIDE = "\ufffc"
"""Neutral like the bracket it stands beside, on the inner side: shows whether the bracket was turned."""
_BRACKET = re.compile(rf"([{_OPENING}]){_SIDE}|{_SIDE}([{_OPENING}])|{_SIDE}([{_CLOSING}])|([{_CLOSING}]){_SIDE}")
_REMEMBERED = 1 << 16
"""Texts: most stand in the files of many readers, and are broken and measured once for all of them."""
_STEP = 0.5
SMALLEST_EVER = 4.0
"""Points below which nobody could read a text however it is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Size in points and weight of a text."""

    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring glyphs of one font, from left to right."""

    font: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A text broken into lines at the size at which it fits."""

    lines: tuple[str, ...]
    cut: Cut


def reads_from_right(language: str) -> bool:
    return language in RIGHT_TO_LEFT_LANGUAGES


@lru_cache(maxsize=_REMEMBERED)
def runs(line: str, *, bold: bool, from_right: bool) -> tuple[Run, ...]:
    """The glyphs of one line, font by font, as they stand on paper from left to right."""
    fonts = installed_fonts()
    glyphs = _visual(line, from_right)
    by_font = groupby(glyphs, key=lambda glyph: fonts.name_for(glyph, bold=bold))
    return tuple(Run(font=font, text="".join(group)) for font, group in by_font)


def refuse_undrawable(texts: Iterable[str]) -> None:
    """Raise `MissingFont` where one of the texts could not be drawn in either weight."""
    for text in texts:
        for bold in (False, True):
            runs(text, bold=bold, from_right=False)


def _visual(line: str, from_right: bool) -> str:
    text = unicodedata.normalize("NFC", line)
    classes = {unicodedata.bidirectional(character) for character in text}
    if classes & _RIGHT_TO_LEFT_CLASSES:
        text = _turned(_RESHAPER.reshape(text), "R" if from_right else "L")
    elif from_right and "L" not in classes:
        # Times and page numbers follow the page; a title in Latin letters keeps its own direction and its stops.
        text = _turned(text, "R")
    return "".join(character for character in text if unicodedata.category(character) not in ("Cf", "Cc"))


def _turned(text: str, direction: str) -> str:
    sided = re.sub(f"[{_OPENING}]", rf"\g<0>{_SIDE}", text)
    sided = re.sub(f"[{_CLOSING}]", rf"{_SIDE}\g<0>", sided)
    return _BRACKET.sub(_as_seen, get_display(sided, base_dir=direction))


def _as_seen(match: re.Match[str]) -> str:
    opening, turned_opening, closing, turned_closing = match.groups()
    if turned_opening:
        return _MIRRORED[turned_opening]
    if turned_closing:
        return next(opens for opens, closes in _MIRRORED.items() if closes == turned_closing)
    return str(opening or closing)


def width(line: str, cut: Cut) -> float:
    return cut.size * _width_in_ems(line, bold=cut.bold)


@lru_cache(maxsize=_REMEMBERED)
def _width_in_ems(line: str, *, bold: bool) -> float:
    # Direction changes the order of glyphs, never their sum. Widths grow with the size, so that one measurement
    # serves every size a text is tried at: half the drawing time.
    glyphs = runs(line, bold=bold, from_right=False)
    return sum(float(pdfmetrics.stringWidth(run.text, run.font, 1000)) for run in glyphs) / 1000


@lru_cache(maxsize=_REMEMBERED)
def wrap(text: str, room: float, cut: Cut) -> tuple[str, ...]:
    """Lines no wider than `room`, broken between words; a word that is wider itself is broken where it must be."""
    lines = [""]
    for piece in _pieces(" ".join(text.split(" ")), room, cut):
        if width((lines[-1] + piece).rstrip(" "), cut) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    stripped = [line.strip(" ") for line in lines]
    if len(lines) > 1:
        stripped = [line.strip(_BETWEEN) for line in lines]
    return tuple(line for line in stripped if line)


def _pieces(text: str, room: float, cut: Cut) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        while width(piece.rstrip(" "), cut) > room:
            head = _longest_head(piece, room, cut)
            yield head
            piece = piece[len(head) :]
        if piece:
            yield piece


def _longest_head(piece: str, room: float, cut: Cut) -> str:
    length = 1
    while length < len(piece) and width(piece[: length + 1], cut) <= room:
        length += 1
    joint = max(piece.rfind(joint, 0, length) for joint in _JOINTS) + 1
    return piece[: joint or length]


@lru_cache(maxsize=_REMEMBERED)
def fit(text: str, room: float, *, largest: Cut, lines: int, smallest: float) -> Fitted:
    """The text in at most `lines` lines, as large as it can be; below `smallest` words are broken, never cut off."""
    cut = largest
    while True:
        found = wrap(text, room, cut)
        unbroken = all(width(word, cut) <= room for word in _PIECE.findall(text))
        fits = len(found) <= lines and (unbroken or cut.size <= smallest)
        if fits or cut.size <= SMALLEST_EVER:
            return Fitted(lines=_balanced(text, found, room, cut), cut=cut)
        cut = Cut(size=cut.size - _STEP, bold=cut.bold)


def _balanced(text: str, found: Sequence[str], room: float, cut: Cut) -> tuple[str, ...]:
    """The same number of lines, as equal as they get: no lone last word under a full first line."""
    best = tuple(found)
    narrower = room * 0.95
    while narrower > room / 2:
        tried = wrap(text, narrower, cut)
        if len(tried) > len(found) or any(width(word, cut) > narrower for word in _PIECE.findall(text)):
            break
        best = tried
        narrower -= room * 0.05
    return best
