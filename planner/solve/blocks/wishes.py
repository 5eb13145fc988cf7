"""Who wishes what, as flat arrays that compiled code reads."""

from typing import NamedTuple

import numpy as np

from planner.solve.blocks.problem import BlockProblem, Counts, Numbers

BOUND, PLAIN = -2, -1
"""Kinds of a wish: the person must be there; or free, of a session held once. Any other: number of the repeat."""

MUST = 1e7
"""Points by which a place where the person must be outweighs every choice."""


class Wishes(NamedTuple):
    """One row for each person and group that they wish or must be at; those of a person together, by kind."""

    first: Counts
    """Person to the first of their rows; one more at the end."""
    first_repeat: Counts
    """Person to the first of their rows of sessions held more than once."""
    group: Counts
    points: Numbers
    """In each slot that the group takes, as the favourites."""
    favourite: Numbers
    weights: Numbers
    """Points and favourites by row, with what makes places where people must be outweigh all others."""
    kind: Counts
    person: Counts
    first_of_group: Counts
    """Group to its first place in `by_group`; one more at the end."""
    by_group: Counts
    """Rows, those of a group together."""


def read_wishes(problem: BlockProblem) -> Wishes:
    """Rows of everyone. A session of several slots held more than once is taken for several sessions."""
    repeated = {group: number for number, groups in enumerate(problem.repeats) for group in groups}
    rows = []
    for person in range(len(problem.people)):
        cared_for = np.flatnonzero((problem.points[person] > 0) | problem.busy[person]).tolist()
        rows += sorted((person, _kind(problem, repeated, person, group), group) for group in cared_for)
    person_of, kind, group_of = np.array(rows, dtype=np.int64).reshape(-1, 3).T.copy()
    first = np.searchsorted(person_of, np.arange(len(problem.people) + 1))
    points, favourite = problem.points[person_of, group_of], problem.favourites[person_of, group_of]
    return Wishes(
        first=first,
        first_repeat=first[:-1] + np.bincount(person_of[kind <= PLAIN], minlength=len(problem.people)),
        group=group_of,
        points=points,
        favourite=favourite,
        weights=np.stack((points, favourite)) + MUST * (kind == BOUND),
        kind=kind,
        person=person_of,
        first_of_group=np.searchsorted(np.sort(group_of), np.arange(len(problem.groups) + 1)),
        by_group=np.argsort(group_of, kind="stable"),
    )


def _kind(problem: BlockProblem, repeated: dict[int, int], person: int, group: int) -> int:
    if problem.busy[person, group]:
        return BOUND
    number = repeated.get(group, PLAIN)
    must_be_at_it = number >= 0 and bool(problem.busy[person, list(problem.repeats[number])].any())
    return PLAIN if must_be_at_it or problem.lengths[group] > 1 else number
