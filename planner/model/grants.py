"""Hard rules: what grants may pay, and for whom."""

from collections.abc import Iterator
from decimal import Decimal

from ortools.sat.python.cp_model import CpModel, LinearExpr

from planner.model import costs
from planner.model.charges import charge, charge_of_languages, charged_through
from planner.model.decisions import Decisions, Payer, bearers
from planner.model.eligibility import grant_describes, grant_may_pay, grant_may_pay_languages
from planner.model.history import reports_overdue, times_funded
from planner.scenario.funding import Grant, GrantRule, GrantRuleKind
from planner.scenario.people import COST_LINES, CostLine, Person
from planner.scenario.scenario import Scenario
from planner.units import Cents, cents_from_decimal


def grants_pay_only_whom_and_what_they_may(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A grant pays only people and cost lines of its agreement, for a conference within its dates; a split likewise.

    Source: composite of published grant agreements; TRV-21.
    """
    for person in scenario.people:
        for line in COST_LINES:
            for payer in _barred(scenario, person, line):
                model.add(decisions.pays[person.id, line, payer] == 0)


def _barred(scenario: Scenario, person: Person, line: CostLine) -> Iterator[Payer]:
    """Grants whose agreements do not cover the line of the person, and splits with them or not for the person."""
    for grant in scenario.grants:
        if not grant_may_pay(scenario, grant, person, line):
            yield from charged_through(scenario, grant.id)
    yield from (split.id for split in scenario.splits if not grant_describes(scenario, split.selector, person))


def languages_are_paid_for(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """What an offered language costs is borne by one grant that pays interpretation, or from the conference's budget.

    Source: design of the plan (interpretation and travel may share a grant); TRV-21.
    """
    policy = scenario.policy.interpreting
    left = []
    for language, is_offered in decisions.is_offered.items():
        cost = policy.language_cost_cents.get(language, 0)
        charged = [decisions.pays_language[language, grant.id] for grant in scenario.grants]
        model.add(LinearExpr.sum(charged) <= (is_offered if cost else 0))
        left.append(cost * (is_offered - LinearExpr.sum(charged)))
    if policy.own_language_budget is not None:
        model.add(LinearExpr.sum(left) <= 100 * policy.own_language_budget).with_name("languages")
    for grant in scenario.grants:
        if not grant_may_pay_languages(scenario, grant):
            model.add_bool_and(~decisions.pays_language[language, grant.id] for language in decisions.is_offered)


def grants_stay_within_their_ceilings(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """What a grant pays for people and languages, with its overhead, stays within its ceiling at its own rate.

    Source: composite of published grant agreements; TRV-21.
    """
    for grant in scenario.grants:
        people = [charge(scenario, decisions, grant.id, person) for person in scenario.people]
        spent = LinearExpr.sum([*people, charge_of_languages(scenario, decisions, grant.id)])
        ceiling = costs.in_grant_terms(grant, grant.ceiling_cents)
        model.add(spent * (100 + grant.overhead_percent) <= 100 * ceiling).with_name(grant.id)


def grants_keep_their_caps(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A grant respects its caps on money per person and on people per country.

    Source: UNFCCC and OHRLLS per-country funding limits; TRV-19, TRV-21.
    """
    for grant in scenario.grants:
        for rule in grant.rules:
            if rule.kind == "cap" and rule.selector == "person":
                for person in scenario.people:
                    charged = charge(scenario, decisions, grant.id, person)
                    model.add(charged <= _cap(grant, rule.value)).with_name(f"{grant.id} {person.id}")
            elif rule.kind == "cap":
                for delegation, funded in _funded_by_delegation(model, scenario, decisions, (grant.id,)).items():
                    model.add(funded <= int(rule.value)).with_name(f"{grant.id} {delegation}")


def grants_keep_their_minimum_shares(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Of what a grant spends on people, at least the stated percentage goes to the people the rule describes.

    Source: EU external-action grants (earmarked shares); TRV-21, TRV-26.
    """
    for grant, rule in _rules_of(scenario, "min_share"):
        share, spent = _share_and_spent(scenario, decisions, grant, rule)
        model.add(100 * share >= int(rule.value) * spent).with_name(grant.id)


def grants_keep_their_maximum_shares(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Of what a grant spends on people, at most the stated percentage goes to the people the rule describes.

    Source: EU external-action grants (earmarked shares); TRV-21.
    """
    for grant, rule in _rules_of(scenario, "max_share"):
        share, spent = _share_and_spent(scenario, decisions, grant, rule)
        model.add(100 * share <= int(rule.value) * spent).with_name(grant.id)


def _share_and_spent(
    scenario: Scenario, decisions: Decisions, grant: Grant, rule: GrantRule
) -> tuple[LinearExpr, LinearExpr]:
    spent = {person.id: charge(scenario, decisions, grant.id, person) for person in scenario.people}
    described = [spent[p.id] for p in scenario.people if grant_describes(scenario, rule.selector, p)]
    return LinearExpr.sum(described), LinearExpr.sum(list(spent.values()))


def grants_keep_their_part_of_each_cost(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A grant with a cofinancing rule bears at most the stated percentage of what a person it describes costs.

    Source: UNECE UE4SD participation (75/25 cofinancing); TRV-21.
    """
    for grant, rule in _rules_of(scenario, "cofinance"):
        for person in (one for one in scenario.people if grant_describes(scenario, rule.selector, one)):
            costs_of_person = [charge(scenario, decisions, bearer, person) for bearer in bearers(scenario)]
            part = charge(scenario, decisions, grant.id, person)
            model.add(100 * part <= int(rule.value) * LinearExpr.sum(costs_of_person))


def grants_pay_fares_on_their_carriers(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """A grant with carrier rules pays the fare only of offers with one of the carriers named.

    Source: Fly America Act guidance (49 U.S.C. 40118); TRV-22.
    """
    for grant in scenario.grants:
        named = {name.strip() for rule in grant.rules if rule.kind == "carrier" for name in rule.value.split(";")}
        for (_, offer_id, payer), charges in decisions.charges_offer.items():
            is_charged = payer in charged_through(scenario, grant.id)
            if named and is_charged and scenario.travel_offer[offer_id].carrier not in named:
                model.add(charges == 0)


def _rules_of(scenario: Scenario, kind: GrantRuleKind) -> Iterator[tuple[Grant, GrantRule]]:
    return ((grant, rule) for grant in scenario.grants for rule in grant.rules if rule.kind == kind)


def countries_have_no_more_funded_people_than_the_cap(model: CpModel, scenario: Scenario, decisions: Decisions) -> None:
    """Over all grants together, no more people of one delegation are funded than the cap.

    Source: UNFCCC trust fund for participation; TRV-19.
    """
    grants = tuple(grant.id for grant in scenario.grants)
    for delegation, funded in _funded_by_delegation(model, scenario, decisions, grants).items():
        model.add(funded <= scenario.policy.travel.funded_people_per_country).with_name(delegation)


def nobody_is_funded_beyond_the_cap_or_before_reporting(
    model: CpModel, scenario: Scenario, decisions: Decisions
) -> None:
    """No grant pays for someone funded often enough already, or whose last report is not in.

    Source: ICANN fellowship terms; IGF participant funding; DEL-12, DEL-14.
    """
    grants = tuple(grant.id for grant in scenario.grants)
    funded, overdue = times_funded(scenario), reports_overdue(scenario)
    for person in scenario.people:
        if person.id in overdue or funded.get(person.id, 0) >= scenario.policy.travel.times_funded:
            for payer in _backed_by(scenario, grants):
                for line in COST_LINES:
                    model.add(decisions.pays[person.id, line, payer] == 0).with_name(person.id)


def _cap(grant: Grant, value: str) -> Cents:
    return costs.in_grant_terms(grant, cents_from_decimal(Decimal(value)))


def _backed_by(scenario: Scenario, grants: tuple[str, ...]) -> tuple[Payer, ...]:
    """The grants, and the splits of which one of them bears a share."""
    return tuple(dict.fromkeys(payer for grant in grants for payer in charged_through(scenario, grant)))


def _funded_by_delegation(
    model: CpModel, scenario: Scenario, decisions: Decisions, grants: tuple[str, ...]
) -> dict[str, LinearExpr]:
    """Per delegation, the number of people for whom one of the grants pays anything, counted from above."""
    counts = {}
    for delegation in scenario.delegations:
        funded = []
        for person in scenario.people:
            if person.delegation == delegation.id:
                is_funded = model.new_bool_var("")
                for line in COST_LINES:
                    for payer in _backed_by(scenario, grants):
                        model.add_implication(decisions.pays[person.id, line, payer], is_funded)
                funded.append(is_funded)
        counts[delegation.id] = LinearExpr.sum(funded)
    return counts
