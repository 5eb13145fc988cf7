"""The public programme: one page in every language of the conference, for any screen, printer and reader."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from planner.publish.drawlog import DrawLog, Pen
from planner.publish.locales import days_of, language_names, listed, long_day, offset, plain_date, span
from planner.publish.speakers import speaker_names
from planner.publish.templating import direction, render
from planner.publish.values import codes, day, moment
from planner.publish.view import AudienceView, Card, Fact
from planner.publish.wording import text_in, wording

FILE = "programme.html"

_ISOLATE, _END = "\u2068", "\u2069"
"""Around a name, so that one in another direction does not carry its neighbours along (UAX 9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    kind: str
    kind_name: str
    title: str
    title_language: str
    room: str
    lines: tuple[str, ...]
    """Speakers and languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    """Everything that is held at one time."""

    starts: str
    """As a machine reads it."""
    span: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    name: str
    hours: tuple[_Hour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """The whole programme in one language."""

    language: str
    language_name: str
    direction: str
    words: Mapping[str, str]
    title: str
    when_and_where: str
    notes: tuple[str, ...]
    released: str
    days: tuple[_Day, ...]


def write_public_programme(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`programme.html`: what everyone may know."""
    pen = log.pen(view.folder, FILE)
    languages = codes(view.conference, "languages") or (view.language,)
    editions = [_Editor(view=view, pen=pen, language=language).edition() for language in languages]
    (folder / FILE).write_text(render("programme.html", {"editions": editions}), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Editor:
    """Turns the view into one edition."""

    view: AudienceView
    pen: Pen
    language: str

    def edition(self) -> _Edition:
        words = wording("public", self.language)
        for label in words.values():
            self.pen.label(label)
        conference = self.view.conference
        starts, ends = day(conference["starts"]), day(conference["ends"])
        city = self._text(conference["city_names"])[0]
        has_windows = any("window" in entry for entry in self.view.cards.get("entry", ()))
        zone = words["zone"].format(city=city, offset=offset(starts, str(conference["zone"].value)))
        released = plain_date(moment(conference["released_at"]).date(), self.language)
        return _Edition(
            language=self.language,
            language_name=self.pen.label(language_names([self.language], self.language)),
            direction=direction(self.language),
            words=words,
            title=self._text(conference["titles"])[0],
            when_and_where=f"{self.pen.fact(conference['starts'], days_of(starts, ends, self.language))} · {city}",
            notes=(self.pen.fact(conference["zone"], zone), *([words["closed_note"]] if has_windows else ())),
            released=self.pen.fact(conference["released_at"], words["released"].format(date=released)),
            days=tuple(self._days()),
        )

    def _days(self) -> Iterator[_Day]:
        for _, of_day in groupby(self.view.cards.get("entry", ()), key=lambda entry: day(entry["day"])):
            entries = list(of_day)
            date = entries[0]["day"]
            yield _Day(name=self.pen.fact(date, long_day(day(date), self.language)), hours=tuple(self._hours(entries)))

    def _hours(self, entries: Iterable[Card]) -> Iterator[_Hour]:
        for (starts, ends), of_hour in groupby(entries, key=lambda one: (moment(one["starts"]), moment(one["ends"]))):
            cards = list(of_hour)
            yield _Hour(
                starts=self.pen.fact(cards[0]["starts"], starts.isoformat()),
                span=self.pen.fact(cards[0]["starts"], span(starts, ends)),
                entries=tuple(self._entry(card) for card in cards),
            )

    def _entry(self, card: Card) -> _Entry:
        title, title_language = self._text(card["titles"])
        kind = str(card["kind"].value)
        return _Entry(
            kind=kind,
            kind_name=self.pen.fact(card["kind"], wording("public", self.language)[f"kind_{kind}"]),
            title=title,
            title_language=title_language,
            room=self.pen.fact(card["room"]) if "room" in card else "",
            lines=tuple(self._lines(card)),
        )

    def _lines(self, card: Card) -> Iterator[str]:
        words = wording("public", self.language)
        speakers = speaker_names(card, self.pen)
        if speakers:
            names = listed((f"{_ISOLATE}{name}{_END}" for name in speakers), self.language)
            yield self.pen.fact(card["speakers"], words["speakers"].format(names=names))
        if codes(card, "floor"):
            names = language_names(codes(card, "floor"), self.language)
            yield self.pen.fact(card["floor"], words["floor"].format(languages=names))

    def _text(self, fact: Fact) -> tuple[str, str]:
        """The text of a fact that has one per language, and the language it is in."""
        if not isinstance(fact.value, Mapping):
            raise TypeError(f"{fact.field} has one text only")
        text, language = text_in(fact.value, self.language)
        return self.pen.fact(fact, text), language
