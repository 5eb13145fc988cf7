"""All files of a small conference, as every audience finds them."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from planner.publish.audiences import build_views, secrets_of
from planner.publish.leakcheck.contents import read_back
from planner.publish.leakcheck.needles import Needles, normal
from planner.publish.publishers import PUBLISHERS, write_publications
from tests.publish import small
from tests.publish.test_audiences import SECRETS_OF_KINGFISHER, view_of_person


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    views = build_views(small.scenario(), small.plan(), small.names(), small.KEY)
    write_publications(views, secrets_of(views, small.names()), folder)
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def said(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [normal(said.text) for path in files for said in read_back(path).said]


def found(values: Iterable[str], texts: Iterable[str]) -> set[str]:
    needles = Needles(values)
    return {value for text in texts for value in needles.found_in(text)}


def test_every_audience_finds_its_files(outputs: Path) -> None:
    assert {path.name for path in outputs.iterdir()} == {
        *("report.html", "delivery.csv", "manifest.json"),
        *("for-people", "for-delegations", "for-interpreters", "for-funders"),
        *("for-the-venue", "for-print", "public"),
    }
    people = files(outputs / "for-people")
    assert {name.split("/")[1] for name in people} == {"calendar.ics", "programme.pdf"}
    assert len(people) == 10
    assert files(outputs / "for-delegations") == {"BR/programme.pdf", "CI/programme.pdf"}
    assert {name.split("/")[1] for name in files(outputs / "for-interpreters")} == {"calendar.ics", "roster.pdf"}
    assert files(outputs / "for-funders") == {f"grant-{one}/report.{kind}" for one in "ab" for kind in ("pdf", "xlsx")}
    assert files(outputs / "for-the-venue") == {"door-signs.pdf", "room-grid.pdf"}
    assert files(outputs / "for-print") == {"badges.pdf"}
    assert files(outputs / "public") == {"programme.html", "public.ics"}


@pytest.mark.parametrize("reader", ["colleague", "for-delegations/BR", "for-delegations/CI", "for-funders", "public"])
def test_nobody_else_reads_of_a_person_at_risk(reader: str, outputs: Path) -> None:
    folder = view_of_person("Ana Souza").folder if reader == "colleague" else reader
    texts = said(outputs / folder)
    assert texts
    own = {"grant-a", "Fund for Rivers"} if reader == "for-funders" else set()
    assert found(SECRETS_OF_KINGFISHER - own, texts) == set()


def test_search_finds_her_in_her_own_folder(outputs: Path) -> None:
    texts = said(outputs / view_of_person("Kingfisher").folder)
    assert found({"Kingfisher", "Pregny"}, texts) == {"Kingfisher", "Pregny"}


def test_manifest_lists_every_file_but_itself_and_no_clock_but_the_release(outputs: Path) -> None:
    manifest = json.loads((outputs / "manifest.json").read_bytes())
    assert set(manifest["files"]) == files(outputs) - {"manifest.json"}
    assert manifest["released_at"] == "2027-02-01T08:00:00+00:00"
    assert [(term["term"], term["value"], term["bound"]) for term in manifest["terms"]] == [
        ("incomplete_delegations", 0, 0)
    ]
    assert set(manifest) == {
        *("scenario", "sha256", "revision", "planner", "ortools", "seed", "workers"),
        *("released_at", "terms", "files"),
    }


def test_second_publication_has_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    views = build_views(small.scenario(), small.plan(), small.names(), small.KEY)
    write_publications(views, secrets_of(views, small.names()), tmp_path)
    assert files(tmp_path) == files(outputs)
    for name in files(outputs):
        assert (tmp_path / name).read_bytes() == (outputs / name).read_bytes(), name


def test_names_of_publishers_differ() -> None:
    assert len({publisher.name for publisher in PUBLISHERS}) == len(PUBLISHERS)
