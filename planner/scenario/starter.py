"""A new scenario to begin with: small, fictitious, complete, and solvable as it stands."""

import secrets
import tempfile
from importlib.resources import files
from pathlib import Path

from planner.errors import UnreadableFile
from planner.scenario.folders import KEY_FILE

KEY_BYTES = 32


def new_scenario(folder: Path) -> None:
    """Write the starter into a new or empty folder, with a fresh key. Raises `UnreadableFile` otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnreadableFile(folder, "exists and is not an empty folder; name a new one")
    try:
        _write(folder)
    except OSError as error:
        raise UnreadableFile(folder, f"cannot be written ({error.strerror})") from error


def _write(folder: Path) -> None:
    """Aside, then renamed, so that no half-written scenario is ever left behind."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as aside:
        draft = Path(aside) / folder.name
        draft.mkdir()
        for source in (files("planner.scenario") / "starter").iterdir():
            (draft / source.name).write_bytes(source.read_bytes())
        key = draft / KEY_FILE
        key.touch(mode=0o600)
        key.write_text(f"{secrets.token_hex(KEY_BYTES)}\n", encoding="ascii")
        draft.replace(folder)
