"""What counts as saying a value, and what does not."""

import pytest

from planner.publish.everyday import everyday_words
from planner.publish.leakcheck.needles import Needles, normal


def says(text: str, value: str) -> bool:
    return Needles([value]).found_in(text) == {value}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Kingfisher", "with KINGFISHER."),
        ("Zoë Núñez", "Zoe\u0308 Nu\u0301n\u0303ez"),  # composed and decomposed letters
        ("Kingfisher", "King\u200bfisher"),  # an invisible character between
        ("Maria da Silva", "Maria\nda  Silva"),
        ("Maria da Silva", "Mariada Silva"),  # a PDF that lost a space
        ("br-cs-1", "see br-cs-1, please"),
        ("陈志远", "欢迎陈志远先生"),  # Chinese does not part its words
        ("ﬁnch and co", "finch and co"),  # a ligature
        ("Ana", "by Ana"),
    ],
)
def test_value_is_found(value: str, text: str) -> None:
    assert says(normal(text), normal(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("br-cs-1", "see br-cs-10"),
        ("Rosa", "Rosario"),
        ("Ana", "ana"),  # three letters only in their own case
        ("Mar", "12 mar 2027"),
        ("TP", "TP 123"),  # two letters say nothing
        ("cd-cs", "abcd-cs"),
    ],
)
def test_value_is_not_found(value: str, text: str) -> None:
    assert not says(normal(text), normal(value))


def test_everyday_words_are_dates_of_the_language_and_shipped_wording() -> None:
    assert says(everyday_words("fr"), "Avril")
    assert not says(everyday_words("en"), "Avril")
    assert says(everyday_words("fr"), "Closed session")
    assert not says(everyday_words("en"), "Kingfisher")
