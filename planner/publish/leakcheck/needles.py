"""How a secret value is looked for in a text: by value, whatever its case, its Unicode form and its line breaks."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

BETWEEN = " | "
"""Joins texts to be searched together: the end of one and the start of the next must not make a word."""

_SHORTEST = 3
"""Bytes: a value of two letters, such as an airline's code, is a word of some language."""
_SHORT = 4
"""Bytes below which letters must be in the same case: `Mar` is a name, `mar` is not."""
_WRAPPED = 8
"""Characters from which a value is also sought with all white space removed, as where a line broke inside it."""


@dataclass(frozen=True)
class Haystack:
    """A normal text in the three forms in which it is searched."""

    normal: str

    @cached_property
    def folded(self) -> str:
        return self.normal.casefold()

    @cached_property
    def squeezed(self) -> str:
        return self.folded.replace(" ", "")


@dataclass(frozen=True)
class Needle:
    """A normal text that is sought."""

    normal: str

    @cached_property
    def folded(self) -> str:
        return self.normal.casefold()

    @cached_property
    def squeezed(self) -> str:
        return self.folded.replace(" ", "")

    @cached_property
    def size(self) -> int:
        return len(self.normal.encode())

    def is_in(self, text: Haystack) -> bool:
        if self.size < _SHORTEST:
            return False
        if self.size < _SHORT:
            return _stands_in(self.normal, text.normal)
        is_wrapped = len(self.squeezed) >= _WRAPPED and self.squeezed in text.squeezed
        return is_wrapped or _stands_in(self.folded, text.folded)


def normal(text: str) -> str:
    """Compatibility forms unified, invisible characters dropped, runs of white space made one."""
    visible = text
    if not text.isascii():
        unified = unicodedata.normalize("NFKC", text)
        visible = "".join(one for one in unified if unicodedata.category(one) != "Cf")
    return " ".join(visible.split())


def _stands_in(value: str, text: str) -> bool:
    """Whether the value is in the text, and not as a part of a longer word."""
    if value not in text:
        return False
    before = r"(?<!\w)" if _has_word_bounds(value[0]) else ""
    after = r"(?!\w)" if _has_word_bounds(value[-1]) else ""
    return re.search(before + re.escape(value) + after, text) is not None


def _has_word_bounds(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) not in ("W", "F")
