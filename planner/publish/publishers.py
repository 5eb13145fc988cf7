"""Which files each audience gets, and writing them all: aside, checked, then handed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import NotPublished
from planner.findings import Leak
from planner.publish.audiences.allowed import Audience
from planner.publish.badges import write_badges
from planner.publish.calendars import write_calendar, write_public_calendar
from planner.publish.crew import cores, shared_out
from planner.publish.deliveries import write_deliveries
from planner.publish.door_signs import write_door_signs
from planner.publish.drawlog import DrawLog, Drawn
from planner.publish.funding import write_funder_report
from planner.publish.leakcheck.inspection import leaks_in
from planner.publish.leakcheck.leaks import in_order, unaddressed
from planner.publish.leakcheck.sealed import Secrets
from planner.publish.leakcheck.sought import Sought
from planner.publish.manifest import write_manifest
from planner.publish.programmes import write_programme, write_roster
from planner.publish.public import write_public_programme
from planner.publish.reports import write_report
from planner.publish.venue import write_room_grid
from planner.publish.view import AudienceView

_FEWEST_FOLDERS = 16
"""For each process: starting one takes as long as drawing and checking about ten."""


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
    press = _Press(publishers=publishers, audience=audience, sought=Sought(secrets=secrets), staging=staging)
    (secretariat,) = (view for view in views if view.audience == "secretariat")
    # Those of a single reader come last and take longest: begun first, nobody waits for them alone.
    others = [view for view in reversed(views) if view is not secretariat]
    with shared_out(press.folder, others, processes=min(cores(), len(others) // _FEWEST_FOLDERS)) as folders:
        drawn = press.drawn(secretariat)
        checked = list(folders)
    write_manifest(secretariat, staging)
    checked.append(press.checked(secretariat, drawn))
    leaks = in_order((*unaddressed(views, staging), *(leak for folder in checked for leak in folder.leaks)))
    if leaks:
        raise NotPublished(leaks)
    files = sorted(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    return Published(files=tuple(files), drawn=sum(folder.drawn for folder in checked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What came of one folder."""

    leaks: tuple[Leak, ...]
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """Draws and checks one folder after another; goes to another process as it is."""

    publishers: Sequence[Publisher]
    audience: str | None
    """Whose files are written; none: everybody's."""
    sought: Sought
    staging: Path

    def folder(self, view: AudienceView) -> _Checked:
        return self.checked(view, self.drawn(view))

    def drawn(self, view: AudienceView) -> Sequence[Drawn]:
        log = DrawLog()
        folder = self.staging / view.folder
        for publisher in self.publishers if self.audience in (None, view.audience) else ():
            if view.audience in publisher.audiences:
                folder.mkdir(parents=True, exist_ok=True)
                publisher.write(view, folder, log)
        return log.entries

    def checked(self, view: AudienceView, drawn: Sequence[Drawn]) -> _Checked:
        return _Checked(leaks=tuple(leaks_in(view, self.sought, self.staging, drawn)), drawn=len(drawn))
