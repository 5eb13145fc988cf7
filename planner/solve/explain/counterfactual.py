"""Supposes something otherwise and solves again, in the same order of priority."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from planner.model.build import PlanningModel, build_model
from planner.model.decisions import Decisions
from planner.model.fix import fix_plan, planned_values
from planner.model.objective import ObjectiveTerm, terms_in_order
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan, TermResult
from planner.scenario.scenario import Scenario
from planner.solve.cuts import literal_of
from planner.solve.explain.answer import Answer, Outcome, TermChange
from planner.solve.explain.barriers import forbidding_rules
from planner.solve.explain.question import Question, Supposition
from planner.solve.extract import extract_plan
from planner.solve.linked import as_seen_by
from planner.solve.priorities import Answer as Reached
from planner.solve.priorities import Search, solve_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A plan, and the models that decided it, built when they are first asked."""

    scenario: Scenario
    plan: Plan
    _models: dict[LinkedProblem, PlanningModel] = field(default_factory=dict)

    def supposing(self, supposition: Supposition) -> PlanningModel:
        """The model of the problem with what is supposed, and the plan as the place to begin the search."""
        decided = self._decided(supposition)
        planning = replace(decided, model=decided.model.clone())
        for clause in supposition.clauses:
            planning.model.add_bool_or([literal_of(planning, choice) for choice in clause])
        for variable, value in planned_values(planning.decisions, self.plan, LINKED_PROBLEMS):
            planning.model.add_hint(variable, value)
        return planning

    def known(self, supposition: Supposition) -> Mapping[str, TermResult]:
        """The plan's terms, where everything that the plan had to keep is to be kept here too."""
        return {term.term: term for term in self.plan.terms} if supposition.scenario is None else {}

    def _decided(self, supposition: Supposition) -> PlanningModel:
        if supposition.scenario is not None:
            return self._build(supposition.scenario, supposition.problem)
        if supposition.problem not in self._models:
            self._models[supposition.problem] = self._build(self.scenario, supposition.problem)
        return self._models[supposition.problem]

    def _build(self, scenario: Scenario, problem: LinkedProblem) -> PlanningModel:
        planning = build_model(as_seen_by(problem, scenario, self.plan), (problem,))
        fix_plan(planning, self.plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
        return planning


def answer(question: Question, decided: Decided, search: Search) -> Answer:
    """What the best plan would be if the supposed held, as far as the limits allow to tell."""
    supposition = question.supposition
    planning = decided.supposing(supposition)
    terms = terms_in_order(planning.scenario, supposition.problem)
    nearest = ObjectiveTerm(supposition.problem, "decisions", _decisions_changed(decided.plan, supposition.problem))
    reached = solve_in_order(planning, (*terms, nearest), search, known=decided.known(supposition))
    if reached.is_infeasible:
        rules, is_each_enough = forbidding_rules(decided.supposing(supposition), search)
        return Answer(question=question, outcome="forbidden", rules=rules, is_each_enough=is_each_enough)
    if not reached.solution:
        return Answer(question=question, outcome="undecided")
    return _compared(question, decided.plan, planning, reached)


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
