"""A scenario in one spreadsheet goes through the very same checks, in the spreadsheet's own words."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.errors import InputRejected, UnreadableFile
from planner.scenario.read import check_scenario, read_key, read_names, read_scenario
from planner.scenario.resolved import scenario_to_json
from planner.scenario.settings import SECTIONS
from planner.scenario.starter import new_scenario
from planner.scenario.tables import TABLES

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
Change = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return new_scenario(tmp_path_factory.mktemp("books") / "mine.xlsx").read_bytes()


@pytest.fixture
def file(tmp_path: Path, starter: bytes) -> Path:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(starter)
    return path


def changed(file: Path, change: Change) -> list[str]:
    """The problems after a change made with another program than the planner."""
    book = load_workbook(file)
    change(book)
    book.save(file)
    return [str(problem) for problem in check_scenario(file)]


def put(sheet: str, cell: str, value: object, number_format: str = "General") -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = number_format

    return change


def column_of(sheet: Worksheet, name: str) -> str:
    return next(str(cell.column_letter) for cell in sheet[1] if str(cell.value).removesuffix(" *") == name)


@pytest.mark.parametrize("name", ["starter", "pilot"])
def test_written_and_read_back_it_is_the_same_scenario(folder: Path, tmp_path: Path, name: str) -> None:
    original = PILOT if name == "pilot" else folder
    book = new_scenario(tmp_path / "out" / "book.xlsx", original)
    assert check_scenario(book) == ()
    assert read_scenario(book) == read_scenario(original)
    assert scenario_to_json(read_scenario(book)) == scenario_to_json(read_scenario(original))
    assert read_names(book) == read_names(original)
    assert read_key(book) == read_key(original)


def test_workbook_written_again_says_the_same(file: Path, tmp_path: Path) -> None:
    again = new_scenario(tmp_path / "again" / "book.xlsx", file)
    assert read_scenario(again) == read_scenario(file)


@pytest.mark.parametrize("name", ["starter", "pilot", "variant"])
def test_folder_written_from_another_form_is_the_same_scenario(file: Path, tmp_path: Path, name: str) -> None:
    originals = {"starter": file, "pilot": PILOT, "variant": PILOT / "variants" / "budget-minus-20.toml"}
    new_scenario(tmp_path / "folder", originals[name])
    assert read_scenario(tmp_path / "folder") == read_scenario(originals[name])
    assert read_names(tmp_path / "folder") == read_names(originals[name])


def test_scenario_with_problems_is_not_written(file: Path, tmp_path: Path) -> None:
    changed(file, put("people", "C2", "stat"))
    for place in (tmp_path / "folder", tmp_path / "again.xlsx"):
        with pytest.raises(InputRejected, match="people row 2, category"):
            new_scenario(place, file)
    assert {path.name for path in tmp_path.iterdir()} == {"mine.xlsx"}


def test_folder_with_one_workbook_stands_for_it(tmp_path: Path) -> None:
    written = new_scenario(tmp_path / "mine", as_workbook=True)
    assert written == tmp_path / "mine" / "mine.xlsx"
    assert read_scenario(tmp_path / "mine") == read_scenario(written)
    assert read_key(tmp_path / "mine") == read_key(written)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "mine").iterdir())


def test_workbook_is_not_written_over(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(UnreadableFile, match=r"mine\.xlsx: exists; name a new one"):
        new_scenario(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["mine.xlsx"]


def test_key_of_another_scenario_is_kept(file: Path) -> None:
    (file.parent / "planner.key").write_text("another key, quite long", encoding="ascii")
    with pytest.raises(UnreadableFile, match="is the key of another scenario"):
        new_scenario(file.parent / "pilot.xlsx", PILOT)
    assert read_key(file) == b"another key, quite long"


def test_sheets_explain_themselves(file: Path) -> None:
    book = load_workbook(file)
    assert book.sheetnames == ["Read me", *SECTIONS, *(table.name for table in TABLES)]
    people = book["people"]
    category = people[f"{column_of(people, 'category')}1"]
    assert (category.value, category.font.bold) == ("category *", True)
    assert category.comment.text.endswith("Example: civil_society\nMust be filled in.")
    gender = people[f"{column_of(people, 'gender')}1"]
    assert (gender.value, gender.font.bold) == ("gender", False)
    assert people.freeze_panes == "B2"
    choices = {str(choice.sqref): choice.formula1 for choice in people.data_validations.dataValidation}
    letter = column_of(people, "category")
    assert choices[f"{letter}2:{letter}2000"] == '"state,nhri,civil_society,expert,observer,secretariat"'
    assert choices["B2:B2000"] == "delegations!$A$2:$A$2000"


def test_every_setting_is_explained(file: Path) -> None:
    book = load_workbook(file)
    unexplained = [
        (section, row[0])
        for section in SECTIONS
        if section != "rates"
        for row in book[section].iter_rows(min_row=2, values_only=True)
        if not row[-1]
    ]
    assert unexplained == []


READ_AS_MEANT = [
    ("slots", "B2", datetime.fromisoformat("2027-09-14"), "yyyy-mm-dd"),
    ("slots", "B2", date(2027, 9, 14), "dd/mm/yyyy"),
    ("slots", "B2", "2027-09-14", "@"),
    ("slots", "C2", time(10, 0), "hh:mm"),
    ("slots", "C2", 10 / 24, "General"),
    ("slots", "C2", timedelta(hours=10), "[h]:mm"),
    ("slots", "C2", time(9, 59, 59, 999_000), "hh:mm:ss"),
    ("rooms", "C2", 40, "General"),
    ("rooms", "C2", 40.0, "0.00"),
    ("rooms", "F2", True, "General"),
    ("subsistence", "B2", datetime.fromisoformat("2027-09-01"), "mmm-yy"),
    ("subsistence", "C2", 260, "General"),
    ("subsistence", "C2", 259.99999999999997, "General"),
    ("subsistence", "E2", 0.7, "0%"),
    ("conference", "B10", datetime.fromisoformat("2027-09-14"), "yyyy-mm-dd"),
    ("people", "A1", "id", "General"),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "number_format"), READ_AS_MEANT)
def test_cells_are_read_as_what_they_mean(
    folder: Path, file: Path, sheet: str, cell: str, value: object, number_format: str
) -> None:
    before = load_workbook(file)
    assert before[sheet][cell].value is not None
    assert changed(file, put(sheet, cell, value, number_format)) == []
    assert read_scenario(file) == read_scenario(folder)


def test_half_a_day_is_noon_and_numbers_keep_their_zeros(file: Path) -> None:
    def change(book: Workbook) -> None:
        put("slots", "D3", 0.5)(book)
        put("slots", "C3", 11.5 / 24)(book)
        put("contacts", "A3", None)(book)
        put("rooms", "B3", 12, "0000")(book)

    assert changed(file, change)[0].startswith("mine.xlsx, sheet contacts row 3, id (A3): an empty cell; ")
    changed(file, lambda book: book["contacts"].delete_rows(3))
    scenario = read_scenario(file)
    assert scenario.slot["s2"].ends == 12 * 60
    assert scenario.room["r1"].name == "0012"


PROBLEMS = [
    (
        put("people", "C2", "stat"),
        'mine.xlsx, sheet people row 2, category (C2): "stat"; allowed: state, nhri, civil_society, expert, observer, '
        'secretariat; did you mean "state"?',
    ),
    (
        put("slots", "B3", datetime.fromisoformat("2027-10-14"), "yyyy-mm-dd"),
        "mine.xlsx, sheet slots row 3, day (B3): 2027-10-14; allowed: 2027-09-13 (the eve) to 2027-09-14",
        'mine.xlsx, sheet slots row 3, sitting (E3): "am" on several days; allowed: slots of one day; '
        "give each day sittings of its own",
    ),
    (
        put("slots", "B2", 46644),
        'mine.xlsx, sheet slots row 2, day (B2): "46644"; allowed: a date, not the number 46644; '
        'did you mean "2027-09-14"?',
    ),
    (
        put("slots", "B2", datetime.fromisoformat("2027-09-14 10:00"), "yyyy-mm-dd hh:mm"),
        'mine.xlsx, sheet slots row 2, day (B2): "2027-09-14 10:00"; allowed: a date such as 2027-04-20',
    ),
    (
        put("slots", "C2", time(10, 0, 30), "hh:mm:ss"),
        'mine.xlsx, sheet slots row 2, start (C2): "10:00:30"; allowed: a time of day such as 09:30, 00:00 to 23:59',
    ),
    (
        put("rooms", "C2", "=1+"),
        'mine.xlsx, sheet rooms row 2, capacity (C2): "=1+"; allowed: a value; open and save the workbook in a '
        "spreadsheet, or type the value itself",
    ),
    (
        put("rooms", "C2", "#REF!"),
        'mine.xlsx, sheet rooms row 2, capacity (C2): "#REF!"; allowed: a value; the formula behind it fails',
    ),
    (
        put("rooms", "C2", 40.5),
        'mine.xlsx, sheet rooms row 2, capacity (C2): "40.5"; allowed: a whole number from 1',
    ),
    (
        put("delegations", "L2", datetime.fromisoformat("2027-01-02"), "d-m"),
        'mine.xlsx, sheet delegations row 2, seats_state (L2): "2027-01-02 00:00:00"; allowed: least..most, not a date '
        "(2027-01-02); format the column as text and type the value again",
    ),
    (
        put("rooms", "K1", "remarks"),
        "mine.xlsx, sheet rooms row 1, remarks (K1): unknown column; allowed: booths, capacity, hybrid, id, "
        "mobile_booths_fit, name, neighbours, privacy, step_free, zone",
    ),
    (
        put("rooms", "L2", "by the lift"),
        "mine.xlsx, sheet rooms row 1: cells below an empty heading; allowed: a name above each column that is used",
    ),
    (
        lambda book: book["visas"].merge_cells("A2:A3"),
        "mine.xlsx, sheet visas row 2: merged cells A2:A3; allowed: each cell a value of its own; unmerge them",
        "mine.xlsx, sheet visas row 3, nationality (A3): an empty cell; allowed: country, such as CI",
    ),
    (
        lambda book: book.create_sheet("persons"),
        f'mine.xlsx: unknown sheet "persons"; allowed: {", ".join([*SECTIONS, *(table.name for table in TABLES)])}; '
        "your own sheets where their name begins with notes",
    ),
    (lambda book: book.create_sheet("Notes of Ana"),),
    (
        lambda book: book.remove(book["rooms"]),
        "mine.xlsx, sheet rooms: the sheet is missing; allowed: a sheet with its columns",
    ),
    (
        put("rooms", "A3", "hall"),
        'mine.xlsx, sheet rooms row 3, id (A3): "hall"; allowed: each id once; it stands in row 2 already',
    ),
    (
        put("conference", "B9", "Zurich"),
        'mine.xlsx, sheet conference row 9, zone: "Zurich"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        put("conference", "B10", "14.9.2027"),
        'mine.xlsx, sheet conference row 10, starts: "14.9.2027"; allowed: a date such as 2027-04-20',
    ),
    (
        put("conference", "A10", "begins"),
        "mine.xlsx, sheet conference row 10, begins: unknown key; allowed: id, title, city, city_name, country, zone, "
        'starts, ends, currency, languages, released_at; did you mean "ends"?',
        "mine.xlsx, sheet conference, starts: the key is missing; allowed: a value for starts",
    ),
    (
        put("conference", "A10", "ends"),
        'mine.xlsx, sheet conference row 11, key (A11): "ends"; allowed: each key of conference once; '
        "it stands in row 10 already",
    ),
    (
        lambda book: book["policy"].delete_cols(2),
        "mine.xlsx, sheet policy row 1, value: the column is missing; allowed: a column value",
    ),
    (
        put("rates", "A2", "GBP"),
        'mine.xlsx, sheet travel_offers row 2, currency (D2): "EUR" without a rate; allowed: a currency with a rate '
        "(CHF, GBP); add EUR to sheet rates",
    ),
    (
        put("people", "B3", "SN2"),
        'mine.xlsx, sheet people row 3, delegation (B3): "SN2"; allowed: an id of sheet delegations (NA, SN); '
        'did you mean "SN"?',
    ),
]


@pytest.mark.parametrize(("change", "expected"), [(case[0], case[1:]) for case in PROBLEMS])
def test_problems_name_sheet_row_and_column(file: Path, change: Change, expected: tuple[str, ...]) -> None:
    found = changed(file, change)
    assert set(expected) <= set(found)
    assert bool(found) == bool(expected)


def test_stray_cell_far_away(file: Path) -> None:
    found = changed(file, put("rooms", "XFD1048576", "x"))
    assert found[0] == (
        "mine.xlsx, sheet rooms: cells as far as XFD1048576; allowed: 2000000 cells at most; "
        "delete empty rows and columns"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a workbook that can be read"),
        (b"id,name\n", "File is not a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "without a password"),
    ],
)
def test_no_workbook(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        check_scenario(file)


def test_zip_that_is_no_workbook(file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableFile, match=r"save it as an Excel workbook \(\.xlsx\)"):
        check_scenario(file)


def test_workbook_that_unpacks_to_too_much(file: Path) -> None:
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(200_000_000))
    with pytest.raises(UnreadableFile, match=r"unpacks to 20\d MB, more than 200"):
        check_scenario(file)


def test_workbook_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no\.xlsx: cannot be read \(No such file or directory\)"):
        check_scenario(tmp_path / "no.xlsx")
