"""What the reader makes of good input."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.errors import InputRejected, UnreadableFile
from planner.scenario.people import Range
from planner.scenario.read import check_scenario, read_key, read_names, read_scenario
from planner.scenario.resolved import read_resolved, scenario_to_json

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"


def test_namibia_is_not_missing(folder: Path) -> None:
    scenario = read_scenario(folder)
    assert [delegation.country for delegation in scenario.delegations] == ["NA", "SN"]
    assert scenario.person["na-cs-1"].nationality == "NA"
    assert scenario.visa["NA"].lead_days == 45


def test_values_are_of_the_right_unit(folder: Path) -> None:
    scenario = read_scenario(folder)
    assert scenario.grant["example"].ceiling_cents == 900_000
    assert scenario.travel_offer["WDH-1"].travel_minutes == 930  # 15.5 hours
    assert (scenario.slot["s2"].starts, scenario.slot["s2"].ends) == (690, 780)  # 11:30 and 13:00
    assert scenario.policy.interpreting.language_cost_cents == {"en": 140_000, "fr": 140_000}
    assert scenario.delegation["SN"].seats["nhri"] == Range(least=1, most=1)
    assert scenario.rates == {"EUR": Decimal("0.9500"), "CHF": Decimal(1)}
    assert scenario.interpreter["i01"].days == (date(2027, 9, 14),)


def test_moments_count_from_midnight_of_the_first_day(folder: Path) -> None:
    people = _rows(folder / "people.csv")
    people[-1] |= {"arrives_after": "2027-09-13 22:00", "leaves_before": "2027-09-15 00:30"}
    _write(folder / "people.csv", people)
    expert = read_scenario(folder).person["ex-1"]
    assert (expert.arrives_after, expert.leaves_before) == (-120, 2 * 1440 - 1440 + 30)


def test_ranks_become_borda_points(folder: Path) -> None:
    # Two ranked sessions: 100 * 2/2 and 100 * 1/2.
    stated = {p.session: p.points for p in read_scenario(folder).preferences if p.person == "na-cs-1"}
    assert stated == {"th-land": 100, "th-protection": 50}


def test_three_ranks_are_rounded(folder: Path) -> None:
    preferences = _rows(folder / "preferences.csv")
    preferences.append({"person": "na-cs-1", "session": "cd-cs", "points": "", "rank": "3"})
    _write(folder / "preferences.csv", preferences)
    stated = {p.session: p.points for p in read_scenario(folder).preferences if p.person == "na-cs-1"}
    assert stated == {"th-land": 100, "th-protection": 67, "cd-cs": 33}


def test_civil_society_is_protected_unless_it_says_otherwise(folder: Path) -> None:
    defender = read_scenario(folder).person["sn-cs-1"]
    assert (defender.protected, defender.visibility, defender.photo) == (True, "need_to_know", "no")
    people = _rows(folder / "people.csv")
    people[6] |= {"protected": "no"}
    _write(folder / "people.csv", people)
    defender = read_scenario(folder).person["sn-cs-1"]
    assert (defender.protected, defender.visibility, defender.photo) == (False, "need_to_know", "ask")


def test_sources_of_numbers_are_kept_apart(folder: Path) -> None:
    policy = read_scenario(folder).policy
    assert policy.selection.womens_share_floor_percent == 30
    assert policy.selection.returning_members == 0
    expected = "ILO, measures on women's participation in delegations"
    assert policy.sources == {"selection.womens_share_floor_percent": expected}


def test_slots_are_in_order_of_time(folder: Path) -> None:
    _write(folder / "slots.csv", _rows(folder / "slots.csv")[::-1])
    assert [slot.id for slot in read_scenario(folder).slots] == ["s1", "s2", "s3", "s4"]


def test_spreadsheet_habits_do_no_harm(folder: Path) -> None:
    """A byte order mark, Windows line ends, blank rows and accents in two parts."""
    path = folder / "rooms.csv"
    text = path.read_text(encoding="utf-8").replace("Room 1", "Cafe\N{COMBINING ACUTE ACCENT}") + ",,,,,,,,,\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_scenario(folder).room["r1"].name == "Caf\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize("name", ["starter", "pilot"])
def test_resolved_scenario_reads_back_the_same(folder: Path, tmp_path: Path, name: str) -> None:
    scenario = read_scenario(PILOT if name == "pilot" else folder)
    (tmp_path / "scenario.json").write_bytes(scenario_to_json(scenario))
    assert read_resolved(tmp_path / "scenario.json") == scenario


def test_rejected_input_carries_every_problem(folder: Path) -> None:
    (folder / "visas.csv").write_text(
        "nationality,class,lead_days,fee\nXX,visa,45,9\nNA,visum,45,9\n", encoding="utf-8"
    )
    with pytest.raises(InputRejected) as rejected:
        read_scenario(folder)
    assert rejected.value.problems == check_scenario(folder)
    assert [(problem.row, problem.column) for problem in rejected.value.problems] == [(2, "nationality"), (3, "class")]


def test_no_scenario_at_all(tmp_path: Path) -> None:
    for read in (read_scenario, check_scenario):
        with pytest.raises(UnreadableFile, match=r"scenario\.toml: cannot be read"):
            read(tmp_path / "nowhere")


def test_broken_settings(folder: Path) -> None:
    (folder / "scenario.toml").write_text("[conference\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="is not TOML"):
        read_scenario(folder)


def test_names_are_optional(folder: Path) -> None:
    assert read_names(folder).badge_names["sn-cs-1"].badge_name == "Fleuve"
    assert read_names(folder).contacts["na-cs-1"].language == "en"
    for table in ("badge_names", "contacts"):
        (folder / f"{table}.csv").unlink()
    names = read_names(folder)
    assert not names.badge_names
    assert not names.contacts
    assert not names.legal_names
    assert check_scenario(folder) == ()


def test_broken_names_are_rejected(folder: Path) -> None:
    (folder / "contacts.csv").write_text("id,email,language\nna-cs-1,nowhere,en\n", encoding="utf-8")
    with pytest.raises(InputRejected, match=r"contacts\.csv row 2, email"):
        read_names(folder)


def test_key_is_missing_or_short(folder: Path) -> None:
    assert len(read_key(folder)) == 64
    (folder / "planner.key").write_text("short\n", encoding="ascii")
    with pytest.raises(UnreadableFile, match=r"shorter than 16"):
        read_key(folder)
    (folder / "planner.key").unlink()
    with pytest.raises(UnreadableFile, match="planner new FOLDER"):
        read_key(folder)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
