"""The input as found, before it is a Scenario: what is checked, and what the Scenario is built from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.findings import Problem
from planner.scenario.settings import Settings
from planner.scenario.sheets import Row, Sheet
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables.column import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One scenario folder, read but not yet checked as a whole."""

    settings: Settings
    sheets: Mapping[str, Sheet]
    """By name of the table."""

    def rows(self, table: Table) -> tuple[Row, ...]:
        return self.sheets[table.name].rows

    def values(self, table: Table, column: str) -> frozenset[Any]:
        """What stands in a column; cells that are empty or could not be read are left out."""
        return frozenset(row[column] for row in self.rows(table)) - {None}

    def ids(self, table: Table) -> frozenset[str]:
        return self.values(table, "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where something is wrong."""

    table: Table
    row: Row
    column: str

    def problem(self, found: str, allowed: str, suggestion: str = "") -> Problem:
        return Problem(
            file=self.table.file,
            row=self.row.number,
            column=self.column,
            found=found,
            allowed=allowed,
            suggestion=suggestion,
        )

    def not_among(self, found: str, options: Iterable[str], what: str) -> Problem:
        """A word that names nothing."""
        known = sorted(options)
        listed = ", ".join(known) if len(known) <= 12 else f"{', '.join(known[:12])}, … ({len(known)} in all)"
        return self.problem(f'"{found}"', f"{what} ({listed or 'there is none'})", did_you_mean(found, known))
