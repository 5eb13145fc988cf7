"""The three linked problems in order, each within the choices of those before it."""

from dataclasses import dataclass, field, replace

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan
from planner.scenario.scenario import Scenario
from planner.solve.cuts import Cut, add_cuts, cut_participants, cut_programme
from planner.solve.extract import blank_plan, extract_plan
from planner.solve.infeasible import explained, found_before_solving, has_no_plan, short_for_the_chosen
from planner.solve.outcome import Infeasible, Outcome, OutOfTime, Solved
from planner.solve.priorities import Answer, Progress, Search, show_nothing, solve_in_order, with_bound

SHARES: dict[LinkedProblem, float] = {"delegation": 0.2, "programme": 0.7, "roster": 1.0}
"""Of the time left when it starts, what each problem may use, so that a limit leaves some for those after it."""


POLISHING_SHARE = 0.5
"""Of the time left when the programme is polished; the rest is the roster's."""


@dataclass(slots=True)
class _Chain:
    """One run over the linked problems, and the cuts that later ones have sent back."""

    scenario: Scenario
    search: Search
    cuts: list[Cut] = field(default_factory=list)

    def solve(self, problem: LinkedProblem, plan: Plan) -> Outcome:
        """Add this problem's decisions and terms to a plan that holds those of the earlier problems."""
        planning = build_model(as_seen_by(problem, self.scenario, plan), (problem,))
        fix_plan(planning, plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
        add_cuts(planning, [cut for cut in self.cuts if cut.problem == problem])
        answer = solve_in_order(planning, terms_in_order(self.scenario, problem), self.search, SHARES[problem])
        if answer.is_infeasible:
            return Infeasible(problem=problem)
        if not answer.solution:
            return OutOfTime(problem=problem)
        extracted = extract_plan(planning, answer.solution, plan)
        if problem == "programme" and any(term.status == "limit" for term in answer.terms):
            return self._polished(plan, extracted, answer)
        return Solved(plan=replace(extracted, terms=(*plan.terms, *answer.terms)))

    def _polished(self, plan: Plan, programme: Plan, answer: Answer) -> Solved:
        """The programme with its times and rooms kept and all else chosen anew: a model a sixth as large.

        Bounds stay those of the whole problem: they hold for every programme that is no worse in the terms before.
        """
        planning = build_model(as_seen_by("programme", self.scenario, plan), ("programme",), given=programme.sessions)
        fix_plan(planning, plan, ("delegation",))
        add_cuts(planning, [cut for cut in self.cuts if cut.problem == "programme"])
        unseen = replace(self.search, show=show_nothing)  # what is proven for these times is not for all
        kept = solve_in_order(planning, terms_in_order(self.scenario, "programme"), unseen, POLISHING_SHARE)
        self.search.is_interrupted = unseen.is_interrupted
        if not kept.solution or _values(kept) > _values(answer):
            return Solved(plan=replace(programme, terms=(*plan.terms, *answer.terms)))
        reached = tuple(with_bound(now, whole.bound) for now, whole in zip(kept.terms, answer.terms, strict=True))
        for term in reached:
            self.search.show(Progress.of(term))
        return Solved(plan=replace(extract_plan(planning, kept.solution, plan), terms=(*plan.terms, *reached)))

    def programme_and_roster(self, plan: Plan) -> Outcome:
        """The later two problems for given participants; programmes without a roster are cut off."""
        while True:
            programme = self.solve("programme", plan)
            if not isinstance(programme, Solved):
                return programme
            roster = self.solve("roster", programme.plan)
            if not isinstance(roster, Infeasible) or self.is_hopeless("roster"):
                return roster
            self.cuts.append(cut_programme(self.scenario, programme.plan, self.search))

    def is_hopeless(self, problem: LinkedProblem) -> bool:
        """Whether no plan exists up to this problem. Asked once, before the first cut: cut by cut it takes long."""
        return not self.cuts and has_no_plan(self.scenario, problem, self.search)


def solve_linked(scenario: Scenario, search: Search) -> Outcome:
    """Delegation, programme, roster. A choice that leaves a later problem without solution is cut off."""
    if no_plan := found_before_solving(scenario, search):
        return no_plan
    chain = _Chain(scenario, search)
    blamed: LinkedProblem = "delegation"
    while True:
        delegation = chain.solve("delegation", blank_plan(scenario, search.seed, search.workers))
        if isinstance(delegation, Infeasible):
            return explained(scenario, blamed, search)
        if not isinstance(delegation, Solved):
            return delegation
        outcome = chain.programme_and_roster(delegation.plan)
        if isinstance(outcome, OutOfTime):
            return replace(outcome, shortfalls=short_for_the_chosen(scenario, delegation.plan))
        if not isinstance(outcome, Infeasible):
            return outcome
        if outcome.problem == "roster" or chain.is_hopeless(outcome.problem):
            return explained(scenario, outcome.problem, search)
        blamed = "roster" if any(cut.problem == "programme" for cut in chain.cuts) else "programme"
        chain.cuts.append(cut_participants(scenario, delegation.plan, chain.cuts, search))


def _values(answer: Answer) -> list[int]:
    return [term.value for term in answer.terms]


def as_seen_by(problem: LinkedProblem, scenario: Scenario, plan: Plan) -> Scenario:
    """The scenario without the people on whom the problem cannot decide any more."""
    if problem == "delegation":
        return scenario
    kept = () if problem == "roster" else tuple(person for person in scenario.people if person.id in plan.people)
    return replace(scenario, people=kept)
