"""Everything a published file says, read back from its bytes, visible or not."""

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import icalendar
import openpyxl
import pypdf
import pypdfium2
import zxingcpp

_QR_SCALE = 2.0
"""144 dots per inch: a badge's code is read, and a page takes a fortieth of a second."""
_LINE_END_HYPHENS = dict.fromkeys((0x02, 0xFFFE))
"""What PDFium puts for a hyphen where a line ends; without it the word is whole again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text of a file, and where in the file it is."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When and where a calendar entry says to be."""

    starts: datetime
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file says to its reader."""

    said: Iterable[Said]
    appointments: tuple[Appointment, ...] = ()


def read_back(path: Path) -> Contents:
    """Raises KeyError for a kind of file that cannot be read back."""
    return _calendar(path) if path.suffix == ".ics" else Contents(said=_READERS[path.suffix](path))


def can_be_read(path: Path) -> bool:
    return path.suffix == ".ics" or path.suffix in _READERS


def _calendar(path: Path) -> Contents:
    unfolded = re.sub(r"\r?\n[ \t]", "", path.read_text(encoding="utf-8"))
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    values = (str(value) for component in calendar.walk() for _, value in component.property_items())
    return Contents(
        said=(Said(place="text", text=unfolded), Said(place="text", text="\n".join(values))),
        appointments=tuple(_appointments(calendar)),
    )


def _appointments(calendar: icalendar.Calendar) -> Iterator[Appointment]:
    for event in calendar.walk("VEVENT"):
        starts = event.decoded("DTSTART", None)
        if isinstance(starts, datetime):
            yield Appointment(starts=starts, location=str(event.get("LOCATION", "")))


def _pdf(path: Path) -> Iterator[Said]:
    reader = pypdf.PdfReader(path)
    for page in reader.pages:
        yield Said(place="text", text=page.extract_text())
        for annotation in page.get("/Annots") or ():
            yield Said(place="annotation", text=str(annotation.get_object()))
    for value in (reader.metadata or {}).values():
        yield Said(place="metadata", text=str(value))
    if reader.xmp_metadata is not None:
        yield Said(place="metadata", text=reader.xmp_metadata.stream.get_data().decode("utf-8", errors="replace"))
    yield Said(place="outline", text=str(reader.outline))
    for name, files in reader.attachments.items():
        yield Said(place="attachment", text=name)
        yield from (Said(place="attachment", text=data.decode("utf-8", errors="replace")) for data in files)
    yield from _as_seen(path)


def _as_seen(path: Path) -> Iterator[Said]:
    """Pages read once more as a screen shows them: codes are seen, and lines from right to left in their own order.

    Above they are read as they are drawn, which finds what no screen shows, and of a name in Arabic nothing.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield Said(place="text", text=page.get_textpage().get_text_range().translate(_LINE_END_HYPHENS))
            image = page.render(scale=_QR_SCALE, grayscale=True).to_numpy()
            for code in zxingcpp.read_barcodes(image):
                yield Said(place="QR payload", text=code.text)
    finally:
        document.close()


def _workbook(path: Path) -> Iterator[Said]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        place = "text" if sheet.sheet_state == "visible" else "hidden sheet"
        cells = [cell for row in sheet.iter_rows() for cell in row]
        yield Said(place=place, text="\n".join(str(cell.value) for cell in cells if cell.value is not None))
        comments = (cell.comment for cell in cells if cell.comment is not None)
        yield Said(place="comment", text="\n".join(f"{one.author} {one.text}" for one in comments))
        yield Said(place="sheet name", text=sheet.title)
    # Whatever else the archive holds: document properties, defined names, links, texts no cell uses any more. Not the
    # theme: it is the library's own list of fonts, and fonts are called like people.
    with zipfile.ZipFile(path) as archive:
        for member in sorted(name for name in archive.namelist() if not name.startswith("xl/theme/")):
            place = "metadata" if member.startswith("docProps/") else "workbook"
            markup = archive.read(member).decode("utf-8", errors="replace")
            yield Said(place=place, text=_untagged(markup))
            yield Said(place=place, text=html.unescape(markup))


def _page(path: Path) -> Iterator[Said]:
    source = path.read_text(encoding="utf-8")
    yield Said(place="text", text=_untagged(source))
    yield Said(place="source", text=html.unescape(source))


def _untagged(markup: str) -> str:
    # Tags go without a trace, so that a name cannot hide behind one; block elements are told apart by white space.
    return html.unescape(re.sub(r"<[^>]*>", "", markup.replace("><", "> <")))


def _json(path: Path) -> Iterator[Said]:
    yield Said(place="text", text=json.dumps(json.loads(path.read_bytes()), ensure_ascii=False))


def _plain(path: Path) -> Iterator[Said]:
    yield Said(place="text", text=path.read_text(encoding="utf-8"))


_READERS: dict[str, Callable[[Path], Iterator[Said]]] = {
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".html": _page,
    ".json": _json,
    ".csv": _plain,
    ".txt": _plain,
}
