"""The arithmetic that must hold before the network of 80 States is solved."""

from collections import Counter
from pathlib import Path

import pytest

from planner.generate.scenario import generate_scenario
from planner.generate.wanted import Wanted
from planner.scenario.programme import Session
from planner.scenario.read import check_scenario, read_key, read_scenario
from planner.scenario.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "scenarios" / "network"
TEAMS = {1: 2, 2: 3, 3: 5, 4: 8, 6: 12}
"""Interpreters, by AIIC's table, when as many languages are spoken as are interpreted into."""


@pytest.fixture(scope="module")
def network() -> Scenario:
    return read_scenario(FOLDER)


def of_kind(scenario: Scenario, kind: str) -> list[Session]:
    return [session for session in scenario.sessions if session.kind == kind]


def team(session: Session) -> int:
    """One more for each of Arabic and Chinese, whose booths work both ways."""
    return TEAMS[len(session.floor_languages)] + len({"ar", "zh"} & {*session.floor_languages})


def test_the_network_is_what_the_generator_makes(tmp_path: Path) -> None:
    generate_scenario(tmp_path, Wanted(states=80, seed=20, name="network"))
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {name: (FOLDER / name).read_bytes() for name in files}


def test_nothing_is_wrong_with_it() -> None:
    assert check_scenario(FOLDER) == ()


def test_sizes(network: Scenario) -> None:
    """47 thematic: 14 + 0.41 * 80 = 46.8. 24 side events: six at each of four lunchtimes."""
    assert len(network.delegations) == 80
    assert Counter(session.kind for session in network.sessions) == {
        "plenary": 4,
        "regional": 9,
        "closed_door": 3,
        "preparatory": 3,
        "thematic": 47,
        "side_event": 24,
    }
    assert network.conference.languages == ("en", "fr", "es", "ar", "ru", "zh")
    assert len({slot.day for slot in network.slots}) == 4 + 1


def test_about_280_can_come(network: Scenario) -> None:
    """Seats that can be filled, and experts. States without an accredited institution fill none of its category."""
    seats = 0
    for delegation in network.delegations:
        has_institution = delegation.nhri_status in ("A", "B")
        seats += sum(delegation.seats[category].most for category in delegation.seats)
        seats -= 0 if has_institution else delegation.seats["nhri"].most
    experts = sum(person.category == "expert" for person in network.people)
    assert 270 <= seats + experts <= 300


def test_thematic_sessions_fit_nine_slots(network: Scenario) -> None:
    """16 slots less 4 plenary, 2 regional, 1 closed are 9; 9 * 7 rooms less 3 kept free are 60 holdings."""
    thematic = of_kind(network, "thematic")
    assert Counter(session.offered for session in thematic) == {1: 36, 2: 9, 3: 2}
    assert sum(session.offered for session in thematic) == 60
    assert all(len(session.floor_languages) <= 3 for session in thematic)
    assert network.policy.timetable.parallel_sessions == 7


def test_seats_of_one_slot_are_enough_for_everyone(network: Scenario) -> None:
    """Seven sessions at once, each in one of the nine rooms beside the hall."""
    most = max(session.size.most for session in of_kind(network, "thematic") if session.size)
    assert 280 <= 7 * most <= 350
    assert sorted(room.capacity for room in network.rooms)[-8] >= most


def test_every_region_has_a_room_when_all_meet(network: Scenario) -> None:
    """Counted with all seats filled: those of each system side by side, largest in the largest hybrid room."""
    rooms = sorted((room for room in network.rooms if room.hybrid), key=lambda room: -room.capacity)
    for system in ("un_region", "network_region"):
        needed: Counter[str] = Counter()
        for delegation in network.delegations:
            needed[getattr(delegation, system)] += sum(seats.most for seats in delegation.seats.values())
        for room, (region, people) in zip(rooms, needed.most_common(), strict=False):
            assert room.capacity >= people, region
    floors = [len(session.floor_languages) for session in of_kind(network, "regional")]
    assert max(floors) <= 4 <= min(room.booths for room in rooms[:5])


def test_teams_for_meetings_held_at_once(network: Scenario) -> None:
    """3 * (12 + 2) = 42 for the closed meetings; 6 + 10 + 3 + 3 + 8 = 30 for the regions of the United Nations."""
    regional = of_kind(network, "regional")
    assert sum(map(team, of_kind(network, "closed_door"))) == 42
    assert sum(team(session) for session in regional if session.same_window == "regional") == 30
    assert sum(team(session) for session in regional if session.same_window == "network") == 27
    assert [team(session) for session in of_kind(network, "plenary")] == [14] * 4
    mothers = Counter(interpreter.a_languages[0] for interpreter in network.interpreters)
    assert mothers == {"en": 15, "fr": 12, "es": 12, "ar": 15, "ru": 10, "zh": 12}


def test_closed_meetings_have_booths_for_every_language(network: Scenario) -> None:
    closed = [room for room in network.rooms if room.privacy == "closed"]
    assert [room.booths for room in closed] == [6, 6, 6]
    assert [room.capacity for room in closed] == [180, 90, 90]


def test_titles_are_in_all_languages(network: Scenario) -> None:
    assert all({*session.titles} == {*network.conference.languages} for session in network.sessions)


def test_a_series_goes_on_in_the_theme_it_began(network: Scenario) -> None:
    workshop = network.session["th-digital-workshop"]
    assert workshop.theme == "digital"
    assert workshop.titles["en"] == "Digital security and surveillance: workshop"
    assert workshop.titles["fr"] == "Sécurité numérique et surveillance : atelier"


def test_key_is_marked_as_a_demonstration() -> None:
    assert read_key(FOLDER).startswith(b"demo-")
