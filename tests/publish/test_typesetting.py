import unicodedata
from pathlib import Path

import pypdf
import pytest

from planner.errors import MissingFont
from planner.publish.drawing.fonts import Fonts, installed_fonts
from planner.publish.drawing.lettering import Cut, fit, runs, width, wrap
from planner.publish.drawing.looks import style
from planner.publish.drawing.pages import Block, Running, pour
from planner.publish.drawing.typesetting import A4_UPRIGHT, Area, Sheet
from planner.publish.drawlog import DrawLog

LONG_NAME = "Ngozi-Adaeze Chukwuemeka-Okonkwo van der Westhuizen-Mbathaon"


def glyphs(text: str, *, from_right: bool = False) -> str:
    return "".join(run.text for run in runs(text, bold=False, from_right=from_right))


@pytest.mark.parametrize(
    ("character", "package"),
    [("A", "fonts-noto-core"), ("ع", "fonts-noto-core"), ("አ", "fonts-noto-core"), ("王", "fonts-wqy-zenhei")],
)
def test_missing_font_names_the_package_that_brings_it(character: str, package: str) -> None:
    with pytest.raises(MissingFont, match=f"install the package {package}"):
        Fonts(folders=[]).name_for(character, bold=False)


def test_missing_font_names_the_script() -> None:
    with pytest.raises(MissingFont, match="Ethiopic"):
        Fonts(folders=[]).name_for("አ", bold=True)


@pytest.mark.parametrize("name", ["नेहा", "ခင်", "ស្រី", "தமிழ்"])
def test_scripts_that_need_more_shaping_are_refused_rather_than_drawn_wrong(name: str) -> None:
    with pytest.raises(MissingFont, match="not supported yet"):
        runs(name, bold=False, from_right=False)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Nguyễn", "NotoSans-Bold"),
        ("Ольга", "NotoSans-Bold"),
        ("አበበ", "NotoSansEthiopic-Bold"),
        ("王小明", "wqy-zenhei"),
        ("محمد", "NotoSansArabic-Bold"),
    ],
)
def test_each_script_has_its_font(text: str, font: str) -> None:
    assert {run.font for run in runs(text, bold=True, from_right=False)} == {font}


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    # Meem initial, hah medial, meem medial, dal final; the first letter stands rightmost.
    assert glyphs("محمد") == "\ufeaa\ufee4\ufea4\ufee3"


def test_arabic_ligatures_are_left_apart() -> None:
    # Lam alef would otherwise be one glyph, U+FEFB.
    assert unicodedata.normalize("NFKC", glyphs("لا")) == "ال"


def test_brackets_open_towards_what_they_hold() -> None:
    assert glyphs("(UN)", from_right=True) == "(UN)"
    assert glyphs("a (b) ج", from_right=True) == "\ufe9d a (b)"


def test_brackets_stay_in_text_from_left_to_right() -> None:
    assert glyphs("a ((b)) c") == "a ((b)) c"


def test_latin_titles_keep_their_direction_on_arabic_pages() -> None:
    assert glyphs("Who decides?", from_right=True) == "Who decides?"


def test_times_on_arabic_pages_run_from_the_right() -> None:
    assert glyphs("10:00\u201311:30", from_right=True) == "11:30\u201310:00"


def test_lines_of_arabic_are_broken_in_reading_order() -> None:
    words = ["المؤتمر", "الافتتاحي", "لمراكز", "التنسيق"]
    cut = Cut(size=12)
    lines = wrap(" ".join(words), width(" ".join(words[:2]), cut) + 1, cut)
    assert lines == ("المؤتمر الافتتاحي", "لمراكز التنسيق")


def test_chinese_breaks_between_characters_and_keeps_stops_with_them() -> None:
    cut = Cut(size=10)
    # Four characters of one em each, the stop included, on lines of three and a half.
    assert wrap("人权会。", 35, cut) == ("人权", "会。")


def test_no_line_begins_or_ends_with_the_dot_between_two_things() -> None:
    cut = Cut(size=10)
    both = "one thing · another"
    assert wrap(both, width("one thing ·", cut) + 1, cut) == ("one thing", "another")
    assert wrap(both, width("one thing", cut) + 1, cut) == ("one thing", "another")
    assert wrap(both, width(both, cut) + 1, cut) == (both,)


def test_words_wider_than_the_line_are_broken_at_their_hyphen() -> None:
    cut = Cut(size=12)
    assert wrap("Chukwuemeka-Okonkwo", width("Chukwuemeka-Ok", cut), cut) == ("Chukwuemeka-", "Okonkwo")


def test_long_names_shrink_and_are_never_cut() -> None:
    assert len(LONG_NAME) == 60
    fitted = fit(LONG_NAME, 220, largest=Cut(size=27, bold=True), lines=2, smallest=12)
    assert " ".join(fitted.lines) == LONG_NAME
    assert len(fitted.lines) == 2
    assert max(width(line, fitted.cut) for line in fitted.lines) <= 220


def test_one_word_wider_than_its_line_at_the_smallest_size_keeps_all_its_letters() -> None:
    fitted = fit("W" * 80, 100, largest=Cut(size=20), lines=3, smallest=12)
    assert "".join(fitted.lines) == "W" * 80
    assert max(width(line, fitted.cut) for line in fitted.lines) <= 100


def test_no_break_spaces_hold_amounts_together() -> None:
    cut = Cut(size=12)
    assert wrap("of 1\u00a0234\u00a0EUR", width("1 234 EUR", cut) + 1, cut) == ("of", "1\u00a0234\u00a0EUR")


@pytest.mark.parametrize(("language", "starts_at"), [("en", 40.0), ("ar", 595.28 - 40.0 - 200.0)])
def test_pages_are_mirrored_for_readers_from_the_right(tmp_path: Path, language: str, starts_at: float) -> None:
    file = tmp_path / "page.pdf"
    sheet = Sheet(file, A4_UPRIGHT, language=language, title="Page")
    sheet.panel(Area(x=40, top=40, width=200, height=10), fill="#000000")
    sheet.next_page()
    sheet.save()
    operators = pypdf.PdfReader(file).pages[0].get_contents().operations
    first_point = next(operands for operands, operator in operators if operator in (b"m", b"re"))
    assert float(first_point[0]) == pytest.approx(starts_at, abs=0.01)


def test_documents_say_their_language_and_title_and_nobody_wrote_them(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    sheet = Sheet(file, A4_UPRIGHT, language="fr", title="Programme")
    sheet.line(Area(x=40, top=40, width=200, height=20), "Bonjour", style(12))
    sheet.next_page()
    sheet.save()
    reader = pypdf.PdfReader(file)
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Programme"
    assert {reader.metadata.author, reader.metadata.creator, reader.metadata.producer} == {"planner"}


def pages_of(tmp_path: Path, blocks: list[Block]) -> int:
    file = tmp_path / "pages.pdf"
    sheet = Sheet(file, A4_UPRIGHT, language="en", title="Pages")
    pour(sheet, blocks, Running(head="h", foot="f", page="{page} / {pages}"), DrawLog().pen("", "pages.pdf"))
    sheet.save()
    return len(pypdf.PdfReader(file).pages)


def test_headings_go_to_the_next_page_with_what_they_head(tmp_path: Path) -> None:
    tops: dict[str, float] = {}

    def block(name: str, height: float, *, keeps_next: bool = False) -> Block:
        return Block(height=height, draw=lambda top: tops.update({name: top}), keeps_next=keeps_next)

    # An A4 page has room for 705 points: the heading would fit, but not with its text.
    assert pages_of(tmp_path, [block("first", 600), block("heading", 40, keeps_next=True), block("text", 100)]) == 2
    assert tops["heading"] == tops["first"]
    assert tops["text"] == tops["heading"] + 40


def test_headings_are_repeated_above_what_continues(tmp_path: Path) -> None:
    drawn: list[str] = []
    heading = Block(height=40, draw=lambda _top: drawn.append("heading"), keeps_next=True)
    entries = [Block(height=300, draw=lambda _top: drawn.append("entry"), headed_by=heading) for _ in range(3)]
    pages_of(tmp_path, [heading, *entries])
    assert drawn == ["heading", "entry", "entry", "heading", "entry"]


def test_every_needed_font_is_installed() -> None:
    assert installed_fonts().name_for("A", bold=False) == "NotoSans-Regular"
