"""Who pays: costs that nobody may bear, and sums that are not there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import combinations

from planner.model import costs
from planner.model.eligibility import grant_may_pay
from planner.model.history import reports_overdue, times_funded
from planner.plan import SELF
from planner.scenario.funding import Grant, TravelOffer
from planner.scenario.people import COST_LINES, CostLine, Person
from planner.scenario.scenario import Scenario
from planner.solve.shortfalls.comers import is_on_site, must_come
from planner.solve.shortfalls.selection import fewest_more
from planner.solve.shortfalls.shortfall import Shortfall, Step, listed
from planner.units import Cents, cents_from_decimal

MOST_GRANTS = 8
"""Every set of up to so many grants is looked at; of more grants, only each alone and all together."""

Need = tuple[str, CostLine, Mapping[str, Cents]]
"""A person, a cost line they owe, and the least that it costs each payer who may bear it."""


def _shortfall(step: Step, words: str) -> Shortfall:
    return Shortfall(problem="delegation", step=step, words=words)


def every_cost_has_somebody_to_pay_it(scenario: Scenario) -> Iterator[Shortfall]:
    """Each cost line of those who must come in person can be charged to somebody."""
    unpaid: defaultdict[str, list[str]] = defaultdict(list)
    for person_id, line, payers in _needs(scenario):
        if not payers:
            unpaid[person_id].append(line)
    for person_id, lines in unpaid.items():
        words = f"{person_id} must come in person, and neither a grant nor {person_id} may pay the {listed(lines)}"
        yield _shortfall("structure", words)


def grants_suffice_for_those_who_must_come(scenario: Scenario) -> Iterator[Shortfall]:
    """No set of grants has to bear more than its ceilings allow, overhead left out."""
    needs = [(person, line, payers) for person, line, payers in _needs(scenario) if payers and SELF not in payers]
    for grants in _sets_of_grants(scenario):
        ids = {grant.id for grant in grants}
        owed = [(person, min(payers.values())) for person, _, payers in needs if payers.keys() <= ids]
        needed, people = sum(cost for _, cost in owed), list(dict.fromkeys(person for person, _ in owed))
        more, fill = _for_the_regions(scenario) if len(grants) == len(scenario.grants) else (0, 0)
        have = sum(spendable(grant) for grant in grants)
        if needed + fill > have:
            others = f" and the cheapest {more} more whom the regions' minimums ask for" if fill else ""
            words = (
                f"grants {listed(sorted(ids))}: {listed(sorted(people)) or 'nobody by name'}{others} must come and "
                f"need at least {_money(scenario, needed + fill)} that nobody else may pay; "
                f"the ceilings without overhead give {_money(scenario, have)}"
            )
            yield _shortfall("count", words)
            return


def countries_may_have_those_funded_who_must_be(scenario: Scenario) -> Iterator[Shortfall]:
    """No delegation has more people who must come and need a grant than the cap on funded people."""
    cap = scenario.policy.travel.funded_people_per_country
    funded: defaultdict[str | None, dict[str, None]] = defaultdict(dict)
    for person_id, _, payers in _needs(scenario):
        if SELF not in payers:
            funded[scenario.person[person_id].delegation][person_id] = None
    for delegation, people in funded.items():
        if delegation is not None and len(people) > cap:
            words = (
                f"{delegation}: {len(people)} people must come and need a grant ({listed(people)}), the cap is {cap}"
            )
            yield _shortfall("count", words)


def spendable(grant: Grant) -> int:
    """Cents of the conference currency that a grant can bear, its overhead left out."""
    return 100 * costs.in_grant_terms(grant, grant.ceiling_cents) // (100 + grant.overhead_percent)


def _needs(scenario: Scenario) -> list[Need]:
    """What those who must come in person owe."""
    people = (scenario.person[person_id] for person_id in must_come(scenario))
    return [need for person in people if is_on_site(scenario, person) for need in _needs_of(scenario, person)]


def _needs_of(scenario: Scenario, person: Person) -> Iterator[Need]:
    fares = [scenario.travel_offer[offer] for offer in costs.reasonable_offers(scenario, person)]
    is_free = not costs.travels(scenario, person) or any(costs.fare(scenario, offer) == 0 for offer in fares)
    least: dict[CostLine, int] = {
        "fare": 0 if is_free else 1,
        "allowance": costs.allowance(scenario, person),
        "visa": costs.visa_fee(scenario, person),
    }
    for line in COST_LINES:
        if least[line]:
            cost_to = partial(_fare, scenario, fares) if line == "fare" else partial(_flat, least[line])
            yield person.id, line, dict(_payers(scenario, person, line, cost_to))


def _flat(cost: int, _: Grant | None) -> Cents | None:
    return Cents(cost)


def _fare(scenario: Scenario, offers: Iterable[TravelOffer], grant: Grant | None) -> Cents | None:
    """The cheapest fare on a carrier that the payer accepts."""
    rules = grant.rules if grant else ()
    carriers = {name.strip() for rule in rules if rule.kind == "carrier" for name in rule.value.split(";")}
    return min((costs.fare(scenario, o) for o in offers if not carriers or o.carrier in carriers), default=None)


def _payers(
    scenario: Scenario, person: Person, line: CostLine, cost_to: partial[Cents | None]
) -> Iterator[tuple[str, Cents]]:
    cost = cost_to(None)
    if line in person.self_funding and _pins_leave(scenario, person, SELF) and cost is not None:
        yield SELF, cost
    is_barred = person.id in reports_overdue(scenario)
    is_barred |= times_funded(scenario).get(person.id, 0) >= scenario.policy.travel.times_funded
    for grant in () if is_barred else scenario.grants:
        cost = cost_to(grant)
        may_pay = grant_may_pay(scenario, grant, person, line) and _pins_leave(scenario, person, grant.id)
        if may_pay and cost is not None and all(cost <= cap for cap in _caps(grant)):
            yield grant.id, cost


def _caps(grant: Grant) -> Iterator[Cents]:
    for rule in grant.rules:
        if (rule.kind, rule.selector) == ("cap", "person"):
            yield costs.in_grant_terms(grant, cents_from_decimal(Decimal(rule.value)))


def _pins_leave(scenario: Scenario, person: Person, payer: str) -> bool:
    pins = (pin for pin in scenario.pins if (pin.decision, pin.person) == ("pay", person.id))
    return all((payer == pin.value) == (pin.pin == "lock") for pin in pins)


def _sets_of_grants(scenario: Scenario) -> Iterator[tuple[Grant, ...]]:
    """The smallest first."""
    count = len(scenario.grants)
    sizes = range(1, count + 1) if count <= MOST_GRANTS else (1, count)
    for size in sizes:
        yield from combinations(scenario.grants, size)


def _for_the_regions(scenario: Scenario) -> tuple[int, int]:
    """How many more have to come for the regions' minimums, and the least that grants bear for so many."""
    needed = must_come(scenario)
    forced = [person for person in map(scenario.person.__getitem__, needed) if person.delegation is not None]
    more = fewest_more(scenario, forced)
    others = (person for person in scenario.people if person.delegation is not None and person.id not in needed)
    return more, sum(sorted(_borne_by_grants(scenario, person) for person in others)[:more])


def _borne_by_grants(scenario: Scenario, person: Person) -> int:
    if not is_on_site(scenario, person):
        return 0
    payers_of = (payers for _, _, payers in _needs_of(scenario, person))
    return sum(min(payers.values()) for payers in payers_of if payers and SELF not in payers)


def _money(scenario: Scenario, cents: int) -> str:
    return f"{cents / 100:,.2f} {scenario.conference.currency}".replace(",", " ")


CHECKS = (
    grants_suffice_for_those_who_must_come,
    countries_may_have_those_funded_who_must_be,
    every_cost_has_somebody_to_pay_it,
)
