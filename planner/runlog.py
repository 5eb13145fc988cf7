"""`run.json`: clock times, machine and seconds of a run. Nothing in it changes the plan."""

import json
import os
import platform
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from planner.errors import UnreadableFile

RUN = "run.json"


@dataclass(slots=True)
class RunLog:
    """What one run of the planner took."""

    scenario_folder: Path
    seconds: dict[str, float] = field(default_factory=dict)
    started_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage of the flow."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - started, 3)

    def write(self, folder: Path) -> None:
        said = {
            "scenario_folder": str(self.scenario_folder.resolve()),
            "started_at": self.started_at,
            "seconds": self.seconds,
            "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
        }
        (folder / RUN).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def scenario_folder_of(revision: Path) -> Path:
    """The scenario folder from which the plan in this folder was solved; names and key are read from there."""
    path = revision / RUN
    try:
        return Path(json.loads(path.read_text(encoding="utf-8"))["scenario_folder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(path, "does not say where the scenario lies; name it with --scenario FOLDER") from error
