"""What a funder is told, as tables: the budget, on whom it was spent, what was assumed, what is proven."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.publish.drawing.tables import Cell, Table
from planner.publish.locales import money, number, percent, plain_date
from planner.publish.values import cents, day, decimal, whole
from planner.publish.view import AudienceView, Card, Fact

DIMENSIONS = ("category", "network_region", "cost_line")

_POOLED = "+"
_MONEY = "cents"
_DATE_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the report says."""

    view: AudienceView
    words: Mapping[str, str]
    grant: Card

    def tables(self) -> Iterator[Table]:
        yield self._budget()
        yield from (self._breakdown(dimension) for dimension in DIMENSIONS)
        yield self._assumptions()
        yield self._terms()

    @property
    def currency(self) -> str:
        return str(self.grant["currency"].value)

    def _budget(self) -> Table:
        stated = ("ceiling", "charged", "interpretation", "overhead", "free")
        fields = [field for field in stated if field in self.grant]
        overhead = self._percent(Decimal(whole(self.grant["overhead_percent"])) / 100)
        names = {field: self.words[field].format(percent=overhead) for field in fields}
        rows = tuple((Cell(shown=names[field]), *self._amount_and_share(self.grant[field])) for field in fields)
        return Table(
            heading=self.words["budget"],
            headers=(self.words["item"], self.words["amount"], self.words["share_of_ceiling"]),
            rows=rows,
            widths=(0.5, 0.28, 0.22),
            numeric=2,
            emphasised=frozenset({0, len(rows) - 1}),
        )

    def _amount_and_share(self, fact: Fact) -> tuple[Cell, Cell]:
        share = Decimal(cents(fact)) / max(1, cents(self.grant["ceiling"]))
        return self._money(fact, self.currency), self._share(fact, share)

    def _breakdown(self, dimension: str) -> Table:
        shares = [card for card in self.view.cards.get("share", ()) if card["dimension"].value == dimension]
        smallest = number(whole(self.grant["smallest_cell"]), self.view.language)
        rows = tuple(self._breakdown_row(card) for card in shares)
        return Table(
            heading=self.words[f"by_{dimension}"],
            headers=(self.words["group"], self.words["people"], self.words["amount"]) if rows else (),
            rows=rows,
            widths=(0.54, 0.18, 0.28),
            numeric=2,
            note=self.words["pooled" if rows else "too_few"].format(smallest=smallest),
        )

    def _breakdown_row(self, card: Card) -> tuple[Cell, ...]:
        groups = str(card["group"].value).split(_POOLED)
        named = " + ".join(self.words.get(f"group_{group}", _spoken(group)) for group in groups)
        return (
            Cell(shown=named, fact=card["group"]),
            self._count(card["people"]),
            self._money(card["amount"], self.currency),
        )

    def _assumptions(self) -> Table:
        conference, language = self.view.conference, self.view.language
        grant = self.grant
        rate = self.words["rate_is"].format(
            currency=self.currency, rate=number(decimal(grant["rate"]), language), other=conference["currency"].value
        )
        rows = [
            (self.words["valid_from"], self._date(grant["valid_from"])),
            (self.words["valid_to"], self._date(grant["valid_to"])),
            (self.words["rate"], Cell(shown=rate, fact=grant["rate"])),
            (self.words["rate_date"], self._date(grant["rate_date"])),
            (self.words["overhead_rate"], self._percent_cell(grant["overhead_percent"])),
            (self.words["smallest_cell"], self._count(grant["smallest_cell"])),
        ]
        if "funded_people" in grant:
            rows.append((self.words["funded_people"], self._count(grant["funded_people"])))
        return Table(
            heading=self.words["assumptions"],
            headers=(),
            rows=tuple((Cell(shown=label), cell) for label, cell in rows),
            widths=(0.6, 0.4),
            numeric=1,
        )

    def _terms(self) -> Table:
        return Table(
            heading=self.words["terms"],
            headers=tuple(self.words[name] for name in ("term", "value", "bound", "gap", "status")),
            rows=tuple(self._term_row(card) for card in self.view.cards.get("term", ())),
            widths=(0.38, 0.17, 0.17, 0.13, 0.15),
            numeric=4,
            note=self.words["terms_note"],
        )

    def _term_row(self, card: Card) -> tuple[Cell, ...]:
        status = card["status"].value
        return (
            Cell(shown=self._term_name(card), fact=card["term"]),
            self._counted(card, "value"),
            self._counted(card, "bound"),
            self._share(card["gap"], Decimal(str(card["gap"].value))),
            Cell(shown=self.words[f"status_{status}"], fact=card["status"]),
        )

    def _term_name(self, card: Card) -> str:
        name, unit = str(card["term"].value), str(card["unit"].value)
        named = self.words.get(f"term_{name}", _spoken(name))
        return named if unit == _MONEY else f"{named} ({self.words.get(f'unit_{unit}', unit)})"

    def _counted(self, card: Card, field: str) -> Cell:
        if card["unit"].value == _MONEY:
            return self._money(card[field], str(self.view.conference["currency"].value))
        return self._count(card[field])

    def _money(self, fact: Fact, currency: str) -> Cell:
        return Cell(
            shown=money(cents(fact), currency, self.view.language),
            fact=fact,
            value=cents(fact) / 100,
            number_format=f"#,##0.00 [${currency}]",
        )

    def _count(self, fact: Fact) -> Cell:
        return Cell(shown=number(whole(fact), self.view.language), fact=fact, value=whole(fact), number_format="#,##0")

    def _share(self, fact: Fact, share: Decimal) -> Cell:
        return Cell(shown=self._percent(share), fact=fact, value=round(float(share), 6), number_format="0.0%")

    def _percent_cell(self, fact: Fact) -> Cell:
        return self._share(fact, Decimal(whole(fact)) / 100)

    def _percent(self, share: Decimal) -> str:
        return percent(share, self.view.language)

    def _date(self, fact: Fact) -> Cell:
        shown = plain_date(day(fact), self.view.language)
        return Cell(shown=shown, fact=fact, value=day(fact), number_format=_DATE_FORMAT)


def _spoken(code: str) -> str:
    """A code without wording of its own: `net:africa_asia` as `Africa asia`."""
    return code.rsplit(":", 1)[-1].replace("_", " ").capitalize()
