"""What must not be said is looked for in the published bytes, by means that share nothing with the planner's own check.

The canary is a protected participant of the pilot who comes from civil society; the readers are her State colleague,
her delegation, the funders and everyone.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pypdf
import pytest

from planner.plan import PlannedHolding
from planner.publish.tokens import token
from planner.scenario.scenario import Scenario
from tests.conftest import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """Participant, State colleague who shares neither route nor payer with her, and her closed session."""

    person: str
    colleague: str
    holding: str


@pytest.fixture(scope="module")
def canary(pilot: Run) -> Canary:
    people, coming = pilot.scenario.person, pilot.plan.people
    for her in (person for person in pilot.scenario.people if person.id in coming and person.protected):
        for colleague in (id for id in coming if people[id].delegation == her.delegation):
            ours, theirs = coming[her.id], coming[colleague]
            shares = ours.route == theirs.route or set(ours.pays.values()) & set(theirs.pays.values())
            if people[colleague].category == "state" and not shares:
                closed = next(
                    id
                    for id, holding in pilot.plan.sessions.items()
                    if her.id in holding.attends and pilot.scenario.holding[id].session.kind == "closed_door"
                )
                return Canary(person=her.id, colleague=colleague, holding=closed)
    raise AssertionError("nobody in the pilot can be the canary")


def secrets(pilot: Run, canary: Canary) -> set[str]:
    """Everything about her that none of the readers may know. Of payers, all that anybody but a funder could read."""
    her, names = pilot.scenario.person[canary.person], pilot.sources.names
    session = pilot.scenario.holding[canary.holding].session
    participation = pilot.plan.people[canary.person]
    assert participation.route is not None
    return {
        *(her.id, her.organisation, participation.route, session.id, *session.titles.values()),
        *(names.badge_names[her.id].badge_name, names.legal_names[her.id], names.contacts[her.id].email),
        *(token(pilot.sources.key, purpose, her.id) for purpose in ("folder", "qr", "uid")),
    }


def payers(pilot: Run, canary: Canary) -> set[str]:
    grants = [pilot.scenario.grant[payer] for payer in pilot.plan.people[canary.person].pays.values()]
    return {text for grant in grants for text in (grant.id, grant.funder)}


def folder_of(pilot: Run, person: str) -> Path:
    return pilot.folder / "for-people" / token(pilot.sources.key, "folder", person)


def extracted(file: Path) -> Iterable[str]:
    """Every text of a file: its name, its bytes, and what readers of its kind find in it."""
    content = file.read_bytes()
    yield from (file.name, content.decode("utf-8", errors="replace"), content.decode("utf-16", errors="replace"))
    if file.suffix == ".pdf":
        reader = pypdf.PdfReader(file)
        yield from (page.extract_text() for page in reader.pages)
        yield from map(str, (reader.metadata or {}).values())
    elif file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        yield from (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        yield from book.sheetnames
        yield str(vars(book.properties))
    elif file.suffix == ".ics":
        yield re.sub(r"\r?\n[ \t]", "", content.decode("utf-8"))


def plain(text: str) -> str:
    """Case and white space, which lines of a page break, do not hide anything."""
    return "".join(text.casefold().split())


def said_below(folder: Path, wanted: Iterable[str]) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, f"nothing to search in {folder}"
    haystack = [plain(text) for file in files for text in extracted(file)]
    return {secret for secret in wanted if any(plain(secret) in text for text in haystack)}


def readers(pilot: Run, canary: Canary) -> dict[str, Path]:
    delegation = pilot.scenario.person[canary.person].delegation
    assert delegation is not None
    return {
        "colleague": folder_of(pilot, canary.colleague),
        "delegation": pilot.folder / "for-delegations" / delegation,
        "funders": pilot.folder / "for-funders",
        "public": pilot.folder / "public",
    }


def test_search_finds_what_is_there(pilot: Run, canary: Canary) -> None:
    """Otherwise finding nothing elsewhere would say nothing."""
    alias = pilot.sources.names.badge_names[canary.person].badge_name
    assert said_below(folder_of(pilot, canary.person), [alias]) == {alias}
    assert said_below(pilot.folder / "for-print", [alias]) == {alias}
    for grant in pilot.scenario.grants:
        assert said_below(pilot.folder / "for-funders" / grant.id, [grant.funder]) == {grant.funder}
    route = str(pilot.plan.people[canary.person].route)
    report = (pilot.folder / "report.html").read_text(encoding="utf-8")
    assert route in report
    assert canary.holding in report


@pytest.mark.parametrize("reader", ["colleague", "delegation", "funders", "public"])
def test_nobody_else_learns_about_a_protected_participant(pilot: Run, canary: Canary, reader: str) -> None:
    assert said_below(readers(pilot, canary)[reader], secrets(pilot, canary)) == set()


@pytest.mark.parametrize("reader", ["colleague", "delegation", "public"])
def test_only_her_funder_is_named_to_itself(pilot: Run, canary: Canary, reader: str) -> None:
    """The colleague is paid for by others; a funder's report names that funder and is left out here."""
    assert said_below(readers(pilot, canary)[reader], payers(pilot, canary)) == set()


def starts(scenario: Scenario, planned: PlannedHolding) -> datetime:
    day = datetime.combine(scenario.conference.starts, datetime.min.time(), ZoneInfo(scenario.conference.zone))
    return day + timedelta(minutes=scenario.slot[planned.slot].starts)


def test_calendars_of_others_do_not_place_her_closed_session(pilot: Run, canary: Canary) -> None:
    planned = pilot.plan.sessions[canary.holding]
    hers = (starts(pilot.scenario, planned), pilot.scenario.room[planned.room].name)
    for folder, is_hers in ((folder_of(pilot, canary.person), True), (folder_of(pilot, canary.colleague), False)):
        assert (hers in appointments(folder / "calendar.ics")) is is_hers
    assert hers not in appointments(pilot.folder / "public" / "public.ics")


def appointments(file: Path) -> set[tuple[datetime, str]]:
    found = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {(event.decoded("DTSTART"), str(event.get("LOCATION", ""))) for event in found}


def test_printed_programmes_do_not_place_her_closed_session(pilot: Run, canary: Canary) -> None:
    """Her room has other sessions at the same hour of other days, so places are counted, not looked for."""
    scenario, planned = pilot.scenario, pilot.plan.sessions
    closed = {id for id in planned if scenario.holding[id].session.kind == "closed_door"}
    for reader, own in (("colleague", canary.colleague), ("delegation", "")):
        may_know = [one for id, one in planned.items() if id not in closed or own in one.attends]
        places = Counter((f"{starts(scenario, one):%H:%M}", scenario.room[one.room].name) for one in may_know)
        printed = printed_places(pilot, readers(pilot, canary)[reader] / "programme.pdf")
        assert printed
        assert printed <= places


def printed_places(pilot: Run, file: Path) -> Counter[tuple[str, str]]:
    """Hours of the left column with the rooms named before the next one."""
    pages = [page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(file).pages]
    entries = re.split(r"(?m)^\s*(?=\d\d:\d\d\W\d\d:\d\d)", "\n".join(pages))[1:]
    rooms = [room.name for room in pilot.scenario.rooms]
    return Counter((entry[:5], room) for entry in entries for room in rooms if f"{room} ·" in entry)


def test_web_page_does_not_place_her_closed_session(pilot: Run, canary: Canary) -> None:
    planned = pilot.plan.sessions[canary.holding]
    page = (pilot.folder / "public" / "programme.html").read_text(encoding="utf-8")
    hour = f'<time datetime="{starts(pilot.scenario, planned).isoformat()}"'
    entries = [entry for entry in re.split(r"(?=<time datetime=)", page) if entry.startswith(hour)]
    assert entries
    assert not any(pilot.scenario.room[planned.room].name in entry for entry in entries)


def test_only_the_sign_team_reads_where_somebody_signs(pilot: Run) -> None:
    (signer,) = (id for id in pilot.plan.people if pilot.scenario.person[id].sign_language == "ase")
    teams = {holding: held.interpreters.get("ase", ()) for holding, held in pilot.plan.sessions.items()}
    attended = {holding for holding, held in pilot.plan.sessions.items() if signer in held.attends}
    assert {holding for holding, team in teams.items() if team} == attended
    said = ["American Sign Language", "langue des signes américaine", "You sign", "Vous signez"]
    booked = {folder_of(pilot, interpreter).name for team in teams.values() for interpreter in team}
    folders = [folder for place in pilot.folder.iterdir() if place.is_dir() for folder in place.iterdir()]
    readers = {folder.name for folder in folders if folder.is_dir() and said_below(folder, said)}
    assert readers == booked
    for place in ("public", "for-print", "for-the-venue"):
        assert not said_below(pilot.folder / place, said)
