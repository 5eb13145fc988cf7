"""Small counts of people are pooled until nobody can be found in them, nor by subtraction."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.units import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row of a breakdown: who is in it, and what was spent on them."""

    groups: tuple[str, ...]
    """Codes of what the row counts; several once pooled."""
    people: frozenset[str]
    cents: Cents


def pooled(cells: Iterable[Cell], smallest: int) -> tuple[Cell, ...]:
    """Cells of at least `smallest` people each, or none where only the total may be given.

    The pool takes the small cells and then, smallest first, as many others as it needs: a single small cell left
    out would be the total less the rest.
    """
    rising = sorted((cell for cell in cells if cell.people), key=lambda cell: (len(cell.people), cell.groups))
    small = [cell for cell in rising if len(cell.people) < smallest]
    large = [cell for cell in rising if len(cell.people) >= smallest]
    while small and large and len(_joined(small).people) < smallest:
        small.append(large.pop(0))
    if not small:
        return tuple(large)
    pool = _joined(small)
    return (*large, pool) if large and len(pool.people) >= smallest else ()


def _joined(cells: list[Cell]) -> Cell:
    return Cell(
        groups=tuple(sorted(group for cell in cells for group in cell.groups)),
        people=frozenset().union(*(cell.people for cell in cells)),
        cents=Cents(sum(cell.cents for cell in cells)),
    )
