"""What invented people and organisations are called: composed from lists, never twice the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from random import Random

from planner.generate.facts import rows
from planner.generate.languages import bridge_language
from planner.generate.members import Member
from planner.generate.wanted import LANGUAGES, Wanted
from planner.generate.write import Row

_WRITTEN_OWN_WAY = 0.4
"""Share of people whose badge is in the script of their language, where the list has it."""
_FAMILY_FIRST = ("chinese",)
_CULTURES_OF_INTERPRETERS = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "ar": "arabic",
    "ru": "slavic_cyrillic",
    "zh": "chinese",
}


@dataclass(frozen=True, slots=True)
class _Name:
    latin: str
    written: str


@dataclass(slots=True)
class _Lots:
    """Draws from lists without putting back; a list that runs out begins again with a number."""

    random: Random
    _left: dict[tuple[str, str], list[_Name]] = field(default_factory=dict)
    _rounds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def draw(self, kind: tuple[str, str], names: Sequence[_Name]) -> _Name:
        if not self._left.get(kind):
            self._left[kind] = self.random.sample(names, len(names))
            self._rounds[kind] += 1
        name, rounds = self._left[kind].pop(), self._rounds[kind]
        mark = f" {rounds}" if rounds > 1 else ""
        return _Name(name.latin + mark, name.written + mark)


def name_organisations(members: Sequence[Member], wanted: Wanted) -> None:
    """A State and its institution each have one organisation, every person of civil society one of their own."""
    lots = _Lots(wanted.random("organisations"))
    for member in members:
        if member.category == "civil_society":
            member.organisation = _phrase("organisation", member, lots)
        elif member.state is not None:
            form = _forms()[bridge_language(member.country.tongues, wanted.languages)]
            member.organisation = form[f"{member.category}_institution"].format(member.country.code)


def name_rows(members: Sequence[Member], interpreters: Sequence[Row], wanted: Wanted) -> tuple[list[Row], list[Row]]:
    """Badge names, an alias for whoever is protected; and the names in passports."""
    lots = _Lots(wanted.random("names"))
    badges: list[Row] = []
    passports: list[Row] = []
    for member in members:
        name = _full_name(member.country.culture, member.gender, lots)
        badges.append({"id": member.id, **_badge(member, name, lots, wanted)})
        passports.append({"id": member.id, "legal_name": name.latin})
    for interpreter in interpreters:
        name = _full_name(_CULTURES_OF_INTERPRETERS[interpreter["a_languages"]], "unstated", lots)
        badges.append({"id": interpreter["id"], "badge_name": name.latin})
        passports.append({"id": interpreter["id"], "legal_name": name.latin})
    return badges, passports


def _badge(member: Member, name: _Name, lots: _Lots, wanted: Wanted) -> Row:
    form = _forms()[writes_in(member, wanted)]
    if member.is_protected:
        return {"badge_name": _phrase("alias", member, lots), "function": form[member.category]}
    shown = name.written if lots.random.random() < _WRITTEN_OWN_WAY else name.latin
    return {"badge_name": shown, "honorific": form.get(member.gender, ""), "function": form[member.category]}


def writes_in(member: Member, wanted: Wanted) -> str:
    """The language of letters to somebody: the first that they speak, or understand, and conferences offer."""
    known = (*member.active, *member.passive)
    return next(language for language in known if language in wanted.languages)


def _full_name(culture: str, gender: str, lots: _Lots) -> _Name:
    given = gender if gender in ("woman", "man") else lots.random.choice(("woman", "man"))
    return lots.draw((culture, given), _full_names(culture, given))


@cache
def _full_names(culture: str, given: str) -> tuple[_Name, ...]:
    lists = {row["part"]: row for row in rows("names") if row["culture"] == culture}
    return tuple(
        _Name(f"{first.latin} {last.latin}", _written(first, last, culture))
        for first, last in product(_entries(lists[given]), _entries(lists["family"]))
    )


def _entries(row: Mapping[str, str]) -> list[_Name]:
    latin = row["latin"].split(";")
    return [_Name(*both) for both in zip(latin, row["written"].split(";") if row["written"] else latin, strict=True)]


def _written(first: _Name, last: _Name, culture: str) -> str:
    return f"{last.written}{first.written}" if culture in _FAMILY_FIRST else f"{first.written} {last.written}"


def _phrase(kind: str, member: Member, lots: _Lots) -> str:
    """In the person's own language where there is a list, else in the world language of the country."""
    lists = {row["language"]: row for row in rows("phrases") if row["kind"] == kind}
    own = member.active[0]
    language = own if own in lists else bridge_language(member.country.tongues, LANGUAGES)
    parts = product(lists[language]["heads"].split(";"), lists[language]["tails"].split(";"))
    return lots.draw((kind, language), [_Name(text, text) for text in map(" ".join, parts)]).written


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    return {row["language"]: row for row in rows("forms")}
