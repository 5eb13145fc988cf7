"""Which languages people of a country speak, and which they only understand."""

from collections.abc import Collection, Iterator, Sequence
from random import Random

from planner.generate.facts import Country, Tongue

_SPEAKS_OFFICIAL = 0.95
_USE = {"state": 1.0, "nhri": 0.9, "civil_society": 0.7, "expert": 1.2}
"""How the use of a country's world languages differs by category."""
_SPEAKS_ENGLISH = {"state": 0.4, "nhri": 0.3, "civil_society": 0.1, "expert": 0.9}
_ONLY_UNDERSTANDS = 0.25


def languages_of(
    country: Country, category: str, offered: Collection[str], random: Random
) -> tuple[list[str], list[str]]:
    """Mother tongue, official language, other world languages of the country, English: spoken, or only understood."""
    shares = [max(tongue.percent, 1) for tongue in country.tongues]
    active = [random.choices(country.tongues, shares)[0].language]
    passive: list[str] = []
    for language, chance in _schooling(country, category, offered):
        if language in (*active, *passive):
            continue
        luck = random.random()
        if luck < chance:
            active.append(language)
        elif luck < chance + _ONLY_UNDERSTANDS:
            passive.append(language)
    if not {*active, *passive} & {*offered}:
        passive.append(bridge_language(country.tongues, offered))
    return active, passive


def _schooling(country: Country, category: str, offered: Collection[str]) -> Iterator[tuple[str, float]]:
    """Languages that people of a country learn, with the share who come to speak them."""
    official = max(country.tongues, key=lambda tongue: (tongue.is_official, tongue.percent))
    yield official.language, _SPEAKS_OFFICIAL
    for tongue in country.tongues:
        if tongue.language in offered:
            yield tongue.language, min(1.0, (tongue.percent / 100 + 0.4 * tongue.is_official) * _USE[category])
    yield "en", _SPEAKS_ENGLISH[category]


def bridge_language(tongues: Sequence[Tongue], offered: Collection[str]) -> str:
    """The language of conferences that is official in a country or widely spoken there; else English."""
    known = [tongue for tongue in tongues if tongue.language in offered]
    by_weight = sorted(known, key=lambda tongue: (tongue.is_official, tongue.percent), reverse=True)
    return by_weight[0].language if by_weight else "en"
