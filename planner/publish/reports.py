"""The Secretariat's report: what the plan does, for whom, at whose cost, and how much of it is proven."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from babel.dates import format_skeleton

from planner.publish import locales
from planner.publish.drawlog import DrawLog
from planner.publish.templating import direction, render
from planner.publish.values import cents, day, moment, whole
from planner.publish.view import AudienceView, Card, Fact
from planner.publish.wording import wording
from planner.units import Cents

FILE = "report.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seats:
    """One category of one delegation: who comes, who does not, what stays open."""

    category: str
    least: int
    most: int
    coming: tuple[Card, ...]
    staying: tuple[Card, ...]
    open: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delegation:
    card: Card
    seats: tuple[_Seats, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Money:
    """One grant with its breakdowns and what its bar shows, in whole percent of the ceiling."""

    grant: Card
    shares: tuple[tuple[str, tuple[Card, ...]], ...]
    charged_percent: int
    overhead_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _GridDay:
    """Times down, rooms across."""

    day: Fact
    rooms: tuple[Fact, ...]
    rows: tuple[tuple[Card, Mapping[str, Card]], ...]
    """One entry of the row, for its times, and all of them by room."""


def write_report(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """`report.html`, for the Secretariat alone."""
    pen = log.pen(view.folder, FILE)
    words = wording("report", view.language)
    for label in words.values():
        pen.label(label)
    cards = {kind: view.cards.get(kind, ()) for kind in (*_KINDS, "entry", "grant", "share")}
    context = {
        **{f"{kind}s": cards[kind] for kind in _KINDS},
        "entries": cards["entry"],
        "conference": view.conference,
        "language": view.language,
        "direction": direction(view.language),
        "words": words,
        "pen": pen,
        "write": _Writer(language=view.language, currency=str(view.conference["currency"].value), words=words),
        "names": {card.subject: card["badge_name"] for card in (*cards["person"], *cards["interpreter"])},
        "entry_of": {card.subject: card for card in cards["entry"]},
        "figures": _figures(view),
        "problems": [(problem, list(terms)) for problem, terms in groupby(cards["term"], key=_problem)],
        "countries": [_delegation(card, cards["person"], cards["open_seat"]) for card in cards["delegation"]],
        "others": [card for card in cards["person"] if "home" not in card and card["comes"].value],
        "money": [_money(card, cards["share"]) for card in cards["grant"]],
        "grid": [_grid_day(list(entries)) for _, entries in groupby(cards["entry"], key=lambda one: day(one["day"]))],
    }
    (folder / FILE).write_text(render("report.html", context), encoding="utf-8")


def _figures(view: AudienceView) -> Mapping[str, int]:
    comes = [person for person in view.cards["person"] if person["comes"].value]
    return {
        "people": len(comes),
        "remote": sum(person["attends"].value == "remote" for person in comes),
        "complete": sum(bool(delegation["complete"].value) for delegation in view.cards.get("delegation", ())),
        "proven": sum(term["status"].value == "proven" for term in view.cards.get("term", ())),
    }


def _problem(term: Card) -> str:
    return str(term["problem"].value)


_KINDS = ("plan", "term", "person", "interpreter", "delegation", "open_seat", "price", "number", "need")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Values as the reader writes them, for the template."""

    language: str
    currency: str
    words: Mapping[str, str]

    def day(self, moment_or_day: date) -> str:
        return locales.long_day(moment_or_day, self.language)

    def short_day(self, moment_or_day: date) -> str:
        locale = "en_GB" if self.language == "en" else self.language
        return format_skeleton("MMMEd", moment_or_day, locale=locale)

    def date(self, fact: Fact) -> str:
        return locales.plain_date(day(fact), self.language)

    def span(self, entry: Card) -> str:
        return locales.span(moment(entry["starts"]), moment(entry["ends"]))

    def days(self, conference: Card) -> str:
        return locales.days_of(day(conference["starts"]), day(conference["ends"]), self.language)

    def languages(self, codes: Iterable[str]) -> str:
        return locales.language_names(codes, self.language)

    def money(self, amount: int, currency: str | None = None) -> str:
        return locales.money(Cents(amount), currency or self.currency, self.language)

    def amount(self, number: int, unit: str) -> str:
        """Cents as money, everything else as a number; the unit is said beside it."""
        return self.money(number) if unit == "cents" else locales.number(number, self.language)

    def percent(self, share: float) -> str:
        return locales.percent(Decimal(str(round(share, 4))), self.language)

    def named(self, prefix: str, code: str) -> str:
        """Wording for a code, or the code in plain letters where nobody has worded it."""
        return self.words.get(f"{prefix}_{code}", self.plain(code))

    def plain(self, code: str) -> str:
        """`net:africa_asia` as `africa asia`: the system is said beside it."""
        return code.rpartition(":")[2].replace("_", " ")

    def region(self, code: str) -> str:
        """`net:africa_asia` as `Africa Asia`; letters that stand for words, such as GRULAC, stay."""
        return " ".join(word[:1].upper() + word[1:] for word in self.plain(code).split())

    def points(self, satisfied: tuple[int, int]) -> str:
        """Who stated no preference has nothing to miss."""
        received, stated = satisfied
        return self.words["points_of"].format(received=received, stated=stated) if stated else "\u2013"

    def command(self, plan: Card) -> str:
        """What makes this plan again, from the folder in which the planner was called."""
        workers = f" --workers {plan['workers'].value}" if plan["workers"].value != 1 else ""
        return f"planner solve scenarios/{plan['scenario'].value} --seed {plan['seed'].value}{workers}"

    def payer(self, code: str) -> str:
        return self.words["payer_self"] if code == "self" else code

    def group(self, code: str) -> str:
        return " + ".join(self.words.get(f"group_{part}") or self.region(part) for part in code.split("+"))

    def policy(self, number: Card) -> str:
        """A number of the policy in its unit, or all of them where it is a table or a list."""
        value, unit = number["value"].value, str(number["unit"].value)
        if isinstance(value, Mapping):
            return self._several(f"{key.replace('_', ' ')} {self._policy(one, unit)}" for key, one in value.items())
        if isinstance(value, (tuple, list)):
            return self._several(map(str, value))
        return self._policy(value, unit)

    def _several(self, items: Iterable[str]) -> str:
        return locales.listed(items, self.language) or self.words["none"]

    def _policy(self, value: object, unit: str) -> str:
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if not isinstance(value, int):
            return str(value)
        if unit == "money":
            return self.money(value)
        shown = f"{value // 60:02d}:{value % 60:02d}" if unit == "clock" else locales.number(value, self.language)
        return self.words[f"in_{unit}"].format(number=shown)


def _delegation(card: Card, people: Iterable[Card], open_seats: Iterable[Card]) -> _Delegation:
    own = [person for person in people if "home" in person and person["home"].value == card.subject]
    return _Delegation(
        card=card,
        seats=tuple(
            _seats(category, limits, own, _open(card, category, open_seats)) for category, limits in _limits(card)
        ),
    )


def _limits(card: Card) -> Iterable[tuple[str, tuple[int, int]]]:
    seats = card["seats"].value
    if not isinstance(seats, Mapping):
        raise TypeError("delegation.seats is no mapping")
    return seats.items()


def _open(card: Card, category: str, open_seats: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(
        seat for seat in open_seats if (seat["delegation"].value, seat["category"].value) == (card.subject, category)
    )


def _seats(category: str, limits: tuple[int, int], own: Iterable[Card], open_seats: tuple[Card, ...]) -> _Seats:
    pool = sorted((one for one in own if one["category"].value == category), key=_nomination)
    return _Seats(
        category=category,
        least=limits[0],
        most=limits[1],
        coming=tuple(person for person in pool if person["comes"].value),
        staying=tuple(person for person in pool if not person["comes"].value),
        open=open_seats,
    )


def _nomination(person: Card) -> tuple[bool, int, str]:
    """By rank; people without one come last."""
    return "rank" not in person, whole(person["rank"]) if "rank" in person else 0, person.subject


def _money(grant: Card, shares: Iterable[Card]) -> _Money:
    own = [share for share in shares if share["grant"].value == grant.subject]
    ceiling = max(1, cents(grant["ceiling"]))
    interpretation = cents(grant["interpretation"]) if "interpretation" in grant else 0
    return _Money(
        grant=grant,
        shares=tuple(
            (dimension, tuple(rows)) for dimension, rows in groupby(own, key=lambda one: str(one["dimension"].value))
        ),
        charged_percent=round(100 * (cents(grant["charged"]) + interpretation) / ceiling),
        overhead_percent=round(100 * cents(grant["overhead"]) / ceiling),
    )


def _grid_day(entries: list[Card]) -> _GridDay:
    rooms = {str(entry["room"].value): entry["room"] for entry in entries}
    spans = groupby(entries, key=lambda one: (moment(one["starts"]), moment(one["ends"])))
    rows = [{str(entry["room"].value): entry for entry in together} for _, together in spans]
    return _GridDay(
        day=entries[0]["day"],
        rooms=tuple(rooms[name] for name in sorted(rooms)),
        rows=tuple((next(iter(row.values())), row) for row in rows),
    )
