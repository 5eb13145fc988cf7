"""The walk from timetable to timetable, compiled: a hundred thousand changes a second instead of some thousands.

A group of several slots keeps its place; in the slots after its first it keeps its room as well.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from planner.solve.blocks.loops import copy, draw, inner, is_any, lowest, marked, several
from planner.solve.blocks.problem import Counts, Flags, Numbers
from planner.solve.blocks.wishes import BOUND, PLAIN, Wishes

_MUST = 1e7
"""Points by which a place where the person must be outweighs every choice."""
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


class State(NamedTuple):
    """A timetable, and what everyone has of it."""

    held: Flags
    """Slot and group."""
    slot_of: Counts
    """Of groups of several slots, the first."""
    value: Numbers
    """Of each person, penalty taken off, seats without limit."""
    kept: Flags
    """Rows of wishes at which people are."""
    loss: Numbers
    """Points lost in each slot where seats are short."""
    random: NDArray[np.uint64]


@inner
def _of_repeats(row, end, wishes, weights, slot_of, there, best):
    """The most that repeated sessions from this row on add to what is best in each slot, each counted once."""
    if row >= end:
        return 0.0
    after = row
    while after < end and wishes.kind[after] == wishes.kind[row]:
        after += 1
    most = _of_repeats(after, end, wishes, weights, slot_of, there, best)
    for holding in range(row, after):
        slot = slot_of[wishes.group[holding]]
        before = best[slot]
        if there[slot] and weights[holding] > before:
            best[slot] = weights[holding]
            most = max(most, weights[holding] - before + _of_repeats(after, end, wishes, weights, slot_of, there, best))
            best[slot] = before
    return most


@inner
def _plain(person, given, weights, slot_of, best):
    """What the person has of all but repeated sessions; `best` in each slot is left for those. Row of the first."""
    wishes, there, lengths = given.wishes, given.present[person], given.lengths
    total = 0.0
    row = wishes.first[person]
    while row < wishes.first[person + 1] and wishes.kind[row] <= PLAIN:
        is_bound = wishes.kind[row] == BOUND
        group = wishes.group[row]
        for slot in range(slot_of[group], slot_of[group] + lengths[group]):
            if there[slot]:
                if is_bound:
                    best[slot] = _MUST
                    total += weights[row]
                elif weights[row] > best[slot]:
                    total += weights[row] - best[slot]
                    best[slot] = weights[row]
        row += 1
    return total, row


@inner
def _most(person, given, weights, state, best):
    """Most that the person can have of these weights."""
    best[:] = 0.0
    wishes, there = given.wishes, given.present[person]
    total, row = _plain(person, given, weights, state.slot_of, best)
    end = wishes.first[person + 1]
    return total + _of_repeats(row, end, wishes, weights, state.slot_of, there, best)


@inner
def _value(person, given, state, best):
    points = _most(person, given, given.wishes.points, state, best)
    if given.least[person] > 0:
        short = given.least[person] - _most(person, given, given.wishes.favourite, state, best)
        points -= given.penalty * max(short, 0.0)
    return points


@inner
def _choose(person, given, state, best, choice):
    """Mark the rows at which the person is for most points."""
    wishes, there = given.wishes, given.present[person]
    best[:] = 0.0
    choice[:] = -1
    _, row = _plain(person, given, wishes.points, state.slot_of, best)
    end = wishes.first[person + 1]
    for plain in range(wishes.first[person], row):
        state.kept[plain] = False
        group = wishes.group[plain]
        for slot in range(state.slot_of[group], state.slot_of[group] + given.lengths[group]):
            if there[slot]:
                if wishes.kind[plain] == BOUND:
                    state.kept[plain] = True
                elif choice[slot] < 0 and wishes.points[plain] == best[slot]:
                    choice[slot] = plain
    while row < end:
        after = row
        while after < end and wishes.kind[after] == wishes.kind[row]:
            after += 1
        most = _of_repeats(after, end, wishes, wishes.points, state.slot_of, there, best)
        taken = -1
        for holding in range(row, after):
            state.kept[holding] = False
            slot = state.slot_of[wishes.group[holding]]
            before = best[slot]
            if there[slot] and wishes.points[holding] > before:
                best[slot] = wishes.points[holding]
                gained = wishes.points[holding] - before
                gained += _of_repeats(after, end, wishes, wishes.points, state.slot_of, there, best)
                best[slot] = before
                if gained > most + 1e-9:
                    most, taken = gained, holding
        if taken >= 0:
            slot = state.slot_of[wishes.group[taken]]
            best[slot] = wishes.points[taken]
            choice[slot] = taken
        row = after
    for slot in range(len(choice)):
        if choice[slot] >= 0:
            state.kept[choice[slot]] = True


@inner
def _settle(group, slot, given, room_of, holder, tried):
    """Find the group a room, moving others if need be: an augmenting path, large rooms first."""
    for room in range(len(given.capacity)):
        if given.rooms[group, slot, room] and not tried[room]:
            tried[room] = True
            if holder[room] < 0 or _settle(holder[room], slot, given, room_of, holder, tried):
                holder[room] = group
                room_of[group] = room
                return True
    return False


@inner
def _housed(slot, given, state, taken, room_of):
    """Whether every group of the slot has a room of its own; those with most people take theirs first."""
    groups = marked(state.held[slot])
    fewer = np.empty(len(groups))
    for number, group in enumerate(groups):
        fewer[number] = -taken[group]
    holder, tried = np.empty(len(given.capacity), np.int64), np.empty(len(given.capacity), np.bool_)
    holder[:] = -1
    for number in lowest(fewer, len(fewer)):
        group = groups[number]
        if given.holdings[group] == 1 and is_any(given.rooms[group, slot]):
            tried[:] = False
            if not _settle(group, slot, given, room_of, holder, tried):
                return False
    return True


@inner
def _takes(slot, given, state, taken, room_of, spare):
    """Seats left in each group of the slot, below zero where too many wish it."""
    for group in marked(state.held[slot]):
        seats = given.most[group]
        if given.holdings[group] == 1 and is_any(given.rooms[group, slot]):
            seats = min(seats, given.capacity[room_of[group]])
        spare[group] = seats - taken[group]


@inner
def _points_lost(slot, given, state, spare):
    """Where seats are short, those go elsewhere in the slot who lose least by it; what they lose."""
    wishes, lost = given.wishes, 0.0
    for group in marked(state.held[slot]):
        if spare[group] < 0:
            rows = wishes.by_group[wishes.first_of_group[group] : wishes.first_of_group[group + 1]]
            other, loses = np.empty(len(rows), np.int64), np.empty(len(rows))
            many = 0
            for row in rows:
                if not state.kept[row] or wishes.kind[row] == BOUND:
                    continue
                number = many
                many += 1
                loses[number], other[number] = wishes.points[row], -1
                person = wishes.person[row]
                for second in range(wishes.first[person], wishes.first[person + 1]):
                    elsewhere = wishes.group[second]
                    is_free = wishes.kind[second] == PLAIN and state.held[slot, elsewhere] and spare[elsewhere] > 0
                    if is_free and wishes.points[row] - wishes.points[second] < loses[number]:
                        loses[number] = wishes.points[row] - wishes.points[second]
                        other[number] = elsewhere
            for number in lowest(loses[:many], -spare[group]):
                lost += loses[number]
                if other[number] >= 0:
                    spare[other[number]] -= 1
            spare[group] = 0
    return lost


@inner
def _seat(slot, given, state, room_of, spare):
    """Points lost for want of seats in the slot; infinite where the groups have no rooms."""
    wishes = given.wishes
    taken = np.zeros(len(given.holdings), np.int64)
    is_short = False
    for group in marked(state.held[slot]):
        for row in wishes.by_group[wishes.first_of_group[group] : wishes.first_of_group[group + 1]]:
            taken[group] += state.kept[row]
    if not _housed(slot, given, state, taken, room_of):
        return np.inf
    _takes(slot, given, state, taken, room_of, spare)
    for group in marked(state.held[slot]):
        is_short |= spare[group] < 0
    return _points_lost(slot, given, state, spare) if is_short else 0.0


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
    """Groups to move and where: one elsewhere, two that change places, or two whole slots that do."""
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
    return here, there, moved, target


@inner
def _touched(given, moved):
    """People with a wish among these groups."""
    wishes = given.wishes
    is_touched = np.zeros(len(given.present), np.bool_)
    for group in moved:
        for row in wishes.by_group[wishes.first_of_group[group] : wishes.first_of_group[group + 1]]:
            is_touched[wishes.person[row]] = True
    return marked(is_touched)


@njit(cache=True)
def walk(given, state, best_slot_of, heats):
    """As many steps as there are temperatures; the best timetable's slots go to `best_slot_of`; what it is worth."""
    best = np.zeros(len(state.held))
    choice = np.zeros(len(state.held), np.int64)
    room_of = np.zeros(len(given.holdings), np.int64)
    spare = np.zeros(len(given.holdings), np.int64)
    value = state.value.sum() - state.loss.sum()
    most = -np.inf
    rows, losses = np.zeros(len(given.wishes.kind), np.bool_), np.zeros(len(state.loss))
    for heat in heats:
        here, there, moved, target = _drawn(given, state)
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
        people = _touched(given, moved)
        worth = np.empty(len(people))
        gained = 0.0
        for number, person in enumerate(people):
            worth[number] = _value(person, given, state, best)
            gained += worth[number] - state.value[person]
        # Seats can only take away: a change that is hopeless without them need not be seated.
        bar = heat * np.log(max(draw(state.random), 1e-300))
        if gained + state.loss.sum() < bar:
            _move(state, moved, before)
            continue
        copy(state.kept, rows)
        copy(state.loss, losses)
        slots = np.zeros(len(state.held), np.bool_)
        slots[here] = slots[there] = True
        for person in people:
            _choose(person, given, state, best, choice)
            for row in range(given.wishes.first[person], given.wishes.first[person + 1]):
                slots[state.slot_of[given.wishes.group[row]]] |= rows[row] != state.kept[row]
        for slot in marked(slots):
            state.loss[slot] = _seat(slot, given, state, room_of, spare)
        gained += losses.sum() - state.loss.sum()
        if gained < bar:
            copy(losses, state.loss)
            copy(rows, state.kept)
            _move(state, moved, before)
            continue
        for number, person in enumerate(people):
            state.value[person] = worth[number]
        value += gained
        if value > most + 1e-6:
            most = value
            copy(state.slot_of, best_slot_of)
    return most


@njit(cache=True)
def begin(given, state):
    """What the state's timetable is worth, person by person and slot by slot."""
    best = np.zeros(len(state.held))
    choice = np.zeros(len(state.held), np.int64)
    room_of = np.zeros(len(given.holdings), np.int64)
    spare = np.zeros(len(given.holdings), np.int64)
    for person in range(len(given.present)):
        state.value[person] = _value(person, given, state, best)
        _choose(person, given, state, best, choice)
    for slot in range(len(state.held)):
        state.loss[slot] = _seat(slot, given, state, room_of, spare)
    return state.value.sum() - state.loss.sum()
