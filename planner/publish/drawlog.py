"""The draw log: every string that reaches a published file, with its field and whom it is about."""

from dataclasses import dataclass, field

from planner.publish.view import Fact

LABEL = "label"
"""Field of fixed wording, which is about nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One string in one published file."""

    folder: str
    file: str
    field: str
    subject: str
    text: str


@dataclass(slots=True)
class DrawLog:
    """Grows while files are written; the leak check reads it."""

    entries: list[Drawn] = field(default_factory=list)

    def pen(self, folder: str, file: str) -> "Pen":
        return Pen(log=self, folder=folder, file=file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """The only way for text into a file: hands back what to draw, having noted it."""

    log: DrawLog
    folder: str
    file: str

    def fact(self, fact: Fact, shown: str | None = None) -> str:
        """Text of a fact; `shown` where it appears formatted, such as a time or an amount."""
        text = str(fact.value) if shown is None else shown
        self.log.entries.append(
            Drawn(folder=self.folder, file=self.file, field=fact.field, subject=fact.subject, text=text)
        )
        return text

    def label(self, text: str) -> str:
        """Fixed wording, the same for every reader of this language."""
        self.log.entries.append(Drawn(folder=self.folder, file=self.file, field=LABEL, subject="", text=text))
        return text
