import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from planner.publish.drawlog import DrawLog
from planner.publish.funding import write_funder_report
from planner.publish.view import AudienceView, Card
from tests.publish.drawn import card, drawn_texts, nearest_to_an_edge, unembedded_fonts, view, words_unaccounted_for

FIFTEEN_MILLIMETRES = 42.5


def grant(**more: object) -> Card:
    """8 000.00 of which 6 000.00 and 7 % overhead, 420.00, are charged: 1 580.00 stay free.

    In percent 75, 5.25 (to the even tenth: 5.2) and 19.75 (19.8).
    """
    values: dict[str, object] = {
        "id": "atlantic",
        "funder": "Atlantic Defenders Fund",
        "ceiling": 800_000,
        "currency": "EUR",
        "rate": Decimal("1.0500"),
        "rate_date": date(2027, 1, 15),
        "overhead_percent": 7,
        "valid_from": date(2027, 1, 1),
        "valid_to": date(2027, 12, 31),
        "charged": 600_000,
        "overhead": 42_000,
        "free": 158_000,
        "smallest_cell": 5,
        "delegations": 31,
        "delegations_complete": 29,
    }
    return card("grant", "atlantic", **(values | more))


def share(dimension: str, group: str, people: int, amount: int) -> Card:
    return card("share", f"atlantic/{group}", dimension=dimension, group=group, people=people, amount=amount)


def term(name: str, unit: str, value: int, bound: int, status: str) -> Card:
    gap = (value - bound) / max(1, value)
    values = {"problem": "delegation", "term": name, "unit": unit, "value": value, "bound": bound}
    return card("term", name, **values, gap=gap, status=status)


def report(*shares: Card, language: str = "en", **more: object) -> AudienceView:
    terms = (
        term("incomplete_delegations", "delegations", 2, 2, "proven"),
        term("travel_and_language_cost_cents", "cents", 1_000_000, 900_000, "limit"),
    )
    cards = {"grant": (grant(**more),), "share": shares, "term": terms}
    return view("funder", language=language, **cards)


SHARES = share("category", "civil_society", 9, 400_000), share("category", "nhri+state", 8, 200_000)


def texts_in(name: str, seen: AudienceView, folder: Path) -> list[str]:
    log = DrawLog()
    write_funder_report(seen, folder, log)
    return [drawn.text for drawn in log.entries if drawn.file == name]


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx"])
def test_report_accounts_for_the_whole_ceiling(tmp_path: Path, name: str) -> None:
    texts = texts_in(name, report(*SHARES), tmp_path)
    for text in ("€8,000.00", "€6,000.00", "75%", "€420.00", "5.2%", "€1,580.00", "19.8%", "Overhead (7%)"):
        assert text in texts


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx"])
def test_report_says_what_interpretation_costs_where_the_grant_pays_it(tmp_path: Path, name: str) -> None:
    texts = texts_in(name, report(interpretation=100_000, free=58_000), tmp_path)
    at = texts.index("Charged: interpretation")
    assert texts[at : at + 3] == ["Charged: interpretation", "€1,000.00", "12.5%"]
    assert "Charged: interpretation" not in texts_in(name, report(), tmp_path)


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx"])
def test_report_says_what_is_proven_and_what_is_not(tmp_path: Path, name: str) -> None:
    texts = texts_in(name, report(), tmp_path)
    assert texts[texts.index("Incomplete delegations (delegations)") :][:5] == [
        "Incomplete delegations (delegations)", "2", "2", "0%", "proven",
    ]  # fmt: skip
    assert texts[texts.index("Cost of travel and conference languages") :][:5] == [
        "Cost of travel and conference languages", "CHF10,000.00", "CHF9,000.00", "10%", "best found",
    ]  # fmt: skip


def test_report_states_its_assumptions_with_their_dates(tmp_path: Path) -> None:
    texts = texts_in("report.pdf", report(), tmp_path)
    for text in ("1 EUR = 1.05 CHF", "15 January 2027", "1 January 2027", "31 December 2027", "7%", "29 of 31"):
        assert text in texts


def test_pooled_groups_are_named_together(tmp_path: Path) -> None:
    texts = texts_in("report.pdf", report(*SHARES), tmp_path)
    row = texts.index("National human rights institutions + States")
    assert texts[row + 1 : row + 3] == ["8", "€2,000.00"]
    assert "Groups of fewer than 5 people are shown together with others." in texts


def test_breakdowns_that_would_show_few_people_say_so(tmp_path: Path) -> None:
    """Only the breakdown by category is given: two of three are missing."""
    texts = texts_in("report.pdf", report(*SHARES), tmp_path)
    assert texts.count("Not shown: a group would have fewer than 5 people.") == 2


def test_people_funded_are_told_only_where_the_view_tells_them(tmp_path: Path) -> None:
    assert "People funded by this grant" not in texts_in("report.pdf", report(), tmp_path)
    assert "People funded by this grant" in texts_in("report.pdf", report(funded_people=17), tmp_path)


@pytest.mark.parametrize(
    ("language", "amount"),
    [("fr", "8\u202f000,00\xa0€"), ("es", "8.000,00\xa0€"), ("pt", "€\xa08.000,00"), ("ar", "\u200f8,000.00\xa0€")],
)
def test_money_is_written_as_the_reader_writes_it(tmp_path: Path, language: str, amount: str) -> None:
    assert amount in texts_in("report.pdf", report(language=language), tmp_path)


def test_workbook_calculates_with_numbers(tmp_path: Path) -> None:
    drawn_texts(write_funder_report, report(*SHARES), tmp_path)
    budget = openpyxl.load_workbook(tmp_path / "report.xlsx")["Budget"]
    ceiling, charged, overhead, free = (row[1] for row in budget.iter_rows(min_row=4, max_row=7))
    assert ceiling.value == charged.value + overhead.value + free.value == 8000
    assert ceiling.number_format == "#,##0.00 [$EUR]"
    assert budget.freeze_panes == "A4"


def test_workbook_has_no_hidden_sheets_no_author_and_no_clock(tmp_path: Path) -> None:
    """Released on 1 February 2027 at 09:00 in Zurich: 08:00 in UTC."""
    drawn_texts(write_funder_report, report(*SHARES), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("planner", "planner")
    assert book.properties.created == book.properties.modified == datetime(2027, 2, 1, 8, 0)  # noqa: DTZ001 naive in XLSX
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


@pytest.mark.parametrize(("language", "from_right"), [("en", False), ("ar", True)])
def test_workbook_turns_with_the_readers_direction(tmp_path: Path, language: str, from_right: bool) -> None:
    drawn_texts(write_funder_report, report(language=language), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets} == {from_right}


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_nothing_is_cut_off_and_every_font_is_embedded(tmp_path: Path, language: str) -> None:
    drawn_texts(write_funder_report, report(*SHARES, language=language), tmp_path)
    assert nearest_to_an_edge(tmp_path / "report.pdf") > FIFTEEN_MILLIMETRES * 0.6
    assert unembedded_fonts(tmp_path / "report.pdf") == set()


def test_the_same_grant_gives_the_same_bytes(tmp_path: Path) -> None:
    drawn_texts(write_funder_report, report(*SHARES), tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("report.pdf", "report.xlsx")]
    drawn_texts(write_funder_report, report(*SHARES), tmp_path)
    assert [(tmp_path / name).read_bytes() for name in ("report.pdf", "report.xlsx")] == first


def test_every_word_in_the_file_is_in_the_draw_log(tmp_path: Path) -> None:
    assert words_unaccounted_for(write_funder_report, report(*SHARES), tmp_path) == set()
