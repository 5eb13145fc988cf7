"""What sessions are made from: titles by kind, and the people they are for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from planner.generate.facts import rows
from planner.generate.members import Member
from planner.generate.wanted import Wanted
from planner.generate.write import Row

_TITLE = "title."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    members: Sequence[Member]
    wanted: Wanted
    languages: Sequence[str]
    random: Random

    def first_choices(self, category: str) -> list[Member]:
        return [member for member in self.members if member.category == category and member.rank == 1]


def session_row(kind: str, facts: Mapping[str, str], floor: Sequence[str], **cells: str) -> Row:
    titles = {name: title for name, title in facts.items() if name.startswith(_TITLE)}
    return {"id": facts["id"], "kind": kind, "floor_languages": ";".join(floor), "slots": "1", **titles, **cells}


def kind_facts(kind: str) -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in rows("sessions") if row["kind"] == kind}
