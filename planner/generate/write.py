"""Rows to CSV files, with the columns in the order in which the reader declares them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from planner.scenario.tables.column import Table
from planner.scenario.tables.programme import LANGUAGE_TITLE, TITLE_PREFIX

Row = Mapping[str, str]
"""Column to text; a column left out is empty."""


def write_table(folder: Path, table: Table, rows: Sequence[Row]) -> None:
    """Columns in which every cell would be empty are left out."""
    used = {name for row in rows for name, text in row.items() if text}
    header = [name for name in _columns(table, used) if name in used or not rows]
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / table.file).write_text(text.getvalue(), encoding="utf-8", newline="")


def _columns(table: Table, used: set[str]) -> Iterator[str]:
    for column in table.columns:
        if column.name == LANGUAGE_TITLE:
            yield from sorted(name for name in used if name.startswith(TITLE_PREFIX))
        else:
            yield column.name
