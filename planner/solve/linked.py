"""The three linked problems in order, each within the choices of those before it."""

from dataclasses import dataclass, field, replace

from planner.model.build import build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.plan import LINKED_PROBLEMS, LinkedProblem, Plan
from planner.scenario.scenario import Scenario
from planner.solve.blocks.search import solve_by_blocks
from planner.solve.cuts import Cut, add_cuts, cut_participants, cut_programme, is_vast, signers
from planner.solve.extract import blank_plan, extract_plan
from planner.solve.foresight import foresee
from planner.solve.infeasible import explained, found_before_solving, has_no_plan, short_for_the_chosen
from planner.solve.outcome import Infeasible, Outcome, OutOfTime, Solved
from planner.solve.priorities import solve_in_order
from planner.solve.rosters.search import is_large_roster, search_roster
from planner.solve.search import Search

SHARES: dict[LinkedProblem, float] = {"delegation": 0.4, "programme": 0.7, "roster": 1.0}
"""Of the time left when it starts, what each problem may use, so that a limit leaves some for those after it."""

GRACES: dict[LinkedProblem, float] = {"programme": 1.0, "roster": 0.5}
"""Of the time to finish a plan in, what each later problem has at least."""

MOST_CUTS = 5
"""Programmes without a roster that are cut off one by one; from there on the programme keeps the roster's rules."""

_STRENGTHENS = 0.1
"""Of the time left, what one cut may take to forbid more than the plan it comes from."""

LARGE = 8_000
"""Triples of person, holding and slot from which the flat model alone finds poor programmes and weak bounds."""

_GRACE, _GRACE_PER_TRIPLE = 10.0, 1.5e-5
"""Seconds to finish a plan in once it is known who comes, limit or Ctrl-C or not: half a plan helps nobody.

193 States: 110 s with 1 000 people, 70 s with 600. With 60 s for 1 000 there was no plan after Ctrl-C."""

MANY = 1000
"""People in the pool from which a first good choice is sought before bounds, and one with people for every region."""


@dataclass(slots=True)
class _Chain:
    """One run over the linked problems, and the cuts that later ones have sent back."""

    scenario: Scenario
    search: Search
    cuts: list[Cut] = field(default_factory=list)

    def solve(self, problem: LinkedProblem, plan: Plan) -> Outcome:
        """Add this problem's decisions and terms to a plan that holds those of the earlier problems."""
        seen = as_seen_by(problem, self.scenario, plan)
        search = self.search if problem == "delegation" else self._finishing(problem, plan)
        if problem == "programme" and is_large(seen):
            by_blocks = self._programme_by_blocks(seen, plan, search)
            if by_blocks is not None:
                return by_blocks
        planning = build_model(seen, self.kept_with(problem), given=plan.times if problem == "roster" else None)
        fix_plan(planning, plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
        add_cuts(planning, [cut for cut in self.cuts if cut.problem == problem])
        if problem == "delegation":
            foresee(planning, regions=len(seen.people) > MANY)
        terms = terms_in_order(self.scenario, problem)
        if problem == "roster" and is_large_roster(seen, plan):
            answer = search_roster(planning, plan, terms, search)
        else:
            search = replace(search, finds_first=problem == "delegation" and len(seen.people) > MANY)
            answer = solve_in_order(planning, terms, search.part(SHARES[problem]))
        if answer.is_infeasible:
            return Infeasible(problem=problem)
        if not answer.solution:
            return OutOfTime(problem=problem)
        extracted = extract_plan(replace(planning, problems=(problem,)), answer.solution, plan)
        return Solved(plan=replace(extracted, terms=(*plan.terms, *answer.terms)))

    def kept_with(self, problem: LinkedProblem) -> tuple[LinkedProblem, ...]:
        """The problems whose rules the decisions of this one keep: its own, or the roster's besides."""
        sent_back = sum(cut.problem == "programme" for cut in self.cuts)
        return ("programme", "roster") if problem == "programme" and sent_back >= MOST_CUTS else (problem,)

    def _programme_by_blocks(self, seen: Scenario, plan: Plan, search: Search) -> Outcome | None:
        """A programme too large to search in one model; None where blocks led to none."""
        terms = terms_in_order(self.scenario, "programme")
        cuts = [cut for cut in self.cuts if cut.problem == "programme"]
        found = solve_by_blocks(seen, plan, terms, cuts, search.part(SHARES["programme"]))
        if found.is_infeasible:
            return Infeasible(problem="programme")
        if found.plan is None and search.hurries and is_vast(seen):
            return OutOfTime(problem="programme")  # what blocks have not found, one model does not either
        return Solved(plan=found.plan) if found.plan is not None else None

    def _finishing(self, problem: LinkedProblem, plan: Plan) -> Search:
        """With time enough to finish for those who come."""
        grace = _GRACE + _GRACE_PER_TRIPLE * _triples(as_seen_by("programme", self.scenario, plan))
        return replace(self.search, grace=grace).finishing(GRACES[problem])

    def go_on(self, plan: Plan) -> Outcome:
        """The later two problems; what stands in their way is not asked for once the time is over."""
        outcome = self.programme_and_roster(plan)
        if isinstance(outcome, Infeasible) and self.search.seconds_left <= 0:
            return OutOfTime(problem=outcome.problem)
        return outcome

    def programme_and_roster(self, plan: Plan) -> Outcome:
        """The later two problems for given participants; programmes without a roster are cut off."""
        while True:
            programme = self.solve("programme", plan)
            if not isinstance(programme, Solved):
                return programme
            roster = self.solve("roster", programme.plan)
            if not isinstance(roster, Infeasible) or self.is_hopeless("roster"):
                return roster
            self.cuts.append(cut_programme(self.scenario, programme.plan, self.search.part(_STRENGTHENS)))

    def at_fault(self, blamed: LinkedProblem) -> LinkedProblem:
        """The problem that leaves the delegation problem without solution; the programme's needs are foreseen there."""
        foreseen = blamed == "delegation" and not has_no_plan(self.scenario, "delegation", self.search)
        return "programme" if foreseen else blamed

    def is_hopeless(self, problem: LinkedProblem) -> bool:
        """Whether no plan exists up to this problem. Asked once, before the first cut: cut by cut it takes long.

        Not of 80 States and more, whose joint model takes minutes to build and is not decided.
        """
        return not self.cuts and not is_vast(self.scenario) and has_no_plan(self.scenario, problem, self.search)


def solve_linked(scenario: Scenario, search: Search) -> Outcome:
    """Delegation, programme, roster. A choice that leaves a later problem without solution is cut off."""
    if no_plan := found_before_solving(scenario, search):
        return no_plan
    chain = _Chain(scenario, search)
    blamed: LinkedProblem = "delegation"
    while True:
        delegation = chain.solve("delegation", blank_plan(scenario, search.seed, search.workers))
        if isinstance(delegation, Infeasible):
            return explained(scenario, chain.at_fault(blamed), search)
        if not isinstance(delegation, Solved):
            return delegation
        outcome = chain.go_on(delegation.plan)
        if isinstance(outcome, OutOfTime):
            return replace(outcome, shortfalls=short_for_the_chosen(scenario, delegation.plan))
        if not isinstance(outcome, Infeasible):
            return outcome
        if outcome.problem == "roster" or chain.is_hopeless(outcome.problem):
            return explained(scenario, outcome.problem, search)
        blamed = "roster" if any(cut.problem == "programme" for cut in chain.cuts) else "programme"
        later = chain.kept_with("programme")
        brief = search.part(_STRENGTHENS)
        chain.cuts.append(cut_participants(scenario, delegation.plan, chain.cuts, brief, later))


def is_large(scenario: Scenario) -> bool:
    """Whether the programme is searched by blocks rather than in the flat model."""
    return _triples(scenario) > LARGE


def _triples(scenario: Scenario) -> int:
    return len(scenario.people) * len(scenario.holdings) * len(scenario.slots)


def as_seen_by(problem: LinkedProblem, scenario: Scenario, plan: Plan) -> Scenario:
    """The scenario without the people who make no difference to the problem any more."""
    if problem == "delegation":
        return scenario
    coming = tuple(person for person in scenario.people if person.id in plan.people)
    return replace(scenario, people=signers(coming) if problem == "roster" else coming)
