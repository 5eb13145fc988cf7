"""Questions about one grant: what binds it, and what more of it would change."""

from collections.abc import Iterator
from dataclasses import replace

from planner.model.charges import borne, charged_through
from planner.model.costs import allowance, fare, in_grant_terms, visa_fee
from planner.model.eligibility import grant_may_pay
from planner.plan import Plan
from planner.scenario.funding import Grant, GrantRule
from planner.scenario.scenario import Scenario
from planner.solve.explain.question import Kind, Question, Supposition
from planner.units import Cents, shown_money

STEP = Cents(100_000)
"""What a ceiling is raised by: 1 000 of the grant's currency."""


def questions_about_grant(scenario: Scenario, grant: Grant) -> Iterator[Question]:
    """What a higher ceiling would change, what each line of the agreement costs, and what the grant is worth."""
    yield _larger(scenario, grant)
    for rule in grant.rules:
        yield _without_rule(scenario, grant, rule)
    yield _without(scenario, grant)


def _larger(scenario: Scenario, grant: Grant) -> Question:
    raised = replace(grant, ceiling_cents=Cents(grant.ceiling_cents + STEP))
    more, ceiling = (shown_money(cents, grant.currency) for cents in (STEP, raised.ceiling_cents))
    words = (f"What would {more} more change?", f"the ceiling of {grant.id} were {ceiling}")
    return _question("larger_grant", grant, words, _with(scenario, raised))


def _without_rule(scenario: Scenario, grant: Grant, rule: GrantRule) -> Question:
    line = " ".join(part for part in (rule.kind, rule.selector, rule.value) if part)
    freed = replace(grant, rules=tuple(other for other in grant.rules if other != rule))
    words = (f'What does the line "{line}" change?', f'the agreement of {grant.id} lacked the line "{line}"')
    return _question("grant_rule", grant, words, _with(scenario, freed))


def _without(scenario: Scenario, grant: Grant) -> Question:
    others = tuple(other for other in scenario.grants if other != grant)
    splits = tuple(split for split in scenario.splits if grant.id not in [share.payer for share in split.shares])
    words = (f"What does {grant.id} change?", f"there were no {grant.id}")
    return _question("no_grant", grant, words, replace(scenario, grants=others, splits=splits))


def _with(scenario: Scenario, changed: Grant) -> Scenario:
    grants = tuple(changed if grant.id == changed.id else grant for grant in scenario.grants)
    return replace(scenario, grants=grants)


def _question(kind: Kind, grant: Grant, words: tuple[str, str], scenario: Scenario) -> Question:
    text, supposed = words
    return Question(
        kind=kind,
        subject=grant.id,
        detail="",
        text=text,
        supposed=supposed,
        supposition=Supposition(problem="delegation", scenario=scenario),
    )


def facts_of_grant(scenario: Scenario, plan: Plan, grant: Grant) -> Iterator[str]:
    """What it pays and has left, whom it pays for, and for whom else who comes it could pay something."""
    currency = scenario.conference.currency
    charged = sum(_charged(scenario, plan, person, grant.id) for person in plan.people)
    languages = [language for language, payer in plan.language_payers.items() if payer == grant.id]
    charged += sum(scenario.policy.interpreting.language_cost_cents[language] for language in languages)
    with_overhead = Cents(charged * (100 + grant.overhead_percent) // 100)
    ceiling = in_grant_terms(grant, grant.ceiling_cents)
    yield f"charged {shown_money(with_overhead, currency)} with overhead, of {shown_money(ceiling, currency)}"
    payers = charged_through(scenario, grant.id)
    paid = [person for person, comes in plan.people.items() if not set(payers).isdisjoint(comes.pays.values())]
    yield f"pays for {', '.join(paid) or 'nobody'}"
    if languages:
        yield f"pays for interpretation into {', '.join(languages)}"
    eligible = [
        person
        for person, comes in plan.people.items()
        if person not in paid
        and any(grant_may_pay(scenario, grant, scenario.person[person], line) for line in comes.pays)
    ]
    yield f"its agreement would let it pay for {', '.join(eligible) or 'nobody'} besides"


def _charged(scenario: Scenario, plan: Plan, person_id: str, grant: str) -> int:
    """Cents of the conference currency that the grant bears for a person, overhead left out."""
    comes, person = plan.people[person_id], scenario.person[person_id]
    offer = scenario.travel_offer[comes.route] if comes.route else None
    owed = {
        "fare": fare(scenario, offer) if offer else 0,
        "allowance": allowance(scenario, person),
        "visa": visa_fee(scenario, person),
    }
    return sum(borne(scenario, grant, payer, Cents(owed[line])) for line, payer in comes.pays.items())
