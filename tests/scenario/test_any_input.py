"""Whatever stands in a cell, checking answers with problems and building never fails on input without any."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenario.read import check_scenario, read_scenario
from planner.scenario.starter import new_scenario
from planner.scenario.tables import TABLES

LIKELY = ["", "no", "yes", "0", "1", "99", "1..2", "-1", "en", "zz", "NA", "2027-09-14", "25:00", "a;b", "s1"]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_cell_may_hold_anything(data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "mine"
        new_scenario(folder)
        paths = [folder / table.file for table in TABLES if (folder / table.file).exists()]
        path = data.draw(st.sampled_from(paths))
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for _ in range(data.draw(st.integers(1, 3))):
            row = data.draw(st.integers(0, len(rows) - 1))
            column = data.draw(st.integers(0, len(rows[row]) - 1))
            rows[row][column] = data.draw(st.sampled_from(LIKELY) | st.text(max_size=8))
        with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            csv.writer(file).writerows(rows)
        if not check_scenario(folder):
            assert read_scenario(folder).conference.id == "starter"
