"""Cells and files that are not what they should be. Each case changes one text of the starter."""

from pathlib import Path

import pytest

from planner.scenario.read import check_scenario
from tests.scenario.spoil import Spoil

CELLS = [
    (
        "people.csv",
        "na-st-1,NA,state",
        "na-st-1,NA,stat",
        'people.csv row 2, category: "stat"; allowed: state, nhri, civil_society, expert, observer, secretariat; '
        'did you mean "state"?',
    ),
    (
        "people.csv",
        "woman,1,government,,en,,",
        "woman,0,government,,en,,",
        'people.csv row 2, nomination_rank: "0"; allowed: a whole number from 1',
    ),
    (
        "people.csv",
        "man,1,the institution,,en,fr,",
        "man,1,the institution,,en,xq,",
        'people.csv row 3, passive_languages: "xq"; allowed: an ISO 639 code in small letters such as fr',
    ),
    (
        "people.csv",
        "WDH,NA,in_person,fare;allowance;visa",
        "WDH,XX,in_person,fare;allowance;visa",
        'people.csv row 2, nationality: "XX"; allowed: an ISO 3166-1 alpha-2 code such as BR',
    ),
    (
        "people.csv",
        "in_person,fare,",
        "in_person,fair,",
        'people.csv row 3, self_funding: "fair"; allowed: fare, allowance, visa; did you mean "fare"?',
    ),
    (
        "people.csv",
        ",,,,Europe/Zurich",
        ",,,,Europe/Zurch",
        'people.csv row 9, zone: "Europe/Zurch"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        "people.csv",
        ",,,,Europe/Zurich",
        ",,14.9.2027 10:00,,Europe/Zurich",
        'people.csv row 9, arrives_after: "14.9.2027 10:00"; allowed: a local date and time such as 2027-04-20 14:00',
    ),
    (
        "people.csv",
        "yes,land,2027-01-01\nex-1",
        "ja,land,2027-01-01\nex-1",
        'people.csv row 8, can_chair: "ja"; allowed: yes, no',
    ),
    (
        "people.csv",
        "ex-1,,expert,Protection research group",
        "ex-1,,expert,",
        "people.csv row 9, organisation: an empty cell; allowed: text, such as Rede Exemplo",
    ),
    (
        "delegations.csv",
        "2025-01-01,1..1,1..1,1..1,no,yes\nSN",
        "2025-01-01,2..1,1..1,1..1,no,yes\nSN",
        'delegations.csv row 2, seats_state: "2..1"; allowed: least..most such as 1..2, the smaller number first',
    ),
    (
        "delegations.csv",
        "2024-07-01,B",
        "2024-02-30,B",
        'delegations.csv row 3, lists_as_of: "2024-02-30"; allowed: a date such as 2027-04-20',
    ),
    (
        "slots.csv",
        "s4,2027-09-14,16:30,18:00",
        "s4,2027-09-14,16:30,24:00",
        'slots.csv row 5, end: "24:00"; allowed: a time of day such as 09:30, 00:00 to 23:59',
    ),
    (
        "interpreters.csv",
        "700.00,2027-09-14,no,,,\ni02",
        "CHF 700,2027-09-14,no,,,\ni02",
        'interpreters.csv row 2, fee_per_day: "CHF 700"; allowed: an amount such as 1234.50, without currency or '
        "thousands separator",
    ),
    (
        "subsistence.csv",
        "260.00,CHF",
        "260.00,CHX",
        'subsistence.csv row 2, currency: "CHX"; allowed: an ISO 4217 code such as EUR; did you mean "CHF"?',
    ),
    (
        "travel_offers.csv",
        "8.5,1",
        "8h30,1",
        'travel_offers.csv row 4, hours: "8h30"; allowed: hours such as 14.5',
    ),
    (
        "grants.csv",
        "EUR,0.9500",
        "EUR,0",
        'grants.csv row 2, rate: "0"; allowed: a number above 0 such as 1.0450',
    ),
    (
        "preferences.csv",
        "na-st-1,th-protection,90",
        "na-st-1,th-protection,101",
        'preferences.csv row 2, points: "101"; allowed: a whole number, 0 to 100',
    ),
    (
        "sessions.csv",
        "th-land,thematic,Land",
        "th-land,panel,Land",
        'sessions.csv row 5, kind: "panel"; allowed: plenary, regional, thematic, closed_door, side_event, preparatory',
    ),
]

HEADERS_AND_ROWS = [
    (
        "visas.csv",
        "lead_days",
        "lead_day",
        "visas.csv row 1, lead_day: unknown column; allowed: class, fee, lead_days, nationality, refusal_percent; "
        'did you mean "lead_days"?',
        "visas.csv row 1, lead_days: the column is missing; allowed: a column of whole number from 0",
    ),
    (
        "visas.csv",
        "NA,visa,45,85.00,10",
        "NA,visa,45,85,00,10",
        "visas.csv row 2: 6 cells; allowed: 5 cells; put a text that holds a comma between double quotes",
    ),
    (
        "rooms.csv",
        "hybrid,step_free",
        "hybrid,hybrid",
        "rooms.csv row 1, hybrid: the column is there more than once; allowed: each column once",
    ),
]


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in CELLS])
def test_spoilt_cell(spoil: Spoil, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    assert spoil(file, before, after) == list(expected)


@pytest.mark.parametrize(("file", "before", "after", "expected"), [(*case[:3], case[3:]) for case in HEADERS_AND_ROWS])
def test_spoilt_header_or_row(spoil: Spoil, file: str, before: str, after: str, expected: tuple[str, ...]) -> None:
    assert set(expected) <= set(spoil(file, before, after))


def test_unknown_table(folder: Path) -> None:
    (folder / "grant_rule.csv").write_text("grant,rule\n", encoding="utf-8")
    (problem,) = check_scenario(folder)
    assert (problem.file, problem.found) == ("grant_rule.csv", "unknown table")
    assert problem.suggestion == 'did you mean "grant_rules.csv"?'


def test_table_without_rows(folder: Path) -> None:
    (folder / "rooms.csv").write_text((folder / "rooms.csv").read_text(encoding="utf-8").splitlines()[0] + "\n")
    assert "rooms.csv: no rows; allowed: at least one row below the header" in map(str, check_scenario(folder))


def test_missing_table(folder: Path) -> None:
    (folder / "slots.csv").unlink()
    expected = "slots.csv: the file is missing; allowed: a file of comma-separated values in UTF-8"
    assert expected in map(str, check_scenario(folder))


HABITS = [
    ("people.csv", "na-cs-1,NA,", "na\N{NON-BREAKING HYPHEN}cs\N{NON-BREAKING HYPHEN}1\N{NO-BREAK SPACE},NA,"),
    ("people.csv", ",,,,Europe/Zurich", ",,2027-09-14\N{NO-BREAK SPACE}08:00,,Europe/Zurich\N{ZERO WIDTH SPACE}"),
    ("rooms.csv", "hall,", " hall ,"),
]


@pytest.mark.parametrize(("file", "before", "after"), HABITS)
def test_what_nobody_sees_does_no_harm(spoil: Spoil, file: str, before: str, after: str) -> None:
    assert spoil(file, before, after) == []


DATES = [
    ("13/09/2027", 'did you mean "2027-09-13"?'),
    ("09/13/2027", 'did you mean "2027-09-13"?'),
    ("13.9.2027", 'did you mean "2027-09-13"?'),
    ("05/04/2027", "write 2027-04-05 or 2027-05-04, whichever is meant"),
    ("04/04/2027", 'did you mean "2027-04-04"?'),
]


@pytest.mark.parametrize(("day", "suggestion"), DATES)
def test_dates_of_other_customs_are_never_guessed(spoil: Spoil, day: str, suggestion: str) -> None:
    expected = f'slots.csv row 2, day: "{day}"; allowed: a date such as 2027-04-20; {suggestion}'
    assert spoil("slots.csv", "s1,2027-09-14", f"s1,{day}") == [expected]


IDS = "at most 64 letters, digits, dots, hyphens and underscores, such as br-cs-2"


@pytest.mark.parametrize("bad", ["../x", "a/b", ".x", "x.", "a b", "a" * 65, "é", "a\\b", "con:1"])
def test_ids_can_be_names_of_files(spoil: Spoil, bad: str) -> None:
    shown = bad if len(bad) <= 60 else f"{bad[:60]}…"
    assert spoil("grants.csv", "example,", f"{bad},")[0] == f'grants.csv row 2, id: "{shown}"; allowed: {IDS}'


TEXTS = [
    ('"Room\n1"', '"Room\\n1"; allowed: a text on one line, without control characters'),
    ("Room\t1", '"Room\\t1"; allowed: a text on one line, without control characters'),
    ("Room \N{RIGHT-TO-LEFT OVERRIDE}1", '"Room \\u202e1"; allowed: a text on one line, without control characters'),
    ("R" * 501, f'"{"R" * 60}…"; allowed: a text of at most 500 characters'),
]


@pytest.mark.parametrize(("name", "expected"), TEXTS)
def test_texts_are_short_and_on_one_line(spoil: Spoil, name: str, expected: str) -> None:
    assert spoil("rooms.csv", "Room 1", name) == [f"rooms.csv row 3, name: {expected}"]


def test_decimal_comma(spoil: Spoil) -> None:
    expected = (
        'subsistence.csv row 2, rate: "260,00"; allowed: an amount such as 1234.50, without currency or thousands '
        'separator; did you mean "260.00"?'
    )
    assert spoil("subsistence.csv", "260.00", '"260,00"') == [expected]


def test_smart_quotes_belong_to_names_only(spoil: Spoil) -> None:
    assert spoil("rooms.csv", "Room 1", "Salle « Éléonore » “A”") == []
    assert spoil("rooms.csv", "hall,", "“hall”,")[0] == f'rooms.csv row 2, id: "“hall”"; allowed: {IDS}'
