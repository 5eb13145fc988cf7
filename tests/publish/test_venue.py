from pathlib import Path

import pypdf
import pytest

from planner.publish.door_signs import write_door_signs
from planner.publish.drawlog import DrawLog
from planner.publish.venue import write_room_grid
from planner.publish.view import AudienceView, Card
from tests.publish.drawn import (
    card,
    drawn_texts,
    entry,
    nearest_to_an_edge,
    unembedded_fonts,
    view,
    window,
    words_unaccounted_for,
)

TEN_MILLIMETRES = 28.3


def room(name: str) -> Card:
    return card("room", name, name=name, capacity=60, booths=3, mobile_booths=0, hybrid=True, step_free=False)


def venue(*entries: Card, rooms: tuple[str, ...] = ("Room IV", "Room VI"), language: str = "en") -> AudienceView:
    return view("venue", language=language, room=tuple(room(name) for name in rooms), entry=entries)


def test_grid_tells_where_and_for_how_many_seats(tmp_path: Path) -> None:
    texts = drawn_texts(write_room_grid, venue(entry("e1", "Land", headcount=42)), tmp_path)
    for text in (
        "Room IV",
        "60 seats",
        "3 booths",
        "hybrid",
        "10:00\u201311:30",
        "Land",
        "EN ES",
        "42 people in the room",
    ):
        assert text in texts
    assert "step-free" not in texts


def test_grid_has_a_page_for_each_day(tmp_path: Path) -> None:
    drawn_texts(write_room_grid, venue(entry("e1", "Land"), entry("e2", "Water", on=6)), tmp_path)
    assert len(pypdf.PdfReader(tmp_path / "room-grid.pdf").pages) == 2


def test_grid_of_many_rooms_takes_larger_paper_and_more_pages(tmp_path: Path) -> None:
    """Ten rooms to an A3 page: twelve rooms on one day are two pages."""
    rooms = tuple(f"Room {number:02d}" for number in range(12))
    drawn_texts(write_room_grid, venue(entry("e1", "Land", room="Room 11"), rooms=rooms), tmp_path)
    pages = pypdf.PdfReader(tmp_path / "room-grid.pdf").pages
    assert [round(float(page.mediabox.width)) for page in pages] == [1191, 1191]


def test_closed_sessions_are_worded_as_everyone_knows_them(tmp_path: Path) -> None:
    closed = window("w1", room="Room VI", floor=("es",), outgoing=("en",))
    for write in (write_room_grid, write_door_signs):
        log = DrawLog()
        write(venue(closed), tmp_path, log)
        told = {drawn.field for drawn in log.entries if drawn.subject == "w1"}
        assert told <= {"entry.titles", "entry.day", "entry.starts", "entry.floor", "entry.outgoing"}
        assert "Closed session C1" in {drawn.text for drawn in log.entries}


def test_doors_have_a_sign_for_each_day_in_use(tmp_path: Path) -> None:
    """Room IV is used on two days, Room VI on one, Room X never."""
    entries = entry("e1", "Land"), entry("e2", "Water", on=5), entry("e3", "Air", on=5, room="Room VI")
    texts = drawn_texts(write_door_signs, venue(*entries, rooms=("Room IV", "Room VI", "Room X")), tmp_path)
    assert len(pypdf.PdfReader(tmp_path / "door-signs.pdf").pages) == 3
    assert [text for text in texts if text.startswith("Room")] == ["Room IV", "Room IV", "Room VI"]
    assert texts.count("Spoken / Langues parlées: English, español") == 3


def test_signs_and_grid_speak_every_language_of_the_conference(tmp_path: Path) -> None:
    """English and French are its languages; nobody reads the Spanish title."""
    titles = {"en": "Land", "es": "Tierra", "fr": "Terre"}
    for write in (write_room_grid, write_door_signs):
        texts = drawn_texts(write, venue(entry("e1", "Land", titles=titles)), tmp_path)
        assert {"Land", "Terre"} <= set(texts)
        assert "Tierra" not in texts
    assert "Tuesday, 4 May 2027 · mardi 4 mai 2027" in texts
    assert not [text for text in texts if "Interpretation into" in text], "a sign is read by everyone who passes"


def test_title_in_no_language_of_the_conference_is_still_on_the_door(tmp_path: Path) -> None:
    texts = drawn_texts(write_door_signs, venue(entry("e1", "Tierra", titles={"es": "Tierra"})), tmp_path)
    assert "Tierra" in texts


def test_signs_do_not_tell_how_many_people_are_inside(tmp_path: Path) -> None:
    log = DrawLog()
    write_door_signs(venue(entry("e1", "Land", headcount=42)), tmp_path, log)
    assert "entry.headcount" not in {drawn.field for drawn in log.entries}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["room-grid.pdf", "door-signs.pdf"])
def test_nothing_is_cut_off_and_every_font_is_embedded(tmp_path: Path, language: str, name: str) -> None:
    title = "Protecting defenders of land, territory and environment in extractive regions and rural communities"
    busy = [entry(f"e{at}{room}", title, at=at, room=room) for at in range(8, 20, 2) for room in ("Room IV", "Room VI")]
    write = write_room_grid if name == "room-grid.pdf" else write_door_signs
    drawn_texts(write, venue(*busy, language=language), tmp_path)
    assert nearest_to_an_edge(tmp_path / name) > TEN_MILLIMETRES
    assert unembedded_fonts(tmp_path / name) == set()


def test_a_crowded_day_takes_larger_paper(tmp_path: Path) -> None:
    """Ten half hours on end are more rows than an A4 page takes."""
    title = "Protecting defenders of land, territory and environment " * 2
    halves = [entry(f"e{half}", title, at=8 + half // 2, minutes=30, headcount=9) for half in range(0, 20, 2)]
    later = [entry(f"l{half}", title, at=8 + half // 2, minutes=60) for half in range(0, 20, 2)]
    drawn_texts(write_room_grid, venue(*halves, *later), tmp_path)
    (page,) = pypdf.PdfReader(tmp_path / "room-grid.pdf").pages
    assert round(float(page.mediabox.width)) == 1191
    assert nearest_to_an_edge(tmp_path / "room-grid.pdf") > TEN_MILLIMETRES


def test_a_venue_without_sessions_gets_files_that_open(tmp_path: Path) -> None:
    for write, name in ((write_room_grid, "room-grid.pdf"), (write_door_signs, "door-signs.pdf")):
        drawn_texts(write, venue(), tmp_path)
        assert len(pypdf.PdfReader(tmp_path / name).pages) == 1


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    for write, name in ((write_room_grid, "room-grid.pdf"), (write_door_signs, "door-signs.pdf")):
        drawn_texts(write, venue(entry("e1", "Land")), tmp_path)
        first = (tmp_path / name).read_bytes()
        drawn_texts(write, venue(entry("e1", "Land")), tmp_path)
        assert (tmp_path / name).read_bytes() == first


def test_every_word_in_the_file_is_in_the_draw_log(tmp_path: Path) -> None:
    assert (
        words_unaccounted_for(write_door_signs, venue(entry("e1", "Land"), window("w1", room="Room VI")), tmp_path)
        == set()
    )
