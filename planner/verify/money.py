"""What a plan costs, line by line, in cents of the conference currency."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from planner.plan import Participation, Plan
from planner.scenario.funding import Grant
from planner.scenario.people import CostLine, Person
from planner.scenario.scenario import Scenario
from planner.units import Cents


def travels(scenario: Scenario, person: Person, participation: Participation) -> bool:
    return participation.attends == "in_person" and person.origin != scenario.conference.city


def costs(scenario: Scenario, person: Person, participation: Participation) -> dict[CostLine, Cents]:
    """The lines on which this participation costs anything."""
    lines: dict[CostLine, Cents] = {"fare": _fare(scenario, participation)}
    if travels(scenario, person, participation):
        lines["allowance"] = _allowance(scenario)
    if participation.attends == "in_person" and person.nationality in scenario.visa:
        lines["visa"] = scenario.visa[person.nationality].fee_cents
    return {line: cents for line, cents in lines.items() if cents > 0}


def spent_by(scenario: Scenario, plan: Plan, payer: str) -> dict[str, Cents]:
    """Person to what the payer bears for them, alone or in a split; people it pays nothing for are absent."""
    lines = spent_on_lines(scenario, plan, payer)
    return {person: Cents(sum(borne.values())) for person, borne in lines.items()}


def spent_on_lines(scenario: Scenario, plan: Plan, payer: str) -> dict[str, dict[CostLine, Cents]]:
    """Person to cost line to what the payer bears of it."""
    spent: dict[str, dict[CostLine, Cents]] = {}
    for person, participation in plan.people.items():
        due = costs(scenario, scenario.person[person], participation)
        for line, charged_to in participation.pays.items():
            parts = divided(scenario, charged_to, due.get(line, Cents(0)))
            if payer in parts:
                spent.setdefault(person, {})[line] = parts[payer]
    return spent


def divided(scenario: Scenario, charged_to: str, cents: Cents) -> dict[str, Cents]:
    """Who bears how much of an amount: its payer all of it, those of a split each their percentage, in whole cents."""
    if charged_to not in scenario.split:
        return {charged_to: cents}
    parts: dict[str, Cents] = {}
    left = cents
    for share in scenario.split[charged_to].shares:
        parts[share.payer] = Cents(int(Decimal(cents * share.percent) / 100))
        left = Cents(left - parts[share.payer])
    last = scenario.split[charged_to].shares[-1].payer
    return {**parts, last: Cents(parts[last] + left)}


def payers_of(scenario: Scenario, participation: Participation) -> set[str]:
    """Grants and `self` that bear anything of it."""
    return {who for charged_to in participation.pays.values() for who in divided(scenario, charged_to, Cents(0))}


def spent_on_languages(scenario: Scenario, plan: Plan, grant: str) -> Cents:
    """What the languages that a grant pays are planned to cost."""
    planned = scenario.policy.interpreting.language_cost_cents
    return Cents(sum(planned.get(language, 0) for language, payer in plan.language_payers.items() if payer == grant))


def granted(grant: Grant, amount_cents: Decimal) -> Cents:
    """Cents of the grant's currency in the conference currency, rounded down: money promised is never exceeded."""
    return Cents(int((amount_cents * grant.rate).quantize(Decimal(1), rounding=ROUND_FLOOR)))


def _fare(scenario: Scenario, participation: Participation) -> Cents:
    if participation.route is None:
        return Cents(0)
    offer = scenario.travel_offer[participation.route]
    return _exchanged(scenario, Decimal(offer.cost_cents), offer.currency)


def _allowance(scenario: Scenario) -> Cents:
    conference, policy = scenario.conference, scenario.policy.travel
    month = f"{conference.starts:%Y-%m}"
    nights = policy.nights_before + (conference.ends - conference.starts).days + policy.nights_after
    for rate in scenario.subsistence:
        if (rate.place, rate.month) == (conference.city, month):
            provided = policy.lodging_provided * rate.lodging_percent + policy.meals_provided * rate.meals_percent
            amount = Decimal(rate.rate_cents) * nights * (100 - provided) / 100
            return _exchanged(scenario, amount, rate.currency)
    return Cents(0)


def _exchanged(scenario: Scenario, amount_cents: Decimal, currency: str) -> Cents:
    is_own = currency == scenario.conference.currency
    exact = amount_cents if is_own else amount_cents * scenario.rates[currency]
    return Cents(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
