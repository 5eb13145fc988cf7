"""Where the data others made are: `PLANNER_BENCH`, or the folder `shared/bench` beside the checkout."""

import os
from pathlib import Path

BESIDE = Path(__file__).parent.parent.parent / "shared" / "bench"


class NoData(Exception):
    """The data of an instance are not there."""


def data_folder(name: str) -> Path:
    folder = Path(os.environ.get("PLANNER_BENCH", BESIDE)) / name
    if not folder.is_dir():
        raise NoData(f"skipped, {folder} is not there; PLANNER_BENCH names the folder with the data")
    return folder
