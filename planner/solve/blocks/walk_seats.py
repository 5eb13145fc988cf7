"""Rooms and seats in one slot, compiled: who goes elsewhere where seats are short, and what they lose."""

import numpy as np

from planner.solve.blocks.loops import inner, is_any, lowest, marked
from planner.solve.blocks.wishes import BOUND, PLAIN


@inner
def _settle(group, rooms, room_of, holder, tried):
    """Give the group the first free one of its rooms, else that of another that finds one: an augmenting path."""
    for room in range(len(holder)):
        if rooms[group, room] and holder[room] < 0:
            holder[room], room_of[group] = group, room
            return True
    for room in range(len(holder)):
        if rooms[group, room] and not tried[room]:
            tried[room] = True
            if _settle(holder[room], rooms, room_of, holder, tried):
                holder[room], room_of[group] = group, room
                return True
    return False


@inner
def _housed(slot, given, state, taken):
    """Whether every group of the slot has a room of its own; those with most people take the largest left."""
    groups, rooms = marked(state.held[slot]), given.rooms[:, slot]
    fewer = np.empty(len(groups))
    for number, group in enumerate(groups):
        fewer[number] = -taken[group]
    holder, tried = np.full(len(given.capacity), -1), np.empty(len(given.capacity), np.bool_)
    for number in lowest(fewer, len(fewer)):
        group = groups[number]
        if given.holdings[group] == 1 and is_any(rooms[group]):
            tried[:] = False
            if not _settle(group, rooms, state.room_of, holder, tried):
                return False
    return True


@inner
def _takes(slot, given, state, taken, spare):
    """Seats left in each group of the slot, below zero where too many wish it."""
    for group in marked(state.held[slot]):
        seats = given.most[group]
        if given.holdings[group] == 1 and is_any(given.rooms[group, slot]):
            seats = min(seats, given.capacity[state.room_of[group]])
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
def seat_slot(slot, given, state, spare):
    """Points lost for want of seats in the slot; infinite where the groups have no rooms."""
    wishes = given.wishes
    taken = np.zeros(len(given.holdings), np.int64)
    is_short = False
    for group in marked(state.held[slot]):
        for row in wishes.by_group[wishes.first_of_group[group] : wishes.first_of_group[group + 1]]:
            taken[group] += state.kept[row]
    if not _housed(slot, given, state, taken):
        return np.inf
    _takes(slot, given, state, taken, spare)
    for group in marked(state.held[slot]):
        is_short |= spare[group] < 0
    return _points_lost(slot, given, state, spare) if is_short else 0.0
