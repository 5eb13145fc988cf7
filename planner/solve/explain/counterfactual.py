"""Supposes something otherwise and solves again, in the same order of priority."""

from collections.abc import Callable
from dataclasses import replace

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from planner.model.build import PlanningModel
from planner.model.decisions import Decisions
from planner.model.fix import planned_values
from planner.model.objective import ObjectiveTerm, terms_in_order
from planner.plan import LinkedProblem, Plan
from planner.scenario.scenario import Scenario
from planner.solve.explain.answer import Answer, Outcome, TermChange
from planner.solve.explain.barriers import forbidding_rules
from planner.solve.explain.decided import Decided
from planner.solve.explain.later import looked_further
from planner.solve.explain.question import Question
from planner.solve.extract import extract_plan
from planner.solve.priorities import Answer as Reached
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search


def answer(question: Question, decided: Decided, search: Search) -> Answer:
    """What the best plan would be if the supposed held, as far as the limits allow to tell."""
    found = _searched(question, decided, search)
    if found.outcome == "forbidden":
        return _blamed(found, decided, search)
    if found.outcome in ("equal", "better") and question.supposition.scenario is None:
        return looked_further(found, decided, search)
    return found


def _searched(question: Question, decided: Decided, search: Search) -> Answer:
    """Feasible or not, and at what cost.

    A programme is first searched with the times and rooms of other sessions as they are. Further only where the plan
    is itself proven: what took too long for the plan takes too long for a question about it.
    """
    if question.supposition.problem != "programme":
        return _answered(question, decided, decided.supposing(question.supposition), search)
    near = replace(_answered(question, decided, decided.near(question.supposition), search), is_within_times=True)
    if near.outcome in ("equal", "better") or not decided.is_proven("programme"):
        return near
    far = _answered(question, decided, decided.supposing(question.supposition), search)
    return far if far.is_settled else near


def _answered(question: Question, decided: Decided, planning: PlanningModel, search: Search) -> Answer:
    problem = question.supposition.problem
    nearest = ObjectiveTerm(problem, "decisions", _decisions_changed(decided.plan, problem))
    terms = (*terms_in_order(planning.scenario, problem), nearest)
    reached = solve_in_order(planning, terms, search, known=decided.known(question.supposition))
    if reached.solution:
        return _compared(question, decided.plan, planning, reached)
    return Answer(question=question, outcome="forbidden" if reached.is_infeasible else "undecided")


def _blamed(found: Answer, decided: Decided, search: Search) -> Answer:
    """The answer with the rules that forbid what is supposed.

    A rule without which other sessions may even stay where they are is to blame wherever they are.
    """
    supposition = found.question.supposition
    models = [decided.near] if supposition.problem == "programme" else []
    if not found.is_within_times:
        models.append(decided.supposing)
    rules: tuple[str, ...] = ()
    for model in models:
        rules, is_each_enough = forbidding_rules(model(supposition), search)
        if is_each_enough:
            break
    return replace(found, rules=rules, is_each_enough=is_each_enough)


def _compared(question: Question, plan: Plan, planning: PlanningModel, reached: Reached) -> Answer:
    planned = {term.term: term for term in plan.terms}
    changes = tuple(
        TermChange(
            term=term.term,
            unit=term.unit,
            planned=planned[term.term].value,
            supposed=term.value,
            bound=term.bound,
        )
        for term in reached.terms
        if term.term in planned
    )
    supposed = extract_plan(planning, reached.solution, plan)
    return Answer(
        question=question,
        outcome=_outcome(changes),
        terms=changes,
        gone=tuple(person for person in plan.people if person not in {*supposed.people, question.subject}),
        new=tuple(person for person in supposed.people if person not in {*plan.people, question.subject}),
        plan=supposed,
    )


def _outcome(changes: tuple[TermChange, ...]) -> Outcome:
    for change in changes:
        if change.supposed != change.planned:
            return "worse" if change.supposed > change.planned else "better"
    return "equal"


def _decisions_changed(plan: Plan, problem: LinkedProblem) -> Callable[[CpModel, Scenario, Decisions], LinearExprT]:
    """A last term, so that of equally good plans the one most like the decided is told."""

    def decisions_changed(_model: CpModel, _scenario: Scenario, decisions: Decisions) -> LinearExprT:
        return LinearExpr.sum(
            [
                1 - variable if value else variable
                for variable, value in planned_values(decisions, plan, (problem,))
                if value in (0, 1)
            ]
        )

    return decisions_changed
