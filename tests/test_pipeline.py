"""The whole flow: every folder, the same bytes again, and nothing half-written or overwritten."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from planner import pipeline
from planner.errors import (
    MissingFont,
    NoPlan,
    NotPublished,
    PlannerError,
    RevisionExists,
    UnknownAudience,
    UnreadableFile,
)
from planner.pipeline import Limits
from planner.plan import plan_to_json, read_plan
from planner.publish.drawing import lettering
from planner.publish.drawing.fonts import Fonts
from planner.publish.tokens import token
from tests.conftest import PILOT, Run

LISBON = ZoneInfo("Europe/Lisbon")


def content(folder: Path) -> Mapping[str, bytes]:
    """Every file by its path, but the one with clock times and seconds."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_audience_gets_its_files(pilot: Run) -> None:
    coming = {token(pilot.sources.key, "folder", person) for person in pilot.plan.people}
    teams = (team for holding in pilot.plan.sessions.values() for team in holding.interpreters.values())
    working = {token(pilot.sources.key, "folder", interpreter) for team in teams for interpreter in team}
    expected = {
        *("plan.json", "run.json", "scenario.json", "verification.json", "manifest.json"),
        *("report.html", "delivery.csv"),
        *(f"for-people/{each}/{file}" for each in coming for file in ("calendar.ics", "programme.pdf")),
        *(f"for-delegations/{each}/programme.pdf" for each in ("BR", "CA", "CI", "ID", "MX")),
        *(f"for-interpreters/{each}/{file}" for each in working for file in ("calendar.ics", "roster.pdf")),
        *(f"for-funders/{each}/report.{kind}" for each in ("atlantic", "bridge", "lakes") for kind in ("pdf", "xlsx")),
        *("for-the-venue/room-grid.pdf", "for-the-venue/door-signs.pdf", "for-print/badges.pdf"),
        *("public/programme.html", "public/public.ics"),
    }
    assert len(coming) == 18, "five delegations of three, and three experts"
    assert {path.relative_to(pilot.folder).as_posix() for path in pilot.folder.rglob("*") if path.is_file()} == expected


def test_every_term_of_the_pilot_is_proven(pilot: Run) -> None:
    assert {term.status for term in pilot.plan.terms} == {"proven"}
    assert {price.status for price in pilot.plan.price_of_decomposition} == {"proven"}
    measured = [price.term for price in pilot.plan.price_of_decomposition]
    assert measured == [term.term for term in pilot.plan.terms]


def test_plan_of_the_pilot_is_verified(pilot: Run) -> None:
    report = pipeline.verify(pilot.folder / "plan.json")
    assert report.violations == ()
    assert {term.term: term.value for term in pilot.plan.terms}.items() <= report.terms.items()


def test_second_run_gives_the_same_bytes_elsewhere(pilot: Run, tmp_path: Path) -> None:
    again = pipeline.run(PILOT, tmp_path, Limits())
    assert content(again.folder) == content(pilot.folder)


def events(calendar: icalendar.Calendar) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def test_calendars_can_be_imported_and_updated(pilot: Run) -> None:
    files = sorted(pilot.folder.rglob("*.ics"))
    assert len(files) > 18
    for file in files:
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        uids = [str(event["UID"]) for event in events(calendar)]
        assert len(uids) == len(set(uids)) > 0
        zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        expected_class = "PUBLIC" if file.name == "public.ics" else "PRIVATE"
        for event in events(calendar):
            assert event["SEQUENCE"] == 0
            assert event["CLASS"] == expected_class
            assert event.decoded("DTSTAMP") == pilot.scenario.conference.released_at
            assert {event[edge].params["TZID"] for edge in ("DTSTART", "DTEND")} <= zones
            attendee = event.get("ATTENDEE", [])
            assert not isinstance(attendee, list) or len(attendee) <= 1


def test_one_appointment_is_told_apart_by_reader(pilot: Run) -> None:
    """UIDs shared by two readers would tell them that they are at the same session."""
    owners: dict[str, Path] = {}
    for file in sorted(pilot.folder.rglob("calendar.ics")):
        for event in events(icalendar.Calendar.from_ical(file.read_bytes())):
            assert owners.setdefault(str(event["UID"]), file) == file


def test_calendar_times_are_those_of_the_slots(pilot: Run) -> None:
    # The input fixes the opening to 10:00-11:30 on the 20th and the closing to 16:30-18:00 on the 21st, in Lisbon,
    # which is one hour ahead of UTC in April.
    calendar = icalendar.Calendar.from_ical((pilot.folder / "public" / "public.ics").read_bytes())
    times = {str(event["SUMMARY"]): (event.decoded("DTSTART"), event.decoded("DTEND")) for event in events(calendar)}
    opening, closing = times["Opening of the annual meeting"], times["Decisions and closing"]
    assert opening == (datetime(2027, 4, 20, 10, 0, tzinfo=LISBON), datetime(2027, 4, 20, 11, 30, tzinfo=LISBON))
    assert closing == (datetime(2027, 4, 21, 16, 30, tzinfo=LISBON), datetime(2027, 4, 21, 18, 0, tzinfo=LISBON))
    assert opening[0].utcoffset() == timedelta(hours=1)


def test_own_calendar_has_an_entry_for_every_holding_attended(pilot: Run) -> None:
    for person in pilot.plan.people:
        folder = pilot.folder / "for-people" / token(pilot.sources.key, "folder", person)
        calendar = icalendar.Calendar.from_ical((folder / "calendar.ics").read_bytes())
        rooms = {str(event["LOCATION"]) for event in events(calendar) if "LOCATION" in event}
        attended = [holding for holding in pilot.plan.sessions.values() if person in holding.attends]
        assert rooms == {pilot.scenario.room[holding.room].name for holding in attended}
        assert sum("LOCATION" in event for event in events(calendar)) == len(attended)


# What follows is run on the starter, which takes two seconds.


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_same_run_again_changes_nothing(starter: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = pipeline.run(starter, out, Limits())
    before = content(first.folder)
    assert pipeline.run(starter, out, Limits()) == first
    assert content(first.folder) == before
    assert [path.name for path in first.folder.parent.iterdir()] == ["r001"]


def test_other_plan_is_not_written_over(starter: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder = pipeline.run(starter, out, Limits()).folder
    before = content(folder)
    edit(starter / "rooms.csv", "Room 1", "Room One")
    for command in (pipeline.run, pipeline.solve):
        with pytest.raises(RevisionExists):
            command(starter, out, Limits())
    assert content(folder) == before
    assert pipeline.run(starter, out, Limits(), overwrite=True).folder == folder
    assert b"Room One" in content(folder)["scenario.json"]
    assert [path.name for path in folder.parent.iterdir()] == ["r001"]


def test_out_of_time_writes_nothing(starter: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(NoPlan, match="out of time in the delegation problem"):
        pipeline.run(starter, out, Limits(seconds=0))
    assert not out.exists()


def test_infeasible_scenario_names_the_rules_and_writes_nothing(starter: Path, tmp_path: Path) -> None:
    # A man is to chair the opening, and everyone who comes from a delegation is to be a woman.
    edit(starter / "scenario.toml", "{ value = 30,", "{ value = 100,")
    edit(starter / "sessions.csv", ",ex-1,", ",sn-st-1,")
    with pytest.raises(NoPlan, match="women_hold_their_share_of_seats\n  people_in_named_roles_come"):
        pipeline.run(starter, tmp_path / "out", Limits())
    assert not (tmp_path / "out").exists()


@pytest.fixture
def released(starter: Path, tmp_path: Path) -> Path:
    return pipeline.run(starter, tmp_path / "out", Limits()).folder


def test_broken_plan_is_not_published(released: Path) -> None:
    plan = read_plan(released / "plan.json")
    opening = replace(plan.sessions["opening#1"], attends=())
    (released / "plan.json").write_bytes(plan_to_json(replace(plan, sessions={**plan.sessions, "opening#1": opening})))
    before = content(released)
    with pytest.raises(NotPublished) as refused:
        pipeline.publish(released)
    assert "required_sessions_are_attended" in str(refused.value)
    assert content(released) == before
    assert [path.name for path in released.parent.iterdir()] == ["r001"]


def test_crash_while_publishing_leaves_nothing_behind(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(pipeline, "write_publications", crash)
    with pytest.raises(RuntimeError):
        pipeline.run(starter, tmp_path / "out", Limits())
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []
    assert list((tmp_path / "out" / "starter").iterdir()) == []


def test_publishing_again_restores_every_file(released: Path) -> None:
    before = content(released)
    shutil.rmtree(released / "for-people")
    (released / "report.html").write_text("spoilt", encoding="utf-8")
    pipeline.publish(released / "plan.json")
    assert content(released) == before


def test_publishing_for_one_audience_rewrites_only_its_files(released: Path) -> None:
    before = content(released)
    shutil.rmtree(released / "public")
    (released / "report.html").write_text("spoilt", encoding="utf-8")
    pipeline.publish(released, audience="public")
    after = content(released)
    assert after.pop("report.html") == b"spoilt"
    unchanged = {name: said for name, said in before.items() if name not in ("report.html", "manifest.json")}
    # The manifest lists the report as it lies there now.
    assert {name: said for name, said in after.items() if name != "manifest.json"} == unchanged


def test_unknown_audience_is_refused(released: Path) -> None:
    with pytest.raises(
        UnknownAudience, match=r"allowed: public, delegation, person, interpreter, funder, venue, print, secretariat"
    ):
        pipeline.publish(released, audience="nobody")


def test_plan_outside_its_revision_is_not_published(released: Path, tmp_path: Path) -> None:
    """Publishing replaces the folder; somebody's own folder must not be."""
    documents = tmp_path / "documents"
    shutil.copytree(released, documents)
    (documents / "novel.txt").write_text("chapter one", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="r001"):
        pipeline.publish(documents)
    assert (documents / "novel.txt").exists()


def test_missing_key_is_noticed_before_solving(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (starter / "planner.key").unlink()
    monkeypatch.delattr(pipeline, "make_plan")
    with pytest.raises(PlannerError, match=re.escape("planner.key")):
        pipeline.run(starter, tmp_path / "out", Limits())


def test_missing_font_is_noticed_before_solving(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "installed_fonts", lambda: Fonts([]))
    lettering.runs.cache_clear()
    monkeypatch.delattr(pipeline, "make_plan")
    with pytest.raises(MissingFont, match="install the package fonts-noto-core"):
        pipeline.run(starter, tmp_path / "out", Limits())


def test_name_that_cannot_be_drawn_is_noticed_before_solving(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(starter / "badge_names.csv", "Desert Rose", "\u0905\u0928\u0940\u0924\u093e")
    monkeypatch.delattr(pipeline, "make_plan")
    with pytest.raises(MissingFont, match="Devanagari"):
        pipeline.run(starter, tmp_path / "out", Limits())
