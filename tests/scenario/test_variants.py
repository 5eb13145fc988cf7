"""Variants: a scenario with something changed, whose problems name the variant's file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.scenario.read import check_scenario, read_key, read_names, read_scenario
from planner.scenario.starter import new_scenario

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"


@pytest.fixture
def variant(folder: Path) -> Path:
    path = folder / "variants" / "x.toml"
    path.parent.mkdir()
    return path


def problems(variant: Path, text: str) -> list[str]:
    variant.write_text(f'extends = ".."\n{text}', encoding="utf-8")
    return [str(problem) for problem in check_scenario(variant)]


def change(kind: str, **said: str) -> str:
    return f"[[{kind}]]\n" + "\n".join(f"{key} = {value}" for key, value in said.items()) + "\n"


def override(table: str, row: str, column: str, value: str) -> str:
    return change("override", table=f'"{table}"', id=f'"{row}"', column=f'"{column}"', value=value)


def test_pilot_with_a_fifth_less() -> None:
    path = PILOT / "variants" / "budget-minus-20.toml"
    pilot, variant = read_scenario(PILOT), read_scenario(path)
    assert variant.conference.id == "pilot-budget-minus-20"
    # 5000.00, 7500.00 and 6000.00, each less a fifth.
    ceilings = {grant.id: grant.ceiling_cents for grant in variant.grants}
    assert ceilings == {"atlantic": 400_000, "lakes": 600_000, "bridge": 480_000}
    assert replace(variant, conference=pilot.conference, grants=pilot.grants) == pilot
    assert read_names(path) == read_names(PILOT)
    assert read_key(path) == read_key(PILOT)


def test_settings_are_merged_key_by_key(folder: Path, variant: Path) -> None:
    assert problems(variant, '[conference]\nid = "y"\n[policy.travel]\nnights_before = 0\n[rates]\nUSD = 0.8\n') == []
    base, changed = read_scenario(folder), read_scenario(variant)
    assert (base.policy.travel.nights_before, changed.policy.travel.nights_before) == (1, 0)
    assert changed.policy.travel.nights_after == 1
    assert changed.policy.selection == base.policy.selection
    assert changed.rates.keys() == {"CHF", "EUR", "USD"}
    assert changed.conference == replace(base.conference, id="y")


def test_sourced_number_takes_the_place_of_the_other(variant: Path) -> None:
    assert problems(variant, "[policy.selection]\nwomens_share_floor_percent = 50\n") == []
    policy = read_scenario(variant).policy
    assert (policy.selection.womens_share_floor_percent, policy.sources) == (50, {})


def test_rows_are_removed_and_tables_replaced(folder: Path, variant: Path) -> None:
    visas = "nationality,class,lead_days,fee,refusal_percent\nSN,visa,10,1.00,0\n"
    (variant.parent / "visas-mild.csv").write_text(visas, encoding="utf-8")
    text = change("remove", table='"preferences"', id='"na-st-1/th-protection"') + change(
        "replace", table='"visas"', file='"visas-mild.csv"'
    )
    assert problems(variant, text) == []
    base, changed = read_scenario(folder), read_scenario(variant)
    left = {(p.person, p.session) for p in base.preferences} - {(p.person, p.session) for p in changed.preferences}
    assert left == {("na-st-1", "th-protection")}
    assert [(visa.nationality, visa.fee_cents) for visa in changed.visas] == [("SN", 100)]


def test_every_row_at_once_and_values_as_toml_writes_them(variant: Path) -> None:
    text = override("interpreters", "*", "fee_per_day", "500.50") + override("people", "ex-1", "joined", "2020-02-01")
    assert problems(variant, text + override("rooms", "*", "hybrid", "true")) == []
    changed = read_scenario(variant)
    assert {interpreter.fee_per_day_cents for interpreter in changed.interpreters} == {50_050}
    assert changed.person["ex-1"].joined == date(2020, 2, 1)
    assert all(room.hybrid for room in changed.rooms)


def test_variant_of_a_variant_and_of_a_workbook(folder: Path, variant: Path, tmp_path: Path) -> None:
    problems(variant, override("rooms", "hall", "capacity", "50"))
    second = variant.with_name("z.toml")
    second.write_text('extends = "x.toml"\n' + override("rooms", "r1", "capacity", "7"), encoding="utf-8")
    rooms = read_scenario(second).room
    assert (rooms["hall"].capacity, rooms["r1"].capacity) == (50, 7)
    assert read_scenario(second).conference.id == "starter-x-z"
    book = new_scenario(tmp_path / "book" / "mine.xlsx", folder)
    second.write_text(f'extends = "{book}"\n', encoding="utf-8")
    assert replace(read_scenario(second), conference=read_scenario(folder).conference) == read_scenario(folder)
    assert read_key(second) == read_key(folder)


PROBLEMS = [
    (
        override("rooms", "hall", "capacity", '"many"'),
        'x.toml, override 1, value: "many"; allowed: a whole number from 1',
    ),
    (
        override("rooms", "hal", "capacity", "5"),
        'x.toml, override 1, id: "hal"; allowed: a row of rooms.csv, or * (hall, r1); did you mean "hall"?',
    ),
    (
        override("rooms", "hall", "capasity", "5"),
        'x.toml, override 1, column: "capasity"; allowed: a column of rooms.csv (id, name, capacity, booths, '
        'mobile_booths_fit, hybrid, step_free, privacy, zone, neighbours); did you mean "capacity"?',
    ),
    (
        override("rooms", "hall", "capacity", "[5]"),
        "x.toml, override 1, value: [5]; allowed: what stands in a cell, such as 12 or a text in quotes",
    ),
    (
        change("override", table='"rooms"', id='"hall"', column='"capacity"'),
        "x.toml, override 1, value: the key is missing; allowed: a value for value",
    ),
    (
        change("remove", table='"rooms"', id="7"),
        "x.toml, remove 1, id: 7; allowed: a text in quotes",
    ),
    (
        change("remove", table='"rooms"', id='"r1"', row="3"),
        "x.toml, remove 1, row: unknown key; allowed: table, id",
    ),
    (
        change("replace", table='"visas"', file='"none.csv"'),
        'x.toml, replace 1, file: "none.csv"; allowed: a CSV file, named as seen from the variant',
    ),
    (
        'remove = "rooms"\n',
        'x.toml, remove: "rooms"; allowed: changes that are each headed [[remove]]',
    ),
    (
        "[policy.travel]\nnight_before = 1\n",
        "x.toml, policy.travel.night_before: unknown key; allowed: nights_before, nights_after, lodging_provided, "
        "meals_provided, longer_than_fastest_minutes, extra_connections, funded_people_per_country, times_funded; "
        'did you mean "nights_before"?',
    ),
    (
        '[conference]\nzone = "Zurich"\n',
        'x.toml, conference.zone: "Zurich"; allowed: an IANA time zone such as Europe/Lisbon; '
        'did you mean "Europe/Zurich"?',
    ),
    (
        change("remove", table='"people"', id='"ex-1"'),
        'sessions.csv as x.toml leaves it row 2, speakers: "ex-1"; allowed: an id of people.csv '
        "(na-cs-1, na-cs-2, na-nh-1, na-st-1, sn-cs-1, sn-nh-1, sn-st-1)",
    ),
    (
        "policy = 3\n",
        "x.toml, policy: 3; allowed: a section [policy]",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PROBLEMS)
def test_problems_name_the_variant(variant: Path, text: str, expected: str) -> None:
    assert problems(variant, text)[0] == expected


def test_unknown_table_is_named(variant: Path) -> None:
    (found,) = problems(variant, override("room", "hall", "capacity", "5"))
    assert found.startswith('x.toml, override 1, table: "room"; allowed: a table (delegations, people, ')
    assert found.endswith('did you mean "rooms"?')


def test_problems_of_a_replaced_table_name_its_file(variant: Path) -> None:
    (variant.parent / "mild.csv").write_text("nationality,class,lead_days,fee\nSN,visa,x,1.00\n", encoding="utf-8")
    found = problems(variant, change("replace", table='"visas"', file='"mild.csv"'))
    assert found == ['mild.csv row 2, lead_days: "x"; allowed: a whole number from 0']


def test_variant_that_extends_nothing(variant: Path) -> None:
    variant.write_text("[policy]\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r'x\.toml: has no line such as extends = ".."'):
        check_scenario(variant)


def test_variants_that_extend_each_other(variant: Path) -> None:
    variant.write_text('extends = "y.toml"\n', encoding="utf-8")
    variant.with_name("y.toml").write_text('extends = "x.toml"\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="extends itself"):
        check_scenario(variant)


def test_variant_of_a_scenario_that_is_not_there(variant: Path) -> None:
    variant.write_text('extends = "nowhere"\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"nowhere/scenario\.toml: cannot be read"):
        check_scenario(variant)
