"""The list of the field's rules is complete, and what it names exists and says the same."""

import re
from pathlib import Path

from planner.model.objective import OBJECTIVE
from planner.model.rules import HARD_RULES

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "rules-of-the-field.md").read_text(encoding="utf-8")
CATALOGUE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").partition("# The objective")[0]

LAST = {"INT": 31, "TIM": 22, "DOC": 3, "DEL": 25, "TRV": 28, "SEC": 21, "CAL": 9, "PRO": 9}
"""Each series of ids and its last number: 148 in all."""
ID = re.compile(r"[A-Z]{3}-\d\d")
LINES = re.findall(r"^\| [A-Z]{3}-.*$", TEXT, re.M)
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in LINES]
"""Id, rule, source, kept by, not yet."""
KEPT_BY = {row[0]: re.findall(r"`([^`]+)`", row[3]) for row in ROWS}
LATER = set(re.findall(r"^\| ([a-z ]+) \| (?!what it will be)", TEXT.partition("\n## ")[0], re.M))


def cited() -> dict[str, set[str]]:
    """Rule of the catalogue to the ids that its row names."""
    rules = re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", CATALOGUE, re.M | re.S)
    return {name: set(ID.findall(" ".join(re.findall(r"^- Id: (.*?) ·", body, re.M)))) for name, body in rules}


def test_every_id_stands_once_and_in_order() -> None:
    assert sum(LAST.values()) == 148
    assert [row[0] for row in ROWS] == [
        f"{series}-{number:02d}" for series, last in LAST.items() for number in range(1, last + 1)
    ]


def test_every_row_says_a_rule_its_source_and_what_becomes_of_it() -> None:
    for row in ROWS:
        assert len(row) == 5, row
        assert row[1].endswith("."), row
        assert row[2], row
        assert KEPT_BY[row[0]] or row[4], row


def test_what_is_named_exists() -> None:
    known = {rule.name for rule in HARD_RULES} | {term.name for term in OBJECTIVE}
    for id, names in KEPT_BY.items():
        assert len(names) == len(set(names)), id
        for name in names:
            assert name in known or (name.endswith(".py") and (ROOT / name).is_file()), f"{id}: {name}"


def test_pieces_of_later_work_are_explained_and_used() -> None:
    assert {row[4] for row in ROWS} - {""} == LATER
    assert len(LATER) == 13


def test_ids_of_the_catalogue_stand_with_its_rules() -> None:
    rules = cited()
    assert set(rules) == {rule.name for rule in HARD_RULES}
    missing = {(id, rule) for rule, ids in rules.items() for id in ids if rule not in KEPT_BY.get(id, [])}
    assert missing == set()
    assert sum(map(len, rules.values())) > len(rules), "the ids are found"
