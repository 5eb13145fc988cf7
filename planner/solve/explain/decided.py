"""A plan and the models that decided it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan, planned_values
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan, TermResult
from planner.scenario.scenario import Scenario
from planner.solve.cuts import literal_of
from planner.solve.explain.question import Supposition
from planner.solve.linked import as_seen_by


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
        times = {holding: self.plan.sessions[holding].slot for holding in given}
        planning = build_model(as_seen_by(problem, scenario, self.plan), (problem,), given=times)
        fix_plan(planning, self.plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
        for holding, slot in times.items():
            planning.model.add(planning.decisions.starts[holding, slot, self.plan.sessions[holding].room] == 1)
        return planning
