"""What a later problem sends back when an earlier one has left it no solution.

A cut names decisions of the earlier problem that cannot all be kept. It is *strengthened* first: decisions whose
absence leaves the later problem infeasible are dropped, so that one cut forbids many plans at once. Each cut
excludes at least the plan it came from and none comes twice, so their number is finite.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python.cp_model import IntVar, LiteralT

from planner.model.build import PlanningModel, build_model
from planner.model.fix import fix_plan
from planner.plan import LinkedProblem, Plan
from planner.scenario.people import MODES, Person
from planner.scenario.scenario import Scenario
from planner.solve.priorities import is_feasible
from planner.solve.search import Search

Choice = tuple[str, tuple[str, ...], bool]
"""Family of `Decisions`, key, and whether it was chosen."""

VAST = 1_000_000
"""Triples of person, holding and slot from which all problems together are not asked whether they have a solution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Not all of these choices can be kept together."""

    problem: LinkedProblem
    """The earlier problem, which must avoid them."""
    choices: tuple[Choice, ...]


def add_cuts(planning: PlanningModel, cuts: Iterable[Cut]) -> None:
    """Forbid each cut's combination of choices in the model."""
    for cut in cuts:
        planning.model.add_bool_or([~literal_of(planning, choice) for choice in cut.choices])


def literal_of(planning: PlanningModel, choice: Choice) -> LiteralT:
    """True where the model makes the same choice."""
    family, key, was_chosen = choice
    variable: IntVar = getattr(planning.decisions, family)[key if len(key) > 1 else key[0]]
    return variable if was_chosen else ~variable


def is_vast(scenario: Scenario) -> bool:
    """Whether a model of all problems together takes minutes to build: 80 States and more."""
    return len(scenario.people) * len(scenario.holdings) * len(scenario.slots) >= VAST


def cut_participants(
    scenario: Scenario, plan: Plan, cuts: Sequence[Cut], search: Search, later: tuple[LinkedProblem, ...]
) -> Cut:
    """Delegations' choices of people, and of languages, with which the later problems have no solution in the cuts."""
    groups: dict[str, list[Choice]] = {}
    for person in scenario.people:
        group = groups.setdefault(person.delegation or person.id, [])
        for mode in MODES:
            attends = person.id in plan.people and plan.people[person.id].attends == mode
            group.append(("attends", (person.id, mode), attends))
    for language in scenario.conference.languages:
        groups[f"language {language}"] = [("is_offered", (language,), language in plan.conference_languages)]

    def stays_infeasible(kept: Sequence[Choice]) -> bool:
        planning = build_model(scenario, ("delegation", *later))
        add_cuts(planning, cuts)
        for choice in kept:
            planning.model.add_bool_and(literal_of(planning, choice))
        return is_feasible(planning, search) is False

    if is_vast(scenario):
        return Cut(problem="delegation", choices=_all_of(groups))
    return Cut(problem="delegation", choices=_strengthened(groups, stays_infeasible, search))


def cut_programme(scenario: Scenario, plan: Plan, search: Search) -> Cut:
    """Times and languages of sessions, and who signs there, for which no roster exists."""
    signing = signers(scenario.people)
    groups: dict[str, list[Choice]] = {}
    for holding_id, holding in plan.sessions.items():
        slots = _slots_taken(scenario, plan, holding_id)
        occupied: list[Choice] = [("occupies", (holding_id, slot), True) for slot in slots]
        booths: list[Choice] = [("outgoing", (holding_id, language), True) for language in holding.outgoing]
        signed: list[Choice] = [("is_at", (p.id, holding_id), True) for p in signing if p.id in holding.attends]
        if booths or signed:
            groups[holding_id] = occupied + booths + signed

    def stays_infeasible(kept: Sequence[Choice]) -> bool:
        held = {key[0] for _, key, _ in kept}
        sessions = {
            holding_id: holding if holding_id in held else replace(holding, outgoing=(), attends=())
            for holding_id, holding in plan.sessions.items()
        }
        planning = build_model(replace(scenario, people=signing), ("roster",))
        fix_plan(planning, replace(plan, sessions=sessions), ("delegation", "programme"))
        return is_feasible(planning, search) is False

    return Cut(problem="programme", choices=_strengthened(groups, stays_infeasible, search))


def signers(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people of whom the roster must know where they are."""
    return tuple(person for person in people if person.sign_language is not None)


def _slots_taken(scenario: Scenario, plan: Plan, holding_id: str) -> list[str]:
    ids = [slot.id for slot in scenario.slots]
    first = ids.index(plan.sessions[holding_id].slot)
    return ids[first : first + scenario.holding[holding_id].session.length_slots]


def _strengthened(
    groups: Mapping[str, Sequence[Choice]], stays_infeasible: Callable[[Sequence[Choice]], bool], search: Search
) -> tuple[Choice, ...]:
    """The choices of a set of groups from which none can be left out, as far as time allows.

    A cut that forbids less than it could is one, too.
    """
    kept = dict(groups)
    for name in groups:
        without = {other: choices for other, choices in kept.items() if other != name}
        if search.seconds_left > 0 and stays_infeasible(_all_of(without)):
            kept = without
    return _all_of(kept)


def _all_of(groups: Mapping[str, Sequence[Choice]]) -> tuple[Choice, ...]:
    return tuple(choice for choices in groups.values() for choice in choices)
