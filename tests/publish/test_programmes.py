from pathlib import Path

import pypdf
import pytest

from planner.publish.drawlog import DrawLog
from planner.publish.programmes import write_programme, write_roster
from planner.publish.view import AudienceView, DeniedField
from tests.publish.drawn import (
    badge,
    card,
    drawn_texts,
    entry,
    nearest_to_an_edge,
    unembedded_fonts,
    view,
    window,
    words_unaccounted_for,
)

FIFTEEN_MILLIMETRES = 42.5


def persons_view(language: str = "en") -> AudienceView:
    return view(
        "person",
        language=language,
        person=(badge(1, "Wayra", languages=("es", "fr")),),
        entry=(
            entry("e2", "Land and water", at=12, role="chair", remote=True),
            entry("e1", "Opening", at=10, kind="plenary", role="", remote=False, outgoing=()),
            window("w1"),
            entry("e3", "Closing", on=6, role="speaker", remote=False),
        ),
    )


def test_programme_tells_days_times_places_and_languages_in_order(tmp_path: Path) -> None:
    texts = drawn_texts(write_programme, persons_view(), tmp_path)
    first_day = ["Tuesday, 4 May 2027"]
    opening = ["10:00\u201311:30", "Room IV", "Plenary", "Opening", "Spoken: English, Spanish"]
    land = [
        "12:00\u201313:30",
        "You chair",
        "You take part online",
        "Room IV",
        "Thematic session",
        "Land and water",
    ]
    closed = ["15:00\u201316:30", "Closed session C1"]
    last_day = ["Thursday, 6 May 2027"]
    closing = ["10:00\u201311:30", "You speak", "Room IV", "Thematic session", "Closing"]
    languages = ["Spoken: English, Spanish", "Interpretation into: French"]
    expected = [*first_day, *opening, *land, *languages, *closed, *last_day, *closing, *languages]
    start = texts.index("Tuesday, 4 May 2027")
    assert texts[start : start + len(expected)] == expected


def test_programme_names_its_reader_its_clock_and_its_release(tmp_path: Path) -> None:
    """Geneva is two hours ahead in May, one in February when the plan is released."""
    texts = drawn_texts(write_programme, persons_view(), tmp_path)
    assert "Wayra" in texts
    assert "Languages: Spanish, French" in texts
    assert "4\u20136 May 2027" in texts
    assert "All times are local time in Geneva (UTC+02:00)." in texts
    assert "Version of 1 February 2027, 09:00" in texts


def test_windows_of_others_say_neither_room_nor_languages(tmp_path: Path) -> None:
    log = DrawLog()
    write_programme(view("person", person=(badge(1, "Wayra"),), entry=(window("w1"),)), tmp_path, log)
    assert {drawn.field for drawn in log.entries if drawn.subject == "w1"} == {
        "entry.day",
        "entry.starts",
        "entry.title",
    }


def test_own_windows_say_where_to_go(tmp_path: Path) -> None:
    own = window("w1", room="Room VI", floor=("es",), outgoing=(), role="", remote=False)
    texts = drawn_texts(write_programme, view("person", person=(badge(1, "Wayra"),), entry=(own,)), tmp_path)
    assert texts.count("Room VI") == 1
    assert "Spoken: Spanish" in texts


def test_online_entries_are_told_in_the_readers_own_time_too(tmp_path: Path) -> None:
    """In May Geneva is two hours ahead of UTC, Montevideo three behind, Auckland twelve ahead: minus 5, plus 10."""
    online = entry("e1", "Land", at=12, remote=True)
    evening = entry("e2", "Water", at=16, remote=True)
    there = entry("e3", "Air", at=18, remote=False)
    for zone, expected in (
        ("America/Montevideo", ["Montevideo): 07:00\u201308:30", "Montevideo): 11:00\u201312:30"]),
        ("Pacific/Auckland", ["Auckland): 22:00\u201323:30", "Auckland): Wednesday, 5 May 2027, 02:00\u201303:30"]),
    ):
        who = badge(1, "Wayra", own_zone=zone)
        texts = drawn_texts(write_programme, view("person", person=(who,), entry=(online, evening, there)), tmp_path)
        assert [text for text in texts if text.startswith("Your time")] == [f"Your time ({one}" for one in expected]
        assert "12:00\u201313:30" in texts


def test_speakers_are_named_in_both_scripts(tmp_path: Path) -> None:
    speaking = entry("e1", "Land", speakers=("王小明", "Ana"), speakers_latin=("Wang Xiaoming", ""))
    texts = drawn_texts(write_programme, view("delegation", entry=(speaking,)), tmp_path)
    assert "Speakers: 王小明 (Wang Xiaoming), Ana" in texts


def test_own_time_of_a_closed_session_is_told_to_who_is_in_it_online(tmp_path: Path) -> None:
    who = badge(1, "Wayra", own_zone="America/Montevideo")
    own, other = window("w1", remote=True), window("w2", on=5)
    texts = drawn_texts(write_programme, view("person", person=(who,), entry=(own, other)), tmp_path)
    assert [text for text in texts if text.startswith("Your time")] == ["Your time (Montevideo): 10:00\u201311:30"]


@pytest.mark.parametrize(
    ("language", "heading", "day"),
    [
        ("en", "Programme", "Tuesday, 4 May 2027"),
        ("fr", "Programme", "mardi 4 mai 2027"),
        ("es", "Programa", "martes, 4 de mayo de 2027"),
        ("pt", "Programa", "terça-feira, 4 de maio de 2027"),
        ("ar", "برنامج العمل", "الثلاثاء، 4 مايو 2027"),
    ],
)
def test_programme_speaks_the_readers_language(tmp_path: Path, language: str, heading: str, day: str) -> None:
    texts = drawn_texts(write_programme, persons_view(language), tmp_path)
    assert texts[0] == heading
    assert day in texts


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_cut_off_and_every_font_is_embedded(tmp_path: Path, language: str) -> None:
    title = "Protecting defenders of land, territory and environment in extractive regions and rural communities " * 3
    many = tuple(entry(f"e{on}{at}", title, on=on, at=at) for on in (4, 5, 6) for at in range(8, 18, 2))
    seen = view("delegation", language=language, country=(card("country", "BR", name="Brazil"),), entry=many)
    drawn_texts(write_programme, seen, tmp_path)
    file = tmp_path / "programme.pdf"
    assert len(pypdf.PdfReader(file).pages) > 1
    assert nearest_to_an_edge(file) > FIFTEEN_MILLIMETRES * 0.6
    assert unembedded_fonts(file) == set()


def test_days_are_bookmarked(tmp_path: Path) -> None:
    drawn_texts(write_programme, persons_view(), tmp_path)
    outline = pypdf.PdfReader(tmp_path / "programme.pdf").outline
    assert [item.title for item in outline] == ["Tuesday, 4 May 2027", "Thursday, 6 May 2027"]


def test_parallel_sessions_each_say_their_time(tmp_path: Path) -> None:
    both = entry("e1", "Land"), entry("e2", "Water")
    seen = view("delegation", country=(card("country", "BR", name="Brazil"),), entry=both)
    texts = drawn_texts(write_programme, seen, tmp_path)
    assert texts.count("10:00\u201311:30") == 2
    assert {"Land", "Water", "Brazil"} <= set(texts)


def test_a_programme_without_entries_says_so(tmp_path: Path) -> None:
    texts = drawn_texts(write_programme, view("person", person=(badge(1, "Wayra"),)), tmp_path)
    assert "There is nothing in this programme yet." in texts


def test_roster_says_the_booth(tmp_path: Path) -> None:
    who = card("interpreter", "i1", badge_name="Claire", languages=("fr", "en"))
    seen = view("interpreter", interpreter=(who,), entry=(entry("e1", "Land", booth="fr"),))
    texts = drawn_texts(write_roster, seen, tmp_path)
    assert "Booth: French" in texts
    signed = view("interpreter", interpreter=(who,), entry=(entry("e1", "Land", signs="ase"),))
    assert "Sign language: American Sign Language" in drawn_texts(write_roster, signed, tmp_path)
    assert (tmp_path / "roster.pdf").exists()


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    drawn_texts(write_programme, persons_view("ar"), tmp_path)
    first = (tmp_path / "programme.pdf").read_bytes()
    drawn_texts(write_programme, persons_view("ar"), tmp_path)
    assert (tmp_path / "programme.pdf").read_bytes() == first


def test_a_denied_field_stops_the_programme(tmp_path: Path) -> None:
    titled = entry("e1", "Land").facts
    untitled = card("entry", "e1", **{name: fact.value for name, fact in titled.items() if name != "title"})
    with pytest.raises(DeniedField, match=r"entry\.title"):
        drawn_texts(write_programme, view("person", entry=(untitled,)), tmp_path)


def test_every_word_in_the_file_is_in_the_draw_log(tmp_path: Path) -> None:
    assert words_unaccounted_for(write_programme, persons_view(), tmp_path) == set()
