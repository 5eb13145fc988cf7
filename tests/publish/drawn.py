"""Views made by hand for the publishers that draw, and what their PDFs really contain."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pypdfium2

from planner.publish.drawlog import DrawLog
from planner.publish.view import AudienceView, Card, Fact

ZONE = ZoneInfo("Europe/Zurich")
ENGLISH = "Inaugural Conference of Focal Points"
ARABIC = "المؤتمر الافتتاحي لمراكز التنسيق"
Publisher = Callable[[AudienceView, Path, DrawLog], None]


def card(kind_of_card: str, subject: str, /, **values: object) -> Card:
    facts = {name: Fact(field=f"{kind_of_card}.{name}", subject=subject, value=value) for name, value in values.items()}
    return Card(kind=kind_of_card, subject=subject, facts=facts)


def conference(language: str = "en") -> Card:
    return card(
        "conference",
        "c",
        title=ARABIC if language == "ar" else ENGLISH,
        city="جنيف" if language == "ar" else "Geneva",
        starts=date(2027, 5, 4),
        ends=date(2027, 5, 6),
        zone="Europe/Zurich",
        currency="CHF",
        released_at=datetime(2027, 2, 1, 9, 0, tzinfo=ZONE),
        languages=("en", "fr"),
    )


def entry(subject: str, title: str, *, on: int = 4, at: int = 10, minutes: int = 90, **more: object) -> Card:
    """An open session of 4, 5 or 6 May; pass `window` for a closed one."""
    starts = datetime(2027, 5, on, at, 0, tzinfo=ZONE)
    values: dict[str, object] = {
        "title": title,
        "titles": {"en": title},
        "title_language": "en",
        "kind": "thematic",
        "starts": starts,
        "ends": starts + timedelta(minutes=minutes),
        "day": starts.date(),
        "room": "Room IV",
        "floor": ("en", "es"),
        "outgoing": ("fr",),
    }
    return card("entry", subject, **(values | more))


def window(subject: str, *, on: int = 4, at: int = 15, **more: object) -> Card:
    starts = datetime(2027, 5, on, at, 0, tzinfo=ZONE)
    values: dict[str, object] = {
        "title": "Closed session C1",
        "titles": {"en": "Closed session C1", "fr": "Séance à huis clos C1"},
        "title_language": "en",
        "kind": "closed_door",
        "window": "C1",
        "starts": starts,
        "ends": starts + timedelta(minutes=90),
        "day": starts.date(),
    }
    return card("entry", subject, **(values | more))


def badge(number: int, name: str, **more: object) -> Card:
    values: dict[str, object] = {
        "badge_name": name,
        "honorific": "",
        "function": "",
        "category": "civil_society",
        "languages": ("en",),
        "photo": "ask",
        "qr": f"{number:04d}token2345abcdef"[:16],
    }
    return card("person", f"p{number}", **(values | more))


def view(audience: str, *, language: str = "en", **cards: tuple[Card, ...]) -> AudienceView:
    return AudienceView(
        audience=audience, folder=f"for-{audience}", language=language, conference=conference(language), cards=cards
    )


def drawn_texts(publisher: Publisher, seen: AudienceView, folder: Path) -> list[str]:
    """What the draw log says was drawn, in order."""
    log = DrawLog()
    publisher(seen, folder, log)
    return [entry.text for entry in log.entries]


def unembedded_fonts(file: Path) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(file).pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontFile2" not in font.get_object().get("/FontDescriptor", {})
    }


def glyph_boxes(file: Path) -> Iterator[tuple[float, float, float, float]]:
    """How far each visible glyph lies from the left, bottom, right and top edge of its page."""
    document = pypdfium2.PdfDocument(file)
    try:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for position in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(position)
                if text.get_text_range(position, 1).strip() and right > left:
                    yield left, bottom, width - right, height - top
    finally:
        document.close()


def nearest_to_an_edge(file: Path) -> float:
    return min(min(box) for box in glyph_boxes(file))


def words_unaccounted_for(publisher: Publisher, seen: AudienceView, folder: Path) -> set[str]:
    """Words that a PDF holds and the draw log does not; signs and commas between texts are no words."""
    logged = {word for text in drawn_texts(publisher, seen, folder) for word in text.split()}
    held = {
        word
        for file in folder.glob("*.pdf")
        for page in pypdf.PdfReader(file).pages
        for word in page.extract_text().split()
    }
    return {word for word in held if not {word, word.rstrip(",")} & logged and any(letter.isalnum() for letter in word)}
