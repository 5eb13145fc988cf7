"""The Secretariat's report, read back from its page."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from planner.publish.audiences import build_views
from planner.publish.drawlog import DrawLog
from planner.publish.reports import write_report
from planner.publish.view import AudienceView
from planner.scenario.programme import Preference
from planner.scenario.scenario import Scenario
from planner.units import Cents
from tests.publish import small


def secretariat(given: Scenario) -> AudienceView:
    (view,) = [
        view for view in build_views(given, small.plan(), small.names(), small.KEY) if view.audience == "secretariat"
    ]
    return view


def page(view: AudienceView, folder: Path) -> str:
    write_report(view, folder, DrawLog())
    return (folder / "report.html").read_text(encoding="utf-8")


def text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def section(source: str, name: str) -> str:
    return source.split(f'<section id="{name}">')[1].split("</section>")[0]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Name of a number to what stands beside it: its value, and where it comes from."""
    given = small.scenario()
    policy = replace(
        given.policy,
        selection=replace(given.policy.selection, marginalised_weights={"first_time": 2, "gender": 1}),
        interpreting=replace(given.policy.interpreting, language_cost_cents={"fr": Cents(260_000)}),
        privacy=replace(given.policy.privacy, smallest_cell=6),
        sources={"interpreting.language_cost": "two teams for two days", "travel.nights_before": "UN ICSC"},
    )
    source = page(secretariat(replace(given, policy=policy)), tmp_path_factory.mktemp("report"))
    rows = section(source, "numbers").split("<tr>")[2:]
    cells = [[text(cell) for cell in re.split(r"</t[hd]>", row)[:3]] for row in rows]
    return {name: rest for name, *rest in cells}


def test_source_of_a_number_is_the_one_the_scenario_states(numbers: dict[str, list[str]]) -> None:
    assert numbers["interpreting.language_cost"] == ["fr CHF2,600.00", "two teams for two days"]
    assert numbers["travel.nights_before"] == ["1", "UN ICSC"]


def test_number_without_a_source_says_who_set_it(numbers: dict[str, list[str]]) -> None:
    """The default of the smallest cell is 5, that of nights after 1; weights have none."""
    unsourced = "set in the scenario, no source stated"
    assert numbers["privacy.smallest_cell"] == ["6", unsourced]
    assert numbers["selection.marginalised_weights"] == ["first time 2, gender 1", unsourced]
    assert numbers["travel.nights_after"] == ["1", "default of the planner"]


def test_numbers_are_written_in_their_units(numbers: dict[str, list[str]]) -> None:
    shown = {name: value for name, (value, _) in numbers.items()}
    assert shown["timetable.awake_from"] == "08:00"
    assert shown["timetable.awake_until"] == "22:00"
    assert shown["interpreting.rest_minutes"] == "90 minutes"
    assert shown["selection.womens_share_floor_percent"] == "30%"
    assert shown["travel.meals_provided"] == "no"
    assert shown["timetable.protected_windows"] == "none"
    assert shown["selection.underrepresented_genders"] == "woman, other"
    assert shown["allocation.times_chairing"] == "none"


def test_regions_read_as_words_and_nobody_without_wishes_has_a_score(tmp_path: Path) -> None:
    """Nobody of the small conference stated a preference."""
    given = small.scenario()
    mixed = tuple(replace(delegation, network_region="net:africa_asia") for delegation in given.delegations)
    said = text(section(page(secretariat(replace(given, delegations=mixed)), tmp_path), "delegations"))
    assert "UN group: GRULAC · region of the network: Africa Asia" in said
    assert "0 of 0" not in said


def test_stated_wishes_are_told_with_what_was_granted(tmp_path: Path) -> None:
    given = small.scenario()
    wishes = (
        Preference(person="br-s-1", session="th-land", points=70),
        Preference(person="br-s-1", session="cd-cs", points=30),
    )
    said = text(section(page(secretariat(replace(given, preferences=wishes)), tmp_path), "delegations"))
    assert said.count("70 of 100") == 1


@pytest.mark.parametrize(
    ("workers", "command"),
    [(1, "planner solve scenarios/small --seed 1"), (2, "planner solve scenarios/small --seed 1 --workers 2")],
)
def test_report_gives_the_command_that_makes_the_plan_again(workers: int, command: str, tmp_path: Path) -> None:
    plan = replace(small.plan(), workers=workers)
    (view, *_) = build_views(small.scenario(), plan, small.names(), small.KEY)
    source = section(page(view, tmp_path), "provenance")
    assert f">{command}</code>" in source
    assert "SHA-256 " + "0" * 64 in text(source)
