"""A category's own workbook: what it shows, and what comes back."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from planner.errors import InputRejected, UnreadableFile
from planner.scenario.merge import Merged, merge_forms
from planner.scenario.new_forms import new_forms
from planner.scenario.read import read_scenario
from planner.scenario.starter import new_scenario
from planner.scenario.workbooks.looks import write_cell

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
NOTHING = Merged(people_added=0, people_changed=0, preferences_added=0, preferences_changed=0, preferences_withdrawn=0)
Change = Callable[[Workbook], object]
NEW = {
    "id": "na-cs-3",
    "organisation": "A third organisation",
    "active_languages": "en",
    "origin": "WDH",
    "nationality": "NA",
    "modes": "in_person",
    "zone": "Africa/Windhoek",
    "joined": "2027-01-01",
}


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Path:
    """What civil society of NA is sent."""
    (file,) = new_forms(tmp_path / "forms", folder, "NA", "civil_society")
    return file


def fill(file: Path, *changes: Change) -> None:
    book = load_workbook(file)
    for change in changes:
        change(book)
    book.save(file)


def put(row: str, column: str, text: object, sheet: str = "people") -> Change:
    """Into the row whose first cell is `row`; a new row where there is none."""

    def change(book: Workbook) -> None:
        cells = book[sheet]
        header = [str(cell.value).removesuffix(" *") for cell in cells[1]]
        numbers = [number for number in range(2, cells.max_row + 1) if cells.cell(number, 1).value == row]
        number = numbers[0] if numbers else cells.max_row + 1
        cells.cell(number, 1, row)
        cells.cell(number, header.index(column) + 1).value = text

    return change


def add(**texts: str) -> Change:
    def change(book: Workbook) -> None:
        for column, text in texts.items():
            put(texts["id"], column, text)(book)

    return change


def refused(scenario: Path, *files: Path) -> list[str]:
    before = {path: path.read_bytes() for path in scenario.iterdir() if path.is_file()}
    with pytest.raises(InputRejected) as rejected:
        merge_forms(scenario, files)
    assert {path: path.read_bytes() for path in scenario.iterdir() if path.is_file()} == before
    return [str(problem) for problem in rejected.value.problems]


def texts_in(file: Path) -> set[str]:
    book = load_workbook(file)
    cells = (cell for sheet in book for row in sheet for cell in row)
    return {part for cell in cells if cell.value is not None for part in str(cell.value).split(";")}


def test_one_form_for_each_category(tmp_path: Path) -> None:
    files = new_forms(tmp_path, PILOT, "BR")
    assert [file.name for file in files] == ["BR-state.xlsx", "BR-nhri.xlsx", "BR-civil_society.xlsx"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert not (tmp_path / "planner.key").exists()


@pytest.mark.parametrize("category", ["state", "nhri", "civil_society"])
def test_form_holds_its_own_people_and_nobody_else(tmp_path: Path, category: str) -> None:
    pilot = read_scenario(PILOT)
    (file,) = new_forms(tmp_path, PILOT, "BR", category)
    own = {p.id for p in pilot.people if (p.delegation, p.category) == ("BR", category)}
    said = texts_in(file)
    assert own
    assert said & {person.id for person in pilot.people} == own
    closed = {session.id for session in pilot.sessions if session.category not in (None, category)}
    assert len(closed) == 2
    assert not said & closed
    assert not said & {title for s in pilot.sessions if s.id in closed for title in s.titles.values()}


def test_form_holds_no_name_money_or_history(tmp_path: Path) -> None:
    said = {text for file in new_forms(tmp_path, PILOT, "BR") for text in texts_in(file)}
    columns = {
        "badge_names": ("badge_name",),
        "contacts": ("email",),
        "legal_names": ("legal_name",),
        "grants": ("id", "funder", "ceiling"),
        "ledger": ("meeting",),
        "interpreters": ("id",),
        "rooms": ("name",),
    }
    for table, names in columns.items():
        with (PILOT / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
            secrets = {row[name] for row in csv.DictReader(opened) for name in names}
        assert secrets
        assert not said & secrets


def test_form_that_comes_back_as_it_went_changes_nothing(folder: Path, form: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert merge_forms(folder, [form]) == NOTHING
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_changes_and_new_people_are_taken_over(folder: Path, form: Path) -> None:
    fill(form, put("na-cs-1", "needs", "step_free"), put("na-cs-2", "nomination_rank", 3), add(**NEW))
    expected = Merged(
        people_added=1, people_changed=2, preferences_added=0, preferences_changed=0, preferences_withdrawn=0
    )
    before = read_scenario(folder)
    assert merge_forms(folder, [form]) == expected
    after = read_scenario(folder)
    assert after.person["na-cs-1"].needs == ("step_free",)
    assert after.person["na-cs-2"].nomination_rank == 3
    new = after.person["na-cs-3"]
    assert (new.delegation, new.category, new.protected) == ("NA", "civil_society", True)
    unchanged = {"na-st-1", "na-nh-1", "sn-st-1", "sn-nh-1", "sn-cs-1", "ex-1"}
    assert {id: after.person[id] for id in unchanged} == {id: before.person[id] for id in unchanged}
    assert merge_forms(folder, [form]) == NOTHING


def test_preferences_are_changed_added_and_withdrawn(folder: Path, form: Path) -> None:
    """na-cs-1 ranks th-land first and th-protection second, na-cs-2 gives points to sessions of its own."""

    def swap(book: Workbook) -> None:
        sheet = book["preferences"]
        rows = {(row[0].value, row[1].value): row for row in sheet.iter_rows(min_row=2)}
        rows["na-cs-1", "th-land"][3].value = 2
        rows["na-cs-1", "th-protection"][3].value = 1
        (other, *_) = [row for (person, _), row in rows.items() if person == "na-cs-2"]
        sheet.delete_rows(other[0].row)

    fill(form, swap)
    merged = merge_forms(folder, [form])
    assert (merged.preferences_changed, merged.preferences_withdrawn) == (2, 1)
    stated = {p.session: p.points for p in read_scenario(folder).preferences if p.person == "na-cs-1"}
    assert stated == {"th-land": 50, "th-protection": 100}


def test_workbook_takes_forms_too(tmp_path: Path) -> None:
    book = new_scenario(tmp_path / "mine.xlsx")
    (form,) = new_forms(tmp_path / "forms", book, "NA", "civil_society")
    fill(book, lambda opened: opened.create_sheet("Notes"))
    fill(form, put("na-cs-1", "needs", "step_free"), add(**NEW))
    before = read_scenario(book)
    merged = merge_forms(book, [form])
    assert (merged.people_added, merged.people_changed) == (1, 1)
    after = read_scenario(book)
    assert after.person["na-cs-1"].needs == ("step_free",)
    assert after.person.keys() - before.person.keys() == {"na-cs-3"}
    assert load_workbook(book).sheetnames[-1] == "Notes"


def test_all_forms_of_a_scenario_at_once(tmp_path: Path) -> None:
    scenario = shutil.copytree(PILOT, tmp_path / "pilot")
    delegations = [delegation.id for delegation in read_scenario(scenario).delegations]
    forms = [form for delegation in delegations for form in new_forms(tmp_path / "forms", scenario, delegation)]
    assert len(forms) == 15
    for form in forms:
        book = load_workbook(form)
        fill(form, put(str(book["people"]["A2"].value), "expertise", "water"))
    assert merge_forms(scenario, forms).people_changed == 15
    people = read_scenario(scenario).people
    assert sum(person.expertise == ("water",) for person in people) == 15


def test_same_person_in_two_forms(folder: Path, form: Path, tmp_path: Path) -> None:
    other = tmp_path / "second.xlsx"
    shutil.copy(form, other)
    fill(form, put("na-cs-1", "nomination_rank", 4))
    fill(other, put("na-cs-1", "nomination_rank", 5), put("na-cs-1", "can_chair", "no"))
    assert refused(folder, form, other) == [
        'second.xlsx, sheet people row 2, nomination_rank (D2): "5"; allowed: "4" as in NA-civil_society.xlsx, sheet '
        "people row 2; ask which of the two is meant"
    ]
    fill(other, put("na-cs-1", "nomination_rank", "4"))
    assert merge_forms(folder, [form, other]).people_changed == 1


def test_scenario_changed_since(folder: Path, form: Path) -> None:
    fill(form, put("na-cs-2", "nomination_rank", 3))
    people = folder / "people.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("man,2,civil society assembly", "man,4,civil society assembly"), encoding="utf-8")
    assert refused(folder, form) == [
        'NA-civil_society.xlsx, sheet people row 3, nomination_rank (D3): "3"; allowed: "2" as it was sent, or "4" as '
        "the scenario says since; ask which of the two is meant"
    ]


def test_what_the_secretariat_changed_meanwhile_stays(folder: Path, form: Path) -> None:
    fill(form, put("na-cs-2", "needs", "quiet"))
    people = folder / "people.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("man,2,civil society assembly", "man,4,civil society assembly"), encoding="utf-8")
    merge_forms(folder, [form])
    person = read_scenario(folder).person["na-cs-2"]
    assert (person.needs, person.nomination_rank) == (("quiet",), 4)


SHEET = "NA-civil_society.xlsx, sheet people"
CONFLICTS = [
    (
        put("na-cs-1", "joined", "2020-01-01"),
        f'{SHEET} row 2, joined (Y2): "2020-01-01"; allowed: "2027-01-01" as it was sent; '
        "only the Secretariat changes this column",
    ),
    (
        put("na-cs-1", "protected", "no"),
        f'{SHEET} row 2, protected (S2): "no"; allowed: an empty cell as it was sent; a form may shelter people more, '
        "not less; if it is meant, change the scenario by hand",
    ),
    (
        put("na-cs-1", "visibility", "public"),
        f'{SHEET} row 2, visibility (R2): "public"; allowed: an empty cell as it was sent; a form may shelter people '
        "more, not less; if it is meant, change the scenario by hand",
    ),
    (
        add(**NEW | {"id": "na-st-1"}),
        f'{SHEET} row 4, id (A4): "na-st-1"; allowed: an id that nobody has yet; choose another',
    ),
    (
        lambda book: book["people"].delete_rows(3),
        f'{SHEET}: no row "na-cs-2"; allowed: everyone who was sent; if the person is withdrawn, take them out of the '
        "scenario first",
    ),
    (
        put("na-cs-1", "modes", "by post"),
        f'{SHEET} row 2, modes (L2): "by post"; allowed: in_person, remote',
    ),
    (
        put("na-cs-1", "origin", "XXX"),
        f'{SHEET} row 2, origin (J2): "XXX"; allowed: the host city or an origin in travel_offers.csv (DKR, GVA, WDH)',
    ),
    (
        put("na-cs-1", "deputy_of", "sn-cs-1"),
        f'{SHEET} row 2, deputy_of (F2): "sn-cs-1"; allowed: somebody of the same delegation and category',
    ),
    (
        put("na-cs-1", "session", "th-none", "preferences"),
        'NA-civil_society.xlsx, sheet preferences row 2, session (B2): "th-none"; allowed: an id of sessions.csv '
        "(cd-cs, cd-state, closing, opening, th-land, th-protection)",
    ),
    (
        put("sn-cs-1", "session", "th-land", "preferences"),
        'NA-civil_society.xlsx, sheet preferences row 5, person (A5): "sn-cs-1"; allowed: an id of sheet people of '
        "this form",
    ),
    (
        put("category", "value", "state", "about"),
        "NA-civil_society.xlsx, sheet about: a seal that does not fit; allowed: a form as the planner made it for this "
        "scenario; its sheets about and as sent were changed, or it is of another scenario; send a new form",
    ),
    (
        put("na-cs-1", "organisation", "Somebody else", "people as sent"),
        "NA-civil_society.xlsx, sheet about: a seal that does not fit; allowed: a form as the planner made it for this "
        "scenario; its sheets about and as sent were changed, or it is of another scenario; send a new form",
    ),
    (
        lambda book: book.remove(book["preferences"]),
        "NA-civil_society.xlsx: no sheet preferences; allowed: all sheets of the form, under their names",
    ),
    (
        put("na-cs-1", "organisation", None),
        f"{SHEET} row 2, organisation (B2): an empty cell; allowed: text, such as Rede Exemplo",
    ),
    (
        lambda book: book["people"].cell(1, 26, "badge_name"),
        f"{SHEET} row 1, badge_name (Z1): unknown column; allowed: ",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CONFLICTS)
def test_in_doubt_nothing_is_written(folder: Path, form: Path, change: Change, expected: str) -> None:
    fill(form, change)
    all_found = refused(folder, form)
    (found,) = [problem for problem in all_found if problem.startswith(expected)]
    assert found == expected or expected.endswith("allowed: ")


def test_a_form_may_shelter_more(tmp_path: Path, folder: Path) -> None:
    (form,) = new_forms(tmp_path, folder, "NA", "state")
    fill(form, put("na-st-1", "protected", "yes"), put("na-st-1", "visibility", "need_to_know"))
    merge_forms(folder, [form])
    person = read_scenario(folder).person["na-st-1"]
    assert (person.protected, person.visibility) == (True, "need_to_know")


def test_new_id_in_forms_of_two_sides(tmp_path: Path, folder: Path) -> None:
    forms = new_forms(tmp_path, folder, "NA")
    for form in forms[1:]:
        fill(form, add(**NEW))
    assert refused(folder, *forms) == [
        'NA-civil_society.xlsx, sheet people row 4, id (A4): "civil_society"; allowed: "nhri" as in NA-nhri.xlsx, '
        "sheet people row 3; ask which of the two is meant"
    ]


def test_form_of_another_conference(tmp_path: Path, folder: Path, form: Path) -> None:
    other = tmp_path / "other"
    new_scenario(other)
    (found,) = refused(other, form)
    assert "a seal that does not fit" in found
    assert merge_forms(folder, [form]) == NOTHING


UNKNOWN = [
    ("BRA", "state", '--for-delegation: "BRA"; allowed: BR, CA, CI, ID, MX; did you mean "BR"?'),
    ("BR", "states", '--category: "states"; allowed: state, nhri, civil_society; did you mean "state"?'),
]


@pytest.mark.parametrize(("delegation", "category", "expected"), UNKNOWN)
def test_form_for_nobody(tmp_path: Path, delegation: str, category: str, expected: str) -> None:
    with pytest.raises(InputRejected) as rejected:
        new_forms(tmp_path / "x.xlsx", PILOT, delegation, category)
    assert str(rejected.value) == expected
    assert list(tmp_path.iterdir()) == []


def test_one_file_never_holds_two_categories(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="say --category"):
        new_forms(tmp_path / "x.xlsx", PILOT, "BR")


def test_form_is_not_written_over(folder: Path, form: Path) -> None:
    with pytest.raises(UnreadableFile, match="exists; name a new one"):
        new_forms(form.parent, folder, "NA", "civil_society")


def test_variants_take_no_forms(folder: Path, form: Path) -> None:
    variant = folder / "x.toml"
    variant.write_text('extends = "."\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="is a variant; merge into the scenario that it extends"):
        merge_forms(variant, [form])


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = Workbook()
    write_cell(book.active, 1, 1, ("=1+1", "@"))
    book.save(tmp_path / "x.xlsx")
    assert load_workbook(tmp_path / "x.xlsx").active["A1"].data_type == "s"
