"""CSV files as people's programs write them: read where certain, a problem where not."""

from pathlib import Path

import pytest

from planner.scenario import csv_text
from planner.scenario.read import check_scenario, read_names, read_scenario

ALLOWED = "allowed: a file of comma-separated values in UTF-8"
SAVE = "save it again as CSV UTF-8 (in Excel: Save as, CSV UTF-8; in LibreOffice: character set Unicode UTF-8)"


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check_scenario(folder)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marked_encodings_are_read(folder: Path, encoding: str) -> None:
    path = folder / "contacts.csv"
    text = path.read_text(encoding="utf-8")
    mark = "\N{BYTE ORDER MARK}" if encoding in ("utf-16-le", "utf-16-be") else ""
    path.write_bytes((mark + text).encode(encoding))
    assert problems(folder) == []
    assert read_names(folder).contacts["na-cs-1"].email == "na-cs-1@example.org"


def test_windows_1252_is_not_guessed(folder: Path) -> None:
    path = folder / "rooms.csv"
    text = path.read_text(encoding="utf-8").replace("Room 1", "Salão 1")
    path.write_bytes(text.encode("cp1252"))
    assert problems(folder)[0] == (
        f"rooms.csv row 3: the text is not UTF-8; {ALLOWED}; {SAVE}; "
        'if it was saved as Windows-1252 the cell reads "Salão 1"'
    )


def test_nul_bytes(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_bytes(path.read_bytes().replace(b"en", b"e\0n", 1))
    expected = f"contacts.csv: NUL bytes, as in UTF-16 without its mark or in a file that is no text; {ALLOWED}; {SAVE}"
    assert problems(folder) == [expected]


def test_half_a_utf_16_character(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16") + b"\xd8")
    assert problems(folder) == [f"contacts.csv: the text is not UTF-16, although it begins like it; {ALLOWED}; {SAVE}"]


def test_huge_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LARGEST_FILE", 2_000_000)
    with (folder / "visas.csv").open("ab") as file:
        file.truncate(3_000_000)
    assert problems(folder) == [
        f"visas.csv: a file of 3 MB; {ALLOWED}; split it or drop what no column needs; a table has at most 2 MB"
    ]


def test_huge_cell(folder: Path) -> None:
    path = folder / "visas.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x" * 200_000 + ",visa,1,1,1\n", encoding="utf-8")
    assert problems(folder) == [f"visas.csv: cannot be read (field larger than field limit (131072)); {ALLOWED}"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_read(folder: Path, separator: str) -> None:
    path = folder / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", separator), encoding="utf-8")
    assert problems(folder) == []
    assert read_names(folder).contacts["na-cs-1"].language == "en"


def test_semicolons_in_a_list_and_between_columns(folder: Path) -> None:
    """A spreadsheet that separates by semicolons puts a list between quotes."""
    path = folder / "sessions.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    quoted = (";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in rows)
    before = read_scenario(folder)
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    assert read_scenario(folder) == before


def test_header_and_rows_separated_differently(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("id,email,language", "id;email;language"), "utf-8")
    assert problems(folder)[:2] == [
        'contacts.csv row 2, id: "na-cs-1,na-cs-1@example.org,en"; allowed: at most 64 letters, digits, dots, hyphens '
        "and underscores, such as br-cs-2",
        "contacts.csv row 2, email: an empty cell; allowed: e-mail address, such as br-cs-1@example.org",
    ]


def test_column_without_a_name(folder: Path) -> None:
    path = folder / "contacts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line}," for line in lines) + "\n", encoding="utf-8")
    assert problems(folder) == []
    path.write_text("\n".join([f"{lines[0]},", *(f"{line},x" for line in lines[1:])]) + "\n", encoding="utf-8")
    assert problems(folder) == [
        "contacts.csv row 1: cells below an empty heading; allowed: a name above each column that is used"
    ]


def test_table_with_a_capital_ending_is_not_overlooked(folder: Path) -> None:
    (folder / "visas.csv").rename(folder / "visas.CSV")
    assert problems(folder)[0].startswith("visas.CSV: unknown table; allowed: delegations.csv, ")
