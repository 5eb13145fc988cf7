"""What grants may pay, and for whom: seen from what they were charged."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from planner.findings import Violation
from planner.plan import SELF, Plan
from planner.scenario.funding import Grant, GrantRule
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import Cents
from planner.verify import earmarks, money, pool
from planner.verify.check import Check


def grants_pay_only_whom_and_what_they_may(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Each charge to a grant is for a person, a line and dates its agreement covers."""
    for person in pool.coming(scenario, plan):
        for line, charged_to in sorted(plan.people[person.id].pays.items()):
            split = scenario.split.get(charged_to)
            if split is not None and not earmarks.describes(scenario, split.selector, person):
                yield Violation(
                    rule="grants_pay_only_whom_and_what_they_may",
                    subject=f"{person.id} {line}",
                    message=f"the split {charged_to} is not for this person",
                )
            for payer in money.divided(scenario, charged_to, Cents(0)).keys() - {SELF}:
                fault = _fault(scenario, scenario.grant[payer], person, line)
                if fault is not None:
                    yield Violation(
                        rule="grants_pay_only_whom_and_what_they_may",
                        subject=f"{payer} {person.id} {line}",
                        message=fault,
                    )


def _fault(scenario: Scenario, grant: Grant, person: Person, line: str) -> str | None:
    if not earmarks.is_valid(scenario, grant):
        return "the conference is not within the dates of the grant"
    if not earmarks.pays_for(scenario, grant, person):
        return "the grant does not pay for this person"
    return None if line in earmarks.pays_lines(grant) else "the grant does not pay this cost line"


def languages_are_paid_for(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Each language charged to a grant, then what is left for the conference itself."""
    policy, offered = scenario.policy.interpreting, set(plan.conference_languages)
    costly = {language for language in offered if policy.language_cost_cents.get(language, 0) > 0}
    for language, payer in sorted(plan.language_payers.items()):
        grant = scenario.grant[payer]
        is_allowed = earmarks.is_valid(scenario, grant) and earmarks.pays_interpretation(grant)
        if language not in costly or not is_allowed:
            yield Violation(
                rule="languages_are_paid_for",
                subject=f"{payer} {language}",
                message="the grant does not pay interpretation" if language in costly else "the language costs nothing",
            )
    left = sum(policy.language_cost_cents[language] for language in costly - plan.language_payers.keys())
    if policy.own_language_budget is not None and left > 100 * policy.own_language_budget:
        yield Violation(
            rule="languages_are_paid_for",
            subject=" ".join(sorted(costly - plan.language_payers.keys())),
            message=f"{left} cents are left to the conference, at most {policy.own_language_budget}00",
        )


def grants_stay_within_their_ceilings(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Compared in hundredths of a cent, so that overhead is not rounded."""
    for grant in scenario.grants:
        people = sum(money.spent_by(scenario, plan, grant.id).values())
        spent = people + money.spent_on_languages(scenario, plan, grant.id)
        ceiling = money.granted(grant, Decimal(grant.ceiling_cents))
        if spent * (100 + grant.overhead_percent) > 100 * ceiling:
            yield Violation(
                rule="grants_stay_within_their_ceilings",
                subject=grant.id,
                message=f"{spent} cents and {grant.overhead_percent} % overhead, at most {ceiling} cents",
            )


def grants_keep_their_caps(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Each cap of each grant, by person or by country."""
    for grant in scenario.grants:
        spent = money.spent_by(scenario, plan, grant.id)
        for cap in earmarks.rules_of(grant, "cap"):
            most, used = _capped(scenario, grant, cap, spent)
            for whom, amount in sorted(used.items()):
                if amount > most:
                    yield Violation(
                        rule="grants_keep_their_caps",
                        subject=f"{grant.id} {whom}",
                        message=f"{amount} for this {cap.selector}, at most {most}",
                    )


def _capped(scenario: Scenario, grant: Grant, cap: GrantRule, spent: dict[str, Cents]) -> tuple[int, dict[str, int]]:
    """What a cap allows, and what it counts: cents per person or people per country."""
    if cap.selector == "person":
        return money.granted(grant, Decimal(cap.value) * 100), dict(spent)
    homes = (scenario.person[person].delegation for person in spent)
    people = Counter(scenario.delegation[home].country for home in homes if home is not None)
    return int(cap.value), people


def _shares(
    scenario: Scenario, plan: Plan, kind: Literal["min_share", "max_share"]
) -> Iterator[tuple[Grant, GrantRule, int, int]]:
    """Each rule of the kind, what its grant spends on the people described, and what it spends in all."""
    for grant in scenario.grants:
        spent = money.spent_by(scenario, plan, grant.id)
        for share in earmarks.rules_of(grant, kind):
            described = (who for who in spent if earmarks.describes(scenario, share.selector, scenario.person[who]))
            yield grant, share, sum(spent[who] for who in described), sum(spent.values())


def grants_keep_their_minimum_shares(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A grant that spends nothing keeps every share."""
    for grant, share, part, total in _shares(scenario, plan, "min_share"):
        if part * 100 < int(share.value) * total:
            yield Violation(
                rule="grants_keep_their_minimum_shares",
                subject=grant.id,
                message=f"{part} of {total} cents go to {share.selector}, at least {share.value} %",
            )


def grants_keep_their_maximum_shares(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """A grant that spends nothing keeps every share."""
    for grant, share, part, total in _shares(scenario, plan, "max_share"):
        if part * 100 > int(share.value) * total:
            yield Violation(
                rule="grants_keep_their_maximum_shares",
                subject=grant.id,
                message=f"{part} of {total} cents go to {share.selector}, at most {share.value} %",
            )


def grants_keep_their_part_of_each_cost(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """What a grant bears for each person against what all payers together do."""
    every_payer = [money.spent_by(scenario, plan, payer) for payer in (SELF, *scenario.grant)]
    for grant in scenario.grants:
        spent = money.spent_by(scenario, plan, grant.id)
        for part in earmarks.rules_of(grant, "cofinance"):
            for who, borne in sorted(spent.items()):
                total = sum(paid[who] for paid in every_payer if who in paid)
                is_described = earmarks.describes(scenario, part.selector, scenario.person[who])
                if is_described and borne * 100 > int(part.value) * total:
                    yield Violation(
                        rule="grants_keep_their_part_of_each_cost",
                        subject=f"{grant.id} {who}",
                        message=f"bears {borne} of {total} cents, at most {part.value} %",
                    )


def grants_pay_fares_on_their_carriers(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """The offer behind each fare charged to a grant that names carriers."""
    for person in pool.coming(scenario, plan):
        participation = plan.people[person.id]
        if participation.route is None:
            continue
        carrier = scenario.travel_offer[participation.route].carrier
        for payer in sorted(money.divided(scenario, participation.pays.get("fare", SELF), Cents(0)).keys() - {SELF}):
            allowed = earmarks.carriers(scenario.grant[payer])
            if allowed and carrier not in allowed:
                yield Violation(
                    rule="grants_pay_fares_on_their_carriers",
                    subject=f"{payer} {person.id}",
                    message=f"pays a fare with {carrier}, only with {', '.join(sorted(allowed))}",
                )


def countries_have_no_more_funded_people_than_the_cap(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """People of one delegation for whom any grant pays any line."""
    cap = scenario.policy.travel.funded_people_per_country
    homes = Counter(person.delegation for person in _funded(scenario, plan) if person.delegation is not None)
    for delegation, count in sorted(homes.items()):
        if count > cap:
            yield Violation(
                rule="countries_have_no_more_funded_people_than_the_cap",
                subject=delegation,
                message=f"{count} people are funded, at most {cap}",
            )


def nobody_is_funded_beyond_the_cap_or_before_reporting(scenario: Scenario, plan: Plan) -> Iterator[Violation]:
    """Looks back through the ledger of everyone a grant pays for."""
    cap = scenario.policy.travel.times_funded
    for person in _funded(scenario, plan):
        before = [entry for entry in scenario.ledger if entry.person == person.id and entry.funded]
        times = len({entry.meeting for entry in before})
        if times >= cap or not all(entry.report_in for entry in before):
            yield Violation(
                rule="nobody_is_funded_beyond_the_cap_or_before_reporting",
                subject=person.id,
                message=f"funded at {times} earlier meetings (at most {cap} in all), or a report on one is not in",
            )


def _funded(scenario: Scenario, plan: Plan) -> list[Person]:
    people = pool.coming(scenario, plan)
    return [person for person in people if money.payers_of(scenario, plan.people[person.id]) - {SELF}]


CHECKS: tuple[Check, ...] = (
    grants_pay_only_whom_and_what_they_may,
    languages_are_paid_for,
    grants_stay_within_their_ceilings,
    grants_keep_their_caps,
    grants_keep_their_minimum_shares,
    grants_keep_their_maximum_shares,
    grants_keep_their_part_of_each_cost,
    grants_pay_fares_on_their_carriers,
    countries_have_no_more_funded_people_than_the_cap,
    nobody_is_funded_beyond_the_cap_or_before_reporting,
)
