"""Findings are data: a `Problem` in the input, a `Violation` in a plan, a `Leak` in a published file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with the input: where, what was found, what is allowed, what to do."""

    file: str
    found: str
    allowed: str
    row: int | None = None
    """Line in the file as a spreadsheet numbers it: the header is row 1."""
    column: str | None = None
    suggestion: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f" row {self.row}"
        if self.column is not None:
            where += f", {self.column}"
        text = f"{where}: {self.found}; allowed: {self.allowed}"
        return f"{text}; {self.suggestion}" if self.suggestion else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A hard rule that a plan breaks, by the rule's name in `docs/rules.md`."""

    rule: str
    subject: str
    """Ids of what breaks it, such as `br-cs-2` or `th-land#1`."""
    message: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.subject}): {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something a published file says that its audience may not know."""

    audience: str
    """Folder of the audience below the revision, such as `for-delegations/BR`."""
    file: str
    field: str
    """What kind of fact it is, such as `person.alias`."""
    subject: str
    place: str
    """Where in the file: `text`, `metadata`, `hidden sheet`, `file name`, `QR payload`."""

    def __str__(self) -> str:
        return f"{self.audience}/{self.file}: says {self.field} of {self.subject} ({self.place})"
