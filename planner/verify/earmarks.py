"""What grant agreements say: whom a selector describes, which lines a grant pays, when it is valid."""

from collections.abc import Iterator

from planner.scenario.funding import INTERPRETATION, Grant, GrantRule, GrantRuleKind
from planner.scenario.people import COST_LINES, Person
from planner.scenario.scenario import Scenario


def rules_of(grant: Grant, kind: GrantRuleKind) -> Iterator[GrantRule]:
    return (rule for rule in grant.rules if rule.kind == kind)


def describes(scenario: Scenario, selector: str, person: Person) -> bool:
    """Every `field=value|value` term holds; people without a delegation have none of a delegation's fields."""
    facts = _facts(scenario, person)
    terms = (term.partition("=") for term in selector.split())
    return all(facts.get(field) in values.split("|") for field, _, values in terms)


def _facts(scenario: Scenario, person: Person) -> dict[str, str]:
    facts: dict[str, str] = {"person": person.id, "category": person.category, "gender": person.gender}
    facts["nationality"] = person.nationality
    if person.delegation is None:
        return facts
    delegation = scenario.delegation[person.delegation]
    lists = {"ldc": delegation.ldc, "lldc": delegation.lldc, "sids": delegation.sids}
    return {
        **facts,
        "delegation": delegation.id,
        "country": delegation.country,
        "income_group": delegation.income_group,
        "un_region": delegation.un_region,
        "network_region": delegation.network_region,
        **{name: "yes" if is_listed else "no" for name, is_listed in lists.items()},
    }


def pays_for(scenario: Scenario, grant: Grant, person: Person) -> bool:
    lines = list(rules_of(grant, "pays"))
    return not lines or any(describes(scenario, line.selector, person) for line in lines)


def pays_lines(grant: Grant) -> set[str]:
    return _listed(grant, "cost_line") or set(COST_LINES)


def pays_interpretation(grant: Grant) -> bool:
    """Only where the agreement names it."""
    return INTERPRETATION in _listed(grant, "cost_line")


def carriers(grant: Grant) -> set[str]:
    """With which it pays fares; none named: with any."""
    return _listed(grant, "carrier")


def _listed(grant: Grant, kind: GrantRuleKind) -> set[str]:
    """What all rules of a kind name together, `;` between."""
    return {word.strip() for rule in rules_of(grant, kind) for word in rule.value.split(";")}


def is_valid(scenario: Scenario, grant: Grant) -> bool:
    return grant.valid_from <= scenario.conference.starts and scenario.conference.ends <= grant.valid_to
