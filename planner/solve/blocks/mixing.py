"""What blocks of a class are worth at given prices, compiled: one alone, better ones by swaps, mixtures of many."""

from typing import NamedTuple

import numpy as np
from numba import njit

from planner.solve.blocks.problem import Counts, Flags, Numbers

OPEN, IN, OUT = 0, 1, -1
"""What is decided of a group."""
_TINY = 1e-7
_LEAST_SHARE = 1e-5
"""Of a block in a mixture."""


class Offer(NamedTuple):
    """One class of slots at prices. Rows are persons at groups, those of a group together."""

    first: Counts
    """Group to its first row; one more at the end."""
    person: Counts
    weight: Numbers
    bound: Flags
    """The person must be there."""
    cost: Numbers
    """Of holding a group."""
    decided: Counts
    """Of groups that must be, or cannot be, in a block."""
    clash: Flags
    holdings: Counts
    most_parallel: int
    people: int


@njit(cache=True)
def value_of(offer, block, best):
    """What a block is worth; `best`, by person, is overwritten."""
    best[:] = 0.0
    total = 0.0
    for group in np.flatnonzero(block):
        total -= offer.cost[group]
        for row in range(offer.first[group], offer.first[group + 1]):
            person, weight = offer.person[row], offer.weight[row]
            if offer.bound[row]:
                total += weight - (best[person] if best[person] < np.inf else 0.0)
                best[person] = np.inf
            elif weight > best[person]:
                total += weight - best[person]
                best[person] = weight
    return total


@njit(cache=True)
def value_of_all(offer, blocks, values, best):
    """What each of many blocks is worth: rows of group numbers, ended by -1."""
    best[:] = 0.0
    for number in range(len(blocks)):
        block = blocks[number]
        total = 0.0
        for place in range(len(block)):
            group = block[place]
            if group < 0:
                break
            total -= offer.cost[group]
            for row in range(offer.first[group], offer.first[group + 1]):
                person, weight = offer.person[row], offer.weight[row]
                if offer.bound[row]:
                    if best[person] < np.inf:
                        total += weight - best[person]
                        best[person] = np.inf
                elif weight > best[person]:
                    total += weight - best[person]
                    best[person] = weight
        for place in range(len(block)):
            group = block[place]
            if group < 0:
                break
            for row in range(offer.first[group], offer.first[group + 1]):
                best[offer.person[row]] = 0.0
        values[number] = total


@njit(cache=True)
def _gain(offer, group, best):
    """What a group adds to a block of which everyone has `best`."""
    gain = -offer.cost[group]
    for row in range(offer.first[group], offer.first[group + 1]):
        before, weight = best[offer.person[row]], offer.weight[row]
        if offer.bound[row]:
            gain += weight - (before if before < np.inf else 0.0)
        elif weight > before:
            gain += weight - before
    return gain


@njit(cache=True)
def joins(offer, block, group, size):
    if offer.decided[group] != OPEN or block[group] or size + offer.holdings[group] > offer.most_parallel:
        return False
    for other in range(len(block)):  # noqa: SIM110
        if block[other] and offer.clash[group, other]:
            return False
    return True


@njit(cache=True)
def improve(offer, block, best):
    """Add, drop and swap groups while that gains; what the block is worth then."""
    groups = len(offer.cost)
    value = value_of(offer, block, best)
    is_better = True
    while is_better:
        is_better = False
        for left in range(-1, groups):
            if left >= 0 and (not block[left] or offer.decided[left] == IN):
                continue
            without = value
            if left >= 0:
                block[left] = False
                without = value_of(offer, block, best)
            size = offer.holdings[block].sum()
            enters, reached = -1, without
            for group in range(groups):
                if group != left and joins(offer, block, group, size):
                    now = without + _gain(offer, group, best)
                    if now > reached:
                        enters, reached = group, now
            if reached > value + _TINY:
                is_better = True
                if enters >= 0:
                    block[enters] = True
                value = reached
                value_of(offer, block, best)
            elif left >= 0:
                block[left] = True
        value_of(offer, block, best)
    return value


@njit(cache=True)
def _as_flags(row, block):
    block[:] = False
    for group in row:
        if group >= 0:
            block[group] = True


@njit(cache=True)
def _attend(offer, row, share, taken, best, at):
    """Add a block's share to the rows at which people are. `best` is zero, `at` is -1, before and after."""
    for group in row:
        if group < 0:
            break
        for here in range(offer.first[group], offer.first[group + 1]):
            person = offer.person[here]
            if offer.bound[here]:
                best[person] = np.inf
                at[person] = here
            elif offer.weight[here] > best[person]:
                best[person] = offer.weight[here]
                at[person] = here
    for group in row:
        if group < 0:
            break
        for here in range(offer.first[group], offer.first[group + 1]):
            person = offer.person[here]
            if at[person] >= 0:
                taken[at[person]] += share
            best[person] = 0.0
            at[person] = -1


@njit(cache=True)
def mix(offer, pool, heat, values, taken, groups):
    """What the best block of a pool is worth; who is where, and what is held, in a mixture of those near it."""
    best = np.zeros(offer.people)
    at = np.full(offer.people, -1, np.int64)
    value_of_all(offer, pool, values, best)
    most = values.max()
    shares = np.exp((values - most) / heat)
    shares /= shares.sum()
    for number in range(len(pool)):
        if shares[number] > _LEAST_SHARE:
            for group in pool[number]:
                if group >= 0:
                    groups[group] += shares[number]
            _attend(offer, pool[number], shares[number], taken, best, at)
    return most


@njit(cache=True)
def improve_some(offer, pool, ranks, found):
    """Improve blocks of a pool by add, drop and swap, by rank of what they are worth now; into `found`."""
    values, best = np.zeros(len(pool)), np.zeros(offer.people)
    value_of_all(offer, pool, values, best)
    order = np.argsort(-values, kind="mergesort")
    for number in range(len(ranks)):
        _as_flags(pool[order[min(ranks[number], len(order) - 1)]], found[number])
        improve(offer, found[number], best)
