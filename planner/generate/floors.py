"""Floor languages: few enough for the booths, enough for everyone to follow."""

from collections import Counter
from collections.abc import Iterable, Sequence

from planner.generate.members import LANGUAGES, Member

MOST_FLOOR_LANGUAGES = 3
_MANY = 0.2
"""Share of a group for whom a language is put on its floor."""


def conference_languages(members: Sequence[Member], *, is_small: bool) -> tuple[str, ...]:
    """All that are on offer; a small meeting offers only what its people need."""
    return tuple(_covering(members, len(LANGUAGES))) if is_small else LANGUAGES


def floor_of(group: Sequence[Member], most: int = MOST_FLOOR_LANGUAGES) -> list[str]:
    """Languages of which everyone understands one, if so few can do it; then those that many speak most readily."""
    floor = _covering(group, most)
    first = Counter(member.speaks_here[0] for member in group if member.speaks_here)
    many = [language for language, count in first.most_common() if count >= _MANY * len(group)]
    floor += [language for language in many if language not in floor][: most - len(floor)]
    return sorted(floor, key=LANGUAGES.index)


def let_everyone_follow(members: Sequence[Member]) -> None:
    """Who understands no floor language of their region's meeting learns its first."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        if member.state:
            groups.setdefault(member.country.un_region, []).append(member)
    for group in groups.values():
        floor = floor_of(group)
        for member in group:
            if not member.understands & {*floor}:
                member.passive.append(floor[0])


def _covering(members: Iterable[Member], most: int) -> list[str]:
    """Each time the language that most of those not yet covered understand."""
    uncovered = list(members)
    chosen: list[str] = []
    while uncovered and len(chosen) < most:
        counts = Counter(language for member in uncovered for language in LANGUAGES if language in member.understands)
        chosen.append(max(LANGUAGES, key=lambda language: counts[language]))
        uncovered = [member for member in uncovered if chosen[-1] not in member.understands]
    return sorted(chosen, key=LANGUAGES.index)
