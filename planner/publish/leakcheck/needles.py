"""How secret values are looked for in a text: by value, whatever their case, their Unicode form and their line breaks.

All values are sought in one pass over the text (Aho-Corasick), which reports them also inside and across one another;
sought one by one, a meeting of 31 States took eight million searches.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from ahocorasick_rs import AhoCorasick

BETWEEN = " | "
"""Joins texts to be searched together: the end of one and the start of the next must not make a word."""

_SHORTEST = 3
"""Bytes: a value of two letters, such as an airline's code, is a word of some language."""
_SHORT = 4
"""Bytes below which letters must be in the same case: `Mar` is a name, `mar` is not."""
_WRAPPED = 8
"""Characters from which a value is also sought with all white space removed, as where a line broke inside it."""


class Needles:
    """Normal texts that are sought all at once, in the three forms in which a text is searched."""

    def __init__(self, values: Iterable[str]) -> None:
        long_enough = {value for value in values if _bytes(value) >= _SHORTEST}
        short = {value for value in long_enough if _bytes(value) < _SHORT}
        folded = [(value.casefold(), value) for value in long_enough - short]
        squeezed = [(_squeezed(form), value) for form, value in folded]
        self._exact = _Forms((value, value) for value in short)
        self._folded = _Forms(folded)
        self._squeezed = _Forms((form, value) for form, value in squeezed if len(form) >= _WRAPPED)

    def found_in(self, text: str) -> frozenset[str]:
        """Those that the text says; it must be normal."""
        folded = text.casefold()
        found = self._exact.words_of(text) | self._folded.words_of(folded)
        return frozenset(found | self._squeezed.parts_of(_squeezed(folded)))


class _Forms:
    """Forms of values, and which value each stands for; several values may share a form."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        pairs = sorted(forms)
        self._values = [value for _, value in pairs]
        self._automaton = AhoCorasick([_encodable(form) for form, _ in pairs])

    def words_of(self, text: str) -> set[str]:
        """What is in the text, and somewhere not as a part of a longer word."""
        return {self._values[which] for which, start, end in self._matches(text) if _stands_alone(text, start, end)}

    def parts_of(self, text: str) -> set[str]:
        return {self._values[which] for which, _, _ in self._matches(text)}

    def _matches(self, text: str) -> Collection[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(_encodable(text), overlapping=True)


def normal(text: str) -> str:
    """Compatibility forms unified, invisible characters dropped, runs of white space made one."""
    if not text.isascii():
        unified = unicodedata.normalize("NFKC", text)
        text = unified.translate(dict.fromkeys(_invisible_in(unified)))
    return " ".join(text.split())


def _invisible_in(text: str) -> Iterator[int]:
    return (ord(one) for one in set(text) if unicodedata.category(one) == "Cf")


def _squeezed(folded: str) -> str:
    return folded.replace(" ", "")


def _bytes(text: str) -> int:
    return len(_encodable(text).encode())


def _encodable(text: str) -> str:
    """Half a surrogate pair, as a JSON file can hold, becomes a question mark; every place stays where it was."""
    return text if text.isascii() else text.encode(errors="replace").decode()


def _stands_alone(text: str, start: int, end: int) -> bool:
    opens = not (start and _has_word_bounds(text[start]) and _is_of_a_word(text[start - 1]))
    return opens and not (end < len(text) and _has_word_bounds(text[end - 1]) and _is_of_a_word(text[end]))


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _has_word_bounds(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) not in ("W", "F")
