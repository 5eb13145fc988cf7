"""Many values sought at once are found exactly where each of them would be, sought alone."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.publish.leakcheck.needles import Needles, normal


def says(text: str, value: str) -> bool:
    """The definition, value by value: too slow for a publication."""
    size = len(value.encode())
    if size < 3:
        return False
    if size == 3:
        return stands_in(value, text)
    squeezed = value.casefold().replace(" ", "")
    is_wrapped = len(squeezed) >= 8 and squeezed in text.casefold().replace(" ", "")
    return is_wrapped or stands_in(value.casefold(), text.casefold())


def stands_in(value: str, text: str) -> bool:
    before, after = (r"(?<!\w)" if bounded(value[0]) else ""), (r"(?!\w)" if bounded(value[-1]) else "")
    return re.search(before + re.escape(value) + after, text) is not None


def bounded(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) not in ("W", "F")


# Few characters, so that values repeat, overlap and lie within one another: letters that fold to two (ß, ﬁ, İ), that
# compose (e and its accent), that are invisible, that need no white space (陈), and everything words are parted by.
TEXTS = st.text(alphabet="aAbB eE\u0301ßsﬁfiİ陈志\u200b-_.1 \n", max_size=24)


@settings(max_examples=1000, deadline=None)
@given(st.lists(TEXTS.map(normal), max_size=12), st.lists(TEXTS, max_size=6))
def test_all_at_once_is_each_alone(values: list[str], parts: list[str]) -> None:
    """Texts are made of the values as well: otherwise nearly nothing would be found."""
    text = normal("".join(mixed for pair in zip(parts, values, strict=False) for mixed in pair))
    assert Needles(values).found_in(text) == {value for value in values if says(text, value)}


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        # One within the other, and one across the other.
        ({"Rosa", "Rosa Maria", "Maria Luz"}, "by Rosa Maria Luz", {"Rosa", "Rosa Maria", "Maria Luz"}),
        # The first place is part of a longer word, a later one is not.
        ({"Rosa"}, "Rosario, Rosa", {"Rosa"}),
        # The longer one would hide the shorter if only the longest were taken.
        ({"br-cs-1", "br-cs-10"}, "br-cs-10 and br-cs-1", {"br-cs-1", "br-cs-10"}),
        ({"br-cs-1", "br-cs-10"}, "br-cs-10", {"br-cs-10"}),
        # Alike but for case, and both reported; of three letters only in their own case.
        ({"Kingfisher", "KINGFISHER"}, "kingfisher", {"Kingfisher", "KINGFISHER"}),
        ({"Ana", "ANA"}, "by ANA", {"ANA"}),
        # Folding makes letters more, and shifts what follows.
        ({"Strauß", "Weiss"}, "STRAUSS und WEIß", {"Strauß", "Weiss"}),
        ({"İpek Yolu"}, "ipek yolu, İPEK YOLU", {"İpek Yolu"}),
        # A line broke inside one of them; what begins there is too short to be sought but as a word.
        ({"Maria da Silva", "Silva AG", "Silva & Co"}, "Maria daSilva AG", {"Maria da Silva"}),
        # Characters outside the basic plane count as one.
        ({"Ana Lu"}, "\U0001f426\U0001f426 Ana Lu \U0001f426", {"Ana Lu"}),
        (set(), "nothing is sought", set()),
        ({"a", "TP", ""}, "a TP", set()),
    ],
)
def test_values_are_found_where_they_overlap(values: set[str], text: str, expected: set[str]) -> None:
    assert Needles(values).found_in(text) == expected
    assert {value for value in values if says(text, value)} == expected


def test_half_a_character_does_not_hide_what_stands_beside_it() -> None:
    """A JSON file can hold half a surrogate pair, which no encoding of a text can."""
    assert Needles({"Kingfisher"}).found_in("\ud800 Kingfisher \udc00") == {"Kingfisher"}


@pytest.mark.parametrize(
    "text", ["Zoe\u0308  N\u00a0u", "King\u200bfisher\u00ad", "ﬁnch", "陈\u3000志", " plain  text\n"]
)
def test_normal_texts_stay_as_they_are(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert not re.search(r"[\u200b\u00ad\s]{2}|\u200b|\u00ad", normal(text))
