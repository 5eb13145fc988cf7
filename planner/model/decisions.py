"""Every decision variable, by family, with its meaning in a sentence.

A family is a dict keyed by ids. Families are complete: a variable exists even where a rule will force it to zero,
so that the rules, and nothing else, say what is allowed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from ortools.sat.python.cp_model import CpModel, IntVar

from planner.model.once import once
from planner.plan import SELF, LinkedProblem
from planner.scenario.people import COST_LINES, DELEGATION_CATEGORIES, MODES, CostLine, DelegationCategory, Mode
from planner.scenario.scenario import Scenario

Payer = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What the solver is asked. A problem that is not part of the model leaves its families empty."""

    # delegation: selection, travel, conference languages
    attends: dict[tuple[str, Mode], IntVar] = field(default_factory=dict)
    """Person comes in this mode."""
    open_seats: dict[tuple[str, DelegationCategory], IntVar] = field(default_factory=dict)
    """Number of seats of a delegation's category reported open."""
    takes: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Person takes this travel offer, one of those from their origin."""
    pays: dict[tuple[str, CostLine, Payer], IntVar] = field(default_factory=dict)
    """The person's cost line is charged to this grant, to `self`, or to this split of several."""
    is_offered: dict[str, IntVar] = field(default_factory=dict)
    """The conference offers this language."""
    pays_language: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """What this language is planned to cost is charged to this grant."""
    # programme: timetable, rooms, allocation, outgoing languages
    starts: dict[tuple[str, str, str], IntVar] = field(default_factory=dict)
    """Holding starts in this slot and room."""
    is_at: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Person is at this holding."""
    chairs: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Person chairs this holding."""
    outgoing: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Holding is interpreted into this language."""
    # roster: interpreters to booths
    interprets: dict[tuple[str, str, str], IntVar] = field(default_factory=dict)
    """Interpreter works at this holding in this language's booth, or in the team of this sign language."""
    # linked: these follow from the others by definition, see links.py
    charges_offer: dict[tuple[str, str, Payer], IntVar] = field(default_factory=dict)
    """Person takes this offer and this payer bears the fare."""
    occupies: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Holding is going on in this slot."""
    is_in: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Holding is in this room."""
    starts_in: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Holding starts in this slot, in whichever room."""
    is_at_from: dict[tuple[str, str, str], IntVar] = field(default_factory=dict)
    """Person is at this holding, which starts in this slot; of a holding given with its time, in no other."""
    works: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Interpreter works at this holding, in any booth."""
    works_from: dict[tuple[str, str, str], IntVar] = field(default_factory=dict)
    """Interpreter works at this holding, which starts in this slot; of a holding given with its time, in no other."""
    works_in_slot: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Interpreter works in this slot. May be true without need, as the next."""
    is_on_duty: dict[tuple[str, str], IntVar] = field(default_factory=dict)
    """Interpreter works in this sitting."""

    @property
    def asked(self) -> Iterator[IntVar]:
        """Every variable but the linked ones."""
        who = (self.attends, self.open_seats, self.takes, self.pays, self.is_offered, self.pays_language)
        what = (self.starts, self.is_at, self.chairs, self.outgoing, self.interprets)
        return chain.from_iterable(family.values() for family in (*who, *what))


def new_decisions(model: CpModel, scenario: Scenario, problems: tuple[LinkedProblem, ...]) -> Decisions:
    """Variables of these problems; a later problem always brings the families of the earlier ones."""
    decisions = Decisions()
    _decide_who_comes(model, scenario, decisions)
    _decide_who_pays(model, scenario, decisions)
    if "programme" in problems or "roster" in problems:
        _decide_programme(model, scenario, decisions)
    if "roster" in problems:
        _decide_roster(model, scenario, decisions)
    return decisions


def _decide_who_comes(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    for person in scenario.people:
        for mode in MODES:
            decisions.attends[person.id, mode] = model.new_bool_var(f"attends[{person.id},{mode}]")
    for delegation in scenario.delegations:
        for category in DELEGATION_CATEGORIES:
            decisions.open_seats[delegation.id, category] = model.new_int_var(
                0, delegation.seats[category].least, f"open_seats[{delegation.id},{category}]"
            )
    for language in scenario.conference.languages:
        decisions.is_offered[language] = model.new_bool_var(f"is_offered[{language}]")
        for grant in scenario.grants:
            decisions.pays_language[language, grant.id] = model.new_bool_var(f"pays_language[{language},{grant.id}]")


def _decide_who_pays(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    for person in scenario.people:
        for line in COST_LINES:
            for payer in payers(scenario):
                decisions.pays[person.id, line, payer] = model.new_bool_var(f"pays[{person.id},{line},{payer}]")
        for offer in scenario.offers_from.get(person.origin, ()):
            decisions.takes[person.id, offer.id] = model.new_bool_var(f"takes[{person.id},{offer.id}]")


@once
def payers(scenario: Scenario) -> tuple[Payer, ...]:
    """Everything a cost line can be charged to."""
    return (*bearers(scenario), *(split.id for split in scenario.splits))


@once
def bearers(scenario: Scenario) -> tuple[Payer, ...]:
    """Those who bear costs in the end."""
    return (SELF, *(grant.id for grant in scenario.grants))


def _decide_programme(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    for holding in scenario.holdings:
        for slot in scenario.slots:
            for room in scenario.rooms:
                decisions.starts[holding.id, slot.id, room.id] = model.new_bool_var(
                    f"starts[{holding.id},{slot.id},{room.id}]"
                )
        for person in scenario.people:
            decisions.is_at[person.id, holding.id] = model.new_bool_var(f"is_at[{person.id},{holding.id}]")
            decisions.chairs[person.id, holding.id] = model.new_bool_var(f"chairs[{person.id},{holding.id}]")
        for language in scenario.conference.languages:
            decisions.outgoing[holding.id, language] = model.new_bool_var(f"outgoing[{holding.id},{language}]")


def _decide_roster(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    for interpreter in scenario.interpreters:
        for holding in scenario.holdings:
            for language in (*scenario.conference.languages, *scenario.sign_languages):
                decisions.interprets[interpreter.id, holding.id, language] = model.new_bool_var(
                    f"interprets[{interpreter.id},{holding.id},{language}]"
                )
