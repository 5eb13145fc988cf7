"""The pilot, run once from end to end, for all tests that look at what it leaves behind."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from planner import pipeline
from planner.plan import Plan
from planner.scenario.scenario import Scenario

PILOT = Path(__file__).parents[1] / "scenarios" / "pilot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What `planner run` made of a scenario."""

    scenario_folder: Path
    scenario: Scenario
    sources: pipeline.Sources
    folder: Path
    plan: Plan


@pytest.fixture(scope="session")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One worker, default seed. Tests must not write into its folder."""
    finished = pipeline.run(PILOT, tmp_path_factory.mktemp("pilot"), pipeline.Limits())
    return Run(
        scenario_folder=PILOT,
        scenario=pipeline.read_scenario(PILOT),
        sources=pipeline.read_sources(PILOT),
        folder=finished.folder,
        plan=finished.plan,
    )


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The small scenario that `planner new` writes."""
    folder = tmp_path / "starter"
    pipeline.new_scenario(folder)
    return folder
