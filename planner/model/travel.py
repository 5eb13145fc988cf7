"""Hard rules: how people travel, and who pays."""

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model import costs
from planner.model.charges import charged_through
from planner.model.decisions import Decisions, payers
from planner.plan import SELF
from planner.scenario.funding import TravelOffer
from planner.scenario.people import COST_LINES, Person
from planner.scenario.scenario import Scenario


def travellers_take_one_reasonable_route(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Everyone who travels takes exactly one reasonable offer from their origin; nobody else takes any.

    Source: UNDP duty travel (most economical route within four hours of the most direct); TRV-04.
    """
    for person in scenario.people:
        reasonable = costs.reasonable_offers(scenario, person)
        taken = [decisions.takes[person.id, offer.id] for offer in scenario.offers_from.get(person.origin, ())]
        in_person = decisions.attends[person.id, "in_person"]
        model.add(LinearExpr.sum(taken) == (in_person if costs.travels(scenario, person) else 0))
        for offer in scenario.offers_from.get(person.origin, ()):
            if offer.id not in reasonable:
                model.add(decisions.takes[person.id, offer.id] == 0)


def each_cost_line_has_one_payer(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Every cost line that costs anything is charged to exactly one payer or split, any other to nobody.

    Source: CITES sponsored delegates project; TRV-24.
    Encoding: fares offer by offer; summed over offers, the linear relaxation would find them free.
    """

    for person in scenario.people:
        in_person = decisions.attends[person.id, "in_person"]
        owed = {
            "fare": LinearExpr.sum([decisions.takes[person.id, offer.id] for offer in _paid_offers(scenario, person)]),
            "allowance": in_person * (costs.allowance(scenario, person) > 0),
            "visa": in_person * (costs.visa_fee(scenario, person) > 0),
        }
        for line in COST_LINES:
            charged = [decisions.pays[person.id, line, payer] for payer in payers(scenario)]
            model.add(LinearExpr.sum(charged) == owed[line])
        for offer in _paid_offers(scenario, person):
            charged = [decisions.charges_offer[person.id, offer.id, payer] for payer in payers(scenario)]
            model.add(LinearExpr.sum(charged) == decisions.takes[person.id, offer.id])


def _paid_offers(scenario: Scenario, person: Person) -> list[TravelOffer]:
    """Offers from the person's origin that are not free."""
    return [offer for offer in scenario.offers_from.get(person.origin, ()) if costs.fare(scenario, offer) > 0]


def people_pay_only_what_they_offered(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """`self` pays a cost line, or a share of it, only where the person's institution has offered to.

    Source: Open Event Fund practice; TRV-14, TRV-25.
    """
    for person in scenario.people:
        for line in COST_LINES:
            for payer in charged_through(scenario, SELF):
                if line not in person.self_funding:
                    model.add(decisions.pays[person.id, line, payer] == 0).with_name(f"{person.id} {line}")
