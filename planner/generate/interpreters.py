"""Enough interpreters for the closed meetings held at once, and for the thematic sessions held at once."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from planner.generate.venue import parallel_rooms
from planner.generate.wanted import Wanted
from planner.generate.write import Row

BI_ACTIVE = ("ar", "zh")
_BOOTH, _BI_ACTIVE_BOOTH = 2, 3
_TEAMS = 3
"""The closed meetings of three categories share nobody."""
_RELAYED = ("en", "fr", "es")
"""Languages out of which others take relay, since most interpreters know them."""
_SHARES = {"en": 1.0, "fr": 0.75, "es": 0.75, "ar": 0.7, "ru": 0.7, "zh": 0.5}
"""Of the sessions held at once in a large meeting, how many can have a booth of that language.

More than their speakers are many: those who understand nothing else may each wish to be in another room."""
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
        size = _BI_ACTIVE_BOOTH if language in BI_ACTIVE else _BOOTH
        booths = _booths(language, wanted) if wanted.is_large else teams
        yield from ((language, colleague % size) for colleague in range(booths * size))
    yield languages[0], 0


def _booths(language: str, wanted: Wanted) -> int:
    """Booths of a language that can be open at once in a large meeting."""
    return max(_TEAMS, math.ceil(parallel_rooms(wanted) * _SHARES[language]))


def _other_languages(language: str, colleague: int, languages: Sequence[str], random: Random) -> Row:
    """The first of each booth understands every other language; the others may lack the bi-active one."""
    others = [other for other in languages if other != language]
    into = [other for other in others if other in _RELAYED and other not in BI_ACTIVE]
    active = into[0] if language in BI_ACTIVE and colleague == 0 else random.choice(into or [""])
    passive = [other for other in others if other != active]
    if colleague > 0 and language not in BI_ACTIVE and random.random() < 0.7:
        passive = [other for other in passive if other in _RELAYED]
    return {"b_languages": active, "c_languages": ";".join(passive)}
