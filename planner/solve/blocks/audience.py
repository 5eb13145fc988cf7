"""Who of all people gets which group of a block, and what that is worth."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers

NOBODY = -1
BOUND = 1e7
"""Added to the weight of a group at which the person must be: a larger weight than any that is a choice."""
_FINE = 1000
"""Weights are seated in thousandths."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Group of each person, `NOBODY` where none."""

    group: Counts
    value: float


def worth(problem: BlockProblem, weights: Numbers, present: Flags) -> Numbers:
    """What each person has of each group, nothing less than zero unless bound there; people by groups."""
    return np.where(problem.busy, BOUND + weights, np.maximum(weights, 0.0)) * present[:, None]


def plain(values: Numbers) -> Numbers:
    """The same without the mark of those who are bound."""
    return values - BOUND * (values > BOUND / 2)


def most_of(worths: Numbers, block: Block) -> Numbers:
    """What each person has of the block at best, were seats without limit; marks kept."""
    return worths[:, list(block)].max(axis=1) if block else np.zeros(len(worths))


def seat(problem: BlockProblem, worths: Numbers, block: Block) -> Seating:
    """The best seating of one slot."""
    if not block:
        return Seating(np.full(len(worths), NOBODY), 0.0)
    offered = worths[:, list(block)]
    choice = offered.argmax(axis=1)
    values = offered.max(axis=1)
    group = np.where(values > 0, np.array(block)[choice], NOBODY)
    taken = np.bincount(group[group >= 0], minlength=len(problem.groups))
    if (taken <= problem.seats).all():
        return Seating(group, float(plain(values).sum()))
    return _seat_within(problem, offered, block)


def _seat_within(problem: BlockProblem, offered: Numbers, block: Block) -> Seating:
    """The same where seats are short: a flow from people to groups."""
    flow = min_cost_flow.SimpleMinCostFlow()
    people, sink = len(offered), len(offered) + len(block)
    wanted, places = np.nonzero(offered > 0)
    costs = -np.floor(offered[wanted, places] * _FINE).astype(np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(wanted, people + places, np.ones_like(wanted), costs)
    flow.add_arcs_with_capacity_and_unit_cost(
        people + np.arange(len(block)), np.full(len(block), sink), problem.seats[list(block)], np.zeros(len(block), int)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(people), np.full(people, sink), np.ones(people, int), np.zeros(people, int)
    )
    flow.set_nodes_supplies(np.array([*range(people), sink]), np.array([*[1] * people, -people]))
    flow.solve()
    used = flow.flows(arcs) > 0
    group = np.full(people, NOBODY)
    group[wanted[used]] = np.array(block)[places[used]]
    return Seating(group, float(plain(offered[wanted[used], places[used]]).sum()))
