"""Splits as they are written: read in the order of their rows, and refused where they are not whole."""

from pathlib import Path

from planner.scenario.funding import Share, Split
from planner.scenario.read import check_scenario, read_scenario

HEADER = "split,payer,percent,selector\n"


def _problems(folder: Path, *rows: str) -> list[str]:
    (folder / "splits.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return [str(problem) for problem in check_scenario(folder)]


def test_a_split_is_read_in_the_order_of_its_rows(folder: Path) -> None:
    assert _problems(folder, "both,self,40,category=nhri", "both,example,60,category=nhri") == []
    (split,) = read_scenario(folder).splits
    shares = (Share(payer="self", percent=40), Share(payer="example", percent=60))
    assert split == Split(id="both", selector="category=nhri", shares=shares)


def test_a_split_is_whole_and_among_payers_that_exist(folder: Path) -> None:
    assert _problems(folder, "both,self,40,", "both,exemple,50,person=ex-1", "example,self,100,") == [
        'splits.csv row 3, payer: "exemple"; allowed: self or a grant (example, self); did you mean "example"?',
        'splits.csv row 3, selector: "person=ex-1"; allowed: "", as in the first row of both',
        'splits.csv row 4, split: "example"; allowed: a name that is neither self nor a grant\'s',
        "splits.csv row 3, percent: 90 % in all rows of both; allowed: 100 %",
    ]


def test_a_split_is_for_people_who_exist(folder: Path) -> None:
    (problem,) = _problems(folder, "both,self,40,person=ex-9", "both,example,60,person=ex-9")[:1]
    assert problem.startswith('splits.csv row 2, selector: "ex-9"; allowed: a value of person (ex-1, na-cs-1')
