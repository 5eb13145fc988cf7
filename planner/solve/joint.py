"""What solving in linked problems costs: the same small cut solved in one model and in three."""

from planner.model.build import build_model
from planner.model.objective import terms_in_order
from planner.plan import LINKED_PROBLEMS, TermPrice, TermResult
from planner.scenario.cut import joint_cut
from planner.scenario.scenario import Scenario
from planner.solve.linked import solve_linked
from planner.solve.outcome import Solved
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search


def price_of_decomposition(scenario: Scenario, search: Search) -> tuple[TermPrice, ...]:
    """Each term's value when the problems are solved one after the other, and when jointly.

    Measured on the cut the scenario names for it; empty where it names none, or where a solve found no plan.
    """
    if not scenario.solve.joint_delegations:
        return ()
    small = joint_cut(scenario)
    linked, joint = solve_linked(small, search), solve_jointly(small, search)
    if not isinstance(linked, Solved) or not joint:
        return ()
    return tuple(_price(apart, together) for apart, together in zip(linked.plan.terms, joint, strict=True))


def solve_jointly(scenario: Scenario, search: Search) -> tuple[TermResult, ...]:
    """All terms of the three problems in their order, on one model; empty without a solution."""
    terms = [term for problem in LINKED_PROBLEMS for term in terms_in_order(scenario, problem)]
    return solve_in_order(build_model(scenario), terms, search).terms


def _price(apart: TermResult, together: TermResult) -> TermPrice:
    proven = apart.status == together.status == "proven"
    return TermPrice(
        problem=apart.problem,
        term=apart.term,
        unit=apart.unit,
        decomposed=apart.value,
        joint=together.value,
        status="proven" if proven else "limit",
    )
