"""One name for one thing: `docs/rules.md`, the model, the verifier and the rule cases list the same rules and terms."""

import re
from pathlib import Path

from planner.model import objective, rules
from planner.verify import allocation, interpreting, report, score, selection, timetable, travel
from tests.rules import (
    test_allocation,
    test_chairs,
    test_interpreting,
    test_language_costs,
    test_pins,
    test_relay,
    test_selection,
    test_signing,
    test_splits,
    test_timetable,
    test_travel,
)

CATALOGUE = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
RULES_TEXT, _, TERMS_TEXT = CATALOGUE.partition("# The objective")
RULES = re.findall(r"^### (\w+)$", RULES_TEXT, re.MULTILINE)
TERMS = re.findall(r"^\| (\w+) \| `(\w+)` \| (\w+) \|", TERMS_TEXT, re.MULTILINE)

CHECKS_BY_AREA = {
    "selection": selection.CHECKS,
    "travel": travel.CHECKS,
    "timetable": timetable.CHECKS,
    "allocation": allocation.CHECKS,
    "interpreting": interpreting.CHECKS,
}
CASES = (
    *test_selection.CASES,
    *test_travel.CASES,
    *test_timetable.CASES,
    *test_allocation.CASES,
    *test_chairs.CASES,
    *test_interpreting.CASES,
    *test_relay.CASES,
    *test_pins.CASES,
    *test_signing.CASES,
    *test_splits.CASES,
    *test_language_costs.CASES,
)


def rules_by_area() -> dict[str, list[str]]:
    """Area of the catalogue (`## Selection: who comes`) to the headings below it."""
    areas = re.split(r"^## (\w+):.*$", RULES_TEXT, flags=re.MULTILINE)[1:]
    headings = (re.findall(r"^### (\w+)$", text, re.MULTILINE) for text in areas[1::2])
    return dict(zip((area.lower() for area in areas[::2]), headings, strict=True))


def test_catalogue_is_read_whole() -> None:
    assert len(RULES) == len(set(RULES)) == RULES_TEXT.count("\n### ")
    assert len(TERMS) == len(set(TERMS)) == TERMS_TEXT.count("\n| ") - 1, "all rows but the header"


def test_model_has_every_rule_once() -> None:
    assert sorted(rule.name for rule in rules.HARD_RULES) == sorted(RULES)


def test_verifier_has_every_rule_once() -> None:
    assert [check.__name__ for check in report.CHECKS] == RULES


def test_every_area_verifies_its_own_rules() -> None:
    assert {area: [check.__name__ for check in checks] for area, checks in CHECKS_BY_AREA.items()} == rules_by_area()


def test_every_area_models_its_own_rules() -> None:
    modelled = {area: [rule.name for rule in rules.HARD_RULES if rule.area == area] for area in CHECKS_BY_AREA}
    assert modelled == rules_by_area()


def test_every_rule_has_its_case() -> None:
    assert {case.rule for case in CASES} == set(RULES)


def test_model_has_every_term_in_order() -> None:
    assert [(term.problem, term.name, term.unit) for term in objective.OBJECTIVE] == TERMS


def test_verifier_counts_every_term() -> None:
    assert [count.__name__ for count in score.TERMS] == [name for _, name, _ in TERMS]
