"""The declaration of the tables agrees with the dataclasses, the documents and the shipped scenarios."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from planner.scenario.guide import describe_tables
from planner.scenario.policy import Policy
from planner.scenario.scenario import SolveSettings
from planner.scenario.settings import CONFERENCE_KEYS, SECTIONS, TERMS
from planner.scenario.tables import TABLES
from planner.scenario.tables.column import Column, Table

ROOT = Path(__file__).parents[2]
README = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.columns
]


def test_readme_describes_the_tables() -> None:
    assert describe_tables() in README


def test_readme_names_every_key_of_the_settings() -> None:
    areas = [kind for name, kind in get_type_hints(Policy).items() if name != "sources"]
    numbers = {field.name.removesuffix("_cents") for area in areas for field in fields(area)}
    keys = {*CONFERENCE_KEYS, *numbers, *(field.name for field in fields(SolveSettings)), *TERMS}
    assert {key for key in keys if f"`{key}`" not in README} == set()
    assert {section for section in SECTIONS if f"`[{section}" not in README} == set()


def test_terms_are_those_of_the_catalogue() -> None:
    catalogue = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").split("# The objective")[1]
    rows = re.findall(r"^\| (delegation|programme|roster) \| `(\w+)` \|", catalogue, re.MULTILINE)
    assert rows == [(problem, term) for problem, terms in TERMS.items() for term in terms]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_example_is_a_value_of_its_column(table: Table, column: Column) -> None:
    column.kind.parse(column.example)
    assert column.meaning
    assert column.seen_by or table.seen_by
    assert column.deleted or table.deleted


def test_references_name_tables_with_ids() -> None:
    with_ids = {table.name for table in TABLES if table.key == ("id",)}
    assert {column.refers_to for table in TABLES for column in table.columns} - {""} <= with_ids
