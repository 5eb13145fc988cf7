"""The smallest change with which a plan would exist: the model with slack where the organiser can give way.

The constraints of a rule in `GIVES_WAY` that are about the same get one slack, counted in the unit the organiser thinks
in; interpreters who are not there can be hired. The weighted sum of all that is minimised.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, IntVar, LinearExpr

from planner.model.build import PlanningModel, build_model
from planner.model.rules import HARD_RULES, HardRule
from planner.plan import LinkedProblem
from planner.scenario.people import Interpreter
from planner.scenario.scenario import Scenario
from planner.solve.priorities import has_solution
from planner.solve.search import Search
from planner.solve.ways import GIVES_WAY, HIRING, SIGN_HIRING, Relaxation
from planner.units import Cents

Allowed = Mapping[tuple[str, str], int]
"""Rule and subject to the most that it may give."""

MOST_HIRED = 9
"""Interpreters of a language who can be hired at most: three teams of the largest booth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """A change with which a model has a solution."""

    relaxations: tuple[Relaxation, ...]
    bound: int
    """No change of less weight does."""
    suffices: bool = True
    """Whether a solution with it is known. False: needed in any case, it may not be all."""

    @property
    def weight(self) -> int:
        return sum(relaxation.weight for relaxation in self.relaxations)

    @property
    def is_smallest(self) -> bool:
        return self.suffices and self.weight == self.bound


def relieved(
    scenario: Scenario,
    problems: tuple[LinkedProblem, ...],
    search: Search,
    rules: Sequence[HardRule] = HARD_RULES,
) -> Relief | None:
    """What the rules would have to give so that the model has a solution, as little as possible by weight.

    None when they cannot give enough, or the limits did not allow to tell.
    """
    planning, slacks = _with_slack(scenario, problems, rules, None)
    weights = [relaxation.weight for relaxation, _ in slacks]
    planning.model.minimize(LinearExpr.weighted_sum([variable for _, variable in slacks], weights))
    # With interpreters to hire the relaxation at level 2 is slow: 27 s against 7 s for three booths at one time.
    solver = replace(search, linearization_level=1 if "roster" in problems else search.linearization_level).solver()
    if solver.solve(planning.model) not in (OPTIMAL, FEASIBLE):
        return None
    given = [replace(relaxation, amount=solver.value(slack)) for relaxation, slack in slacks]
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    return Relief(relaxations=tuple(relaxation for relaxation in given if relaxation.amount), bound=bound)


def is_enough(
    scenario: Scenario, problems: tuple[LinkedProblem, ...], search: Search, given: Iterable[Relaxation]
) -> bool:
    """Whether the model is known to have a solution where so much is given, and nothing else."""
    allowed = {(relaxation.rule, relaxation.subject): relaxation.amount for relaxation in given}
    planning, _ = _with_slack(scenario, problems, HARD_RULES, allowed)
    return has_solution(planning.model, replace(search, linearization_level=1)) is True


def _with_slack(
    scenario: Scenario, problems: tuple[LinkedProblem, ...], rules: Sequence[HardRule], allowed: Allowed | None
) -> tuple[PlanningModel, list[tuple[Relaxation, IntVar]]]:
    """The model, and what gives way by one unit each: everything that can, or so much as is allowed."""
    spare = _to_be_hired(scenario, allowed) if "roster" in problems else ()
    staffed = replace(scenario, interpreters=(*scenario.interpreters, *spare))
    planning = build_model(staffed, problems, rules)
    return planning, [*_slacks(planning, allowed), *_hired(planning, spare)]


def _slacks(planning: PlanningModel, allowed: Allowed | None) -> Iterator[tuple[Relaxation, IntVar]]:
    """A slack for everything that a rule's constraints are about, as a relaxation by one unit."""
    for rule in (rule for rule in planning.constraints_of if rule in GIVES_WAY):
        for subject, indices in _by_subject(planning, rule).items():
            if allowed is None or (rule, subject) in allowed:
                most = None if allowed is None else allowed[rule, subject]
                yield Relaxation(rule=rule, subject=subject, amount=1), _loosened(planning.model, rule, indices, most)


def _by_subject(planning: PlanningModel, rule: str) -> Mapping[str, list[int]]:
    """What the rule's constraints are about, to their indices."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index in planning.constraints_of.get(rule, ()):
        if name := planning.model.proto.constraints[index].name:
            found[name.split()[0] if GIVES_WAY[rule].by_first_id else name].append(index)
    return found


def _loosened(model: CpModel, rule: str, indices: Sequence[int], most: int | None) -> IntVar:
    """A slack that the constraints share."""
    unit = GIVES_WAY[rule].unit
    for index in indices:
        _make_linear(model, index)
    needed = [_room_needed(model, index) for index in indices]
    enough = max(math.ceil(max(ends) / unit) for ends in needed)
    slack = model.new_int_var(0, enough if most is None else min(most, enough), "")
    for index, (below, above) in zip(indices, needed, strict=True):
        for room, sign in ((below, 1), (above, -1)):
            if room:
                part = model.new_int_var(0, room, "")
                model.add(part <= unit * slack)
                linear = model.proto.constraints[index].linear
                linear.vars.append(part.index)
                linear.coeffs.append(sign)
    return slack


def _make_linear(model: CpModel, index: int) -> None:
    """At least, at most or exactly one of some literals as a sum: a sum can have slack."""
    constraint = model.proto.constraints[index]
    if constraint.has_linear():
        return
    least, most, kind = _ones(constraint)
    literals = list(getattr(constraint, kind).literals)
    getattr(constraint, f"clear_{kind}")()
    negated = [literal for literal in literals if literal < 0]
    constraint.linear.vars.extend(literal if literal >= 0 else -literal - 1 for literal in literals)
    constraint.linear.coeffs.extend(1 if literal >= 0 else -1 for literal in literals)
    constraint.linear.domain.extend([least - len(negated), min(most, len(literals)) - len(negated)])


def _ones(constraint: object) -> tuple[int, int, str]:
    """How many of the literals are true: least, most, and what the constraint is called."""
    kinds = (("exactly_one", 1, 1), ("at_most_one", 0, 1), ("bool_or", 1, 10**6))
    return next((least, most, kind) for kind, least, most in kinds if getattr(constraint, f"has_{kind}")())


def _room_needed(model: CpModel, index: int) -> tuple[int, int]:
    """How far the sum of a linear constraint can fall below and rise above what it allows."""
    linear = model.proto.constraints[index].linear
    least = most = 0
    for variable, coefficient in zip(linear.vars, linear.coeffs, strict=True):
        ends = [coefficient * end for end in model.proto.variables[variable].domain]
        least, most = least + min(ends), most + max(ends)
    allowed = list(linear.domain)
    return max(0, allowed[0] - least), max(0, most - allowed[-1])


def _to_be_hired(scenario: Scenario, allowed: Allowed | None) -> tuple[Interpreter, ...]:
    """Interpreters who could be found, for each language and sign language so many as allowed."""
    kinds = [(HIRING, language) for language in scenario.conference.languages]
    kinds += [(SIGN_HIRING, language) for language in scenario.sign_languages]
    numbers = {kind: MOST_HIRED if allowed is None else allowed.get(kind, 0) for kind in kinds}
    return tuple(
        _somebody(scenario, rule, language, number)
        for (rule, language), most in numbers.items()
        for number in range(most)
    )


def _somebody(scenario: Scenario, rule: str, language: str, number: int) -> Interpreter:
    """An interpreter into a language, or between a sign language and all others."""
    languages, signs = scenario.conference.languages, rule == SIGN_HIRING
    return Interpreter(
        id=f"hired-{language}-{number}",
        a_languages=languages if signs else (language,),
        b_languages=(),
        c_languages=() if signs else tuple(other for other in languages if other != language),
        sign=language if signs else None,
        base="",
        fee_per_day_cents=Cents(0),
        days=tuple(dict.fromkeys(slot.day for slot in scenario.slots)),
        remote=False,
        excluded_categories=(),
        excluded_sessions=(),
        supplied_by=None,
    )


def _hired(planning: PlanningModel, spare: Iterable[Interpreter]) -> Iterator[tuple[Relaxation, IntVar]]:
    """How many of each language are hired, the first of them first; whoever signs is in no booth."""
    model, decisions = planning.model, planning.decisions
    teams: defaultdict[tuple[str, str], list[IntVar]] = defaultdict(list)
    for interpreter in spare:
        is_hired = model.new_bool_var("")
        kind = (SIGN_HIRING, interpreter.sign) if interpreter.sign else (HIRING, interpreter.a_languages[0])
        for holding in planning.scenario.holdings:
            model.add_implication(decisions.works[interpreter.id, holding.id], is_hired)
            for language in planning.scenario.conference.languages if interpreter.sign else ():
                model.add(decisions.interprets[interpreter.id, holding.id, language] == 0)
        if team := teams[kind]:
            model.add_implication(is_hired, team[-1])
        team.append(is_hired)
    for (rule, language), team in teams.items():
        number = model.new_int_var(0, len(team), "")
        model.add(number == LinearExpr.sum(team))
        yield Relaxation(rule=rule, subject=language, amount=1), number
