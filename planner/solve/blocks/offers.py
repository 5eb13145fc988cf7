"""The block that is worth most at given prices, compiled: branch and bound, and swaps for good blocks at once.

A bound takes a price for every person's time: what people have of a group above that price is the group's, whatever
else is in the block, so that groups are chosen one by one. Prices of time are improved by subgradients at every node.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from planner.solve.blocks.problem import Counts, Flags, Numbers

OPEN, IN, OUT = 0, 1, -1
"""What is decided of a group."""
_STEPS, _STEPS_AT_ROOT = 30, 300
"""Improvements of the prices of time at a node."""
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
    clique: Counts
    """Group to a set of groups of which each two clash."""
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
def _joins(offer, block, group, size):
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
                if group != left and _joins(offer, block, group, size):
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
def _left_over(offer, decided, time, left):
    """What each group brings at these prices of time."""
    for group in range(len(left)):
        if decided[group] == OUT:
            left[group] = -np.inf
            continue
        total = -offer.cost[group]
        for row in range(offer.first[group], offer.first[group + 1]):
            over = offer.weight[row] - time[offer.person[row]]
            if over > 0 or offer.bound[row]:
                total += over
        left[group] = total


@njit(cache=True)
def _chosen(offer, decided, left, share):
    """Shares of groups that bring most, one of each clique, within the rooms. Sum, and the least taken per room."""
    groups = len(left)
    share[:] = 0.0
    room = float(offer.most_parallel)
    total = 0.0
    leads = np.full(groups, -1, np.int64)
    least = np.full(groups, 0, np.int64)
    for group in range(groups):
        if decided[group] == IN:
            share[group] = 1.0
            total += left[group]
            room -= offer.holdings[group]
        elif decided[group] == OPEN and left[group] > 0:
            clique = offer.clique[group]
            if leads[clique] < 0:
                leads[clique] = group
                least[clique] = offer.holdings[group]
            else:
                least[clique] = min(least[clique], offer.holdings[group])
                if left[group] > left[leads[clique]]:
                    leads[clique] = group
    lowest = 0.0
    while room > _TINY:
        taken, rate = -1, 0.0
        for clique in range(groups):
            if leads[clique] >= 0 and left[leads[clique]] / least[clique] > rate:
                taken, rate = clique, left[leads[clique]] / least[clique]
        if taken < 0:
            lowest = 0.0
            break
        part = min(1.0, room / least[taken])
        share[leads[taken]] = part
        total += part * left[leads[taken]]
        room -= part * least[taken]
        lowest = rate
        leads[taken] = -1
    return total, lowest


@njit(cache=True)
def _bound(offer, decided, time, target, steps, left, share):
    """Lower the bound of a node by better prices of time, which are left in `time`."""
    people = offer.people
    count = np.zeros(people)
    tried = time.copy()
    lowest = np.inf
    pace, since = 1.0, 0
    for _ in range(steps):
        _left_over(offer, decided, tried, left)
        total, _ = _chosen(offer, decided, left, share)
        bound = total + tried.sum()
        if bound < lowest - 1e-9:
            if bound < lowest - 0.01 * (lowest - target):
                since = 0
            else:
                since += 1
            lowest = bound
            time[:] = tried
        else:
            since += 1
        if lowest <= target:
            break
        if since > 4:
            pace, since = pace * 0.6, 0
        count[:] = 1.0
        for group in range(len(left)):
            if share[group] > 0:
                for row in range(offer.first[group], offer.first[group + 1]):
                    person = offer.person[row]
                    if offer.bound[row] or offer.weight[row] > tried[person]:
                        count[person] -= share[group]
        norm = 0.0
        for person in range(people):
            if count[person] > 0 and tried[person] <= 0:
                count[person] = 0.0
            norm += count[person] * count[person]
        if norm < 1e-12:
            break
        step = pace * (bound - target) / norm
        for person in range(people):
            tried[person] = max(0.0, tried[person] - step * count[person])
    _left_over(offer, decided, time, left)
    total, rate = _chosen(offer, decided, left, share)
    return total + time.sum(), rate


@njit(cache=True)
def _settle(offer, decided, bound, target, rate, left, share):
    """Decide groups with or without which a node cannot reach the target. False where it cannot at all."""
    groups = len(left)
    leader = np.full(groups, -1, np.int64)
    for group in range(groups):
        if share[group] > 0 and decided[group] == OPEN:
            leader[offer.clique[group]] = group
    spare = 0.0
    second = np.zeros(groups)
    for group in range(groups):
        if decided[group] == OPEN and share[group] <= 0 and left[group] > 0:
            clique = offer.clique[group]
            if leader[clique] < 0:
                spare = max(spare, left[group] / offer.holdings[group])
            else:
                second[clique] = max(second[clique], left[group])
    plain = (offer.holdings[decided == OPEN] == 1).all()
    for group in range(groups):
        if decided[group] != OPEN:
            continue
        clique = offer.clique[group]
        if share[group] <= 0:
            loss = rate * offer.holdings[group]
            if plain and leader[clique] >= 0:
                loss = max(loss, left[leader[clique]])
            if bound - loss + left[group] <= target:
                decided[group] = OUT
        elif plain and bound - left[group] + max(spare, second[clique]) <= target:
            decided[group] = IN
    return _spread(offer, decided)


@njit(cache=True)
def _spread(offer, decided):
    """Rule out what clashes with what is in, or has no room besides it. False where that itself clashes."""
    members = np.flatnonzero(decided == IN)
    size = offer.holdings[members].sum()
    if size > offer.most_parallel:
        return False
    for group in range(len(decided)):
        if decided[group] == OUT:
            continue
        for other in members:
            if offer.clash[group, other]:
                if decided[group] == IN:
                    return False
                decided[group] = OUT
        if decided[group] == OPEN and size + offer.holdings[group] > offer.most_parallel:
            decided[group] = OUT
    return True


@njit(cache=True)
def best_block(offer, block, time, limits, found):
    """A best block from a good one, in `block`; its worth, what no block is worth more than, nodes looked at, and how
    many good blocks were met, of which the last are in `found`.

    `limits`: the slack between worth and bound that is enough, and the most nodes. Prices of people's time, in `time`,
    are those to begin with, and then those of the root.
    """
    slack, nodes = limits
    met = 0
    groups, people = len(offer.cost), offer.people
    best = np.zeros(people)
    value = improve(offer, block, best)
    stack = np.zeros((2 * groups + 2, groups), np.int64)
    times = np.zeros((2 * groups + 2, people))
    bounds = np.zeros(2 * groups + 2)
    left, share = np.zeros(groups), np.zeros(groups)
    stack[0] = offer.decided
    times[0] = time
    bounds[0] = np.inf
    height, looked_at = 1, 0
    _spread(offer, stack[0])
    while height > 0:
        if bounds[height - 1] <= value + slack:
            height -= 1
            continue
        if looked_at >= nodes:
            break
        height -= 1
        decided, prices = stack[height].copy(), times[height].copy()
        steps = _STEPS_AT_ROOT if looked_at == 0 else _STEPS
        looked_at += 1
        bound, rate = _bound(offer, decided, prices, value + slack, steps, left, share)
        if looked_at == 1:
            time[:] = prices
        bound = min(bound, bounds[height])
        if bound <= value + slack:
            continue
        tried = decided == IN
        size = offer.holdings[tried].sum()
        for group in np.argsort(-(share * 1e6 + left), kind="mergesort"):
            if decided[group] == OPEN and left[group] > 0 and _joins(offer, tried, group, size):
                tried[group] = True
                size += offer.holdings[group]
        reached = improve(offer, tried, best) if looked_at % 10 == 1 else value_of(offer, tried, best)
        if reached > value - 2 * slack:
            found[met % len(found)] = tried
            met += 1
        if reached > value + _TINY:
            value = reached
            block[:] = tried
        if bound <= value + slack or not _settle(offer, decided, bound, value + slack, rate, left, share):
            continue
        still = decided == OPEN
        if not still.any():
            tried = decided == IN
            reached = value_of(offer, tried, best)
            if reached > value + _TINY:
                value = reached
                block[:] = tried
            continue
        branch = -1
        for group in range(groups):
            if still[group]:
                rank = left[group] + (1e9 if share[group] > 0 else 0.0)
                if branch < 0 or rank > left[branch] + (1e9 if share[branch] > 0 else 0.0):
                    branch = group
        stack[height] = decided
        stack[height, branch] = OUT
        times[height], bounds[height] = prices, bound
        stack[height + 1] = decided
        stack[height + 1, branch] = IN
        times[height + 1], bounds[height + 1] = prices, bound
        height += 1
        if _spread(offer, stack[height]):
            height += 1
    most = value + slack
    for number in range(height):
        most = max(most, bounds[number])
    return value, most, looked_at, met


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
