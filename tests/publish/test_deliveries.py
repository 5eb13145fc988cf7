"""Whose each folder and code is: read back as a spreadsheet would, of a conference whose people are known by id."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from planner.publish.audiences import build_views, secrets_of
from planner.publish.deliveries import write_deliveries
from planner.publish.drawlog import DrawLog
from planner.publish.publishers import write_publications
from planner.publish.tokens import token
from planner.publish.view import AudienceView
from planner.scenario.names import Names
from planner.scenario.scenario import Scenario
from tests.publish import small
from tests.publish.drawn import card, view

Rows = dict[str, dict[str, str]]


def views_of(given: Scenario, names: Names) -> tuple[AudienceView, ...]:
    plan = small.plan()
    remote = replace(plan.people["br-s-1"], attends="remote", route=None, pays={})
    return build_views(given, replace(plan, people={**plan.people, "br-s-1": remote}), names, small.KEY)


def published(folder: Path, given: Scenario, names: Names) -> Rows:
    """Rows by id."""
    views = views_of(given, names)
    write_publications(views, secrets_of(views, names), folder)
    with (folder / "delivery.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_every_folder_of_a_recipient_has_one_row(tmp_path: Path) -> None:
    rows = published(tmp_path, small.scenario(), small.names())
    folders = {
        path.relative_to(tmp_path).as_posix()
        for kind in ("people", "delegations", "interpreters", "funders")
        for path in (tmp_path / f"for-{kind}").iterdir()
    }
    assert {row["folder"] for row in rows.values()} == folders
    assert len(rows) == len(folders) == 5 + 2 + 1 + 2
    assert {identity: row["what"] for identity, row in rows.items()} == {
        **dict.fromkeys(("br-s-1", "br-cs-1", "ci-s-1", "ci-cs-1", "ex-1"), "participant"),
        **dict.fromkeys(("BR", "CI"), "delegation"),
        **dict.fromkeys(("grant-a", "grant-b"), "funder"),
        "i01": "interpreter",
    }


def test_row_says_whose_the_folder_and_the_code_are_and_how_they_reach_her(tmp_path: Path) -> None:
    given = small.scenario()
    people = tuple(replace(one, delivery="encrypted") if one.id == "br-cs-1" else one for one in given.people)
    rows = published(tmp_path, replace(given, people=people), small.names())
    assert rows["br-cs-1"] == {
        "id": "br-cs-1",
        "name": "Kingfisher",
        "what": "participant",
        "folder": f"for-people/{token(small.KEY, 'folder', 'br-cs-1')}",
        "qr": token(small.KEY, "qr", "br-cs-1"),
        "delivery": "encrypted",
        "email": "",
        "language": "es",
        "note": "",
    }
    assert (rows["ci-s-1"]["name"], rows["ci-s-1"]["email"]) == ("", "point.focal@example.org")
    assert rows["br-s-1"]["qr"] == ""  # online: no badge
    assert (rows["BR"]["name"], rows["grant-b"]["name"], rows["grant-b"]["language"]) == (
        "Brazil",
        "Lake Foundation",
        "fr",
    )


def test_person_who_wants_no_file_is_listed_without_a_folder(tmp_path: Path) -> None:
    given = small.scenario()
    people = tuple(replace(one, delivery="none") if one.id == "ex-1" else one for one in given.people)
    row = published(tmp_path, replace(given, people=people), small.names())["ex-1"]
    assert (row["folder"], row["delivery"], row["note"]) == ("", "none", "asked that no file about them be made")
    assert row["qr"] == token(small.KEY, "qr", "ex-1")  # still there in person, with a badge


def test_nobody_else_has_a_card_of_deliveries() -> None:
    views = views_of(small.scenario(), small.names())
    assert [seen.audience for seen in views if "delivery" in seen.cards] == ["secretariat"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_name_that_looks_like_a_formula_is_text(name: str, tmp_path: Path) -> None:
    write_deliveries(view("secretariat", delivery=(card("delivery", "p1", id="p1", name=name),)), tmp_path, DrawLog())
    with (tmp_path / "delivery.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"] == f"'{name}"


def test_spreadsheets_are_told_that_the_file_is_unicode(tmp_path: Path) -> None:
    write_deliveries(view("secretariat", delivery=(card("delivery", "p1", name="أمل"),)), tmp_path, DrawLog())
    content = (tmp_path / "delivery.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    assert "أمل".encode() in content
