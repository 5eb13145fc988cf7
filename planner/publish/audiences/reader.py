"""One audience's reader: who they are, in which language, and the sieve that every fact passes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.publish.audiences.allowed import ALLOWED, ROW_KIND, Audience
from planner.publish.audiences.source import Source
from planner.publish.values import moment
from planner.publish.view import AudienceView, Card, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody a folder is made for."""

    source: Source
    audience: Audience
    folder: str
    language: str
    id: str = ""
    """Person, interpreter, delegation or grant; empty for audiences of one."""

    def card(self, row: str, subject: str, values: Mapping[str, object]) -> Card:
        """Keeps what the policy allows; a value of None does not exist and is left out."""
        kind = ROW_KIND.get(row, row)
        shown = {field: values[field] for field in ALLOWED[self.audience][row] if values[field] is not None}
        facts = {field: Fact(field=f"{kind}.{field}", subject=subject, value=value) for field, value in shown.items()}
        return Card(kind=kind, subject=subject, facts=facts)

    def view(self, conference: Card, cards: Iterable[Card]) -> AudienceView:
        by_kind: dict[str, list[Card]] = {}
        for card in cards:
            by_kind.setdefault(card.kind, []).append(card)
        by_kind.get("entry", []).sort(key=lambda entry: (moment(entry["starts"]), moment(entry["ends"])))
        return AudienceView(
            audience=self.audience,
            folder=self.folder,
            language=self.language,
            conference=conference,
            cards={kind: tuple(group) for kind, group in by_kind.items()},
        )
