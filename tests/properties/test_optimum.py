"""On minute scenarios the solver finds what trying every plan finds, and on tiny ones its plans are always legal."""

from dataclasses import replace

from hypothesis import event, given, settings

from planner.plan import Plan
from planner.scenario.scenario import Scenario
from planner.solve.linked import solve_linked
from planner.solve.outcome import Infeasible, Solved
from planner.solve.search import Search
from planner.units import Cents
from planner.verify.report import verify_plan
from tests.properties.exhaustive import Exhaustive
from tests.properties.tiny import scenarios


def solved(scenario: Scenario) -> Plan | None:
    """None: proven to be infeasible. Tiny scenarios are never out of time."""
    outcome = solve_linked(scenario, Search())
    assert isinstance(outcome, Solved | Infeasible)
    event(type(outcome).__name__)
    if isinstance(outcome, Infeasible):
        assert outcome.clashing, "rules that clash are always found"
        return None
    return outcome.plan


@settings(max_examples=25, deadline=None, derandomize=True)
@given(scenarios(most_people=5, slots=3))
def test_plan_is_legal_proven_and_counted_right(scenario: Scenario) -> None:
    plan = solved(scenario)
    if plan is not None:
        report = verify_plan(scenario, plan)
        assert report.violations == ()
        assert {term.term: term.value for term in plan.terms}.items() <= report.terms.items()
        assert plan.is_proven


@settings(max_examples=20, deadline=None, derandomize=True)
@given(scenarios(most_people=3, slots=2))
def test_optimum_is_what_trying_every_plan_finds(scenario: Scenario) -> None:
    plan, every = solved(scenario), Exhaustive(scenario)
    best = every.best_delegation()
    assert (plan is None) == (best is None)
    if plan is None or best is None:
        return
    assert every.terms(plan, "delegation") == every.terms(best, "delegation")
    # The later problems are each solved for the choices before them, which other methods may make differently.
    undecided = replace(plan, sessions={})
    assert every.terms(plan, "programme") == every.terms(every.best_programme(undecided), "programme")
    booths = {id: replace(planned, interpreters={}) for id, planned in plan.sessions.items()}
    assert every.terms(plan, "roster") == every.terms(every.best_roster(replace(plan, sessions=booths)), "roster")


@settings(max_examples=15, deadline=None, derandomize=True)
@given(scenarios(most_people=4, slots=2))
def test_less_money_never_improves_the_first_term(scenario: Scenario) -> None:
    grants = tuple(replace(grant, ceiling_cents=Cents(grant.ceiling_cents // 2)) for grant in scenario.grants)
    rich, poor = solved(scenario), solved(replace(scenario, grants=grants))
    if poor is not None:
        assert rich is not None, "what half the money allows, all of it allows"
        assert rich.terms[0].term == "incomplete_delegations"
        assert rich.terms[0].value <= poor.terms[0].value
