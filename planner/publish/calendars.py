"""Calendars: the whole programme of one reader in one file, to be imported again after every revision.

There is no METHOD, no ORGANIZER and no ATTENDEE: a file that is imported needs none, and an address of anybody
else would be a leak. UID and SEQUENCE let a later file update what an earlier one brought (RFC 5545, 3.8.4.7).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal

from icalendar import Calendar, Event

from planner.publish.drawlog import DrawLog, Pen
from planner.publish.locales import language_names
from planner.publish.values import codes, day, moment, whole
from planner.publish.view import AudienceView, Card
from planner.publish.wording import wording

CALENDAR_FILE = "calendar.ics"
PUBLIC_FILE = "public.ics"

_PRODUCT = "-//Conference planner//Calendars//EN"
_MARGIN = timedelta(days=366)
"""Around the conference, so that its time zone is told with both changes of the clock."""


def write_calendar(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`calendar.ics` of one participant or interpreter."""
    _write(view, folder / CALENDAR_FILE, log, "PRIVATE")


def write_public_calendar(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`public.ics`: what everyone may know."""
    _write(view, folder / PUBLIC_FILE, log, "PUBLIC")


def _write(view: AudienceView, file: Path, log: DrawLog, privacy: Literal["PRIVATE", "PUBLIC"]) -> None:
    pen = log.pen(view.folder, file.name)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("X-WR-CALNAME", pen.fact(view.conference["title"]))
    for card in view.cards.get("entry", ()):
        event = _event(card, view, pen)
        event.add("CLASS", privacy)
        calendar.add_component(event)
    starts, ends = day(view.conference["starts"]), day(view.conference["ends"])
    calendar.add_missing_timezones(first_date=starts - _MARGIN, last_date=ends + _MARGIN)
    file.write_bytes(calendar.to_ical())


def _event(card: Card, view: AudienceView, pen: Pen) -> Event:
    event = Event()
    event.add("UID", pen.fact(card["uid"]))
    event.add("SEQUENCE", whole(card["sequence"]))
    event.add("STATUS", pen.fact(card["status"]))
    event.add("DTSTAMP", moment(view.conference["released_at"]))
    event.add("DTSTART", moment(card["starts"]))
    event.add("DTEND", moment(card["ends"]))
    event.add("SUMMARY", pen.fact(card["title"]))
    if "room" in card:
        event.add("LOCATION", pen.fact(card["room"]))
    details = list(_details(card, view.language, pen))
    if details:
        event.add("DESCRIPTION", "\n".join(details))
    return event


def _details(card: Card, language: str, pen: Pen) -> Iterator[str]:
    """One line each: the reader's part in it, then what will be heard."""
    words = wording("calendars", language)
    if "role" in card and card["role"].value:
        yield pen.fact(card["role"], words[str(card["role"].value)])
    if "remote" in card and card["remote"].value:
        yield pen.fact(card["remote"], words["remote"])
    for field in ("booth", "signs"):
        if field in card:
            name = language_names([str(card[field].value)], language)
            yield pen.fact(card[field], words[field].format(language=name))
    yield from _heard(card, language, pen, words)


def _heard(card: Card, language: str, pen: Pen, words: Mapping[str, str]) -> Iterator[str]:
    for field in ("floor", "outgoing"):
        if codes(card, field):
            yield pen.fact(card[field], words[field].format(languages=language_names(codes(card, field), language)))
