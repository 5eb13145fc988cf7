"""The second line: published files are held against what their audience may know.

The first line is the policy in `audiences`. This one asks nobody how a file came about: it compares the draw log
with the facts of the view, and searches the bytes for every secret that is not the reader's own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from planner.findings import Leak
from planner.publish.drawlog import LABEL, DrawLog, Drawn
from planner.publish.everyday import everyday_words
from planner.publish.leakcheck.contents import Said, appointments_in, can_be_read, said_in
from planner.publish.leakcheck.needles import BETWEEN, Haystack, Needle, normal
from planner.publish.leakcheck.sealed import Secret, Secrets, strings_in
from planner.publish.view import AudienceView, Card

_DRAW_LOG = "draw log"
_FILE_NAME = "file name"


def find_leaks(views: Sequence[AudienceView], secrets: Secrets, folder: Path, log: DrawLog) -> tuple[Leak, ...]:
    """All leaks in the files below `folder`, each once, in the order of folders and files."""
    leaks = {leak for view in views for leak in _leaks_of(_Inspection(view=view, secrets=secrets), folder, log)}
    leaks |= set(_unaddressed(views, folder))
    return tuple(sorted(leaks, key=lambda leak: (leak.audience, leak.file, leak.field, leak.subject, leak.place)))


def _leaks_of(inspection: "_Inspection", folder: Path, log: DrawLog) -> Iterator[Leak]:
    drawn = sorted((one for one in log.entries if one.folder == inspection.view.folder), key=lambda one: one.file)
    for file, entries in groupby(drawn, key=lambda one: one.file):
        yield from inspection.drawn(file, entries)
    for path in _files_of(inspection.view, folder):
        yield from inspection.file(path, path.relative_to(folder / inspection.view.folder).as_posix())


def _unaddressed(views: Sequence[AudienceView], folder: Path) -> Iterator[Leak]:
    """Files in a folder that is nobody's: no view says who would read them."""
    addressed = {path for view in views for path in _files_of(view, folder)}
    for path in folder.rglob("*"):
        if path.is_file() and path not in addressed:
            name = path.relative_to(folder).as_posix()
            yield Leak(audience=".", file=name, field="file.folder", subject=name, place=_FILE_NAME)


def _files_of(view: AudienceView, folder: Path) -> list[Path]:
    """Files of the audience; the root is the Secretariat's own, the folders below it are not."""
    own = folder / view.folder
    return sorted(path for path in (own.rglob("*") if view.folder else own.iterdir()) if path.is_file())


@dataclass(frozen=True, kw_only=True)
class _Inspection:
    """One folder, what its readers may know, and what they may not."""

    view: AudienceView
    secrets: Secrets

    @cached_property
    def facts(self) -> frozenset[tuple[str, str]]:
        return frozenset((fact.field, fact.subject) for card in _cards(self.view) for fact in card.facts.values())

    @cached_property
    def known(self) -> frozenset[str]:
        values = (text for card in _cards(self.view) for fact in card.facts.values() for text in strings_in(fact.value))
        return frozenset(normal(text) for text in values)

    @cached_property
    def sealed(self) -> tuple[tuple[Needle, Secret], ...]:
        """A value that the reader may know for another reason is no secret here, nor is an everyday word."""
        own = () if self.view.audience == "secretariat" else self.secrets.values
        needles = ((Needle(normal(secret.value)), secret) for secret in (*own, *self.secrets.legal_names))
        folded, everyday = {known.casefold() for known in self.known}, everyday_words(self.view.language)
        return tuple(
            (needle, secret) for needle, secret in needles if needle.folded not in folded and not needle.is_in(everyday)
        )

    @cached_property
    def covers(self) -> re.Pattern[str] | None:
        """Known values that happen to contain a secret one, such as a title with somebody's name as a word."""
        together = Haystack(BETWEEN.join(self.known))
        contained = [needle for needle, _ in self.sealed if needle.is_in(together)]
        texts = (Haystack(known) for known in self.known)
        containing = {text.normal for text in texts if any(needle.is_in(text) for needle in contained)}
        longest_first = sorted(containing, key=lambda known: (-len(known), known))
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if containing else None

    def file(self, path: Path, name: str) -> Iterator[Leak]:
        yield from self.said(name, Said(place=_FILE_NAME, text=name))
        if not can_be_read(path):
            yield self.leak(name, "file.kind", path.suffix, _FILE_NAME)
            return
        for said in said_in(path):
            yield from self.said(name, said)
        if path.suffix == ".ics":
            yield from self.places(path, name)

    def said(self, file: str, said: Said) -> Iterator[Leak]:
        text = normal(said.text)
        uncovered = Haystack(self.covers.sub(" ", text) if self.covers else text)
        return (
            self.leak(file, secret.field, secret.subject, said.place)
            for needle, secret in self.sealed
            if needle.is_in(uncovered)
        )

    def drawn(self, file: str, entries: Iterable[Drawn]) -> Iterator[Leak]:
        texts = []
        for drawn in entries:
            texts.append(drawn.text)
            if drawn.field != LABEL and (drawn.field, drawn.subject) not in self.facts:
                yield self.leak(file, drawn.field, drawn.subject, _DRAW_LOG)
        yield from self.said(file, Said(place=_DRAW_LOG, text=BETWEEN.join(texts)))

    def places(self, path: Path, name: str) -> Iterator[Leak]:
        entries = [card for card in self.view.cards.get("entry", ()) if "room" in card]
        own = {(str(card["room"].value), card["starts"].value) for card in entries}
        closed = [place for place in self.secrets.places if (place.room, place.starts) not in own]
        for appointment in appointments_in(path):
            for place in closed:
                if appointment.starts == place.starts and place.room in appointment.location:
                    yield self.leak(name, "entry.room", place.subject, "text")

    def leak(self, file: str, field: str, subject: str, place: str) -> Leak:
        return Leak(audience=self.view.folder or ".", file=file, field=field, subject=subject, place=place)


def _cards(view: AudienceView) -> Iterable[Card]:
    return (view.conference, *(card for cards in view.cards.values() for card in cards))
