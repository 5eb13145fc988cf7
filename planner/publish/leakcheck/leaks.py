"""The second line: published files are held against what their audience may know.

The first line is the policy in `audiences`. This one asks nobody how a file came about: it compares the draw log
with the facts of the view, and searches the bytes for every secret that is not the reader's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from planner.findings import Leak
from planner.publish.leakcheck.inspection import FILE_NAME, files_of
from planner.publish.view import AudienceView


def in_order(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """Each once, in the order of folders and files."""
    return tuple(sorted(set(leaks), key=lambda leak: (leak.audience, leak.file, leak.field, leak.subject, leak.place)))


def unaddressed(views: Sequence[AudienceView], folder: Path) -> Iterator[Leak]:
    """Files in a folder that is nobody's: no view says who would read them."""
    addressed = {path for view in views for path in files_of(view, folder)}
    for path in folder.rglob("*"):
        if path.is_file() and path not in addressed:
            name = path.relative_to(folder).as_posix()
            yield Leak(audience=".", file=name, field="file.folder", subject=name, place=FILE_NAME)
