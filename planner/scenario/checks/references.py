"""Rows are there, are told apart, and name only what exists."""

from collections.abc import Iterator

from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.given import Cell, Given
from planner.scenario.sheets import Row
from planner.scenario.suggest import did_you_mean
from planner.scenario.tables import DELEGATIONS, INTERPRETERS, NAME_TABLES, PEOPLE, SESSIONS, SLOTS, TABLES
from planner.scenario.tables.column import Column, Table


def tables_have_rows(given: Given) -> Iterator[Problem]:
    """An optional table that is there may be empty; the others may not."""
    for sheet in given.sheets.values():
        if not sheet.table.optional and not sheet.rows and not sheet.problems:
            yield Problem(file=sheet.table.file, found="no rows", allowed="at least one row below the header")


def keys_are_unique(given: Given) -> Iterator[Problem]:
    for sheet in given.sheets.values():
        table = sheet.table
        first: dict[tuple[object, ...], Row] = {}
        for row in sheet.rows:
            key = tuple(row[column] for column in table.key)
            if None not in key and first.setdefault(key, row) is not row:
                found = " with ".join(f'"{part}"' for part in key)
                allowed = f"each {' with '.join(table.key)} once"
                suggestion = f"it stands in row {first[key].number} already"
                yield Cell(table=table, row=row, column=table.key[0]).problem(found, allowed, suggestion)


def ids_differ_by_more_than_capitals(given: Given) -> Iterator[Problem]:
    """Ids name folders, and many systems take `BR` and `br` for the same one."""
    for sheet in given.sheets.values():
        first: dict[str, str] = {}
        for row in sheet.rows if sheet.table.key == ("id",) else ():
            if row["id"] is not None and first.setdefault(row["id"].casefold(), row["id"]) != row["id"]:
                allowed = "ids that differ by more than capitals"
                suggestion = f'there is "{first[row["id"].casefold()]}" already'
                yield Cell(table=sheet.table, row=row, column="id").problem(f'"{row["id"]}"', allowed, suggestion)


def references_exist(given: Given) -> Iterator[Problem]:
    """Ids name a row of the table they refer to."""
    tables = {table.name: table for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            # A file that could not be read would make every reference to it look wrong.
            if column.refers_to and given.rows(tables[column.refers_to]):
                yield from _dangling(given, table, column, tables[column.refers_to])


def _dangling(given: Given, table: Table, column: Column, target: Table) -> Iterator[Problem]:
    known = given.ids(target)
    for row in given.rows(table):
        value = row[column.name] or ()
        for named in (value,) if isinstance(value, str) else value:
            if named not in known:
                cell = Cell(table=table, row=row, column=column.name)
                yield cell.not_among(named, known, f"an id of {target.file}")


def names_belong_to_somebody(given: Given) -> Iterator[Problem]:
    known = given.ids(PEOPLE) | given.ids(INTERPRETERS)
    for table in NAME_TABLES:
        for row in given.rows(table):
            if row["id"] is not None and row["id"] not in known:
                yield Cell(table=table, row=row, column="id").not_among(
                    row["id"], known, f"an id of {PEOPLE.file} or {INTERPRETERS.file}"
                )


def the_joint_cut_exists(given: Given) -> Iterator[Problem]:
    """Delegations, sessions and days of the small cut are those of the scenario."""
    solve = given.settings.solve
    days = {str(row["day"]) for row in given.rows(SLOTS)}
    cut = (
        ("joint_delegations", solve.joint_delegations, given.ids(DELEGATIONS), f"an id of {DELEGATIONS.file}"),
        ("joint_sessions", solve.joint_sessions, given.ids(SESSIONS), f"an id of {SESSIONS.file}"),
        ("joint_days", map(str, solve.joint_days), days, f"a day of {SLOTS.file}"),
    )
    for key, named, known, allowed in cut:
        for one in named:
            if one not in known:
                yield Problem(
                    file=toml.FILE,
                    column=f"solve.{key}",
                    found=f'"{one}"',
                    allowed=f"{allowed} ({', '.join(sorted(known))})",
                    suggestion=did_you_mean(one, sorted(known)),
                )
