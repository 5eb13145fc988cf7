"""One folder held against what its reader may know: the draw log fact by fact, every file by what it says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from planner.findings import Leak
from planner.publish.drawlog import LABEL, Drawn
from planner.publish.leakcheck.contents import Appointment, Said, can_be_read, read_back
from planner.publish.leakcheck.needles import BETWEEN, normal
from planner.publish.leakcheck.sealed import ClosedPlace, strings_in
from planner.publish.leakcheck.sought import ByValue, Sought
from planner.publish.view import AudienceView, Card

FILE_NAME = "file name"
_DRAW_LOG = "draw log"


def leaks_in(view: AudienceView, sought: Sought, folder: Path, drawn: Iterable[Drawn]) -> Iterator[Leak]:
    """All leaks of one view below `folder`, which holds the folders of all; some may come twice."""
    inspection = _Inspection(view=view, sought=sought)
    in_order = sorted(drawn, key=lambda one: one.file)
    for file, entries in groupby(in_order, key=lambda one: one.file):
        yield from inspection.drawn(file, entries)
    for path in files_of(view, folder):
        yield from inspection.file(path, path.relative_to(folder / view.folder).as_posix())


def files_of(view: AudienceView, folder: Path) -> list[Path]:
    """Files of the audience; the root is the Secretariat's own, the folders below it are not."""
    own = folder / view.folder
    return sorted(path for path in (own.rglob("*") if view.folder else own.iterdir()) if path.is_file())


@dataclass(frozen=True, kw_only=True)
class _Inspection:
    """One folder, what its readers may know, and what they may not."""

    view: AudienceView
    sought: Sought

    @cached_property
    def facts(self) -> frozenset[tuple[str, str]]:
        return frozenset((fact.field, fact.subject) for card in _cards(self.view) for fact in card.facts.values())

    @cached_property
    def known(self) -> frozenset[str]:
        values = (fact.value for card in _cards(self.view) for fact in card.facts.values())
        return frozenset(map(normal, {text for value in values for text in strings_in(value)}))

    @cached_property
    def sealed(self) -> ByValue:
        return self.sought.sealed_from(self.view.audience, self.view.language, self.known)

    @cached_property
    def covers(self) -> re.Pattern[str] | None:
        """Known values that happen to contain a secret one, such as a title with somebody's name as a word."""
        containing = [known for known in self.known if self.sealed.keys() & self.sought.found_in_phrase(known)]
        longest_first = sorted(containing, key=lambda known: (-len(known), known))
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if containing else None

    def file(self, path: Path, name: str) -> Iterator[Leak]:
        yield from self.said(name, Said(place=FILE_NAME, text=name))
        if not can_be_read(path):
            yield self.leak(name, "file.kind", path.suffix, FILE_NAME)
            return
        contents = read_back(path)
        for said in contents.said:
            yield from self.said(name, said)
        yield from self.places(contents.appointments, name)

    def said(self, file: str, said: Said) -> Iterator[Leak]:
        text = normal(said.text)
        uncovered = self.covers.sub(" ", text) if self.covers else text
        for value in self.sought.found_in(uncovered):
            for secret in self.sealed.get(value, ()):
                yield self.leak(file, secret.field, secret.subject, said.place)

    def drawn(self, file: str, entries: Iterable[Drawn]) -> Iterator[Leak]:
        texts = []
        for drawn in entries:
            texts.append(drawn.text)
            if drawn.field != LABEL and (drawn.field, drawn.subject) not in self.facts:
                yield self.leak(file, drawn.field, drawn.subject, _DRAW_LOG)
        yield from self.said(file, Said(place=_DRAW_LOG, text=BETWEEN.join(texts)))

    def places(self, appointments: Sequence[Appointment], name: str) -> Iterator[Leak]:
        for appointment in appointments:
            for place in self.closed_to_them:
                if appointment.starts == place.starts and place.room in appointment.location:
                    yield self.leak(name, "entry.room", place.subject, "text")

    @cached_property
    def closed_to_them(self) -> tuple[ClosedPlace, ...]:
        entries = [card for card in self.view.cards.get("entry", ()) if "room" in card]
        own = {(str(card["room"].value), card["starts"].value) for card in entries}
        return tuple(place for place in self.sought.secrets.places if (place.room, place.starts) not in own)

    def leak(self, file: str, field: str, subject: str, place: str) -> Leak:
        return Leak(audience=self.view.folder or ".", file=file, field=field, subject=subject, place=place)


def _cards(view: AudienceView) -> Iterable[Card]:
    return (view.conference, *(card for cards in view.cards.values() for card in cards))
