from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp

from planner.errors import MissingFont
from planner.publish.badges import FEWEST_SPARES, write_badges
from planner.publish.drawing.emblems import CATEGORY_EMBLEMS, CONSENT_SIGNS, draw_consent, draw_emblem
from planner.publish.drawing.typesetting import MILLIMETRE, Area, Sheet
from planner.publish.drawlog import DrawLog
from planner.publish.view import AudienceView, Card
from planner.publish.wording import wording
from tests.publish.drawn import (
    ENGLISH,
    badge,
    drawn_texts,
    nearest_to_an_edge,
    unembedded_fonts,
    view,
    words_unaccounted_for,
)

NAMES = [
    "محمد عبد الله الحسن",
    "王小明",
    "Ольга Щербакова",
    "Nguyễn Thị Phượng",
    "አበበ ቢቂላ",
    "Ngozi-Adaeze Chukwuemeka-Okonkwo van der Westhuizen-Mbathaon",
]
FIVE_MILLIMETRES = 14.2


def badges_of(*cards: Card) -> AudienceView:
    return view("print", person=tuple(cards))


def test_names_of_every_script_are_drawn_whole(tmp_path: Path) -> None:
    people = [badge(number, name) for number, name in enumerate(NAMES)]
    texts = drawn_texts(write_badges, badges_of(*people), tmp_path)
    assert [text for text in texts if text in NAMES] == NAMES
    assert unembedded_fonts(tmp_path / "badges.pdf") == set()
    assert nearest_to_an_edge(tmp_path / "badges.pdf") > FIVE_MILLIMETRES


def test_badges_stand_in_the_order_of_tokens_and_not_of_names(tmp_path: Path) -> None:
    people = badge(2, "Ana"), badge(1, "Zoé")
    texts = drawn_texts(write_badges, badges_of(*people), tmp_path)
    assert [text for text in texts if text in ("Ana", "Zoé")] == ["Zoé", "Ana"]


def test_badges_say_what_the_card_holds_and_nothing_else(tmp_path: Path) -> None:
    person = badge(7, "Wayra", function="Lawyer", honorific="Dr", delegation="Peru", languages=("es", "qu"), photo="no")
    log = DrawLog()
    write_badges(badges_of(person), tmp_path, log)
    said = {drawn.field: drawn.text for drawn in log.entries if drawn.subject == "p7"}
    assert said == {
        "person.category": "C",
        "person.honorific": "Dr",
        "person.function": "Lawyer",
        "person.delegation": "Peru",
        "person.badge_name": "Wayra",
        "person.languages": "ES QU",
        "person.photo": "Photos: no",
        "person.qr": "0007token2345abc",
    }
    assert {drawn.text for drawn in log.entries if drawn.subject not in ("p7", "")} == {ENGLISH}


def test_a_card_without_country_gives_a_badge_without_country(tmp_path: Path) -> None:
    texts = drawn_texts(write_badges, badges_of(badge(1, "Wayra")), tmp_path)
    assert "Wayra" in texts
    assert not [text for text in texts if "Peru" in text]


def test_latin_form_stands_smaller_below_the_name(tmp_path: Path) -> None:
    drawn_texts(write_badges, badges_of(badge(1, "王小明", badge_name_latin="Wang Xiaoming")), tmp_path)
    document = pypdfium2.PdfDocument(tmp_path / "badges.pdf")
    page = document[0].get_textpage()
    heights = {}
    for letter in "王W":
        at = next(at for at in range(page.count_chars()) if page.get_text_range(at, 1) == letter)
        _, bottom, _, top = page.get_charbox(at)
        heights[letter] = top - bottom, bottom
    document.close()
    assert heights["W"][0] < heights["王"][0]
    assert heights["W"][1] < heights["王"][1]


def test_a_card_without_name_leaves_a_line_to_write_on(tmp_path: Path) -> None:
    card = badge(1, "")
    nameless = replace(card, facts={field: fact for field, fact in card.facts.items() if field != "badge_name"})
    log = DrawLog()
    write_badges(badges_of(nameless), tmp_path, log)
    assert {drawn.field for drawn in log.entries if drawn.subject == "p1"} == {
        *("person.category", "person.languages", "person.photo", "person.qr"),
    }
    unnamed = lines_on_first_page(tmp_path / "badges.pdf")
    write_badges(badges_of(card), tmp_path, log)
    assert unnamed == lines_on_first_page(tmp_path / "badges.pdf") + 1


def lines_on_first_page(file: Path) -> int:
    """Level lines as wide as the inside of a badge: 90 mm less 4.5 mm on either side."""
    document = pypdfium2.PdfDocument(file)
    boxes = [one.get_bounds() for one in document[0].get_objects()]
    document.close()
    return sum(round((right - left) / MILLIMETRE) == 81 and top - bottom < 2 for left, bottom, right, top in boxes)


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (4, 1), (5, 2), (12, 2), (13, 3)])
def test_sheets_are_filled_up_with_spares(tmp_path: Path, people: int, sheets: int) -> None:
    """Eight to a sheet, at least four of them blank; one page more for the key."""
    assert FEWEST_SPARES == 4
    drawn_texts(write_badges, badges_of(*(badge(number, "Ana") for number in range(people))), tmp_path)
    assert len(pypdf.PdfReader(tmp_path / "badges.pdf").pages) == sheets + 1


def test_codes_can_be_read_and_hold_the_token_alone(tmp_path: Path) -> None:
    drawn_texts(write_badges, badges_of(badge(1, "Ana"), badge(2, "Zoé")), tmp_path)
    document = pypdfium2.PdfDocument(tmp_path / "badges.pdf")
    image = document[0].render(scale=3, grayscale=True).to_numpy()
    document.close()
    assert sorted(code.text for code in zxingcpp.read_barcodes(image)) == ["0001token2345abc", "0002token2345abc"]


def test_signs_differ_in_shape_and_not_only_in_colour(tmp_path: Path) -> None:
    """Each drawn without a letter on its own square of 100 points: what is white and what is not differs on 4 %."""
    signs = [*(partial(draw_emblem, emblem=one, letter=" ") for one in CATEGORY_EMBLEMS.values())]
    signs += [partial(draw_consent, consent=one, question=" ") for one in CONSENT_SIGNS.values()]
    sheet = Sheet(tmp_path / "signs.pdf", (100 * len(signs), 100), language="en", title="Signs")
    for number, draw in enumerate(signs):
        draw(sheet, Area(x=100 * number, top=0, width=100, height=100))
    sheet.save()
    document = pypdfium2.PdfDocument(tmp_path / "signs.pdf")
    inked = document[0].render(grayscale=True).to_numpy() < 200
    document.close()
    shapes = [inked[:, 100 * number : 100 * number + 100] for number in range(len(signs))]
    assert min((one != other).mean() for one, other in combinations(shapes, 2)) > 0.04
    assert len({emblem.colour for emblem in CATEGORY_EMBLEMS.values()}) == len(CATEGORY_EMBLEMS)
    assert len({consent.colour for consent in CONSENT_SIGNS.values()}) == len(CONSENT_SIGNS)


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_no_letter_stands_for_a_category_and_for_photos(tmp_path: Path, language: str) -> None:
    """Signs of photos come last in the key, after the categories."""
    texts = drawn_texts(write_badges, view("print", language=language), tmp_path)
    words = wording("badges", language)
    letters = [words[f"letter_{category}"] for category in CATEGORY_EMBLEMS]
    of_photos = texts[texts.index(words["category_interpreter"]) + 1 :]
    assert {words[f"photo_{consent}"] for consent in CONSENT_SIGNS} <= set(of_photos)
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set(of_photos)


def test_letters_are_light_enough_on_their_signs() -> None:
    """White on a colour: (1 + 0.05) / (luminance + 0.05) of at least 4.5 (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for emblem in (*CATEGORY_EMBLEMS.values(), *CONSENT_SIGNS.values()):
        assert 1.05 / (luminance(emblem.colour) + 0.05) >= 4.5


def test_the_same_people_give_the_same_bytes(tmp_path: Path) -> None:
    people = badges_of(*(badge(number, name) for number, name in enumerate(NAMES)))
    drawn_texts(write_badges, people, tmp_path)
    first = (tmp_path / "badges.pdf").read_bytes()
    drawn_texts(write_badges, people, tmp_path)
    assert (tmp_path / "badges.pdf").read_bytes() == first


def test_a_name_no_font_can_draw_stops_the_badges(tmp_path: Path) -> None:
    with pytest.raises(MissingFont, match="Devanagari"):
        drawn_texts(write_badges, badges_of(badge(1, "नेहा")), tmp_path)


def test_every_word_in_the_file_is_in_the_draw_log(tmp_path: Path) -> None:
    assert (
        words_unaccounted_for(
            write_badges, badges_of(badge(1, "Ana Prado", delegation="Peru", languages=("es",))), tmp_path
        )
        == set()
    )
