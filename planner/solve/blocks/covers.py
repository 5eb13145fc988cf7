"""Every timetable within a budget: all ways to hold each session as often as it is held, in blocks that cost something.

Sessions are taken one after the other, those with the fewest blocks first, and all ways grow at once. What they have
used is packed into words, a field for each row; the highest bit of a field is set when there is too much of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.solve.blocks.pairs import TooMany
from planner.solve.blocks.problem import Counts, Flags, Numbers

_MOST = 200_000
"""Most ways to hold at once."""
_WORD = 63
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """What to hold, and what there is to hold it in."""

    uses: Counts
    """Block by row; the rows are groups, then classes of slots."""
    limits: Counts
    """Of each row; of a group it is also the least."""
    groups: int
    together: Sequence[int]
    """Groups that are looked at in one part."""
    costs: Numbers
    """Of blocks."""
    pairs: Mapping[int, Mapping[tuple[int, int], float]]
    """Group held twice to two of its blocks and what they cost besides; no others can be used for it."""

    def parts(self) -> Iterator[tuple[list[int], Counts]]:
        """Groups, and blocks, that have nothing to do with each other."""
        links = self.uses.T @ self.uses + np.eye(len(self.limits), dtype=np.int64) > 0
        links[np.ix_(self.together, self.together)] = True
        left = set(range(self.groups))
        while left:
            rows: Flags = np.zeros(len(self.limits), dtype=bool)
            rows[min(left)] = True
            for _ in self.limits:
                rows = np.asarray(links[rows].any(axis=0))
            groups = [group for group in np.flatnonzero(rows).tolist() if group < self.groups]
            left.difference_update(groups)
            yield groups, np.flatnonzero(self.uses[:, rows].any(axis=1))

    def ways(self, groups: Sequence[int], blocks: Counts, budget: float) -> Counts:
        """All ways to hold these groups, a row of blocks each, filled up with -1. Raises `TooMany`."""
        fields = _Fields(self.limits)
        packed = fields.packed(self.uses)
        ways = _Ways(np.array([fields.none]), np.zeros(1), np.zeros((1, 0), dtype=np.int64))
        blocks = blocks[self.costs[blocks] <= budget]
        chances = {group: int(self.uses[blocks, group].sum()) for group in groups}
        twice = [group for group in groups if group in self.pairs]
        for number, group in enumerate(twice):
            ways = ways.grown(list(self._pairs(ways, group, twice[:number], packed)), fields, budget)
        for group in sorted(set(groups).difference(twice), key=lambda group: (chances[group], group)):
            mine = [
                ([block], packed[block], float(self.costs[block])) for block in blocks[self.uses[blocks, group] > 0]
            ]
            for _ in range(int(self.limits[group])):
                has_all = fields.are_full(ways.used, group)
                further = [(np.flatnonzero(~has_all), *block) for block in mine]
                ways = ways.grown([*further, (np.flatnonzero(has_all), [-1], fields.nothing, 0.0)], fields, budget)
            if self.limits[group] > 1:
                ways = ways.told_apart()
        return ways.chosen

    def _pairs(self, ways: "_Ways", group: int, before: Sequence[int], packed: Words) -> "Iterator[_Step]":
        """Pairs for the group; their blocks that hold an earlier one as well are there already, no others."""
        alike: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for number, way in enumerate(ways.chosen.tolist()):
            alike[tuple(sorted(block for block in way if block >= 0 and self.uses[block, group]))].append(number)
        for both, cost in self.pairs[group].items():
            there = tuple(sorted(block for block in both if self.uses[block, list(before)].any()))
            if there in alike:
                new = [block for block in both if block not in there]
                used = packed[new].sum(axis=0) if new else np.zeros_like(packed[0])
                ids = [*new, *[-1] * (2 - len(new))]
                yield np.array(alike[there]), ids, used, cost + float(self.costs[new].sum())


_Step = tuple[Counts, list[int], Words, float]
"""Ways that go on with these blocks, what those use and cost."""


class _Fields:
    """Where each row's count is in the words."""

    def __init__(self, limits: Counts) -> None:
        self._places, word, shift = list[tuple[int, int, int]](), 0, 0
        for limit in limits.tolist():
            width = max(2, limit.bit_length() + 1)
            if shift + width > _WORD:
                word, shift = word + 1, 0
            self._places.append((word, shift, width))
            shift += width
        self.nothing = np.zeros(word + 1, dtype=np.int64)
        self.none, self.guards = self.nothing.copy(), self.nothing.copy()
        for limit, (at, start, width) in zip(limits.tolist(), self._places, strict=True):
            self.guards[at] |= 1 << (start + width - 1)
            self.none[at] |= ((1 << (width - 1)) - 1 - limit) << start

    def packed(self, uses: Counts) -> Words:
        words = np.zeros((len(uses), len(self.none)), dtype=np.int64)
        for row, (at, start, _) in enumerate(self._places):
            words[:, at] += uses[:, row] << start
        return words

    def are_full(self, used: Words, row: int) -> Flags:
        """Which have as much of the row as there is."""
        at, start, width = self._places[row]
        low = (1 << (width - 1)) - 1
        return np.asarray((used[:, at] >> start) & low == low)


@dataclass(frozen=True, slots=True)
class _Ways:
    """Ways begun: what they use, cost and consist of."""

    used: Words
    costs: Numbers
    chosen: Counts

    def grown(self, steps: "Sequence[_Step]", fields: _Fields, budget: float) -> "_Ways":
        """All that come of the steps, within the limits and the budget."""
        parts, size = list[_Ways](), 0
        for which, blocks, uses, cost in steps:
            within = which[self.costs[which] + cost <= budget]
            fits = within[(((self.used[within] + uses) & fields.guards) == 0).all(axis=1)]
            if len(fits):
                size += len(fits)
                if size > _MOST:
                    raise TooMany
                chosen = np.concatenate([self.chosen[fits], np.tile(np.array(blocks), (len(fits), 1))], axis=1)
                parts.append(_Ways(self.used[fits] + uses, self.costs[fits] + cost, chosen))
        if not parts:
            return _Ways(self.used[:0], self.costs[:0], self.chosen[:0])
        return _Ways(
            np.concatenate([part.used for part in parts]),
            np.concatenate([part.costs for part in parts]),
            np.concatenate([part.chosen for part in parts]),
        )

    def told_apart(self) -> "_Ways":
        """Each once, whatever the order of its blocks."""
        if not len(self.chosen):
            return self
        _, first = np.unique(np.sort(self.chosen, axis=1), axis=0, return_index=True)
        return _Ways(self.used[first], self.costs[first], self.chosen[first])
