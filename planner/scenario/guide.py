"""The tables in words, for `scenarios/README.md`."""

from collections.abc import Iterator

from planner.scenario.tables import TABLES
from planner.scenario.tables.column import Column, Table

_HEADER = ("column", "holds", "unit", "example", "meaning", "empty means", "who may see it", "deleted")


def describe_tables() -> str:
    """Every table and column, in Markdown."""
    return "\n\n".join("\n".join(_described(table)) for table in TABLES) + "\n"


def _described(table: Table) -> Iterator[str]:
    yield f"### {table.file}"
    yield ""
    optional = " Optional." if table.optional else ""
    yield f"{table.meaning}{optional} One row for each {' and '.join(table.key)}."
    yield ""
    yield _line(_HEADER)
    yield _line("---" for _ in _HEADER)
    for column in table.columns:
        yield _line(_cells(table, column))


def _cells(table: Table, column: Column) -> tuple[str, ...]:
    holds = f"{column.kind.name} of {column.refers_to}.csv" if column.refers_to else column.kind.name
    return (
        f"`{column.name}`",
        holds,
        column.unit,
        f"`{column.example}`",
        column.meaning,
        column.empty or "required",
        column.seen_by or table.seen_by,
        column.deleted or table.deleted,
    )


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
