"""`manifest.json`: which run made these files, and what each of them was when it was made."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from planner.publish.values import moment
from planner.publish.view import AudienceView, Card

FILE = "manifest.json"
RUN_FILE = "run.json"
"""Holds clock times and seconds; listing it would make two equal runs differ."""
_TERM = ("problem", "term", "unit", "value", "bound", "status")


def write_manifest(secretariat: AudienceView, staging: Path) -> None:
    """List every file below `staging` but itself and `run.json`; no clock but the time of release."""
    plan = secretariat.cards["plan"][0]
    manifest = {
        **_values(plan, ("scenario", "sha256", "revision", "planner", "ortools", "seed", "workers")),
        "released_at": moment(secretariat.conference["released_at"]).isoformat(),
        "terms": [_values(term, _TERM) for term in secretariat.cards.get("term", ())],
        "files": {
            path.relative_to(staging).as_posix(): _stamp(path)
            for path in sorted(staging.rglob("*"))
            if path.is_file() and path.name not in (FILE, RUN_FILE)
        },
    }
    (staging / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def _values(card: Card, fields: tuple[str, ...]) -> Mapping[str, object]:
    return {field: card[field].value for field in fields}


def _stamp(path: Path) -> Mapping[str, object]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
