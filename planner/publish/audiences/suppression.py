"""Small counts of people are pooled until nobody can be found in them, nor by subtraction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from planner.units import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row of a breakdown: who is in it, and what was spent on them."""

    groups: tuple[str, ...]
    """Codes of what the row counts; several once pooled."""
    people: frozenset[str]
    cents: Cents


def pooled(cells: Iterable[Cell], smallest: int, told: Collection[frozenset[str]] = ()) -> tuple[Cell, ...]:
    """Cells that may be told beside the groups told already, or none where only the total may be given.

    The two smallest are joined until every cell has at least `smallest` people, and so has whatever of one group
    lies outside another that it contains. Amounts are joined too: an allowance is the same for everyone, so that its
    sum tells the number of people.
    """
    shown = _rising(cell for cell in cells if cell.people)
    while not _are_tellable([cell.people for cell in shown], smallest, told):
        if len(shown) <= 2:
            return ()
        shown = _rising((_joined(shown[:2]), *shown[2:]))
    return tuple(shown)


def _rising(cells: Iterable[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (len(cell.people), cell.groups))


def _are_tellable(groups: Collection[frozenset[str]], smallest: int, told: Collection[frozenset[str]]) -> bool:
    left_over = (len(outer - inner) for outer, inner in permutations((*told, *groups), 2) if inner <= outer)
    return all(len(group) >= smallest for group in groups) and not any(0 < rest < smallest for rest in left_over)


def _joined(cells: Sequence[Cell]) -> Cell:
    return Cell(
        groups=tuple(sorted(group for cell in cells for group in cell.groups)),
        people=frozenset().union(*(cell.people for cell in cells)),
        cents=Cents(sum(cell.cents for cell in cells)),
    )
