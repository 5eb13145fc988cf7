"""Loops where numpy has a word for it: sorting, copying and indices by arrays would take longest to compile."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numba import njit

_NO_WRAPPERS: Mapping[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
inner = njit(cache=True, **_NO_WRAPPERS)
"""Called by compiled functions alone: half the time to compile."""


@inner
def draw(random):
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inner
def copy(source, target):
    for number in range(len(source)):
        target[number] = source[number]


@inner
def marked(flags):
    """Numbers of those that are set."""
    found = np.empty(len(flags), np.int64)
    many = 0
    for number in range(len(flags)):
        if flags[number]:
            found[many] = number
            many += 1
    return found[:many]


@inner
def lowest(keys, most):
    """Numbers of as many keys, the lowest first, equals in their order."""
    order = np.empty(min(most, len(keys)), np.int64)
    many = 0
    for number in range(len(keys)):
        at = many
        if many < len(order):
            many += 1
        elif many > 0 and keys[order[many - 1]] > keys[number]:
            at = many - 1
        else:
            continue
        while at > 0 and keys[order[at - 1]] > keys[number]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = number
    return order


@inner
def several(first, second):
    numbers = np.empty(2, np.int64)
    numbers[0], numbers[1] = first, second
    return numbers


@inner
def is_any(flags):
    found = False
    for number in range(len(flags)):
        found |= flags[number]
    return found
