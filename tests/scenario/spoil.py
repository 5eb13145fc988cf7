"""Spoiling a scenario in one place."""

from collections.abc import Callable
from pathlib import Path

from planner.scenario.read import check_scenario

Spoil = Callable[[str, str, str], list[str]]
"""File, text, text instead: the problems of the folder as it is then."""


def spoil_in(folder: Path) -> Spoil:
    def spoil(file: str, before: str, after: str) -> list[str]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {file}"
        path.write_text(text.replace(before, after), encoding="utf-8")
        return [str(problem) for problem in check_scenario(folder)]

    return spoil
