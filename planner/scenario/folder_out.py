"""A `Source` as a folder: `scenario.toml` and one CSV file per table."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from planner.scenario import toml
from planner.scenario.source import Grid, Source


def write_folder(source: Source, folder: Path) -> None:
    """Comments of a `scenario.toml` are not kept: they are not part of what was found."""
    settings = "\n".join(_section(name, section) for name, section in source.settings.items())
    (folder / toml.FILE).write_text(settings, encoding="utf-8")
    for name, grid in source.grids.items():
        write_csv(grid, folder / f"{name}.csv")


def write_csv(grid: Grid, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(grid.header)
        writer.writerows(line.cells for line in grid.lines)


def _section(path: str, section: Mapping[str, Any]) -> str:
    return "\n".join(_lines(path, section)) + "\n"


def _lines(path: str, section: Mapping[str, Any]) -> Iterator[str]:
    """Areas of the policy are sections of their own; all other tables stand on one line."""
    areas = {key: value for key, value in section.items() if path == "policy" and isinstance(value, dict)}
    if len(areas) < len(section):
        yield f"[{path}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in section.items() if key not in areas)
    for key, area in areas.items():
        yield _section(f"{path}.{_key(key)}", area)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime):
        return value.isoformat()
    # Texts are quoted and escaped alike in TOML and JSON; numbers, decimals too, are written as they are.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else json.dumps(key, ensure_ascii=False)
