"""The arithmetic that must hold before the Inaugural Conference is solved."""

from collections import Counter
from pathlib import Path

import pytest

from planner.scenario.programme import Session
from planner.scenario.read import read_key, read_scenario
from planner.scenario.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios" / "inaugural"
TEAMS = {1: 2, 2: 3, 3: 5, 4: 8}
"""Interpreters, by AIIC's table, when as many languages are spoken as are interpreted into."""


@pytest.fixture(scope="module")
def inaugural() -> Scenario:
    return read_scenario(FOLDER)


def of_kind(scenario: Scenario, kind: str) -> list[Session]:
    return [session for session in scenario.sessions if session.kind == kind]


def team(session: Session) -> int:
    """One more where the Arabic booth works both ways."""
    return TEAMS[len(session.floor_languages)] + ("ar" in session.floor_languages)


def test_sizes(inaugural: Scenario) -> None:
    assert len(inaugural.delegations) == 31
    assert 215 <= sum(person.delegation is not None for person in inaugural.people) <= 245
    assert sum(person.category == "expert" for person in inaugural.people) == 12
    assert len(inaugural.sessions) == 45
    assert len(inaugural.interpreters) == 28
    assert len({entry.meeting for entry in inaugural.ledger}) == 2
    assert inaugural.policy.selection.returning_members == 0
    assert inaugural.conference.languages == ("en", "fr", "es", "ar")


def test_slots(inaugural: Scenario) -> None:
    """Three days of two sittings with two slots; three lunchtimes; the eve."""
    by_kind = Counter(kind for slot in inaugural.slots for kind in slot.kinds)
    assert by_kind == {
        "plenary": 12,
        "regional": 12,
        "closed_door": 12,
        "thematic": 12,
        "side_event": 3,
        "preparatory": 1,
    }


def test_plenaries_have_the_whole_team(inaugural: Scenario) -> None:
    assert [team(session) for session in of_kind(inaugural, "plenary")] == [9, 9, 9, 9]


def test_regions_meet_at_once(inaugural: Scenario) -> None:
    regional = of_kind(inaugural, "regional")
    assert len(regional) == 5
    assert {session.same_window for session in regional} == {"regional"}
    assert all(1 <= len(session.floor_languages) <= 3 for session in regional)
    assert sum(room.hybrid for room in inaugural.rooms) >= 5, "remote people belong to every region"
    assert sum(map(team, regional)) <= 28


def test_closed_meetings_share_nobody(inaugural: Scenario) -> None:
    """3 * 9 = 27 of 28, nine of them with Arabic."""
    closed = of_kind(inaugural, "closed_door")
    assert sum(map(team, closed)) == 27
    assert sum(room.privacy == "closed" and room.booths >= 4 for room in inaugural.rooms) == 3
    assert sum("ar" in interpreter.active for interpreter in inaugural.interpreters) == 9
    assert all(interpreter.supplied_by is None for interpreter in inaugural.interpreters)


def test_thematic_sessions_fit_six_slots(inaugural: Scenario) -> None:
    """12 slots less 4 plenary, 1 regional, 1 closed are 6, with three or four rooms of at most three booths."""
    holdings = sum(session.offered for session in of_kind(inaugural, "thematic"))
    assert 3 * 6 <= holdings <= 4 * 6
    assert all(len(session.floor_languages) <= 3 for session in of_kind(inaugural, "thematic"))


def test_interpreters_have_enough_sittings(inaugural: Scenario) -> None:
    """Two a day on three days, one on the eve."""
    days = {day for interpreter in inaugural.interpreters for day in interpreter.days}
    assert len(days) == 4
    assert inaugural.policy.interpreting.sittings_per_day == 2
    assert inaugural.policy.interpreting.sittings_per_week >= 7


def test_key_is_marked_as_a_demonstration() -> None:
    assert read_key(FOLDER).startswith(b"demo-")
