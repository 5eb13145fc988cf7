"""Whether a later problem stands against what an earlier one would allow.

A plan owes some choices to a later problem: with other participants there would be no programme at all. Such a choice
costs nothing in the terms of its own problem, so that the reason has to be looked for further on.
"""

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.objective import terms_in_order
from planner.plan import LINKED_PROBLEMS, Plan
from planner.solve.cuts import literal_of
from planner.solve.explain.answer import Answer
from planner.solve.explain.barriers import forbidding_rules
from planner.solve.explain.decided import Decided
from planner.solve.linked import as_seen_by
from planner.solve.priorities import is_feasible
from planner.solve.search import Search


def looked_further(found: Answer, decided: Decided, search: Search) -> Answer:
    """The answer, corrected where nothing as good as found goes on into the next problem."""
    if found.plan is None or _goes_on(found.plan, found, decided, search):
        return found
    joint = _joint(found, decided)
    if is_feasible(joint, search) is not False:
        return found
    rules, is_each_enough = forbidding_rules(joint, search)
    return Answer(question=found.question, outcome="stopped_later", rules=rules, is_each_enough=is_each_enough)


def _goes_on(plan: Plan, found: Answer, decided: Decided, search: Search) -> bool:
    """Whether the next problem has a solution for the plan as far as it is decided; times may stay as they are."""
    number = LINKED_PROBLEMS.index(found.question.supposition.problem) + 1
    problem = LINKED_PROBLEMS[number]
    planning = build_model(as_seen_by(problem, decided.scenario, plan), (problem,), given=plan.times)
    fix_plan(planning, plan, LINKED_PROBLEMS[:number])
    return is_feasible(planning, search) is True


def _joint(found: Answer, decided: Decided) -> PlanningModel:
    """The problem and the next in one model, with what is supposed, in which no term is worse than was found."""
    supposition, plan = found.question.supposition, decided.plan
    number = LINKED_PROBLEMS.index(supposition.problem)
    scenario = as_seen_by(supposition.problem, decided.scenario, plan)
    planning = build_model(scenario, LINKED_PROBLEMS[number : number + 2])
    fix_plan(planning, plan, LINKED_PROBLEMS[:number])
    for clause in supposition.clauses:
        planning.model.add_bool_or([literal_of(planning, choice) for choice in clause])
    reached = {term.term: term.supposed for term in found.terms}
    for term in terms_in_order(scenario, supposition.problem):
        planning.model.add(term.count(planning.model, scenario, planning.decisions) <= reached[term.name])
    return planning
