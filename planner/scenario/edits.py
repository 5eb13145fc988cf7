"""Changing a table of texts: cells, rows, and where each change came from."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from planner.scenario.source import Grid, Line, Origin
from planner.scenario.tables.column import Table

KEY_SEPARATOR = "/"


def cells_of(grid: Grid, line: Line) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(grid.header, line.cells, strict=False) if name}


def keyed_lines(table: Table, grid: Grid) -> Iterator[tuple[str, Line]]:
    """Each row with what names it: `br-cs-1`, or `br-cs-1/th-land` where two columns do."""
    for line in grid.lines:
        if any(cell.strip() for cell in line.cells):
            cells = cells_of(grid, line)
            yield KEY_SEPARATOR.join(cells.get(column, "") for column in table.key), line


def with_cells(grid: Grid, number: int, changes: Mapping[str, tuple[str, Origin]]) -> Grid:
    """The row of that number with other texts in some columns; columns it lacks are added."""
    header = (*grid.header, *(column for column in changes if column not in grid.header))
    lines = tuple(_changed(line, header, changes) if line.number == number else line for line in grid.lines)
    origins = {(number, column): origin for column, (_, origin) in changes.items()}
    return replace(grid, header=header, lines=lines, origins={**grid.origins, **origins})


def _changed(line: Line, header: tuple[str, ...], changes: Mapping[str, tuple[str, Origin]]) -> Line:
    padded = (*line.cells, *[""] * (len(header) - len(line.cells)))
    cells = (changes[name][0] if name in changes else cell for name, cell in zip(header, padded, strict=True))
    return replace(line, cells=tuple(cells))


def with_row(grid: Grid, changes: Mapping[str, tuple[str, Origin]]) -> Grid:
    """One more row below all others."""
    number = max((line.number for line in grid.lines), default=1) + 1
    return with_cells(replace(grid, lines=(*grid.lines, Line(number=number, cells=()))), number, changes)


def without_rows(grid: Grid, numbers: Set[int]) -> Grid:
    return replace(grid, lines=tuple(line for line in grid.lines if line.number not in numbers))
