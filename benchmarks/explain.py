"""Twenty questions to `planner explain` about a solved plan: the answer, its seconds, and whether it stands a check.

    python -m benchmarks.explain outputs/pilot/r001

An answer with a cost is checked by the verifier on the plan it found: no rule of the problem is broken, each term is
counted again, and what is supposed holds. An answer with rules is checked on a model built without them: with the
supposed it has a solution, in which the verifier finds these rules broken.
"""

import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.model.rules import HARD_RULES
from planner.plan import LINKED_PROBLEMS, Plan
from planner.revisions import read_revision
from planner.scenario.scenario import Scenario
from planner.solve.cuts import literal_of
from planner.solve.explain.answer import Answer
from planner.solve.explain.asked import Asked, questions
from planner.solve.explain.counterfactual import answer
from planner.solve.explain.decided import Decided
from planner.solve.explain.question import QUESTION_SECONDS, QUESTION_WORK, Kind, Question
from planner.solve.explain.wording import answer_lines
from planner.solve.extract import extract_plan
from planner.solve.linked import as_seen_by
from planner.solve.priorities import solve_in_order
from planner.solve.search import Search
from planner.verify.report import verify_plan
from planner.verify.score import count_terms

WANTED: dict[Kind, int] = {
    "not_chosen": 5,
    "chosen": 2,
    "payer": 3,
    "not_at_session": 3,
    "at_session": 1,
    "slot": 1,
    "room": 1,
    "language_open": 1,
    "language_closed": 1,
    "larger_grant": 1,
    "no_grant": 1,
}


def main() -> None:
    scenario, plan = read_revision(Path(sys.argv[1]))
    decided = Decided(scenario=scenario, plan=plan)
    for question in twenty(scenario, plan):
        started = time.monotonic()
        found = answer(question, decided, _search())
        seconds = time.monotonic() - started
        said = answer_lines(found, scenario.conference.currency)[0]
        checked = "yes" if stands(found, decided) else "no"
        sys.stdout.write(f"{seconds:5.1f} s  checked: {checked:3}  {question.text}\n{'':22}{said}\n")


def twenty(scenario: Scenario, plan: Plan) -> Iterator[Question]:
    """The first of each kind, not more than one about the same person, session or grant."""
    subjects = (
        *(Asked(person=person.id) for person in scenario.people),
        *(Asked(session=session.id) for session in scenario.sessions),
        *(Asked(grant=grant.id) for grant in scenario.grants),
    )
    for kind, number in WANTED.items():
        asked = (islice((q for q in questions(scenario, plan, each) if q.kind == kind), 1) for each in subjects)
        yield from islice(chain.from_iterable(asked), number)


def stands(found: Answer, decided: Decided) -> bool:
    supposition = found.question.supposition
    scenario = supposition.scenario or decided.scenario
    if found.plan is not None:
        counted = count_terms(scenario, found.plan)
        is_counted = all(counted[term.term] == term.supposed for term in found.terms)
        return is_counted and not _broken(scenario, found.plan, found)
    if not found.rules:
        return False
    each = [{rule} for rule in found.rules] if found.is_each_enough else [set(found.rules)]
    return all(_is_needed(found, decided, lifted) for lifted in each)


def _is_needed(found: Answer, decided: Decided, lifted: set[str]) -> bool:
    supposition = found.question.supposition
    scenario = supposition.scenario or decided.scenario
    planning = _without(found, decided, lifted)
    solution = solve_in_order(planning, (), _search()).solution
    if not solution:
        return False
    return lifted <= _broken(scenario, extract_plan(planning, solution, decided.plan), found)


def _without(found: Answer, decided: Decided, lifted: set[str]) -> PlanningModel:
    """The model of the problem, with what is supposed and without these rules, times of sessions as they are."""
    supposition, plan = found.question.supposition, decided.plan
    problem = supposition.problem
    scenario = as_seen_by(problem, supposition.scenario or decided.scenario, plan)
    moved = {key[0] for clause in supposition.clauses for family, key, _ in clause if family in ("starts", "is_in")}
    given = {holding: slot for holding, slot in plan.times.items() if holding not in moved}
    rules = [rule for rule in HARD_RULES if rule.name not in lifted]
    planning = build_model(scenario, (problem,), rules, given=given)
    fix_plan(planning, plan, LINKED_PROBLEMS[: LINKED_PROBLEMS.index(problem)])
    for holding, slot in given.items() if problem != "delegation" else ():
        planning.model.add(planning.decisions.starts[holding, slot, plan.sessions[holding].room] == 1)
    for clause in supposition.clauses:
        planning.model.add_bool_or([literal_of(planning, choice) for choice in clause])
    return planning


def _broken(scenario: Scenario, plan: Plan, found: Answer) -> set[str]:
    """Rules of the question's problem that the verifier finds broken."""
    problem = found.question.supposition.problem
    of_problem = {rule.name for rule in HARD_RULES if rule.problem == problem}
    return of_problem & {violation.rule for violation in verify_plan(scenario, plan).violations}


def _search() -> Search:
    return Search(deadline=time.monotonic() + QUESTION_SECONDS, deterministic_limit=QUESTION_WORK)


if __name__ == "__main__":
    main()
