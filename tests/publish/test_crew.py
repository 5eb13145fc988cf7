"""Work in several processes comes out as in one: in order, with the same errors, and nothing goes on afterwards."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.errors import MissingFont, NotPublished
from planner.publish import publishers
from planner.publish.audiences import build_views, secrets_of
from planner.publish.crew import shared_out
from planner.publish.drawlog import DrawLog
from planner.publish.publishers import Publisher, write_publications
from planner.publish.view import AudienceView
from tests.publish import small

UNGUARDED = """
from planner.publish.crew import shared_out
print("main")
with shared_out(abs, [-1], processes=2) as results:
    print(list(results))
"""


def squared(number: int) -> int:
    time.sleep(0.02 / (1 + number))  # the later ones are done sooner
    print("no answer")  # noqa: T201 - what a library might do
    return number * number


def without_font(number: int) -> int:
    if number >= 2:
        raise MissingFont(f"number {number}")
    return number


def noted(folder: Path) -> None:
    """Leaves its process's number, then works for longer than any test."""
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def is_running(process: int) -> bool:
    return Path(f"/proc/{process}/cmdline").exists()


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
def test_results_come_in_order(processes: int) -> None:
    with shared_out(squared, range(20), processes=processes) as results:
        assert list(results) == [number * number for number in range(20)]


def test_work_is_done_by_other_processes() -> None:
    with shared_out(_process_of, range(6), processes=2) as results:
        found = set(results)
    assert os.getpid() not in found
    assert not any(is_running(process) for process in found)


def _process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("processes", [1, 2])
def test_first_error_in_order_arrives_as_it_was(processes: int) -> None:
    with pytest.raises(MissingFont, match="number 2"), shared_out(without_font, range(9), processes=processes) as some:
        list(some)


def test_nothing_works_on_when_the_block_is_left(tmp_path: Path) -> None:
    def interrupted() -> None:
        with shared_out(noted, [tmp_path] * 4, processes=2):
            while len(list(tmp_path.iterdir())) < 2:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    begun = [int(path.name) for path in tmp_path.iterdir()]
    assert len(begun) == 2
    assert not any(is_running(process) for process in begun)


def test_process_that_dies_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="ended early: 7"), shared_out(os._exit, [7], processes=2) as results:
        list(results)


def test_main_module_of_the_caller_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "main\n[1]\n"
    assert done.stderr == ""


def published(folder: Path, *more: Publisher) -> dict[str, bytes]:
    views = build_views(small.scenario(), small.plan(), small.names(), small.KEY)
    write_publications(views, secrets_of(views, small.names()), folder, (*publishers.PUBLISHERS, *more))
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def plant(view: AudienceView, folder: Path, _: DrawLog) -> None:
    (folder / "a.txt").write_text(f"Kingfisher, for {view.folder}", encoding="utf-8")


def allow_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishers, "_FEWEST_FOLDERS", 1)
    monkeypatch.setattr(publishers, "cores", lambda: 2)


def test_publication_is_the_same_in_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = published(tmp_path / "alone")
    allow_two_processes(monkeypatch)
    assert published(tmp_path / "shared") == alone


def test_leak_in_another_process_stops_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow_two_processes(monkeypatch)
    canary = Publisher(name="canary", audiences=frozenset({"delegation"}), write=plant)
    with pytest.raises(NotPublished) as stopped:
        published(tmp_path, canary)
    assert [str(finding) for finding in stopped.value.findings] == [
        "for-delegations/BR/a.txt: says person.badge_name of br-cs-1 (text)",
        "for-delegations/CI/a.txt: says person.badge_name of br-cs-1 (text)",
    ]
