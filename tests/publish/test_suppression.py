"""Small cells, with threshold 5; counts chosen by hand so that every branch shows."""

from dataclasses import replace

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


def test_cost_line_of_nearly_everybody_is_not_told_beside_the_total() -> None:
    """Seven people funded, six allowances: one person would stand alone."""
    fare = Cell(groups=("fare",), people=frozenset("abcdefg"), cents=Cents(70))
    allowance = Cell(groups=("allowance",), people=frozenset("abcdef"), cents=Cents(60))
    everyone = frozenset("abcdefg")
    assert pooled([fare, allowance], 5, [everyone]) == ()
    assert len(pooled([fare, replace(allowance, people=frozenset("ab"))], 1, [everyone])) == 2


def test_lines_are_told_when_all_five_are_without_one() -> None:
    """Twelve people: all have a fare, seven an allowance, five have none."""
    fare = Cell(groups=("fare",), people=frozenset("abcdefghijkl"), cents=Cents(120))
    allowance = Cell(groups=("allowance",), people=frozenset("abcdefg"), cents=Cents(60))
    assert set(pooled([fare, allowance], 5, [fare.people])) == {fare, allowance}


def test_group_within_a_group_of_another_breakdown_is_not_told() -> None:
    """Of eight people of civil society six come from the Americas, all of civil society: two are left over."""
    americas = Cell(groups=("americas",), people=frozenset("abcdef"), cents=Cents(6))
    africa = Cell(groups=("africa",), people=frozenset("ghuvwxyz"), cents=Cents(8))
    civil_society = frozenset("abcdefgh")
    assert set(pooled([americas, africa], 5)) == {americas, africa}
    assert pooled([americas, africa], 5, [civil_society]) == ()


def test_small_groups_of_equal_size_make_several_pools() -> None:
    assert shown(*cells(a=3, b=3, c=3, d=3)) == {("a", "b"): (6, 6), ("c", "d"): (6, 6)}
