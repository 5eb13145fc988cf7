"""`results.json` and, drawn from it, `results.md`. A run replaces the rows it has measured and keeps the others."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.registry import INSTANCES
from benchmarks.result import Result, Row

HEAD = """# Results

Written by `python -m benchmarks`; do not edit. How to read it: [README.md](README.md).

| instance | counted | value | bound | gap | seconds | MiB | seed | must |
|---|---|---:|---:|---:|---:|---:|---:|---|
"""


def keep(rows: Iterable[Row], folder: Path) -> None:
    """Write both files, in the order of the registry."""
    file = folder / "results.json"
    known = {row.instance: row for row in (*read(file), *rows)}
    ordered = [known[instance.name] for instance in INSTANCES if instance.name in known]
    lines = ",\n".join(json.dumps(asdict(row), sort_keys=True) for row in ordered)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    (folder / "results.md").write_text(drawn(ordered), encoding="utf-8")


def read(file: Path) -> list[Row]:
    if not file.exists():
        return []
    found = json.loads(file.read_text(encoding="utf-8"))
    return [Row(**{**row, "result": Result(**row["result"])}) for row in found]


def drawn(rows: Iterable[Row]) -> str:
    rows = list(rows)
    notes = "".join(f"- **{row.instance}**: {row.result.note}\n" for row in rows if row.result.note)
    made_with = "".join(f"- {text}\n" for text in dict.fromkeys(_versions(row.versions) for row in rows))
    return f"{HEAD}{''.join(_line(row) for row in rows)}\n## Notes\n\n{notes}\n## Made with\n\n{made_with}"


def _line(row: Row) -> str:
    result = row.result
    gap = "-" if result.gap is None else f"{100 * result.gap:.1f} %"
    numbers = (_number(result.value), _number(result.bound), gap, f"{row.seconds:.0f}", row.peak_mib, row.seed)
    cells = (row.instance, f"{result.measure} ({result.aim})", *numbers, result.must or "-")
    return f"| {' | '.join(map(str, cells))} |\n"


def _number(number: int | None) -> str:
    return "-" if number is None else f"{number:,}".replace(",", " ")


def _versions(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
