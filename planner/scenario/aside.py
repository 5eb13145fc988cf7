"""Files written aside and renamed, so that a half-written one is never left behind."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def file_aside(target: Path) -> Iterator[Path]:
    """A path that takes the place of `target` when the block ends well. Only its owner can read it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.stem}-") as aside:
        draft = Path(aside) / target.name
        draft.touch(mode=0o600)
        yield draft
        draft.replace(target)
