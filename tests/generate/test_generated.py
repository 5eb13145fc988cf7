"""Generated scenarios are whole, repeatable and plausible, whatever their size."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import UnreadableFile
from planner.generate.facts import countries, hosts
from planner.generate.scenario import generate_scenario
from planner.generate.wanted import Wanted
from planner.pipeline import generate
from planner.scenario.names import Names
from planner.scenario.read import check_scenario, read_names, read_scenario
from planner.scenario.scenario import Scenario

INAUGURAL = Path(__file__).parents[2] / "scenarios" / "inaugural"
INAUGURAL_WANTED = Wanted(states=31, seed=9, name="inaugural")


def made(folder: Path, wanted: Wanted) -> dict[str, bytes]:
    folder.mkdir()
    generate_scenario(folder, wanted)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def whole_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, Names]:
    folder = tmp_path_factory.mktemp("generated") / "world"
    made(folder, Wanted(states=193, seed=4))
    return read_scenario(folder), read_names(folder)


def test_the_inaugural_conference_is_what_the_generator_makes(tmp_path: Path) -> None:
    files = made(tmp_path / "again", INAUGURAL_WANTED)
    assert files == {name: (INAUGURAL / name).read_bytes() for name in files}


def test_another_seed_gives_another_scenario(tmp_path: Path) -> None:
    first, second = (made(tmp_path / str(seed), Wanted(states=5, seed=seed)) for seed in (1, 2))
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] == second[name]} <= {
        "planner.key",
        "rooms.csv",
        "slots.csv",
        "subsistence.csv",
        "grant_rules.csv",
    }


@pytest.mark.parametrize("states", [3, 11, 12, 80, 193])
def test_any_size_has_no_problems(tmp_path: Path, states: int) -> None:
    made(tmp_path / "one", Wanted(states=states))
    assert check_scenario(tmp_path / "one") == ()
    assert len(read_scenario(tmp_path / "one").delegations) == states


@settings(max_examples=12, deadline=None)
@given(states=st.integers(3, 40), seed=st.integers(0, 10_000), host=st.sampled_from(sorted(hosts())))
def test_any_seed_and_host_have_no_problems(
    tmp_path_factory: pytest.TempPathFactory, states: int, seed: int, host: str
) -> None:
    folder = tmp_path_factory.mktemp("any") / "one"
    made(folder, Wanted(states=states, seed=seed, host=host))
    assert check_scenario(folder) == ()


def test_states_are_drawn_from_all_groups_in_proportion(tmp_path: Path) -> None:
    """Of 31: 31 * 54 / 193 = 8.67 twice, 5.30, 4.66, 3.69; the three largest remainders are rounded up."""
    made(tmp_path / "one", INAUGURAL_WANTED)
    groups = Counter(delegation.un_region for delegation in read_scenario(tmp_path / "one").delegations)
    assert groups == {
        "un:African": 9,
        "un:Asia_Pacific": 9,
        "un:GRULAC": 5,
        "un:WEOG": 4,
        "un:Eastern_European": 4,
    }


def test_meeting_grows_with_the_states(tmp_path: Path) -> None:
    sizes = []
    for states in (3, 31, 60, 100, 193):
        made(tmp_path / str(states), Wanted(states=states))
        scenario = read_scenario(tmp_path / str(states))
        counted = (scenario.people, scenario.sessions, scenario.rooms, scenario.interpreters)
        sizes.append([*map(len, counted), sum(room.capacity for room in scenario.rooms)])
    assert all(small < large for one, other in pairwise(sizes) for small, large in zip(one, other, strict=True))


def test_size_of_a_meeting_of_the_whole_world(whole_world: tuple[Scenario, Names]) -> None:
    """14 + 0.41 * 193 = 93 thematic sessions, 13 side events at each of four lunchtimes, 19 others."""
    scenario, _ = whole_world
    assert len(scenario.sessions) == 93 + 4 * 13 + 19
    assert len(scenario.rooms) == 25
    assert scenario.policy.timetable.parallel_sessions == 18
    assert scenario.policy.travel.funded_people_per_country == 3 + 2


def test_everyone_follows_a_language_of_their_region(whole_world: tuple[Scenario, Names]) -> None:
    scenario, _ = whole_world
    floors = {session.region: {*session.floor_languages} for session in scenario.sessions if session.region}
    assert len(floors) == 5 + 4
    assert all(1 <= len(floor) <= 4 for floor in floors.values())
    deaf = [
        p.id
        for p in scenario.people
        if p.delegation
        for region in (scenario.delegation[p.delegation].un_region, scenario.delegation[p.delegation].network_region)
        if not p.understands & floors[region]
    ]
    assert deaf == []


def test_categories_genders_and_languages_are_plausible(whole_world: tuple[Scenario, Names]) -> None:
    scenario, _ = whole_world
    categories = Counter(person.category for person in scenario.people)
    assert categories["state"] == 2 * 193
    assert 5 * 193 <= categories["civil_society"] <= 6 * 193
    assert 40 <= 100 * sum(person.gender == "woman" for person in scenario.people) / len(scenario.people) <= 60
    assert {"other", "unstated"} <= {person.gender for person in scenario.people}
    for code, language in (("MX", "es"), ("FR", "fr"), ("EG", "ar"), ("GB", "en")):
        assert all(language in p.understands for p in scenario.people if p.delegation == code)
    monolingual = [p for p in scenario.people if len(p.understands & {*scenario.conference.languages}) == 1]
    assert 0.3 <= len(monolingual) / len(scenario.people) <= 0.8


def test_no_two_badges_or_passports_bear_the_same_name(whole_world: tuple[Scenario, Names]) -> None:
    _, names = whole_world
    badges = [badge.badge_name for badge in names.badge_names.values()]
    assert len(badges) == len(set(badges))
    assert len(names.legal_names) == len(set(names.legal_names.values()))


def test_protected_people_have_an_alias(whole_world: tuple[Scenario, Names]) -> None:
    scenario, names = whole_world
    protected = {person.id for person in scenario.people if person.protected}
    aliases = {names.badge_names[id].badge_name for id in protected}
    assert len(protected) > 193
    assert not aliases & set(names.legal_names.values())
    assert all(not names.badge_names[id].honorific for id in protected)


def test_badges_are_written_in_several_scripts(whole_world: tuple[Scenario, Names]) -> None:
    _, names = whole_world
    letters = "".join(badge.badge_name for badge in names.badge_names.values())
    for script, first, last in (
        ("Arabic", "\u0621", "\u064a"),
        ("Cyrillic", "\u0410", "\u044f"),
        ("Ethiopic", "\u1200", "\u135a"),
        ("Chinese", "\u4e00", "\u9fff"),
    ):
        assert any(first <= letter <= last for letter in letters), script


def test_organisations_of_civil_society_send_one_person_each(whole_world: tuple[Scenario, Names]) -> None:
    scenario, _ = whole_world
    organisations = [p.organisation for p in scenario.people if p.category == "civil_society"]
    assert len(organisations) == len(set(organisations))


def test_fares_are_marked_as_estimates(whole_world: tuple[Scenario, Names]) -> None:
    scenario, _ = whole_world
    assert all(offer.estimate for offer in scenario.travel_offers)
    per_origin = Counter(offer.origin for offer in scenario.travel_offers)
    assert set(per_origin.values()) == {1, 2, 3}


def test_options_are_kept(tmp_path: Path) -> None:
    wanted = Wanted(states=12, name="autumn", host="NBO", starts=date(2028, 9, 5), remote_percent=100)
    made(tmp_path / "one", wanted)
    scenario = read_scenario(tmp_path / "one")
    conference = scenario.conference
    assert (conference.id, conference.city, conference.country, conference.currency) == ("autumn", "NBO", "KE", "USD")
    assert (conference.starts, conference.ends) == (date(2028, 9, 5), date(2028, 9, 7))
    others = [p for p in scenario.people if p.delegation and p.nomination_rank != 1]
    assert all("remote" in person.modes for person in others)


def test_generating_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    kept = tmp_path / "mine" / "notes.txt"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="not an empty folder"):
        generate(tmp_path / "mine", Wanted(states=3))
    assert kept.read_text(encoding="utf-8") == "mine"


def test_countries_of_the_founding_study_are_known() -> None:
    assert {"BR", "CA", "CI", "ID", "MX"} <= countries().keys()
