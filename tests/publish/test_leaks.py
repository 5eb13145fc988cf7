"""One canary per kind of file and place: what is planted must stop publication, and be named where it lies."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdf
import pytest
import segno
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from reportlab.pdfgen.canvas import Canvas

from planner.errors import NotPublished
from planner.findings import Leak
from planner.publish.audiences import build_views, secrets_of
from planner.publish.drawing.looks import style
from planner.publish.drawing.typesetting import A4_UPRIGHT, Area, Sheet
from planner.publish.drawlog import DrawLog
from planner.publish.publishers import Publisher, write_publications
from planner.publish.view import AudienceView, Fact
from tests.publish import small
from tests.publish.test_audiences import with_latin_names

ALIAS = "Kingfisher"
Plant = Callable[[Path], None]


def leaks_of(plant: Plant, tmp_path: Path) -> set[Leak]:
    """What stops the delegation of Brazil from getting a file made by `plant`."""

    def write(view: AudienceView, folder: Path, _: DrawLog) -> None:
        if view.folder == "for-delegations/BR":
            plant(folder)

    return published(write, tmp_path)


def published(write: Callable[[AudienceView, Path, DrawLog], None], tmp_path: Path) -> set[Leak]:
    views = build_views(small.scenario(), small.plan(), small.names(), small.KEY)
    publisher = Publisher(name="canary", audiences=frozenset({"delegation"}), write=write)
    with pytest.raises(NotPublished) as stopped:
        write_publications(views, secrets_of(views, small.names()), tmp_path, [publisher])
    return {finding for finding in stopped.value.findings if isinstance(finding, Leak)}


def alias(file: str, place: str) -> Leak:
    return Leak(audience="for-delegations/BR", file=file, field="person.badge_name", subject="br-cs-1", place=place)


def in_calendar(folder: Path) -> None:
    # Folded in the middle of the name, as RFC 5545 asks for long lines.
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "DESCRIPTION:With Kingf",
        " isher",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    (folder / "a.ics").write_bytes("\r\n".join(lines).encode())


def in_pdf_text(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.drawString(100, 700, "With Kingfisher")
    canvas.save()


def broken_over_two_lines(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.drawString(100, 700, "With King")
    canvas.drawString(100, 680, "fisher")
    canvas.save()


def hyphenated(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.drawString(100, 700, "With King-")
    canvas.drawString(100, 680, "fisher habitats")
    canvas.save()


def hidden_under_other_words(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"), pageCompression=0)
    canvas.drawString(100, 700, "Programme")
    canvas.addLiteral("/Span <</ActualText (Nobody)>> BDC")
    canvas.drawString(100, 680, "With Kingfisher")
    canvas.addLiteral("EMC")
    canvas.save()


def unseen(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.drawString(100, 700, "Programme")
    canvas.setFont("Helvetica", 0)
    canvas.drawString(100, 680, "With Kingfisher")
    canvas.save()


def in_pdf_metadata(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.setAuthor(ALIAS)
    canvas.drawString(100, 700, "Programme")
    canvas.save()


def in_pdf_outline(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(ALIAS, "here")
    canvas.drawString(100, 700, "Programme")
    canvas.save()


def in_pdf_attachment(folder: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("list.txt", ALIAS.encode())
    writer.write(folder / "a.pdf")


def in_qr_code(folder: Path) -> None:
    canvas = Canvas(str(folder / "a.pdf"))
    side = 1.5
    for row, modules in enumerate(segno.make(ALIAS, error="m").matrix_iter(border=4)):
        for column, module in enumerate(modules):
            if module:
                canvas.rect(100 + column * side, 600 - row * side, side, side, stroke=0, fill=1)
    canvas.save()


def in_cell(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = ALIAS
    book.save(folder / "a.xlsx")


def in_hidden_sheet(folder: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("rows")
    hidden["A1"] = ALIAS
    hidden.sheet_state = "hidden"
    book.save(folder / "a.xlsx")


def in_comment(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "programme"
    book.worksheets[0]["A1"].comment = Comment("ask Kingfisher", "Secretariat")
    book.save(folder / "a.xlsx")


def in_defined_name(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.defined_names["who"] = DefinedName("who", attr_text='"Kingfisher"')
    book.save(folder / "a.xlsx")


def in_link(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "programme"
    book.worksheets[0]["A1"].hyperlink = "https://example.org/kingfisher"
    book.save(folder / "a.xlsx")


def in_workbook_properties(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ALIAS
    book.save(folder / "a.xlsx")


def in_html(folder: Path) -> None:
    (folder / "a.html").write_text("<p>With <b>King</b>fisher</p>", encoding="utf-8")


def in_html_comment(folder: Path) -> None:
    (folder / "a.html").write_text("<p>Programme</p><!-- Kingfisher -->", encoding="utf-8")


def in_json(folder: Path) -> None:
    (folder / "a.json").write_text('{"chair": "\\u004bingfisher"}', encoding="utf-8")


def in_file_name(folder: Path) -> None:
    (folder / "kingfisher.txt").write_text("Programme", encoding="utf-8")


CANARIES: dict[Plant, tuple[str, str]] = {
    in_calendar: ("a.ics", "text"),
    in_pdf_text: ("a.pdf", "text"),
    broken_over_two_lines: ("a.pdf", "text"),
    hyphenated: ("a.pdf", "text"),
    hidden_under_other_words: ("a.pdf", "text"),
    unseen: ("a.pdf", "text"),
    in_pdf_metadata: ("a.pdf", "metadata"),
    in_pdf_outline: ("a.pdf", "outline"),
    in_pdf_attachment: ("a.pdf", "attachment"),
    in_qr_code: ("a.pdf", "QR payload"),
    in_cell: ("a.xlsx", "text"),
    in_hidden_sheet: ("a.xlsx", "hidden sheet"),
    in_comment: ("a.xlsx", "comment"),
    in_defined_name: ("a.xlsx", "workbook"),
    in_link: ("a.xlsx", "workbook"),
    in_workbook_properties: ("a.xlsx", "metadata"),
    in_html: ("a.html", "text"),
    in_html_comment: ("a.html", "source"),
    in_json: ("a.json", "text"),
    in_file_name: ("kingfisher.txt", "file name"),
}


@pytest.mark.parametrize("plant", CANARIES, ids=lambda plant: plant.__name__)
def test_alias_stops_publication_wherever_it_lies(plant: Plant, tmp_path: Path) -> None:
    file, place = CANARIES[plant]
    assert alias(file, place) in leaks_of(plant, tmp_path)


SECRETS = {
    "br-cs-1": ("person.id", "br-cs-1"),
    "Guardians of the Headwaters": ("person.organisation", "br-cs-1"),
    "BSB-2": ("person.route", "br-cs-1"),
    "Heron Airways": ("person.carrier", "br-cs-1"),
    "Reprisals we fear": ("entry.titles", "cd-cs#1"),
    "cd-cs#1": ("entry.code", "cd-cs#1"),
    "Fund for Rivers": ("grant.funder", "grant-a"),
    "grant-a": ("grant.id", "grant-a"),
    "point.focal@example.org": ("contact.email", "ci-s-1"),
    "Benedita Quaresma": ("person.legal_name", "br-cs-1"),
}


@pytest.mark.parametrize("value", SECRETS)
def test_every_kind_of_secret_stops_publication(value: str, tmp_path: Path) -> None:
    field, subject = SECRETS[value]

    def plant(folder: Path) -> None:
        (folder / "a.txt").write_text(f"See {value}.", encoding="utf-8")

    found = leaks_of(plant, tmp_path)
    assert (field, subject) in {(leak.field, leak.subject) for leak in found}


def test_drawing_a_fact_of_another_view_is_a_leak(tmp_path: Path) -> None:
    def write(view: AudienceView, _: Path, log: DrawLog) -> None:
        log.pen(view.folder, "a.pdf").fact(Fact(field="entry.room", subject="cd-cs#1", value="Pregny"))

    expected = {
        Leak(audience=f"for-delegations/{code}", file="a.pdf", field="entry.room", subject="cd-cs#1", place="draw log")
        for code in ("BR", "CI")
    }
    assert published(write, tmp_path) == expected


def test_time_and_room_of_a_closed_session_are_a_leak_only_together(tmp_path: Path) -> None:
    def calendar(folder: Path, starts: str) -> None:
        lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", f"DTSTART:{starts}", "LOCATION:Pregny", "END:VEVENT"]
        (folder / f"{starts}.ics").write_bytes("\r\n".join([*lines, "END:VCALENDAR"]).encode())

    # The closed session of civil society starts at 11:30 in Zurich, 09:30 UTC; at 13:00 UTC Pregny is nobody's secret.
    def both(folder: Path) -> None:
        calendar(folder, "20270412T093000Z")
        calendar(folder, "20270412T130000Z")

    assert leaks_of(both, tmp_path) == {
        Leak(
            audience="for-delegations/BR",
            file="20270412T093000Z.ics",
            field="entry.room",
            subject="cd-cs#1",
            place="text",
        )
    }


def test_kind_of_file_that_cannot_be_read_back_is_not_published(tmp_path: Path) -> None:
    def plant(folder: Path) -> None:
        (folder / "a.docx").write_bytes(b"PK")

    found = leaks_of(plant, tmp_path)
    assert {(leak.file, leak.field) for leak in found} == {("a.docx", "file.kind")}


def test_legal_name_stops_even_the_files_of_the_secretariat(tmp_path: Path) -> None:
    views = build_views(small.scenario(), small.plan(), small.names(), small.KEY)

    def write(_: AudienceView, folder: Path, __: DrawLog) -> None:
        (folder / "report.html").write_text("<p>Kingfisher is Benedita Quaresma, br-cs-1</p>", encoding="utf-8")

    publisher = Publisher(name="canary", audiences=frozenset({"secretariat"}), write=write)
    with pytest.raises(NotPublished) as stopped:
        write_publications(views, secrets_of(views, small.names()), tmp_path, [publisher])
    assert {(leak.field, leak.audience) for leak in stopped.value.findings if isinstance(leak, Leak)} == {
        ("person.legal_name", ".")
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_alias_in_arabic_is_found_where_it_is_drawn(language: str, tmp_path: Path) -> None:
    """Its letters are joined and turned; on a line with Latin ones only it is."""

    def write(view: AudienceView, folder: Path, _: DrawLog) -> None:
        if view.folder == "for-delegations/BR":
            sheet = Sheet(folder / "a.pdf", A4_UPRIGHT, language=language, title="Programme")
            sheet.line(Area(x=40, top=40, width=300, height=20), "With نسمة النهر, 10:30", style(12))
            sheet.save()

    names = small.names()
    called = {**names.badge_names, "br-cs-1": replace(names.badge_names["br-cs-1"], badge_name="نسمة النهر")}
    names = replace(names, badge_names=called)
    views = build_views(small.scenario(), small.plan(), names, small.KEY)
    publisher = Publisher(name="canary", audiences=frozenset({"delegation"}), write=write)
    with pytest.raises(NotPublished) as stopped:
        write_publications(views, secrets_of(views, names), tmp_path, [publisher])
    assert stopped.value.findings == (alias("a.pdf", "text"),)


def test_latin_form_of_an_alias_stops_publication_too(tmp_path: Path) -> None:
    def write(view: AudienceView, folder: Path, _: DrawLog) -> None:
        if view.folder == "for-delegations/BR":
            (folder / "a.txt").write_text("With Nawras", encoding="utf-8")

    names = with_latin_names()
    views = build_views(small.scenario(), small.plan(), names, small.KEY)
    publisher = Publisher(name="canary", audiences=frozenset({"delegation"}), write=write)
    with pytest.raises(NotPublished) as stopped:
        write_publications(views, secrets_of(views, names), tmp_path, [publisher])
    assert [(one.field, one.subject) for one in stopped.value.findings if isinstance(one, Leak)] == [
        ("person.badge_name_latin", "br-cs-1")
    ]


def test_names_in_two_scripts_are_published_where_they_may_be(tmp_path: Path) -> None:
    names = with_latin_names()
    views = build_views(small.scenario(), small.plan(), names, small.KEY)
    assert write_publications(views, secrets_of(views, names), tmp_path).files


@pytest.mark.parametrize("alias_given", ["April", "Monday", "Secretariat", "Programme", "Georgia", "Gautami"])
def test_person_called_like_an_everyday_word_does_not_stop_publication(alias_given: str, tmp_path: Path) -> None:
    names = small.names()
    called = {**names.badge_names, "br-cs-1": replace(names.badge_names["br-cs-1"], badge_name=alias_given)}
    names = replace(names, badge_names=called)
    views = build_views(small.scenario(), small.plan(), names, small.KEY)
    assert write_publications(views, secrets_of(views, names), tmp_path).files


def test_title_with_a_name_as_a_word_does_not_stop_publication_but_the_name_alone_does(tmp_path: Path) -> None:
    def write(view: AudienceView, folder: Path, _: DrawLog) -> None:
        text = "Kingfisher habitats, by Kingfisher" if view.folder.endswith("BR") else "Kingfisher habitats"
        (folder / "a.txt").write_text(text, encoding="utf-8")

    given = small.scenario()
    sessions = tuple(replace(session, titles={"en": "Kingfisher habitats"}) for session in given.sessions)
    views = build_views(replace(given, sessions=sessions), small.plan(), small.names(), small.KEY)
    publisher = Publisher(name="canary", audiences=frozenset({"delegation"}), write=write)
    with pytest.raises(NotPublished) as stopped:
        write_publications(views, secrets_of(views, small.names()), tmp_path, [publisher])
    assert stopped.value.findings == (alias("a.txt", "text"),)


def test_file_in_nobodys_folder_is_not_published(tmp_path: Path) -> None:
    def plant(folder: Path) -> None:
        stray = folder.parent / "BRA"
        stray.mkdir()
        (stray / "a.txt").write_text("Programme", encoding="utf-8")

    found = leaks_of(plant, tmp_path)
    assert {(leak.file, leak.field) for leak in found} == {("for-delegations/BRA/a.txt", "file.folder")}
