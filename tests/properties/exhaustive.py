"""Every plan a minute scenario could have, judged by the verifier alone: slow, plain, and nothing like a solver."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, combinations, product
from typing import TypeVar

from planner.model.rules import HARD_RULES
from planner.plan import SELF, LinkedProblem, OpenSeat, Participation, Plan, PlannedHolding
from planner.scenario.people import DELEGATION_CATEGORIES, Person
from planner.scenario.scenario import Scenario
from planner.scenario.settings import TERMS
from planner.verify.money import costs
from planner.verify.report import CHECKS
from planner.verify.score import count_terms
from tests.builders import CITY, a_plan, an_open_seat, held

Item = TypeVar("Item")
PROBLEM_OF = {rule.name: rule.problem for rule in HARD_RULES}
"""Only the names: which rules speak of a plan that is decided so far."""


def subsets(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(len(items) + 1)))


@dataclass(frozen=True)
class Exhaustive:
    """All plans of one scenario without chairs to find, step by step as the linked problems decide them."""

    scenario: Scenario

    def keeps_the_rules(self, plan: Plan, problem: LinkedProblem) -> bool:
        checks = (check for check in CHECKS if PROBLEM_OF[check.__name__] == problem)
        return not any(True for check in checks for _ in check(self.scenario, plan))

    def terms(self, plan: Plan, problem: LinkedProblem) -> tuple[int, ...]:
        counted = count_terms(self.scenario, plan)
        return tuple(counted[name] for name in self.scenario.objective.get(problem, TERMS[problem]))

    @cached_property
    def delegations(self) -> list[Plan]:
        """Every legal choice of people, routes, payers and languages, with nothing planned."""
        everyone = [list(self._participations(person)) for person in self.scenario.people]
        languages = subsets(self.scenario.conference.languages)
        found = []
        for chosen, offered, seats in product(product(*everyone), languages, self._open_seats()):
            people = {p.id: part for p, part in zip(self.scenario.people, chosen, strict=True) if part is not None}
            plan = a_plan(self.scenario, people=people, conference_languages=offered, open_seats=seats, sessions={})
            if self.keeps_the_rules(plan, "delegation"):
                found.append(plan)
        return found

    def _participations(self, person: Person) -> Iterator[Participation | None]:
        yield None
        for mode in person.modes:
            routes = [offer.id for offer in self.scenario.travel_offers if offer.origin == person.origin]
            for route in routes if mode == "in_person" and person.origin != CITY else [None]:
                unpaid = Participation(attends=mode, route=route, pays={})
                due = sorted(costs(self.scenario, person, unpaid))
                for payers in product((SELF, *self.scenario.grant), repeat=len(due)):
                    yield replace(unpaid, pays=dict(zip(due, payers, strict=True)))

    def _open_seats(self) -> list[tuple[OpenSeat, ...]]:
        counts = [
            [(delegation.id, category, count) for count in range(delegation.seats[category].least + 1)]
            for delegation in self.scenario.delegations
            for category in DELEGATION_CATEGORIES
        ]
        return [tuple(an_open_seat(*seat) for seat in seats if seat[2]) for seats in product(*counts)]

    def programmes(self, plan: Plan) -> Iterator[Plan]:
        """Every programme for these people and languages, legal or not."""
        options = [list(self._holdings(holding, tuple(plan.people))) for holding in self.scenario.holding]
        for planned in product(*options):
            yield replace(plan, sessions=dict(zip(self.scenario.holding, planned, strict=True)))

    def _holdings(self, holding: str, people: tuple[str, ...]) -> Iterator[PlannedHolding]:
        floor = self.scenario.holding[holding].session.floor_languages
        languages = self.scenario.conference.languages
        places = product(self.scenario.slot, self.scenario.room, subsets(people), subsets(languages))
        for slot, room, attends, outgoing in places:
            yield held(slot, room, floor=floor, attends=attends, outgoing=outgoing)

    def rosters(self, plan: Plan) -> Iterator[Plan]:
        """Every way to put interpreters into the booths of a programme, each in at most one of a holding."""
        options = [list(self._teams(planned)) for planned in plan.sessions.values()]
        for teams in product(*options):
            planned = zip(plan.sessions.items(), teams, strict=True)
            yield replace(plan, sessions={id: replace(one, interpreters=team) for (id, one), team in planned})

    def _teams(self, planned: PlannedHolding) -> Iterator[dict[str, tuple[str, ...]]]:
        interpreters = tuple(self.scenario.interpreter)
        for booths in product((None, *planned.outgoing), repeat=len(interpreters)):
            seated = list(zip(interpreters, booths, strict=True))
            yield {
                language: team
                for language in planned.outgoing
                if (team := tuple(interpreter for interpreter, booth in seated if booth == language))
            }

    def has_a_roster(self, programme: Plan) -> bool:
        return any(self.keeps_the_rules(roster, "roster") for roster in self.rosters(programme))

    def can_be_completed(self, delegation: Plan) -> bool:
        legal = (one for one in self.programmes(delegation) if self.keeps_the_rules(one, "programme"))
        return any(self.has_a_roster(programme) for programme in legal)

    def best(self, plans: Iterable[Plan], problem: LinkedProblem) -> Iterator[Plan]:
        """Best first by the terms of the problem, the first of them before all others."""
        return iter(sorted(plans, key=lambda plan: self.terms(plan, problem)))

    def best_delegation(self) -> Plan | None:
        """None: no plan exists."""
        hopeless = set()
        for plan in self.best(self.delegations, "delegation"):
            who = (tuple((id, part.attends) for id, part in plan.people.items()), plan.conference_languages)
            if who not in hopeless:
                if self.can_be_completed(plan):
                    return plan
                hopeless.add(who)  # routes and payers change nothing about it
        return None

    def best_programme(self, delegation: Plan) -> Plan:
        """For these people and languages; one is known to exist."""
        plans = self.best(self.programmes(delegation), "programme")
        return next(one for one in plans if self.keeps_the_rules(one, "programme") and self.has_a_roster(one))

    def best_roster(self, programme: Plan) -> Plan:
        plans = self.best(self.rosters(programme), "roster")
        return next(one for one in plans if self.keeps_the_rules(one, "roster"))
