"""A scenario folder to spoil."""

from pathlib import Path

import pytest

from planner.scenario.starter import new_scenario
from tests.scenario.spoil import Spoil, spoil_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The starter, freshly written; without problems as it stands."""
    new_scenario(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    return spoil_in(folder)
