"""How people travel and who pays: each rule looked up in the plan."""

from collections.abc import Iterator

from planner.findings import Violation
from planner.plan import SELF, Plan
from planner.scenario.funding import TravelOffer
from planner.scenario.scenario import Scenario
from planner.units import Cents
from planner.verify import grants, money, pool
from planner.verify.check import Check


def travellers_take_one_reasonable_route(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A traveller's route is among the reasonable ones; anyone else has none."""
    for person in pool.coming(scenario, plan):
        participation = plan.people[person.id]
        is_travelling = money.travels(scenario, person, participation)
        allowed = _reasonable_routes(scenario, person.origin) if is_travelling else {None}
        if participation.route not in allowed:
            yield Violation(
                rule="travellers_take_one_reasonable_route",
                subject=person.id,
                message=f"route {participation.route} is not one of {sorted(map(str, allowed))}",
            )


def _reasonable_routes(scenario: Scenario, origin: str) -> set[str | None]:
    released = scenario.conference.released_at.date()
    valid = [offer for offer in scenario.travel_offers if offer.origin == origin and released <= offer.valid_until]
    fastest = min((offer.travel_minutes for offer in valid), default=0)
    fewest = min((offer.connections for offer in valid), default=0)

    def is_reasonable(offer: TravelOffer) -> bool:
        policy = scenario.policy.travel
        is_fast = offer.travel_minutes - fastest < policy.longer_than_fastest_minutes
        return is_fast and offer.connections - fewest <= policy.extra_connections

    return {offer.id for offer in valid if is_reasonable(offer)}


def each_cost_line_has_one_payer(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The plan names one payer per line by its form; here the lines paid are exactly the lines that cost."""
    for person in pool.coming(scenario, plan):
        participation = plan.people[person.id]
        due, paid = set(money.costs(scenario, person, participation)), set(participation.pays)
        for line in sorted(due ^ paid):
            fault = "is paid by nobody" if line in due else "costs nothing but has a payer"
            yield Violation(rule="each_cost_line_has_one_payer", subject=person.id, message=f"{line} {fault}")


def people_pay_only_what_they_offered(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A line charged to `self`, or to a split with it, is one the institution offered to bear."""
    for person in pool.coming(scenario, plan):
        for line, payer in sorted(plan.people[person.id].pays.items()):
            if SELF in money.divided(scenario, payer, Cents(0)) and line not in person.self_funding:
                yield Violation(
                    rule="people_pay_only_what_they_offered",
                    subject=person.id,
                    message=f"has not offered to pay {line}",
                )


CHECKS: tuple[Check, ...] = (
    travellers_take_one_reasonable_route,
    each_cost_line_has_one_payer,
    people_pay_only_what_they_offered,
    *grants.CHECKS,
)
