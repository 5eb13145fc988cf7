"""The commands as somebody at the keyboard meets them: exit codes, messages, JSON."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from planner.plan import plan_to_json, read_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def planner(*words: object) -> Said:
    command = [sys.executable, "-m", "planner", *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in ended.stderr
    return Said(code=ended.returncode, out=ended.stdout, err=ended.stderr)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter scenario made and run by commands; tests must not write into it."""
    folder = tmp_path_factory.mktemp("cli")
    assert planner("new", folder / "first").code == 0
    assert planner("run", folder / "first", "--out", folder / "out").code == 0
    return folder


@pytest.fixture
def released(finished: Path, tmp_path: Path) -> Path:
    """A copy of what the run left, to be spoilt."""
    return Path(shutil.copytree(finished / "out", tmp_path / "out")) / "starter" / "r001"


def test_new_scenario_is_accepted_and_run(finished: Path) -> None:
    assert planner("check", finished / "first").code == 0
    assert (finished / "out" / "starter" / "r001" / "public" / "programme.html").exists()


def test_run_says_where_the_files_are(finished: Path) -> None:
    said = planner("run", finished / "first", "--out", finished / "again", "--json")
    assert said.code == 0
    assert said.json["outcome"] == "solved"
    assert said.json["folder"] == str(finished / "again" / "starter" / "r001")
    assert {term["status"] for term in said.json["terms"]} == {"proven"}


def test_verified_plan_says_so(finished: Path) -> None:
    said = planner("verify", finished / "out" / "starter" / "r001" / "plan.json", "--json")
    assert (said.code, said.json["outcome"]) == (0, "verified")
    # Six seats, all filled, and both delegations whole.
    assert said.json["terms"]["incomplete_delegations"] == 0


def test_no_plan_ends_with_1(starter: Path, tmp_path: Path) -> None:
    said = planner("run", starter, "--out", tmp_path / "out", "--time-limit", 0, "--json")
    assert (said.code, said.json["outcome"]) == (1, "NoPlan")
    assert "out of time" in said.json["message"]
    assert not (tmp_path / "out").exists()


def test_rejected_input_ends_with_2_and_lists_every_finding(starter: Path) -> None:
    rooms = starter / "rooms.csv"
    # Row 1 is the header, so the hall is row 2 and Room 1 is row 3.
    rooms.write_text(
        rooms.read_text(encoding="utf-8").replace("Hall,40", "Hall,forty").replace("Room 1,12", "Room 1,-3")
    )
    said = planner("check", starter, "--json")
    assert (said.code, said.json["outcome"]) == (2, "InputRejected")
    places = {(one["file"], one["row"], one["column"]) for one in said.json["findings"]}
    assert {("rooms.csv", 2, "capacity"), ("rooms.csv", 3, "capacity")} <= places
    in_words = planner("check", starter)
    assert in_words.code == 2
    assert "rooms.csv row 2, capacity" in in_words.err


def test_broken_plan_ends_with_3_and_lists_the_rules(released: Path) -> None:
    plan = read_plan(released / "plan.json")
    nobody = replace(plan.sessions["closing#1"], attends=())
    broken = replace(plan, sessions={**plan.sessions, "closing#1": nobody})
    (released / "plan.json").write_bytes(plan_to_json(broken))
    for command in ("verify", "publish"):
        said = planner(command, released, "--json")
        assert (said.code, said.json["outcome"]) == (3, "NotPublished")
        assert "required_sessions_are_attended" in {one["rule"] for one in said.json["findings"]}


def refused(*words: object) -> str:
    """What a command that ends with 2 says on the screen."""
    said = planner(*words)
    assert said.code == 2
    assert said.out == ""
    return in_one_line(said.err)


@pytest.mark.parametrize("command", ["run", "solve", "check"])
def test_missing_scenario(command: str, tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in refused(command, tmp_path / "nowhere")


@pytest.mark.parametrize("command", ["run", "check"])
def test_folder_without_a_scenario(command: str, tmp_path: Path) -> None:
    said = refused(command, tmp_path)
    assert str(tmp_path) in said
    assert "scenario.toml" in said


def test_file_that_is_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    assert "notes.txt" in refused("run", tmp_path / "notes.txt")


@pytest.mark.parametrize("command", ["verify", "publish"])
def test_plan_that_is_none(command: str, tmp_path: Path) -> None:
    assert "plan.json: cannot be read" in refused(command, tmp_path)
    (tmp_path / "plan.json").write_text('{"format": 1', encoding="utf-8")
    assert "is not a plan of format 1" in refused(command, tmp_path)


@pytest.mark.parametrize("command", ["verify", "publish"])
def test_plan_of_another_format(command: str, released: Path) -> None:
    file = released / "plan.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 1,', '"format": 2,'), encoding="utf-8")
    assert "is not a plan of format 1" in refused(command, file)


@pytest.mark.parametrize("command", ["verify", "publish"])
def test_plan_without_its_scenario(command: str, released: Path) -> None:
    (released / "scenario.json").unlink()
    assert "scenario.json: cannot be read" in refused(command, released)


def test_unknown_audience_names_the_known_ones(released: Path) -> None:
    said = refused("publish", released, "--for", "press")
    assert '"press" is not an audience' in said
    assert "delegation" in said


def test_new_scenario_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    assert "is not an empty folder" in refused("new", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_file_in_the_way_of_a_new_scenario(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    assert "cannot be written" in refused("new", tmp_path / "notes.txt" / "scenario")


def test_file_in_the_way_of_the_results(starter: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("notes", encoding="utf-8")
    assert "cannot be written" in refused("run", starter, "--out", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "notes"


def test_scenario_that_has_moved_is_asked_for(finished: Path, released: Path) -> None:
    run = json.loads((released / "run.json").read_text(encoding="utf-8"))
    (released / "run.json").unlink()
    assert "--scenario" in refused("publish", released)
    assert planner("publish", released, "--scenario", run["scenario_folder"]).code == 0
    assert Path(run["scenario_folder"]) == (finished / "first").resolve()
