"""Calendars parsed back: what a phone would make of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from planner.plan import Plan
from planner.publish.audiences import build_views
from planner.publish.calendars import write_calendar, write_public_calendar
from planner.publish.drawlog import DrawLog
from planner.scenario.scenario import Scenario
from tests.publish import small
from tests.publish.test_audiences import view_of, view_of_person


def calendar_of(badge_name: str, folder: Path, given: Scenario | None = None, plan: Plan | None = None) -> bytes:
    views = build_views(given or small.scenario(), plan or small.plan(), small.names(), small.KEY)
    write_calendar(view_of_person(badge_name, views), folder, DrawLog())
    return (folder / "calendar.ics").read_bytes()


def events(content: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(content).events


def test_calendar_is_complete_and_says_nothing_of_others(tmp_path: Path) -> None:
    content = calendar_of("Kingfisher", tmp_path)
    calendar = icalendar.Calendar.from_ical(content)
    assert (calendar["VERSION"], "PRODID" in calendar, len(calendar.timezones)) == ("2.0", True, 1)
    for word in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"URL", b"Ana Souza", b"Reprisals"):
        assert word not in content
    for event in events(content):
        assert event["CLASS"] == "PRIVATE"
        assert event["STATUS"] == "CONFIRMED"
        assert event["SEQUENCE"] == 1
        assert event.decoded("DTSTAMP") == datetime(2027, 2, 1, 8, tzinfo=UTC)


def test_entries_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    opening, closed, thematic = events(calendar_of("Kingfisher", tmp_path))
    assert opening["SUMMARY"] == "Apertura"
    assert opening["LOCATION"] == "Concordia"
    assert opening["DESCRIPTION"] == "Idiomas hablados: inglés", "the booth is into a language the reader lacks"
    assert (closed["SUMMARY"], closed["LOCATION"]) == ("Reunión de la red C1", "Pregny")
    assert thematic["SUMMARY"] == "Land and water"  # it has no Spanish title
    assert thematic["DESCRIPTION"] == "Usted interviene en esta sesión.\nIdiomas hablados: inglés"


def test_window_of_others_has_neither_place_nor_description(tmp_path: Path) -> None:
    _, closed, _ = events(calendar_of("Ruth Odhiambo", tmp_path))
    assert closed["SUMMARY"] == "Network meeting C1"
    assert not {"LOCATION", "DESCRIPTION"} & set(closed)


def test_public_calendar_is_public(tmp_path: Path) -> None:
    write_public_calendar(view_of("public"), tmp_path, DrawLog())
    found = events((tmp_path / "public.ics").read_bytes())
    assert [event["SUMMARY"] for event in found] == ["Opening", "Network meeting C1", "Land and water"]
    assert {event["CLASS"] for event in found} == {"PUBLIC"}


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        # Summer time begins in Zurich on 28 March 2027, between the two days.
        ("Europe/Zurich", date(2027, 3, 27), ["2027-03-27T09:00", "2027-03-28T08:00"]),
        # In Cairo it begins on the last Friday of April, 30 April 2027; Kathmandu is 5:45 ahead all year.
        ("Africa/Cairo", date(2027, 4, 29), ["2027-04-29T08:00", "2027-04-30T07:00"]),
        ("Asia/Kathmandu", date(2027, 4, 12), ["2027-04-12T04:15", "2027-04-13T04:15"]),
    ],
)
def test_ten_o_clock_is_ten_o_clock_in_the_host_city(
    zone: str, starts: date, expected: list[str], tmp_path: Path
) -> None:
    given = small.scenario()
    conference = replace(given.conference, zone=zone, starts=starts, ends=starts + timedelta(days=1))
    plan = small.plan()
    later = replace(plan.sessions["th-land#1"], slot="s4")
    unpaid = {person: replace(comes, pays={}) for person, comes in plan.people.items()}
    plan = replace(plan, people=unpaid, sessions={"open#1": plan.sessions["open#1"], "th-land#1": later})
    content = calendar_of("Kingfisher", tmp_path, replace(given, conference=conference), plan)
    utc = [event.decoded("DTSTART").astimezone(UTC).isoformat()[:16] for event in events(content)]
    assert utc == expected


def test_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    assert calendar_of("Ana Souza", tmp_path) == calendar_of("Ana Souza", tmp_path)
