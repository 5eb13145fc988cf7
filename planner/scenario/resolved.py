"""The resolved scenario: one JSON file, ids only, kept beside a plan so that it can be verified anywhere."""

import hashlib
from pathlib import Path

import msgspec

from planner.errors import UnreadableFile
from planner.scenario.scenario import Scenario


def scenario_to_json(scenario: Scenario) -> bytes:
    """Sorted keys: the same scenario always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(scenario, order="sorted"), indent=1) + b"\n"


def scenario_hash(scenario: Scenario) -> str:
    """SHA-256 of the resolved scenario, in hexadecimal."""
    return hashlib.sha256(scenario_to_json(scenario)).hexdigest()


def read_resolved(path: Path) -> Scenario:
    """Read `scenario.json`. Raises `UnreadableFile` when it is missing or not a resolved scenario."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Scenario)
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(path, f"is not a resolved scenario: {error}") from error
