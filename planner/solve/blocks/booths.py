"""Languages that each block opens at least, in programmes in which nobody misses more points than blocks force on them.

In such a programme everyone is, in every slot, where they have most of the block, but for those who may have a session
of it elsewhere as well. So it is known whom to interpret for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from planner.model.allocation import needs_an_outgoing_language
from planner.plan import Plan
from planner.scenario.people import Person
from planner.scenario.programme import Session
from planner.scenario.scenario import Scenario
from planner.solve.blocks.audience import NOBODY
from planner.solve.blocks.pairs import Both, Column, Pairs, Wished
from planner.solve.blocks.problem import Counts, Numbers, is_bound


class Booths:
    """Languages of blocks and of pairs of blocks; `scenario` without those who do not come."""

    def __init__(self, scenario: Scenario, plan: Plan, wished: Wished) -> None:
        self._scenario, self._wished, self._known = scenario, wished, dict[tuple[str, frozenset[int]], int]()
        self._bound = {
            session.id: frozenset(
                number for number, person in enumerate(scenario.people) if is_bound(scenario, plan, session, person)
            )
            for session in scenario.sessions
        }
        self._stated = {(wish.person, wish.session): wish.points for wish in scenario.preferences}

    def of_blocks(self, columns: Sequence[Column]) -> list[int]:
        """Whoever is counted with a pair is left out."""
        return [self._opened(column, self._choosers(column)) for column in columns]

    def of_pairs(self, first: int, pairs: Pairs) -> dict[Both, int]:
        """What those who are counted with the pair add to its blocks; to a block of several pairs only one adds."""
        who = np.flatnonzero(self._wished.counted_with[self._wished.repeat_of[first]])
        sides = {column: self._side(column, first, who) for both in pairs for column in both}
        added = {}
        for both in pairs:
            one, other = (sides[column] for column in both)
            added[both] = 0
            for column, side, beside in ((both[0], one, other), (both[1], other, one)):
                if min(group for group in column[1] if group in self._wished.twins) == first:
                    choice = np.where(
                        side.gains > beside.gains, first, np.where(side.gains < beside.gains, side.rest, NOBODY)
                    )
                    choice = np.where((side.gains == 0) & (beside.gains == 0), side.rest, choice)
                    added[both] += self._opened(column, _joined(side.choosers, who, choice)) - side.opened
        return added

    def _side(self, column: Column, first: int, who: Counts) -> "_Side":
        problem, (number, block) = self._wished.problem, column
        there = problem.classes[number].present[who] & ~problem.busy[who][:, list(block)].any(axis=1)
        others = [group for group in block if group != first]
        points = problem.points[who][:, others] if others else np.zeros((len(who), 1))
        most = points.max(axis=1)
        is_sure = there & (most > 0) & ((points == most[:, None]).sum(axis=1) == 1)
        is_sure &= problem.points[who, first] != most
        gains = np.where(there, np.maximum(problem.points[who, first] - most, 0.0), 0.0)
        rest = np.where(is_sure, np.array(others or [NOBODY])[points.argmax(axis=1)], NOBODY)
        choosers = self._choosers(column)
        return _Side(gains, rest, choosers, self._opened(column, choosers))

    def _opened(self, column: Column, chosen: Mapping[int, frozenset[int]]) -> int:
        """Languages of all holdings of the block."""
        problem, (number, block) = self._wished.problem, column
        there = frozenset(np.flatnonzero(problem.classes[number].present).tolist())
        opened = 0
        for group in block:
            for holding_id in problem.groups[group]:
                session = self._scenario.holding[holding_id].session
                chose = chosen.get(group, frozenset())
                if len(problem.groups[group]) > 1:
                    chose = frozenset(person for person in chose if self._is_only(session, group, person))
                opened += self._fewest(session, (self._bound[session.id] | chose) & there)
        return opened

    def _is_only(self, session: Session, group: int, person: int) -> bool:
        """Whether no other session of the group is one that the person wishes."""
        name = self._scenario.people[person].id
        sessions = {self._scenario.holding[holding].session.id for holding in self._wished.problem.groups[group]}
        return {other for other in sessions if self._stated.get((name, other), 0) > 0} == {session.id}

    def _choosers(self, column: Column) -> dict[int, frozenset[int]]:
        """Group to those who are certainly there by choice."""
        wished, problem, block = self._wished, self._wished.problem, list(column[1])
        if not block:
            return {}
        points = problem.points[:, block]
        most = points.max(axis=1)
        is_sure = (most > 0) & ((points == most[:, None]).sum(axis=1) == 1) & ~problem.busy[:, block].any(axis=1)
        is_sure &= ~((problem.lengths[block] > 1)[None, :] & (points > 0)).any(axis=1)
        for number, groups in enumerate(problem.repeats):
            if not set(groups).isdisjoint(block):
                is_sure &= ~wished.wants[number]
        choice = points.argmax(axis=1)
        return {group: frozenset(np.flatnonzero(is_sure & (choice == n)).tolist()) for n, group in enumerate(block)}

    def _fewest(self, session: Session, who: frozenset[int]) -> int:
        """The fewest outgoing languages with which all of them follow."""
        if (session.id, who) not in self._known:
            people = [self._scenario.people[number] for number in sorted(who)]
            self._known[session.id, who] = _fewest_heard(self._scenario, session, people)
        return self._known[session.id, who]


@dataclass(frozen=True, slots=True)
class _Side:
    """One block of a pair, and those who are counted with it."""

    gains: Numbers
    """By which the session is more to them than all else in the block."""
    rest: Counts
    """Where they are if not there; `NOBODY` where that is not certain."""
    choosers: Mapping[int, frozenset[int]]
    opened: int


def _joined(choosers: Mapping[int, frozenset[int]], who: Counts, choice: Counts) -> dict[int, frozenset[int]]:
    joined = dict(choosers)
    for group in np.unique(choice[choice != NOBODY]).tolist():
        joined[group] = joined.get(group, frozenset()) | frozenset(who[choice == group].tolist())
    return joined


def _fewest_heard(scenario: Scenario, session: Session, people: Iterable[Person]) -> int:
    languages = scenario.conference.languages
    heard = {
        person.understands & set(languages)
        for person in people
        if needs_an_outgoing_language(scenario, person, session)
    }
    for number in range(len(languages) + 1):
        for opened in combinations(languages, number):
            if all(not known.isdisjoint(opened) for known in heard):
                return number
    return 0  # some hear nothing that there is: no programme at all, which others say
