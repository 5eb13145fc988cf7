"""What sessions are made from: titles by kind, and the people they are for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from planner.generate.facts import rows
from planner.generate.members import Member
from planner.generate.wanted import Wanted
from planner.generate.write import Row

TITLE = "title."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    members: Sequence[Member]
    wanted: Wanted
    languages: Sequence[str]
    random: Random

    def first_choices(self, category: str) -> list[Member]:
        return [member for member in self.members if member.category == category and member.rank == 1]


def session_row(kind: str, facts: Mapping[str, str], floor: Sequence[str], **cells: str) -> Row:
    titles = {name: title for name, title in facts.items() if name.startswith(TITLE)}
    return {"id": facts["id"], "kind": kind, "floor_languages": ";".join(floor), "slots": "1", **titles, **cells}


def kind_facts(kind: str, wanted: Wanted) -> Mapping[str, Mapping[str, str]]:
    """What there is of a kind in a meeting of that size, by id, with titles in the languages it can offer."""
    named = {"id", *(f"{TITLE}{language}" for language in wanted.languages)}
    return {
        row["id"]: {name: text for name, text in row.items() if name in named}
        for row in rows("sessions")
        if row["kind"] == kind and (wanted.is_large or not row["large"])
    }


def with_series(kind: str, wanted: Wanted) -> list[Mapping[str, str]]:
    """Of each kind's sessions first those that stand alone, then one series after the other that continues them.

    A continued session keeps the theme of the one it continues.
    """
    alone = [{**facts, "theme": id} for id, facts in kind_facts(kind, wanted).items()]
    series = kind_facts(f"{kind}_series", wanted).values()
    return [*alone, *(_continued(facts, form) for form in series for facts in alone)]


def _continued(facts: Mapping[str, str], form: Mapping[str, str]) -> Mapping[str, str]:
    titles = {name: form[name].format(title) for name, title in facts.items() if name.startswith(TITLE)}
    return {**titles, "id": f"{facts['id']}-{form['id']}", "theme": facts["theme"]}
