"""The input as found, before it is a Scenario: what is checked, and what the Scenario is built from."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.scenario.settings import Settings
from planner.scenario.sheets import Row, Sheet
from planner.scenario.tables.column import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One scenario folder, read but not yet checked as a whole."""

    settings: Settings
    sheets: Mapping[str, Sheet]
    """By name of the table."""

    def rows(self, table: Table) -> tuple[Row, ...]:
        return self.sheets[table.name].rows
