"""A variant: another scenario with some settings, cells, rows or tables changed, in one small TOML file.

extends = ".."              # the scenario it changes, as seen from this file
[policy.travel]                # settings go over the other's, key by key
nights_before = 0
[[override]]                   # a cell; id "*" for every row
table = "grants"
id = "lakes"
column = "ceiling"
value = "6000.00"
[[remove]]                     # a row
table = "people"
id = "br-cs-2"
[[replace]]                    # a table, by a CSV file beside the variant
table = "visas"
file = "visas-strict.csv"
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from planner.errors import UnreadableFile
from planner.findings import Problem
from planner.scenario import toml
from planner.scenario.changes import KEYS, make_changes
from planner.scenario.folders import read_toml
from planner.scenario.source import Grid, Source, brought, moved

EXTENDS = "extends"


def read_variant(path: Path, read_base: Callable[[Path], Source]) -> Source:
    """Raises `UnreadableFile` when the variant or what it extends is no scenario."""
    found = _read(path)
    base = read_base(base_of(path))
    grids = dict(base.grids)
    problems = tuple(make_changes(path, found, grids))
    own = {key: value for key, value in found.items() if key not in (EXTENDS, *KEYS)}
    settings = _over(base.settings, own)
    if not isinstance(own.get("conference"), dict) or "id" not in own["conference"]:
        settings = _renamed(settings, path.stem)
    return replace(
        base,
        settings=settings,
        grids=grids,
        problems=(*base.problems, *problems),
        locate=partial(_locate, path, own, grids, base),
    )


def base_of(path: Path) -> Path:
    """The scenario a variant extends."""
    base = path.parent / str(_read(path)[EXTENDS])
    return base.parent if base.name == toml.FILE else base


def _read(path: Path) -> dict[str, Any]:
    found = read_toml(path, f"a variant is a TOML file with a line {EXTENDS}")
    if not isinstance(found.get(EXTENDS), str):
        raise UnreadableFile(path, f'has no line such as {EXTENDS} = "..", the scenario that the variant changes')
    return found


def _over(base: Any, own: Any) -> Any:
    """Sections are merged key by key; what is no section, a sourced number too, takes the place of the other."""
    if not isinstance(base, dict) or not isinstance(own, dict) or "value" in {*base, *own}:
        return own
    return {**base, **{key: _over(base.get(key), value) for key, value in own.items()}}


def _renamed(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """`pilot` becomes `pilot-x`, so that results do not collide."""
    conference = settings.get("conference")
    if not isinstance(conference, dict) or not isinstance(conference.get("id"), str):
        return settings
    return {**settings, "conference": {**conference, "id": f"{conference['id']}-{name}"}}


def _locate(path: Path, own: Mapping[str, Any], grids: Mapping[str, Grid], base: Source, problem: Problem) -> Problem:
    """At the variant where it said so itself; else at the other scenario, as the variant leaves it."""
    if problem.file == path.name or (problem.file == toml.FILE and _says(own, problem.column or "")):
        return replace(problem, file=path.name)
    name = problem.file.removesuffix(".csv")
    grid, before = grids.get(name), base.grids.get(name)
    if grid is not None and (before is None or grid.place != before.place):
        return moved(problem, grid)
    if grid is not None and (said_here := brought(problem, grid)) is not None:
        return said_here
    located = base.locate(problem)
    return replace(located, file=f"{located.file} as {path.name} leaves it")


def _says(own: Mapping[str, Any], column: str) -> bool:
    """Whether the variant states the key of a problem with settings."""
    place: Any = own
    for key in column.split("."):
        if not isinstance(place, dict) or key not in place:
            return False
        place = place[key]
    return True
