"""Splits as they are written: read in the order of their rows, and refused where they are not whole."""

from pathlib import Path

from planner.scenario.funding import Share, Split
from planner.scenario.read import check_scenario, read_scenario

HEADER = "split,payer,percent\n"


def _problems(folder: Path, *rows: str) -> list[str]:
    (folder / "splits.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return [str(problem) for problem in check_scenario(folder)]


def test_a_split_is_read_in_the_order_of_its_rows(folder: Path) -> None:
    assert _problems(folder, "both,self,40", "both,example,60") == []
    (split,) = read_scenario(folder).splits
    assert split == Split(id="both", shares=(Share(payer="self", percent=40), Share(payer="example", percent=60)))


def test_a_split_is_whole_and_among_payers_that_exist(folder: Path) -> None:
    assert _problems(folder, "both,self,40", "both,exemple,50", "example,self,100") == [
        'splits.csv row 3, payer: "exemple"; allowed: self or a grant (example, self); did you mean "example"?',
        'splits.csv row 4, split: "example"; allowed: a name that is neither self nor a grant\'s',
        "splits.csv row 3, percent: 90 % in all rows of both; allowed: 100 %",
    ]
