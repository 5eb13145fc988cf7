"""Which files each audience gets, and writing them all: aside, checked, then handed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import NotPublished
from planner.publish.audiences.allowed import Audience
from planner.publish.badges import write_badges
from planner.publish.calendars import write_calendar, write_public_calendar
from planner.publish.deliveries import write_deliveries
from planner.publish.door_signs import write_door_signs
from planner.publish.drawlog import DrawLog
from planner.publish.funding import write_funder_report
from planner.publish.leakcheck.leaks import find_leaks
from planner.publish.leakcheck.sealed import Secrets
from planner.publish.manifest import write_manifest
from planner.publish.programmes import write_programme, write_roster
from planner.publish.public import write_public_programme
from planner.publish.reports import write_report
from planner.publish.venue import write_room_grid
from planner.publish.view import AudienceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Writes files of one kind for the audiences it serves, and logs every string it draws."""

    name: str
    audiences: frozenset[Audience]
    write: Callable[[AudienceView, Path, DrawLog], None]
    """Given the view, the audience's folder and the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What lies below the staging folder, in order."""

    files: tuple[str, ...]
    drawn: int
    """Strings in the draw log."""


def _publisher(name: str, write: Callable[[AudienceView, Path, DrawLog], None], *audiences: Audience) -> Publisher:
    return Publisher(name=name, audiences=frozenset(audiences), write=write)


PUBLISHERS: tuple[Publisher, ...] = (
    _publisher("report", write_report, "secretariat"),
    _publisher("deliveries", write_deliveries, "secretariat"),
    _publisher("calendar", write_calendar, "person", "interpreter"),
    _publisher("programme", write_programme, "person", "delegation"),
    _publisher("roster", write_roster, "interpreter"),
    _publisher("funder's report", write_funder_report, "funder"),
    _publisher("room grid", write_room_grid, "venue"),
    _publisher("door signs", write_door_signs, "venue"),
    _publisher("badges", write_badges, "print"),
    _publisher("public programme", write_public_programme, "public"),
    _publisher("public calendar", write_public_calendar, "public"),
)


def write_publications(
    views: Sequence[AudienceView],
    secrets: Secrets,
    staging: Path,
    publishers: Sequence[Publisher] = PUBLISHERS,
    audience: str | None = None,
) -> Published:
    """Write every file of every view, or of one audience's, below `staging`, which no reader sees yet.

    Everything that lies there then is checked, written now or before.

    Raises `NotPublished` with every leak found; the caller then throws `staging` away.
    """
    log = DrawLog()
    for view in views:
        if audience not in (None, view.audience):
            continue
        folder = staging / view.folder
        for publisher in publishers:
            if view.audience in publisher.audiences:
                folder.mkdir(parents=True, exist_ok=True)
                publisher.write(view, folder, log)
    secretariat = next(view for view in views if view.audience == "secretariat")
    write_manifest(secretariat, staging)
    leaks = find_leaks(views, secrets, staging, log)
    if leaks:
        raise NotPublished(leaks)
    files = sorted(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    return Published(files=tuple(files), drawn=len(log.entries))
