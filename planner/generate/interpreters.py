"""Enough interpreters for the closed meetings held at once, and for the thematic sessions held at once."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from planner.generate.venue import parallel_rooms
from planner.generate.wanted import Wanted
from planner.generate.write import Row

BI_ACTIVE = "ar"
_BOOTH, _BI_ACTIVE_BOOTH = 2, 3
_TEAMS = 3
"""The closed meetings of three categories share nobody."""
_BASES = ("GVA", "GVA", "PAR", "BRU", "MAD", "LON", "TUN", "CAI")
_CLOSED_OUT = {2: "civil_society", 9: "state", 16: "nhri"}
"""Position to the category whose closed meetings the interpreter must not work in."""


def interpreter_rows(languages: Sequence[str], wanted: Wanted) -> Iterator[Row]:
    random = wanted.random("interpreters")
    days = [str(wanted.starts + timedelta(days=number)) for number in range(-wanted.has_eve, wanted.days)]
    for number, (language, colleague) in enumerate(_posts(languages, wanted), start=1):
        yield {
            "id": f"i{number:02d}",
            "a_languages": language,
            **_other_languages(language, colleague, languages, random),
            "base": random.choice(_BASES),
            "fee_per_day": f"{random.randrange(680, 901, 20)}.00",
            "days": ";".join(days),
            "excluded_categories": _CLOSED_OUT.get(number, ""),
        }


def _posts(languages: Sequence[str], wanted: Wanted) -> Iterator[tuple[str, int]]:
    """Mother tongue, and place in the booth of that language."""
    teams = max(_TEAMS, -(-parallel_rooms(wanted) * 2 // 3))
    for language in languages:
        size = _BI_ACTIVE_BOOTH if language == BI_ACTIVE else _BOOTH
        yield from ((language, colleague % size) for colleague in range(teams * size))
    yield languages[0], 0


def _other_languages(language: str, colleague: int, languages: Sequence[str], random: Random) -> Row:
    """The first of each booth understands every other language; the others may lack the bi-active one."""
    others = [other for other in languages if other != language]
    into = [other for other in others if other != BI_ACTIVE]
    active = into[0] if language == BI_ACTIVE and colleague == 0 else random.choice(into or [""])
    passive = [other for other in others if other != active]
    if colleague > 0 and language != BI_ACTIVE and random.random() < 0.7:
        passive = [other for other in passive if other != BI_ACTIVE]
    return {"b_languages": active, "c_languages": ";".join(passive)}
