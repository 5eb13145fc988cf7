"""Which installed font draws which character. Fonts come from packages of the system, never from this project."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planner.errors import MissingFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A font family by the names of its files, and the Debian package that brings them."""

    regular: str
    bold: str
    package: str = "fonts-noto-core"


def _noto(name: str) -> Family:
    return Family(regular=f"{name}-Regular.ttf", bold=f"{name}-Bold.ttf")


PLAIN = _noto("NotoSans")
"""Latin, Greek and Cyrillic, Vietnamese included, and the punctuation and digits of every text."""

# wqy-zenhei and Droid have one weight; the CFF fonts of fonts-noto-cjk cannot be embedded by ReportLab.
_HAN = (
    Family(regular="wqy-zenhei.ttc", bold="wqy-zenhei.ttc", package="fonts-wqy-zenhei"),
    Family(regular="DroidSansFallbackFull.ttf", bold="DroidSansFallbackFull.ttf", package="fonts-droid-fallback"),
)
_BY_SCRIPT = {
    "ARABIC": (_noto("NotoSansArabic"),),
    "ARMENIAN": (_noto("NotoSansArmenian"),),
    "CANADIAN": (_noto("NotoSansCanadianAboriginal"),),
    "CHEROKEE": (_noto("NotoSansCherokee"),),
    "CJK": _HAN,
    "ETHIOPIC": (_noto("NotoSansEthiopic"),),
    "FULLWIDTH": _HAN,
    "GEORGIAN": (_noto("NotoSansGeorgian"),),
    "HANGUL": _HAN,
    "HEBREW": (_noto("NotoSansHebrew"),),
    "HIRAGANA": _HAN,
    "IDEOGRAPHIC": _HAN,
    "KATAKANA": _HAN,
    "TIFINAGH": (Family(regular="NotoSansTifinagh-Regular.ttf", bold="NotoSansTifinagh-Regular.ttf"),),
}
"""By the first word of a character's Unicode name. Scripts whose letters need more shaping than Arabic are absent."""
_SYMBOLS = (
    _noto("NotoSansSymbols"),
    Family(regular="NotoSansSymbols2-Regular.ttf", bold="NotoSansSymbols2-Regular.ttf"),
    Family(regular="NotoSansMath-Regular.ttf", bold="NotoSansMath-Regular.ttf"),
)
_PLAIN_SCRIPTS = frozenset({"COMBINING", "CYRILLIC", "GREEK", "LATIN", "MODIFIER"})
_LETTERS_AND_MARKS = ("L", "M")


class Fonts:
    """The TrueType fonts below some folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._files = {
            file.name: file
            for folder in folders
            for file in sorted(folder.rglob("*"))
            if file.suffix.lower() in (".ttf", ".ttc")
        }
        self._chosen: dict[tuple[str, bool], str] = {}

    def name_for(self, character: str, *, bold: bool) -> str:
        """ReportLab's name of the font that draws a character. Raises `MissingFont` when none does."""
        key = (character, bold)
        if key not in self._chosen:
            self._chosen[key] = self._choose(character, bold)
        return self._chosen[key]

    def _choose(self, character: str, bold: bool) -> str:
        families = _families_for(character)
        for family in families:
            path = self._files.get(family.bold if bold else family.regular)
            if path is not None and ord(character) in _registered(path).face.charToGlyph:
                return path.stem
        raise MissingFont(_why_missing(character, families))


def _families_for(character: str) -> tuple[Family, ...]:
    own = _BY_SCRIPT.get(_script(character), ())
    return (*own, PLAIN) if own or _is_letter(character) else (PLAIN, *_SYMBOLS)


def _script(character: str) -> str:
    return unicodedata.name(character, "UNNAMED").split()[0].split("-")[0]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character).startswith(_LETTERS_AND_MARKS)


def _why_missing(character: str, families: tuple[Family, ...]) -> str:
    script = _script(character)
    example = f"{script.capitalize()} (such as {character}, U+{ord(character):04X})"
    if _is_letter(character) and script not in _BY_SCRIPT and script not in _PLAIN_SCRIPTS:
        return f"{example} is not supported yet: its letters cannot be joined reliably; write it in another script"
    return f"no installed font draws {example}; install the package {families[0].package}"


@cache
def _registered(path: Path) -> TTFont:
    """The font in ReportLab's registry. Parsed once: the Chinese fonts take a second."""
    font = TTFont(path.stem, str(path))
    pdfmetrics.registerFont(font)
    return font


@cache
def installed_fonts() -> Fonts:
    return Fonts(FOLDERS)
