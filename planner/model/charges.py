"""What each payer bears for each person."""

from ortools.sat.python.cp_model import LinearExpr

from planner.model import costs
from planner.model.decisions import Decisions
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario


def charge(scenario: Scenario, decisions: Decisions, payer: str, person: Person) -> LinearExpr:
    """Cents of the conference currency that a payer bears for a person, overhead left out."""
    fares = [
        decisions.charges_offer[person.id, offer.id, payer] * costs.fare(scenario, offer)
        for offer in scenario.travel_offers
        if offer.origin == person.origin
    ]
    allowance = decisions.pays[person.id, "allowance", payer] * costs.allowance(scenario, person)
    visa = decisions.pays[person.id, "visa", payer] * costs.visa_fee(scenario, person)
    return LinearExpr.sum([*fares, allowance, visa])
