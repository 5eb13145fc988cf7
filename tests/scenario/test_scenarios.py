"""The scenarios that come with the planner."""

from collections import Counter
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.scenario.read import check_scenario, read_key, read_names, read_scenario
from planner.scenario.starter import new_scenario

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"


def test_pilot_has_no_problems() -> None:
    assert check_scenario(PILOT) == ()


def test_pilot_is_the_second_yearly_meeting_of_five_states() -> None:
    pilot = read_scenario(PILOT)
    assert {delegation.country for delegation in pilot.delegations} == {"BR", "CA", "CI", "ID", "MX"}
    kinds = {"plenary": 3, "regional": 2, "closed_door": 3, "thematic": 5, "side_event": 1}
    assert Counter(session.kind for session in pilot.sessions) == kinds
    assert sum(seats.most for delegation in pilot.delegations for seats in delegation.seats.values()) == 15
    assert {"2026-brasilia"} <= {entry.meeting for entry in pilot.ledger}


def test_pilot_uses_mandates_pins_separations_and_sign_languages() -> None:
    pilot = read_scenario(PILOT)
    assert [person.id for person in pilot.people if person.mandated] == ["ex-1"]
    assert [person.id for person in pilot.people if person.sign_language] == ["ca-nh-1"]
    assert [(pin.decision, pin.holding, pin.value) for pin in pilot.pins] == [("slot", "dialogue#1", "d2-1")]
    assert {separation.person for separation in pilot.separations} == {"ci-cs-2", "mx-cs-2"}
    policy = pilot.policy.allocation
    assert (policy.favourites_floor, policy.quorum_percent, policy.times_chairing) == (2, 80, 3)
    assert (policy.chairs_regions, policy.chairs_categories, policy.chairs_genders) == (3, 2, 2)


def test_pilot_names_everyone_and_gives_the_protected_an_alias() -> None:
    pilot, names = read_scenario(PILOT), read_names(PILOT)
    everyone = {*pilot.person, *pilot.interpreter}
    assert names.badge_names.keys() == names.contacts.keys() == names.legal_names.keys() == everyone
    protected = [person.id for person in pilot.people if person.protected]
    assert protected
    assert [id for id in protected if names.badge_names[id].badge_name == names.legal_names[id]] == []


def test_pilot_key_is_marked_as_a_demonstration() -> None:
    assert read_key(PILOT).startswith(b"demo-")


def test_starter_has_no_problems(folder: Path) -> None:
    assert check_scenario(folder) == ()


def test_new_scenarios_have_keys_of_their_own(tmp_path: Path) -> None:
    new_scenario(tmp_path / "a" / "first")
    (tmp_path / "second").mkdir()
    new_scenario(tmp_path / "second")
    assert read_key(tmp_path / "a" / "first") != read_key(tmp_path / "second")
    assert (tmp_path / "second" / "planner.key").stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a", "second"}


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_new_scenario_overwrites_nothing(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "mine"
    if kind == "folder":
        place.mkdir()
        kept = place / "notes.txt"
    else:
        kept = place
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="not an empty folder"):
        new_scenario(place)
    assert kept.read_text(encoding="utf-8") == "mine"
