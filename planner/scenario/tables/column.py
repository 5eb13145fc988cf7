"""What a table and a column are."""

from dataclasses import dataclass
from typing import get_args, get_type_hints

from planner.scenario.cells import IDENTIFIER, LANGUAGE, Kind, one_of, several

SOON = "30 days after the conference"
AUDIT = "7 years after the conference (audit of grants)"
LASTING = "kept: the rotation of later meetings rests on it"
SECRETARIAT = "Secretariat"
EVERYONE = "everyone"

IDS = several(IDENTIFIER)
LANGUAGES = several(LANGUAGE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Where the table says nothing else, its readers and its deletion are the table's."""

    name: str
    kind: Kind
    example: str
    meaning: str
    empty: str = ""
    """What an empty cell means; no text: a value is required."""
    default: object = None
    """Value of an empty cell where it is not the kind's own."""
    field: str = ""
    """Field of the dataclass, where it is not called like the column."""
    refers_to: str = ""
    """Table whose ids stand here."""
    unit: str = ""
    seen_by: str = ""
    deleted: str = ""

    @property
    def required(self) -> bool:
        return not self.empty

    @property
    def when_empty(self) -> object:
        return self.kind.empty if self.default is None else self.default


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file of a scenario."""

    name: str
    """File name without `.csv`."""
    meaning: str
    key: tuple[str, ...]
    """Columns that together name a row."""
    columns: tuple[Column, ...]
    seen_by: str = SECRETARIAT
    deleted: str = AUDIT
    optional: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


def words_of(owner: type, field: str) -> Kind:
    """The words a field of a dataclass allows."""
    return one_of(*get_args(get_type_hints(owner)[field]))
