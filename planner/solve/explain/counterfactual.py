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
    _models: dict[tuple[LinkedProblem, frozenset[str]], PlanningModel] = field(default_factory=dict)

    def supposing(self, supposition: Supposition) -> PlanningModel:
        """The model of the problem with what is supposed, and the plan as the place to begin the search."""
        return self._supposing(supposition, frozenset())

    def near(self, supposition: Supposition) -> PlanningModel:
        """The same, with times and rooms given of all holdings but those that the supposition speaks of."""
        return self._supposing(supposition, frozenset(self.scenario.holding) - self._may_move(supposition))

    def _supposing(self, supposition: Supposition, given: frozenset[str]) -> PlanningModel:
        decided = self._decided(supposition, given)
        planning = replace(decided, model=decided.model.clone())
        for clause in supposition.clauses:
            planning.model.add_bool_or([literal_of(planning, choice) for choice in clause])
        for variable, value in planned_values(planning.decisions, self.plan, LINKED_PROBLEMS):
            planning.model.add_hint(variable, value)
        return planning

    def is_proven(self, problem: LinkedProblem) -> bool:
        return all(term.status == "proven" for term in self.plan.terms if term.problem == problem)

    def known(self, supposition: Supposition) -> Mapping[str, TermResult]:
        """The plan's terms, where everything that the plan had to keep is to be kept here too."""
        return {term.term: term for term in self.plan.terms} if supposition.scenario is None else {}

    def _may_move(self, supposition: Supposition) -> set[str]:
        """Holdings that something else is supposed of, and those held in the same window."""
        moved = {
            self.scenario.holding[key[0]].session.id
            for clause in supposition.clauses
            for family, key, _ in clause
            if family in ("starts", "is_in")
        }
        windows = {self.scenario.session[session].same_window for session in moved} - {None}
        return {
            holding.id
            for holding in self.scenario.holdings
            if holding.session.id in moved or holding.session.same_window in windows
        }

    def _decided(self, supposition: Supposition, given: frozenset[str]) -> PlanningModel:
        key = (supposition.problem, given)
        if supposition.scenario is not None:
            return self._build(supposition.scenario, key)
        if key not in self._models:
            self._models[key] = self._build(self.scenario, key)
        return self._models[key]

    def _build(self, scenario: Scenario, key: tuple[LinkedProblem, frozenset[str]]) -> PlanningModel:
        problem, given = key
        holdings = {holding: self.plan.sessions[holding] for holding in given}
        planning = build_model(as_seen_by(problem, scenario, self.plan), (problem,), given=holdings)
        fix_plan(planning, self.plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
        return planning


def answer(question: Question, decided: Decided, search: Search) -> Answer:
    """What the best plan would be if the supposed held, as far as the limits allow to tell.

    A programme is first searched with the times and rooms of other sessions as they are. Further only where the plan
    is itself proven: what took too long for the plan takes too long for a question about it.
    """
    if question.supposition.problem != "programme":
        return _blamed(_answered(question, decided, decided.supposing(question.supposition), search), decided, search)
    near = replace(_answered(question, decided, decided.near(question.supposition), search), is_within_times=True)
    if near.outcome in ("equal", "better") or not decided.is_proven("programme"):
        return _blamed(near, decided, search)
    far = _answered(question, decided, decided.supposing(question.supposition), search)
    return _blamed(far if far.is_settled else near, decided, search)


def _answered(question: Question, decided: Decided, planning: PlanningModel, search: Search) -> Answer:
    problem = question.supposition.problem
    nearest = ObjectiveTerm(problem, "decisions", _decisions_changed(decided.plan, problem))
    terms = (*terms_in_order(planning.scenario, problem), nearest)
    reached = solve_in_order(planning, terms, search, known=decided.known(question.supposition))
    if reached.solution:
        return _compared(question, decided.plan, planning, reached)
    return Answer(question=question, outcome="forbidden" if reached.is_infeasible else "undecided")


def _blamed(found: Answer, decided: Decided, search: Search) -> Answer:
    """The answer with the rules that forbid what is supposed, if they do.

    A rule without which other sessions may even stay where they are is to blame wherever they are.
    """
    if found.outcome != "forbidden":
        return found
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
