"""The variants of the Inaugural Conference say what they say they do."""

from pathlib import Path
from typing import Any

import pytest

from planner.generate.scenario import generate_scenario
from planner.generate.wanted import Wanted
from planner.scenario.read import check_scenario, read_scenario

FOLDER = Path(__file__).parents[2] / "scenarios" / "inaugural"
VARIANTS = FOLDER / "variants"
NAMES = ("budget-minus-20", "other-city", "remote-heavy", "state-only", "two-days")


def test_all_variants_are_tried() -> None:
    assert sorted(path.stem for path in VARIANTS.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_variant_has_no_problems(name: str) -> None:
    assert check_scenario(VARIANTS / f"{name}.toml") == ()


def test_every_grant_gives_a_fifth_less() -> None:
    whole = {grant.id: grant.ceiling_cents for grant in read_scenario(FOLDER).grants}
    cut = {grant.id: grant.ceiling_cents for grant in read_scenario(VARIANTS / "budget-minus-20.toml").grants}
    assert {id: 5 * cents for id, cents in cut.items()} == {id: 4 * cents for id, cents in whole.items()}


def test_only_states_have_seats() -> None:
    delegations = read_scenario(VARIANTS / "state-only.toml").delegations
    most = {category: {d.seats[category].most for d in delegations} for category in ("state", "nhri", "civil_society")}
    assert most == {"state": {1}, "nhri": {0}, "civil_society": {0}}


def test_two_days_have_eight_slots_besides_the_eve() -> None:
    scenario = read_scenario(VARIANTS / "two-days.toml")
    assert sum("plenary" in slot.kinds for slot in scenario.slots) == 8
    assert scenario.people == read_scenario(FOLDER).people


@pytest.mark.parametrize(
    ("name", "options"),
    [("other-city", {"host": "NBO"}), ("remote-heavy", {"remote_percent": 60}), ("two-days", {"stated_days": 2})],
)
def test_tables_of_a_variant_are_what_the_generator_makes(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    generate_scenario(tmp_path, Wanted(states=31, seed=9, name="inaugural", **options))
    tables = list(VARIANTS.glob(f"{name}-*.csv"))
    assert tables
    for table in tables:
        assert table.read_bytes() == (tmp_path / table.name.removeprefix(f"{name}-")).read_bytes(), table.name
