"""Small cells, with threshold 5; counts chosen by hand so that every branch shows."""

from planner.publish.audiences.suppression import Cell, pooled
from planner.units import Cents


def cells(**sizes: int) -> list[Cell]:
    """Groups of people who are in one group only, at one cent each."""
    return [
        Cell(groups=(group,), people=frozenset(f"{group}-{one}" for one in range(size)), cents=Cents(size))
        for group, size in sizes.items()
    ]


def shown(*given: Cell) -> dict[tuple[str, ...], tuple[int, int]]:
    return {cell.groups: (len(cell.people), cell.cents) for cell in pooled(given, 5)}


def test_large_cells_are_shown_as_they_are() -> None:
    assert shown(*cells(a=5, b=9)) == {("a",): (5, 5), ("b",): (9, 9)}


def test_small_cells_are_pooled() -> None:
    assert shown(*cells(a=3, b=2, c=8)) == {("a", "b"): (5, 5), ("c",): (8, 8)}


def test_pool_that_is_still_small_takes_the_smallest_large_cell() -> None:
    assert shown(*cells(a=1, b=2, c=6, d=9)) == {("a", "b", "c"): (9, 9), ("d",): (9, 9)}


def test_single_small_cell_is_never_the_total_less_the_rest() -> None:
    assert shown(*cells(a=4, b=6, c=9)) == {("a", "b"): (10, 10), ("c",): (9, 9)}


def test_nothing_but_the_total_when_the_pool_swallows_everything() -> None:
    assert shown(*cells(a=4, b=6)) == {}
    assert shown(*cells(a=1, b=2)) == {}


def test_group_without_people_does_not_count_as_company_in_a_pool() -> None:
    assert shown(*cells(a=4, b=0, c=6, d=7)) == {("a", "c"): (10, 10), ("d",): (7, 7)}


def test_people_of_several_groups_count_once_in_a_pool() -> None:
    fare = Cell(groups=("fare",), people=frozenset("abcdef"), cents=Cents(60))
    allowance = Cell(groups=("allowance",), people=frozenset("abc"), cents=Cents(30))
    visa = Cell(groups=("visa",), people=frozenset("ab"), cents=Cents(4))
    # Allowance and visa are three people together, so the fare joins them and nothing is left to show.
    assert shown(fare, allowance, visa) == {}
