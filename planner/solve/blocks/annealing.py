"""Better timetables from a legal one: sessions change slots, or places with each other, by simulated annealing."""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from planner.scenario.scenario import Scenario
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Numbers, Places
from planner.solve.blocks.walk import Given, State, begin, walk
from planner.solve.blocks.wishes import read_wishes
from planner.solve.search import Search

_HOTTEST, _COLDEST = 0.6, 0.03
"""First and last temperature, as shares of the most points stated for one session."""
_SHORT = 2
"""What one favourite below the floor weighs, in sessions of the most points: more, and the search freezes early."""
_HOPE = 0.5
"""What slots other than the two that change may make up for, in sessions of the most points."""
_PARTS = 500
"""Looks at the clock during one walk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Groups by slot, and what they are worth, what favourites below the floor weigh taken off."""

    blocks: Mapping[str, Block]
    worth: float


def order_of(problem: BlockProblem, scenario: Scenario) -> set[tuple[int, int]]:
    """Pairs of groups of which the first must be held before the second."""
    number = {holding: group for group, holdings in enumerate(problem.groups) for holding in holdings}
    return {
        (number[earlier.id], number[later.id])
        for later in scenario.holdings
        for earlier in scenario.holdings
        if earlier.session.id in later.session.after
    }


def worth_of(timetable: Timetable) -> float:
    return timetable.worth


class Annealing:
    """Timetables of one problem. `favourites_least` are those that everyone with enough preferences keeps."""

    def __init__(self, problem: BlockProblem, scenario: Scenario, places: Places, favourites_least: int) -> None:
        self._problem = problem
        self._slots = tuple(slot.id for slot in scenario.slots)
        self._given = _given(problem, scenario, places, favourites_least)

    def worth(self, blocks: Mapping[str, Block]) -> float:
        """What a timetable is worth; minus infinity where a slot has too few rooms."""
        return float(begin(self._given, self._state(blocks, 1)))

    def seats(self, blocks: Mapping[str, Block]) -> set[tuple[str, str]]:
        """Person and holding, for everyone where they have most points, seats without limit; groups of one holding."""
        state, wishes, problem = self._state(blocks, 1), self._given.wishes, self._problem
        begin(self._given, state)
        rows = [row for row in np.flatnonzero(state.kept) if problem.holdings[wishes.group[row]] == 1]
        return {(problem.people[wishes.person[row]], problem.groups[wishes.group[row]][0]) for row in rows}

    def best_of(self, blocks: Mapping[str, Block], seeds: Sequence[int], steps: int, search: Search) -> Timetable:
        """The best of several walks at the same time, one for each seed."""
        with ThreadPoolExecutor(len(seeds)) as threads:
            return max(threads.map(lambda seed: self.walk(blocks, seed, steps, search), seeds), key=worth_of)

    def walk(self, blocks: Mapping[str, Block], seed: int, steps: int, search: Search) -> Timetable:
        """The best timetable on one walk from this one, which is itself the answer where none is better."""
        state = self._state(blocks, seed)
        best = float(begin(self._given, state))
        slot_of = state.slot_of.copy()
        if len(self._given.movable) > 1 and best < self._problem.stated:
            hottest = max(float(self._problem.points.max()), 1.0)
            for heats in _cooling(steps, hottest, search):
                found = slot_of.copy()
                reached = float(walk(self._given, state, found, heats))
                if reached > best + 1e-6:
                    best, slot_of = reached, found
                if best > self._problem.stated - 1e-6:
                    break
        return Timetable(blocks=self._blocks(slot_of), worth=best)

    def _state(self, blocks: Mapping[str, Block], seed: int) -> State:
        problem, counted = self._problem, (2, len(self._problem.people))
        wishes = len(self._given.wishes.kind)
        held = np.zeros((len(self._slots), len(problem.groups)), dtype=bool)
        for number, slot in enumerate(self._slots):
            held[number, list(blocks.get(slot, ()))] = True
        return State(
            held=held,
            slot_of=held.argmax(axis=0),
            slots=np.zeros(wishes, dtype=np.int64),
            last=np.zeros(wishes, dtype=np.int64),
            best=np.zeros((*counted, len(self._slots))),
            second=np.zeros((*counted, len(self._slots))),
            repeats=np.zeros(counted),
            has=np.zeros(counted),
            value=np.zeros(len(problem.people)),
            kept=np.zeros(wishes, dtype=bool),
            loss=np.zeros(len(self._slots)),
            room_of=np.zeros(len(problem.groups), dtype=np.int64),
            random=np.array([(seed * 2654435761 + 88172645463325252) % 2**64], dtype=np.uint64),
        )

    def _blocks(self, slot_of: Counts) -> Mapping[str, Block]:
        lengths = self._problem.lengths
        return {
            slot: tuple(np.flatnonzero((slot_of <= number) & (number < slot_of + lengths)).tolist())
            for number, slot in enumerate(self._slots)
        }


def _cooling(steps: int, most_points: float, search: Search) -> Iterator[Numbers]:
    """A temperature for each step, part by part; faster where the time would not suffice."""
    started, allowed = time.monotonic(), search.seconds_left
    part, done = max(1, steps // _PARTS), 0
    while done < steps and search.seconds_left > 0:
        gone = max(done / steps, (time.monotonic() - started) / allowed if math.isfinite(allowed) else 0.0)
        yield np.full(part, most_points * _HOTTEST * (_COLDEST / _HOTTEST) ** gone)
        done += part


def _given(problem: BlockProblem, scenario: Scenario, places: Places, favourites_least: int) -> Given:
    slots = [slot.id for slot in scenario.slots]
    class_of = {slot: alike for alike in problem.classes for slot in alike.slots}
    present = np.array([class_of[slot].present for slot in slots]).T
    allowed = np.array([class_of[slot].allowed for slot in slots]).T
    least = np.zeros(len(problem.people))
    least[problem.choosers] = max(0, favourites_least)
    before = np.zeros(problem.clash.shape, dtype=bool)
    for earlier, later in order_of(problem, scenario):
        before[earlier, later] = True
    single = (problem.lengths == 1) & (problem.holdings == 1)
    rooms = sorted(scenario.rooms, key=lambda room: -room.capacity)
    remote = int(problem.seats.max(initial=0)) - max((room.capacity for room in rooms), default=0)
    return Given(
        wishes=read_wishes(problem),
        present=present.copy(),
        allowed=allowed.copy(),
        movable=np.flatnonzero(single & (allowed.sum(axis=1) > 1)),
        clash=problem.clash,
        before=before,
        holdings=problem.holdings,
        lengths=problem.lengths,
        long=np.flatnonzero(problem.lengths > 1),
        most_parallel=problem.most_parallel,
        rooms=np.array(
            [
                [[len(group) == 1 and (slot, room.id) in places[group[0]] for room in rooms] for slot in slots]
                for group in problem.groups
            ]
        ),
        capacity=np.array([room.capacity for room in rooms], dtype=np.int64) + max(0, remote),
        most=problem.seats,
        fewest=np.maximum(problem.fewest[:, None], problem.busy.T.astype(np.int64) @ present),
        there=present.sum(axis=0),
        least=least,
        penalty=_SHORT * float(problem.points.max(initial=1.0)),
        hope=_HOPE * float(problem.points.max(initial=1.0)),
    )
