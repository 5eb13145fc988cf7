"""Everything the planner raises on purpose; caught only in `cli.py`.

PlannerError
├── InputRejected     the scenario has problems (exit 2)
├── UnreadableFile    a file is missing or is not what its name says (exit 2)
├── RevisionExists    another plan already lies where this one would go (exit 2)
├── UnknownAudience   files were asked for somebody who gets none (exit 2)
├── UnknownSubject    an explanation was asked of somebody or something that is not there (exit 2)
├── NotPublished      a plan with violations or a file that says too much (exit 3)
│   └── MissingFont   a name needs a script no installed font can draw (exit 2)
└── NoPlan            infeasible, or out of time before the first plan (exit 1)
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.findings import Leak, Problem, Violation


class PlannerError(Exception):
    """What went wrong, in words for the person at the keyboard."""

    exit_code = 1


class InputRejected(PlannerError):
    """The input has problems; all of them are listed."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreadableFile(PlannerError):
    """A file cannot be read as what it should be."""

    exit_code = 2

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: {reason}")


class RevisionExists(PlannerError):
    """A folder of outputs holds a different plan under the same revision."""

    exit_code = 2


class UnknownAudience(PlannerError):
    """There are no files for such an audience."""

    exit_code = 2

    def __init__(self, audience: str, known: Sequence[str]) -> None:
        super().__init__(f'"{audience}" is not an audience; allowed: {", ".join(known)}')


class UnknownSubject(PlannerError):
    """There is nobody and nothing of this id to explain."""

    exit_code = 2


class NoPlan(PlannerError):
    """There is no plan to write; `message` says why in words, `reasons` says it for scripts."""

    def __init__(self, message: str, reasons: Mapping[str, object]) -> None:
        self.reasons = reasons
        super().__init__(message)


class NotPublished(PlannerError):
    """Nothing was published, and why."""

    exit_code = 3

    def __init__(self, findings: Sequence[Violation | Leak]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class MissingFont(PlannerError):
    """A text needs a font that is not installed; names the script and the package that brings it."""

    exit_code = 2
