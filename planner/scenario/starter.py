"""A new scenario to begin with: small, fictitious, complete, and solvable as it stands."""

import secrets
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from planner.errors import InputRejected, UnreadableFile
from planner.scenario.aside import file_aside
from planner.scenario.folder_out import write_folder
from planner.scenario.folders import KEY_FILE
from planner.scenario.read import check_scenario
from planner.scenario.sources import key_file, read_source
from planner.scenario.workbooks.opening import SUFFIXES
from planner.scenario.workbooks.writing import write_workbook

KEY_BYTES = 32


def new_scenario(place: Path, scenario: Path | None = None, *, as_workbook: bool = False) -> Path:
    """Write the starter, or another scenario, as a workbook or into a new or empty folder.

    Returns what was written. Raises `UnreadableFile` where something is there already, `InputRejected` where the
    other scenario has problems.
    """
    if scenario and (problems := check_scenario(scenario)):
        raise InputRejected(problems)
    if place.suffix.lower() in SUFFIXES or as_workbook:
        file = place if place.suffix.lower() in SUFFIXES else place / f"{place.name}.xlsx"
        _new_workbook(file, scenario)
        return file
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UnreadableFile(place, "exists and is not an empty folder; name a new one")
    try:
        _new_folder(place, scenario)
    except OSError as error:
        raise UnreadableFile(place, f"cannot be written ({error.strerror})") from error
    return place


def _new_workbook(file: Path, scenario: Path | None) -> None:
    """The key lies beside the workbook."""
    if file.exists():
        raise UnreadableFile(file, "exists; name a new one")
    key = _key_for(file, scenario)
    try:
        with as_file(files("planner.scenario") / "starter") as starter, file_aside(file) as draft:
            write_workbook(read_source(scenario or starter), draft)
        if not file.with_name(KEY_FILE).exists():
            _write_key(file.with_name(KEY_FILE), key)
    except OSError as error:
        raise UnreadableFile(file, f"cannot be written ({error.strerror})") from error


def _key_for(file: Path, scenario: Path | None) -> bytes:
    """The key of the other scenario, so that tokens stay; a fresh one for a new scenario."""
    there, theirs = file.with_name(KEY_FILE), key_file(scenario) if scenario else None
    if theirs is None or not theirs.exists():
        return _fresh_key()
    key = theirs.read_bytes()
    if there.exists() and there.read_bytes().strip() != key.strip():
        raise UnreadableFile(there, "is the key of another scenario; choose another folder")
    return key


def _new_folder(folder: Path, scenario: Path | None) -> None:
    """Aside, then renamed, so that no half-written scenario is ever left behind."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as aside:
        draft = Path(aside) / folder.name
        draft.mkdir()
        if scenario:
            write_folder(read_source(scenario), draft)
        else:
            for source in (files("planner.scenario") / "starter").iterdir():
                (draft / source.name).write_bytes(source.read_bytes())
        _write_key(draft / KEY_FILE, _key_for(folder / KEY_FILE, scenario))
        draft.replace(folder)


def _fresh_key() -> bytes:
    return f"{secrets.token_hex(KEY_BYTES)}\n".encode("ascii")


def _write_key(file: Path, key: bytes) -> None:
    file.touch(mode=0o600)
    file.write_bytes(key)
