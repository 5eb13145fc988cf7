"""What each payer bears for each person."""

from ortools.sat.python.cp_model import LinearExpr

from planner.model import costs
from planner.model.decisions import Decisions, Payer
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import Cents


def charged_through(scenario: Scenario, bearer: Payer) -> tuple[Payer, ...]:
    """Payers by which a grant, or `self`, bears costs: itself, and splits that name it."""
    splits = (split.id for split in scenario.splits if any(share.payer == bearer for share in split.shares))
    return (bearer, *splits)


def borne(scenario: Scenario, bearer: Payer, payer: Payer, cents: Cents) -> Cents:
    """What the bearer bears of an amount charged to the payer; of a split, the last bears what rounding leaves."""
    if payer not in scenario.split:
        return cents if payer == bearer else Cents(0)
    *shares, last = scenario.split[payer].shares
    parts = {share.payer: cents * share.percent // 100 for share in shares}
    parts[last.payer] = cents - sum(parts.values())
    return Cents(parts.get(bearer, 0))


def charge_of_languages(scenario: Scenario, decisions: Decisions, grant: str) -> LinearExpr:
    """Cents that a grant bears for languages of the conference, overhead left out."""
    planned = scenario.policy.interpreting.language_cost_cents
    return LinearExpr.sum(
        [
            planned.get(language, 0) * pays
            for (language, payer), pays in decisions.pays_language.items()
            if payer == grant
        ]
    )


def charge(scenario: Scenario, decisions: Decisions, bearer: Payer, person: Person) -> LinearExpr:
    """Cents of the conference currency that a grant, or `self`, bears for a person, overhead left out."""
    terms = []
    for payer in charged_through(scenario, bearer):
        for offer in scenario.offers_from.get(person.origin, ()):
            fare = borne(scenario, bearer, payer, costs.fare(scenario, offer))
            terms.append(decisions.charges_offer[person.id, offer.id, payer] * fare)
        allowance = borne(scenario, bearer, payer, costs.allowance(scenario, person))
        visa = borne(scenario, bearer, payer, costs.visa_fee(scenario, person))
        terms.append(decisions.pays[person.id, "allowance", payer] * allowance)
        terms.append(decisions.pays[person.id, "visa", payer] * visa)
    return LinearExpr.sum(terms)
