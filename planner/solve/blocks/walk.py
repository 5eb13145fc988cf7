"""The walk from timetable to timetable, compiled: a hundred thousand changes a second instead of some thousands.

A group of several slots keeps its place; in the slots after its first it keeps its room as well.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from planner.solve.blocks.loops import copy, draw, inner, marked, several
from planner.solve.blocks.problem import Counts, Flags, Numbers
from planner.solve.blocks.walk_seats import seat_slot
from planner.solve.blocks.walk_worth import gained, look
from planner.solve.blocks.wishes import Wishes

_SWAPS, _MOVES = 0.48, 0.48
"""Shares of the steps in which two groups change places, and in which one moves; in all others two slots change."""


class Given(NamedTuple):
    """What does not change. Arrays by person, group, slot, in this order; slots in order of time."""

    wishes: Wishes
    present: Flags
    allowed: Flags
    movable: Counts
    """Groups of one slot and one holding that have somewhere else to go."""
    clash: Flags
    before: Flags
    """Group and one that must be held after it."""
    holdings: Counts
    lengths: Counts
    long: Counts
    """Groups of several slots."""
    most_parallel: int
    rooms: Flags
    """Group, slot, room: may be held there; groups of one holding only."""
    capacity: Counts
    """Of rooms."""
    most: Counts
    """People that the group takes in any room."""
    fewest: Counts
    """People that the group takes at least in the slot."""
    there: Counts
    """People who are there, by slot."""
    least: Numbers
    """Favourites that a person keeps, zero where none have to be kept."""
    penalty: float
    """Points that one favourite below that weighs."""
    hope: float
    """Points that slots other than those changed may make up for."""


class State(NamedTuple):
    """A timetable, and what everyone has of it."""

    held: Flags
    """Slot and group."""
    slot_of: Counts
    """Of groups of several slots, the first."""
    slots: Counts
    """Of wishes, the first slot in which they are held."""
    last: Counts
    """The last one."""
    best: Numbers
    """What is best for a person in a slot, repeated sessions apart: counted (points, favourites), person, slot."""
    second: Numbers
    """The same, second best."""
    repeats: Numbers
    """What repeated sessions add: counted, person."""
    has: Numbers
    """All of that: counted, person."""
    value: Numbers
    """Of each person, penalty taken off, seats without limit."""
    kept: Flags
    """Rows of wishes at which people are."""
    loss: Numbers
    """Points lost in each slot where seats are short."""
    room_of: Counts
    """Of groups of one holding."""
    random: NDArray[np.uint64]


@inner
def _legal(slot, given, state):
    """Whether the groups of the slot can be held at once and there, rooms aside."""
    groups = marked(state.held[slot])
    holdings = people = 0
    for group in groups:
        holdings += given.holdings[group]
        people += given.fewest[group, slot]
    if holdings > given.most_parallel or people > given.there[slot]:
        return False
    for number, group in enumerate(groups):
        if not given.allowed[group, slot]:
            return False
        for other in groups[number + 1 :]:
            if given.clash[group, other]:
                return False
    return True


@inner
def _in_order(given, state, moved):
    """Whether each moved group comes after those it follows and before those that follow it."""
    for group in moved:
        for other in range(len(given.holdings)):
            if given.before[group, other] and state.slot_of[group] >= state.slot_of[other]:
                return False
            if given.before[other, group] and state.slot_of[other] >= state.slot_of[group]:
                return False
    return True


@inner
def _move(state, moved, target):
    for number, group in enumerate(moved):
        state.held[state.slot_of[group], group] = False
        state.slot_of[group] = target[number]
    for group in moved:
        state.held[state.slot_of[group], group] = True


@inner
def _drawn(given, state):
    """Whether two whole slots change places, which, what moves and where: a group, two that swap, all of both slots."""
    kind, group = draw(state.random), given.movable[int(draw(state.random) * len(given.movable))]
    here = state.slot_of[group]
    other = given.movable[int(draw(state.random) * len(given.movable))]
    there = state.slot_of[other] if kind < _SWAPS else int(draw(state.random) * len(state.held))
    if kind < _SWAPS:
        moved = several(group, other)
    elif kind < _SWAPS + _MOVES:
        moved = several(group, other)[:1]
    else:
        moved = marked(state.held[here] | state.held[there])
    target = np.empty(len(moved), np.int64)
    for number, each in enumerate(moved):
        target[number] = there if state.slot_of[each] == here else here
    return kind >= _SWAPS + _MOVES, here, there, moved, target


@inner
def _touched(given, moved):
    """People with a wish for the first or the second of these groups, and the rows of both wishes, -1 for none."""
    wishes = given.wishes
    people = np.empty(len(given.present), np.int64)
    rows = np.full((2, len(given.present)), -1)
    at, end = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for number, group in enumerate(moved):
        at[number], end[number] = wishes.first_of_group[group], wishes.first_of_group[group + 1]
    many = 0
    while at[0] < end[0] or at[1] < end[1]:
        person = len(given.present)
        for number in range(2):
            if at[number] < end[number]:
                person = min(person, wishes.person[wishes.by_group[at[number]]])
        for number in range(2):
            if at[number] < end[number] and wishes.person[wishes.by_group[at[number]]] == person:
                rows[number, many] = wishes.by_group[at[number]]
                at[number] += 1
        people[many] = person
        many += 1
    return people[:many], rows[0], rows[1]


@inner
def _mark_changed(person, rows, given, state, slots):
    """Mark the slots in which the person was elsewhere when these rows were kept."""
    wishes = given.wishes
    for row in range(wishes.first[person], wishes.first[person + 1]):
        if rows[row] != state.kept[row]:
            first = state.slot_of[wishes.group[row]]
            slots[first : first + given.lengths[wishes.group[row]]] = True


@inner
def _mark_later(given, state, slots):
    """Mark the later slots, too, of groups that are in a marked one: they keep their room."""
    for slot in range(len(slots) - 1):
        for group in given.long if slots[slot] else given.long[:0]:
            slots[slot + 1] |= state.slot_of[group] <= slot < state.slot_of[group] + given.lengths[group] - 1


@inner
def _there_once(given, here, there):
    """People who are at the meeting in one of two slots alone."""
    differs = np.empty(len(given.present), np.bool_)
    for person in range(len(given.present)):
        differs[person] = given.present[person, here] != given.present[person, there]
    return marked(differs)


@njit(cache=True, nogil=True)
def walk(given, state, best_slot_of, heats):
    """As many steps as there are temperatures; the best timetable's slots go to `best_slot_of`; what it is worth."""
    best = np.zeros(len(state.held))
    choice, chosen = np.zeros(len(state.held), np.int64), np.zeros(len(state.held), np.int64)
    spare = np.zeros(len(given.holdings), np.int64)
    value = state.value.sum() - state.loss.sum()
    most = -np.inf
    everyone = np.arange(len(given.present))
    rows, losses = np.zeros(len(given.wishes.kind), np.bool_), np.zeros(len(state.loss))
    rooms = np.zeros(len(state.room_of), np.int64)
    for heat in heats:
        is_exchange, here, there, moved, target = _drawn(given, state)
        before, is_long = np.empty(len(moved), np.int64), False
        for number, group in enumerate(moved):
            before[number] = state.slot_of[group]
            is_long |= given.lengths[group] > 1
        if here == there or is_long:
            continue
        _move(state, moved, target)
        if not (_legal(here, given, state) and _legal(there, given, state) and _in_order(given, state, moved)):
            _move(state, moved, before)
            continue
        changed = several(here, there)
        if is_exchange:
            people = _there_once(given, here, there)
            copy(state.kept, rows)
            gain = -state.value.sum()
            look(people, changed, given, state, best, choice, chosen)
            gain += state.value.sum()
        else:
            people, gone, come = _touched(given, moved)
            gain = gained(people, here, there, gone, come, given, state, best, choice)
        # A change that is hopeless even with seats for all in both slots is not seated. That those who wish sessions
        # held twice may leave seats free in other slots is not waited for.
        bar = heat * np.log(max(draw(state.random), 1e-300))
        if gain + state.loss[here] + state.loss[there] < bar:
            _move(state, moved, before)
            if is_exchange:
                look(people, changed, given, state, best, choice, chosen)
            continue
        if is_exchange:
            people = everyone
        else:
            copy(state.kept, rows)
        copy(state.loss, losses)
        copy(state.room_of, rooms)
        look(people, changed, given, state, best, choice, chosen)
        slots = np.zeros(len(state.held), np.bool_)
        slots[here] = slots[there] = True
        for person in people:
            _mark_changed(person, rows, given, state, slots)
        _mark_later(given, state, slots)
        here_and_there = gain
        for slot in changed:
            here_and_there += losses[slot] - seat_slot(slot, given, state, spare)
        # Other slots, too, where somebody is now: they seldom make up for much.
        for slot in marked(slots):
            gain += losses[slot]
        for slot in marked(slots):
            if gain < bar or here_and_there < bar - given.hope:
                break
            state.loss[slot] = seat_slot(slot, given, state, spare)
            gain -= state.loss[slot]
        if gain < bar or here_and_there < bar - given.hope:
            _move(state, moved, before)
            look(people, changed, given, state, best, choice, chosen)
            copy(losses, state.loss)
            copy(rooms, state.room_of)
            continue
        value += gain
        if value > most + 1e-6:
            most = value
            copy(state.slot_of, best_slot_of)
    return most


@njit(cache=True)
def begin(given, state):
    """What the state's timetable is worth, person by person and slot by slot."""
    best = np.zeros(len(state.held))
    choice, chosen = np.zeros(len(state.held), np.int64), np.zeros(len(state.held), np.int64)
    spare = np.zeros(len(given.holdings), np.int64)
    look(np.arange(len(given.present)), np.arange(len(state.held)), given, state, best, choice, chosen)
    for slot in range(len(state.held)):
        state.loss[slot] = seat_slot(slot, given, state, spare)
    return state.value.sum() - state.loss.sum()
