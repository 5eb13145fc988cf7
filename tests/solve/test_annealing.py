# ruff: noqa: SLF001
"""Walks between timetables: what they are worth, counted anew and by the flat model."""

import numpy as np
import pytest

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.solve.blocks.annealing import Annealing
from planner.solve.blocks.coverage import blocks_of
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.blocks.walk import begin, walk
from planner.solve.priorities import least_of, solve_in_order
from planner.solve.search import Search
from tests.solve.test_blocks import PEOPLE, SEEDS, a_problem


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed % 3 == 0])
def test_worth_of_a_timetable_is_what_the_flat_model_counts(seed: int) -> None:
    scenario, plan, coverage, problem = a_problem(seed)
    found = solve_by_blocks(scenario, plan, terms_in_order(scenario, "programme"), (), Search())
    if found.plan is None or (problem.seats < len(PEOPLE)).any() or (problem.lengths > 1).any():
        return  # with short seats and long sessions the worth is an estimate
    planning = build_model(scenario, ("programme",), given=found.plan.times)
    fix_plan(planning, plan, ("delegation",))
    [points] = solve_in_order(planning, terms_in_order(scenario, "programme")[1:2], Search()).terms
    annealing = Annealing(problem, scenario, coverage.places, 0)
    assert problem.stated - annealing.worth(blocks_of(problem, scenario, found.plan.times)) == points.value


@pytest.mark.parametrize("floor", [0, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_walk_keeps_up_to_date_is_what_counting_anew_gives(seed: int, floor: int) -> None:
    scenario, _, coverage, problem = a_problem(seed)
    first = least_of(coverage.model, None, Search()).solution
    if not first:
        return
    annealing = Annealing(problem, scenario, coverage.places, floor)
    state = annealing._state(blocks_of(problem, scenario, coverage.times(first)), seed)
    begin(annealing._given, state)
    begun = state.slot_of.copy()
    walk(annealing._given, state, state.slot_of.copy(), np.full(400, 50.0))
    assert (state.slot_of != begun).any() or len(annealing._given.movable) < 2
    again = annealing._state(annealing._blocks(state.slot_of), seed)
    begin(annealing._given, again)
    for name in ("held", "best", "second", "repeats", "has", "value", "kept", "loss"):
        assert np.allclose(getattr(state, name), getattr(again, name)), name
