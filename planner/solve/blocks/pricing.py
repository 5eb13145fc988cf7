"""Blocks that are worth most at given prices: good ones at once, the best one, all within a gap of it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

from planner.solve.blocks.audience import BOUND, most_of, plain, seat
from planner.solve.blocks.problem import Block, BlockProblem, Counts, Flags, Numbers, SlotClass

_NODES = 2000
"""Most nodes of the model of one slot; its bound holds whether or not it ends."""
_LOOKED_AT = 60_000
"""Most blocks to look at one by one before the best is left to a model instead."""
_CELLS = 8_000_000
"""Numbers to hold at once while blocks are looked at."""
_KEPT = 40
"""Most blocks to hand back at once."""
_SEATED = 2000
"""Most blocks to seat exactly for one bound."""


@dataclass(frozen=True, slots=True)
class Market:
    """One class of slots at given prices."""

    problem: BlockProblem
    slot_class: SlotClass
    worths: Numbers
    """People by groups, see `audience.worth`."""
    prices: Numbers
    """Of a group, for each slot it takes."""

    def value(self, block: Block) -> float:
        """What the block is worth less its prices, seats without limit."""
        return float(plain(most_of(self.worths, block)).sum() - self.prices[list(block)].sum())

    def seated(self, block: Block) -> float:
        """The same within the seats there are."""
        return seat(self.problem, self.worths, block).value - float(self.prices[list(block)].sum())

    def joins(self, block: Block) -> Counts:
        """Groups that can join the block."""
        size = self.problem.holdings[list(block)].sum()
        fits = self.slot_class.allowed & (self.problem.holdings + size <= self.problem.most_parallel)
        fits[list(block)] = False
        if block:
            fits &= ~self.problem.clash[list(block)].any(axis=0)
        return np.flatnonzero(fits)


def good_blocks(market: Market) -> Iterator[Block]:
    """For every group a block around it, grown greedily."""
    for seed in np.flatnonzero(market.slot_class.allowed).tolist():
        begun = tuple(sorted({*market.slot_class.must, seed}))
        if not market.problem.clash[np.ix_(begun, begun)].any():
            yield _grown(market, begun, seed)


def _grown(market: Market, block: Block, seed: int) -> Block:
    best = most_of(market.worths, block)
    while len(joining := market.joins(block)):
        grown = np.maximum(best[:, None], market.worths[:, joining])
        gains = plain(grown).sum(axis=0) - plain(best).sum() - market.prices[joining]
        first = int(gains.argmax())
        if gains[first] <= 1e-9:
            break
        block, best = tuple(sorted((*block, int(joining[first])))), grown[:, first]
    for group in block:
        without = tuple(other for other in block if other != group)
        kept = group in market.slot_class.must or group == seed
        if not kept and market.value(without) > market.value(block) + 1e-9:
            block = without
    return block


def best_blocks(market: Market, known: Iterable[Block], seconds: float) -> tuple[list[Block], float]:
    """Good blocks, at least all that beat the known ones, and a bound that no block exceeds."""
    least = max((market.seated(block) for block in known), default=0.0)
    found = blocks_within(market, least, _LOOKED_AT)
    if found is None:
        block, bound = _best_by_model(market, seconds)
        return [block], bound
    found.sort(key=market.value, reverse=True)
    for number, block in enumerate(found):
        if market.value(block) <= least:
            return found[:number][:_KEPT], least
        if number == _SEATED:
            return found[:_KEPT], market.value(block)
        least = max(least, market.seated(block))
    return found[:_KEPT], least


def _best_by_model(market: Market, seconds: float) -> tuple[Block, float]:
    """A block and a bound that none exceeds, seats included: a mixed-integer model of one slot."""
    problem, slot_class = market.problem, market.slot_class
    model = mathopt.Model()
    held = {int(group): model.add_binary_variable() for group in np.flatnonzero(slot_class.allowed)}
    model.add_linear_constraint(
        mathopt.fast_sum(int(problem.holdings[group]) * held[group] for group in held) <= problem.most_parallel
    )
    for group in slot_class.must:
        model.add_linear_constraint(held[group] == 1)
    for first, second in zip(*np.nonzero(np.triu(problem.clash)), strict=True):
        if first in held and second in held:
            model.add_linear_constraint(held[first] + held[second] <= 1)
    prices = [-market.prices[group] * variable for group, variable in held.items()]
    model.maximize(mathopt.fast_sum([*prices, *_attended(model, market, held)]))
    limits = mathopt.SolveParameters(node_limit=_NODES, time_limit=datetime.timedelta(seconds=seconds))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=limits)
    bound = result.termination.objective_bounds.dual_bound
    if not result.has_primal_feasible_solution():
        return slot_class.must, bound
    return tuple(group for group, variable in held.items() if result.variable_values(variable) > 0.5), bound


def _attended(
    model: mathopt.Model, market: Market, held: Mapping[int, mathopt.Variable]
) -> Iterator[mathopt.LinearTypes]:
    """Everyone at one of the groups held at most, and no group with more people than seats; what that is worth."""
    attending: dict[int, list[mathopt.Variable]] = {group: [] for group in held}
    for row in market.worths:
        places = []
        for group in (group for group in held if row[group] > 1e-9):
            is_at = held[group]
            if row[group] < BOUND / 2:
                is_at = model.add_variable(lb=0, ub=1)
                model.add_linear_constraint(is_at <= held[group])
                attending[group].append(is_at)
            places.append(is_at)
            yield float(plain(row[group])) * is_at
        if len(places) > 1:
            model.add_linear_constraint(mathopt.fast_sum(places) <= 1)
    for group, people in attending.items():
        if len(people) > market.problem.seats[group]:
            seats = int(market.problem.seats[group])
            model.add_linear_constraint(mathopt.fast_sum(people) <= seats * held[group])


def blocks_within(market: Market, least: float, most: int) -> list[Block] | None:
    """Every block worth at least `least` with unlimited seats; None where more than `most` would have to be looked at.

    Grown group by group. What a block can still gain is at most the sum of what each further group would gain alone.
    """
    groups = len(market.prices)
    blocks = np.zeros((1, groups), dtype=bool)
    best = np.zeros((1, len(market.worths)))
    found: list[Block] = []
    looked_at = 0
    must = np.array(market.slot_class.must, dtype=int)
    while len(blocks):
        looked_at += len(blocks)
        if looked_at > most:
            return None
        values = plain(best).sum(axis=1) - blocks @ market.prices
        wanted = (values >= least) & blocks[:, must].all(axis=1)
        found += [tuple(np.flatnonzero(row).tolist()) for row in blocks[wanted]]
        chunk = max(1, _CELLS // (len(market.worths) * groups))
        begins = range(0, len(blocks), chunk)
        parts = [_extended(market, blocks[n : n + chunk], best[n : n + chunk], least) for n in begins]
        blocks = np.concatenate([longer for longer, _ in parts])
        best = np.concatenate([rows for _, rows in parts])
    return found


def _extended(market: Market, blocks: Flags, best: Numbers, least: float) -> tuple[Flags, Numbers]:
    """Each block with one more group of a higher number, where that may lead to one worth enough."""
    problem = market.problem
    held = blocks @ problem.holdings
    clashing = (blocks.astype(np.int64) @ problem.clash.astype(np.int64)) > 0
    fits = held[:, None] + problem.holdings[None, :] <= problem.most_parallel
    joining = market.slot_class.allowed[None, :] & fits & ~clashing & ~blocks
    numbers = np.arange(len(market.prices))
    last = np.where(blocks.any(axis=1), (blocks * (numbers + 1)).max(axis=1), 0)
    joining &= numbers[None, :] >= last[:, None]
    # Nobody is bound to two groups of a block: their marks can be taken off the sums.
    prices = market.prices + BOUND * (market.worths > BOUND / 2).sum(axis=0)
    values = best.sum(axis=1) - blocks @ prices
    gains = np.zeros(joining.shape)
    for group in np.flatnonzero(joining.any(axis=0)):
        rows = np.flatnonzero(joining[:, group])
        grown = np.maximum(best[rows], market.worths[:, group])
        gains[rows, group] = grown.sum(axis=1) - blocks[rows] @ prices - prices[group] - values[rows]
    further = np.sort(np.maximum(gains, 0.0), axis=1)[:, ::-1].cumsum(axis=1)
    free = np.clip(problem.most_parallel - held, 0, len(numbers)) - 1
    reach = values + np.where(free >= 0, np.take_along_axis(further, np.maximum(free, 0)[:, None], axis=1)[:, 0], 0.0)
    rows, groups = np.nonzero(joining & (reach >= least)[:, None])
    longer = blocks[rows]
    longer[np.arange(len(rows)), groups] = True
    return longer, np.maximum(best[rows], market.worths.T[groups])
