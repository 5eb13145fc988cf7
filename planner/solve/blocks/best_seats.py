"""The best seats of one block, compiled: rooms, languages opened, and people in their seats, all together.

For given rooms and languages the best seats are a flow, of which prices of seats prove that it is the best. At any
prices of seats everyone takes what is left over most, and what that and the seats come to bounds the block for all
rooms and languages at once, in a sum each. So the most promising are seated, one after the other, and each one's prices
bound all others again, until none promises more.
"""

import numpy as np
from numba import njit

from planner.solve.blocks.loops import inner

_FIRST_TURNS, _EVERY = 6, 16
"""Turns after which all are bounded again: the first ones, and then one of so many."""
_NONE = np.int64(1) << np.int64(60)


@inner
def _follows(needs, opened):
    return needs == 0 or (needs & opened) != 0


@inner
def _dearer(cost, who, weights, follows, at):
    """What it costs least to move one person from each session to each other one, and to none at all; and whom."""
    people, sessions = weights.shape
    cost[:, :] = _NONE
    for person in range(people):
        here = at[person]
        if here >= 0:
            if weights[person, here] < cost[here, sessions]:
                cost[here, sessions] = weights[person, here]
                who[here, sessions] = person
            for there in range(sessions):
                less = weights[person, here] - weights[person, there]
                if there != here and follows[person, there] and less < cost[here, there]:
                    cost[here, there] = less
                    who[here, there] = person


@inner
def _seat_all(weights, follows, seats, at, prices):
    """The most for these rooms and languages: where everyone is, nobody's place being -1, and prices that prove it.

    Everyone begins at their best; from sessions that are too full one person after the other gives way, at the least
    cost, perhaps in a chain.
    """
    people, sessions = weights.shape
    taken, value = np.zeros(sessions, np.int64), 0
    for person in range(people):
        at[person], best = -1, 0
        for session in range(sessions):
            if follows[person, session] and weights[person, session] > best:
                best = weights[person, session]
                at[person] = session
        if at[person] >= 0:
            taken[at[person]] += 1
            value += best
    cost = np.empty((sessions, sessions + 1), np.int64)
    who, onwards = np.zeros((sessions, sessions + 1), np.int64), np.empty(sessions, np.int64)
    while True:
        _dearer(cost, who, weights, follows, at)
        crowded = -1
        for session in range(sessions):
            crowded = session if taken[session] > seats[session] else crowded
            prices[session] = cost[session, sessions] if taken[session] >= seats[session] else 0
            onwards[session] = sessions
        for _ in range(sessions):
            for session in range(sessions):
                for there in range(sessions if taken[session] >= seats[session] else 0):
                    if cost[session, there] < _NONE and cost[session, there] + prices[there] < prices[session]:
                        prices[session] = cost[session, there] + prices[there]
                        onwards[session] = there
        if crowded < 0:
            return value
        value -= prices[crowded]
        taken[crowded] -= 1
        session = crowded
        while session < sessions:
            there = onwards[session]
            at[who[session, there]] = there if there < sessions else -1
            if there < sessions and taken[there] < seats[there]:
                taken[there] += 1
                break
            session = there


@inner
def _bound_all(block, weights, prices, most):
    """Lower what each choice of rooms and languages can be worth at most, at these prices of seats."""
    people, sessions = weights.shape
    left = np.zeros((sessions, block.opened.shape[1], people), np.int32)
    for session in range(sessions):
        for number in range(block.many[session]):
            for person in range(people):
                weight = weights[person, session] - prices[session]
                if weight > 0 and _follows(block.needs[person, session], block.opened[session, number]):
                    left[session, number, person] = weight
    best, sums, last = np.zeros((sessions, people), np.int32), np.empty(len(block.languages), np.int64), sessions - 1
    for number in range(len(block.languages)):
        chosen = block.languages[number]
        changed = 0 if number == 0 else sessions
        for session in range(sessions - 1, -1, -1):
            if number and chosen[session] != block.languages[number - 1, session]:
                changed = session
        for session in range(changed, last):
            mine = left[session, chosen[session]]
            for person in range(people):
                before = best[session - 1, person] if session else np.int32(0)
                best[session, person] = max(before, mine[person])
        mine, total = left[last, chosen[last]], np.int32(0)
        for person in range(people):
            before = best[last - 1, person] if last else np.int32(0)
            total += max(before, mine[person])
        sums[number] = total
    for choice in range(len(block.seats)):
        paid = np.int64(0)
        for session in range(sessions):
            paid += prices[session] * block.seats[choice, session]
        most[choice] = min(most[choice], sums[block.spoken[choice]] + paid)


@njit(cache=True, nogil=True)
def best_seats(block, weights, most_turns, best_at):
    """The most that the block is worth at most, and what the seats in `best_at` are worth; both whole."""
    people, sessions = weights.shape
    most = np.full(len(block.seats), _NONE)
    prices, seats_of = np.zeros(sessions, np.int64), np.empty(sessions, np.int64)
    at, follows, best = np.empty(people, np.int64), np.empty((people, sessions), np.bool_), np.int64(-1)
    _bound_all(block, weights, prices, most)
    for turn in range(most_turns):
        choice = most.argmax()
        if most[choice] <= best:
            return best, best
        for session in range(sessions):
            seats_of[session] = block.seats[choice, session]
            opened = block.opened[session, block.languages[block.spoken[choice], session]]
            for person in range(people):
                may = weights[person, session] > 0
                follows[person, session] = may and _follows(block.needs[person, session], opened)
        value = _seat_all(weights, follows, seats_of, at, prices)
        if value > best:
            best = value
            best_at[:] = at
        if turn < _FIRST_TURNS or turn % _EVERY == 0:
            _bound_all(block, weights, prices, most)
        most[choice] = value
    return most.max(), best
