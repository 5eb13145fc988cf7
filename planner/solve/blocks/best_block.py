"""The block that is worth most at given prices, compiled: branch and bound.

A bound takes a price for every person's time: what people have of a group above that price is the group's, whatever
else is in the block, so that groups are chosen one by one. Prices of time are improved by subgradients at every node.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from planner.solve.blocks.mixing import IN, OPEN, OUT, improve, joins, value_of
from planner.solve.blocks.problem import Counts, Flags, Numbers

_STEPS, _STEPS_AT_ROOT = 30, 300
"""Improvements of the prices of time at a node."""
_TINY = 1e-7


class Rest(NamedTuple):
    """What open groups add to those decided on: rows as in an offer, room for all of its own."""

    first: Counts
    person: Counts
    weight: Numbers
    bound: Flags
    gain: Numbers
    """Of each group, were it the only one to join."""
    both: Numbers
    """What a second group of two gains less when the first has joined."""
    conflict: Flags
    """Two groups of which a best block has no more than one."""
    clique: Counts
    """Group to a set of which each two conflict."""
    best: Numbers
    """What everyone has of the groups decided on; infinite where they must be at one."""
    first_of: Counts
    """Person to the first place in `by_person`; one more at the end."""
    by_person: Counts
    group: Counts
    """Of a row."""


@njit(cache=True)
def _new_rest(offer):
    groups, people, rows = len(offer.cost), offer.people, len(offer.person)
    return Rest(
        np.zeros(groups + 1, np.int64),
        np.zeros(rows, np.int64),
        np.zeros(rows),
        np.zeros(rows, np.bool_),
        np.zeros(groups),
        np.zeros((groups, groups)),
        np.zeros((groups, groups), np.bool_),
        np.zeros(groups, np.int64),
        np.zeros(people),
        np.zeros(people + 1, np.int64),
        np.zeros(rows, np.int64),
        np.zeros(rows, np.int64),
    )


@njit(cache=True)
def _add_up(offer, decided, rest):
    """Rows of open groups, less what people have already. Groups that gain nothing are ruled out: a gain only falls."""
    here = 0
    for group in range(len(decided)):
        rest.first[group] = here
        if decided[group] != OPEN:
            continue
        gain = -offer.cost[group]
        for row in range(offer.first[group], offer.first[group + 1]):
            more = offer.weight[row] - rest.best[offer.person[row]]
            if more > 0 or (offer.bound[row] and more > -np.inf):
                rest.person[here], rest.weight[here] = offer.person[row], more
                rest.bound[here], rest.group[here] = offer.bound[row], group
                gain += more
                here += 1
        rest.gain[group] = gain
        if gain <= 0:
            decided[group] = OUT
            here = rest.first[group]
    rest.first[len(decided)] = here
    return here


@njit(cache=True)
def _compare(offer, decided, rest, rows):
    """Which groups conflict: they clash, or one of them gains nothing any more when the other has joined."""
    rest.first_of[:] = 0
    for row in range(rows):
        rest.first_of[rest.person[row] + 1] += 1
    for person in range(offer.people):
        rest.first_of[person + 1] += rest.first_of[person]
    place = rest.first_of.copy()
    for row in range(rows):
        rest.by_person[place[rest.person[row]]] = row
        place[rest.person[row]] += 1
    rest.both[:] = 0.0
    for person in range(offer.people):
        for first in range(rest.first_of[person], rest.first_of[person + 1]):
            one = rest.by_person[first]
            for second in range(first + 1, rest.first_of[person + 1]):
                other = rest.by_person[second]
                if rest.bound[one] and rest.bound[other]:
                    continue
                if rest.bound[one]:
                    shared = rest.weight[other]
                elif rest.bound[other]:
                    shared = rest.weight[one]
                else:
                    shared = min(rest.weight[one], rest.weight[other])
                rest.both[rest.group[one], rest.group[other]] += shared
                rest.both[rest.group[other], rest.group[one]] += shared
    open_groups = np.flatnonzero(decided == OPEN)
    for one in open_groups:
        for other in open_groups:
            least = min(rest.gain[one], rest.gain[other])
            rest.conflict[one, other] = one != other and (offer.clash[one, other] or least <= rest.both[one, other])
    return open_groups


@njit(cache=True)
def _part(rest, open_groups):
    """Groups to cliques, those that gain most first."""
    groups = len(rest.gain)
    members = np.full((groups, groups), -1, np.int64)
    sizes = np.zeros(groups, np.int64)
    for group in open_groups[np.argsort(-rest.gain[open_groups], kind="mergesort")]:
        clique = 0
        while True:
            fits = True
            for number in range(sizes[clique]):
                if not rest.conflict[group, members[clique, number]]:
                    fits = False
                    break
            if fits:
                break
            clique += 1
        members[clique, sizes[clique]] = group
        sizes[clique] += 1
        rest.clique[group] = clique


@njit(cache=True)
def _left_over(offer, decided, rest, time, left):
    """What each open group brings at these prices of time."""
    for group in range(len(left)):
        if decided[group] != OPEN:
            left[group] = -np.inf
            continue
        total = -offer.cost[group]
        for row in range(rest.first[group], rest.first[group + 1]):
            over = rest.weight[row] - time[rest.person[row]]
            if over > 0 or rest.bound[row]:
                total += over
        left[group] = total


@njit(cache=True)
def _chosen(offer, decided, rest, left, share):
    """Shares of open groups that bring most, one of each clique, within the rooms. Sum, and least taken per room."""
    groups = len(left)
    share[:] = 0.0
    room = float(offer.most_parallel)
    leads = np.full(groups, -1, np.int64)
    least = np.full(groups, 0, np.int64)
    for group in range(groups):
        if decided[group] == IN:
            room -= offer.holdings[group]
        elif decided[group] == OPEN and left[group] > 0:
            clique = rest.clique[group]
            if leads[clique] < 0:
                leads[clique] = group
                least[clique] = offer.holdings[group]
            else:
                least[clique] = min(least[clique], offer.holdings[group])
                if left[group] > left[leads[clique]]:
                    leads[clique] = group
    total, lowest = 0.0, 0.0
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
def _bound(offer, decided, rest, time, target, steps, left, share):
    """Lower the bound of what open groups add, by better prices of time, which are left in `time`."""
    people = offer.people
    count = np.zeros(people)
    tried = time.copy()
    lowest = np.inf
    pace, since = 1.0, 0
    for _ in range(steps):
        _left_over(offer, decided, rest, tried, left)
        total, _ = _chosen(offer, decided, rest, left, share)
        bound = total + tried.sum()
        since = 0 if bound < lowest - 0.01 * (lowest - target) else since + 1
        if bound < lowest:
            lowest = bound
            time[:] = tried
        if lowest <= target:
            break
        if since > 4:
            pace, since = pace * 0.6, 0
        count[:] = 1.0
        for group in range(len(left)):
            if share[group] > 0:
                for row in range(rest.first[group], rest.first[group + 1]):
                    person = rest.person[row]
                    if rest.bound[row] or rest.weight[row] > tried[person]:
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
    _left_over(offer, decided, rest, time, left)
    total, rate = _chosen(offer, decided, rest, left, share)
    return total + time.sum(), rate


@njit(cache=True)
def _rule_out(rest, decided, group):
    """Whatever conflicts with the group."""
    for other in range(len(decided)):
        if decided[other] == OPEN and rest.conflict[group, other]:
            decided[other] = OUT


@njit(cache=True)
def _settle(offer, decided, rest, bound, target, rate, left, share):
    """Decide groups with or without which a node cannot reach the target. False where it cannot at all."""
    groups = len(left)
    leader = np.full(groups, -1, np.int64)
    for group in range(groups):
        if share[group] > 0 and decided[group] == OPEN:
            leader[rest.clique[group]] = group
    spare = 0.0
    second = np.zeros(groups)
    for group in range(groups):
        if decided[group] == OPEN and share[group] <= 0 and left[group] > 0:
            clique = rest.clique[group]
            if leader[clique] < 0:
                spare = max(spare, left[group] / offer.holdings[group])
            else:
                second[clique] = max(second[clique], left[group])
    plain = (offer.holdings[decided == OPEN] == 1).all()
    for group in range(groups):
        if decided[group] != OPEN:  # may have been ruled out just now
            continue
        clique = rest.clique[group]
        if share[group] <= 0:
            loss = rate * offer.holdings[group]
            if plain and leader[clique] >= 0:
                loss = max(loss, left[leader[clique]])
            if bound - loss + left[group] <= target:
                decided[group] = OUT
        elif plain and bound - left[group] + max(spare, second[clique]) <= target:
            decided[group] = IN
            _rule_out(rest, decided, group)
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
    groups, people = len(offer.cost), offer.people
    best, rest = np.zeros(people), _new_rest(offer)
    value = improve(offer, block, best)
    stack = np.zeros((groups + 2, groups), np.int64)
    times, bounds = np.zeros((groups + 2, people)), np.zeros(groups + 2)
    left, share = np.zeros(groups), np.zeros(groups)
    stack[0], times[0], bounds[0] = offer.decided, time, np.inf
    height, looked_at, met = 1, 0, 0
    while height > 0:
        if bounds[height - 1] <= value + slack:
            height -= 1
            continue
        if looked_at >= nodes:
            break
        height -= 1
        decided = stack[height].copy()
        looked_at += 1
        held = decided == IN
        fixed = value_of(offer, held, rest.best)
        rows = _add_up(offer, decided, rest)
        _part(rest, _compare(offer, decided, rest, rows))
        prices = np.maximum(times[height] - rest.best, 0.0)
        steps = _STEPS_AT_ROOT if looked_at == 1 else _STEPS
        more, rate = _bound(offer, decided, rest, prices, value + slack - fixed, steps, left, share)
        bound = min(fixed + more, bounds[height])
        if looked_at == 1:
            time[:] = prices + rest.best
            for person in range(people):
                if time[person] == np.inf:
                    time[person] = 0.0
        size = offer.holdings[held].sum()
        for group in np.argsort(-(share * 1e6 + left), kind="mergesort"):
            if decided[group] == OPEN and left[group] > 0 and joins(offer, held, group, size):
                held[group] = True
                size += offer.holdings[group]
        reached = improve(offer, held, best) if looked_at % 10 == 1 else value_of(offer, held, best)
        if reached > value - 2 * slack:
            found[met % len(found)] = held
            met += 1
        if reached > value + _TINY:
            value = reached
            block[:] = held
        if bound <= value + slack:
            continue
        if not _settle(offer, decided, rest, bound, value + slack, rate, left, share):
            continue
        branch = -1
        for group in range(groups):
            if decided[group] == OPEN:
                rank = left[group] + (1e9 if share[group] > 0 else 0.0)
                if branch < 0 or rank > left[branch] + (1e9 if share[branch] > 0 else 0.0):
                    branch = group
        if branch < 0:
            held = decided == IN
            reached = value_of(offer, held, best)
            if reached > value + _TINY:
                value = reached
                block[:] = held
            continue
        for person in range(people):
            prices[person] = prices[person] + rest.best[person] if rest.best[person] < np.inf else 0.0
        stack[height], times[height], bounds[height] = decided, prices, bound
        stack[height, branch] = OUT
        height += 1
        stack[height], times[height], bounds[height] = decided, prices, bound
        stack[height, branch] = IN
        _rule_out(rest, stack[height], branch)
        if _spread(offer, stack[height]):
            height += 1
    most = value + slack
    for number in range(height):
        most = max(most, bounds[number])
    return value, most, looked_at, met
