"""Floor languages: few enough for the booths, enough for everyone to follow."""

from collections import Counter
from collections.abc import Iterable, Sequence

from planner.generate.members import CODES, Member
from planner.generate.wanted import Wanted

MOST_FLOOR_LANGUAGES = 3
_MOST_OF_LARGE_REGIONS = 4
_MANY = 0.2
"""Share of a group for whom a language is put on its floor."""


def conference_languages(members: Sequence[Member], wanted: Wanted) -> tuple[str, ...]:
    """All that are on offer; a small meeting offers only what its people need."""
    everything = wanted.languages
    return everything if wanted.is_inaugural else tuple(floor_of(members, everything, most=len(everything)))


def floor_of(group: Sequence[Member], languages: Sequence[str], most: int = MOST_FLOOR_LANGUAGES) -> list[str]:
    """Languages of which everyone understands one, if so few can do it; then those that many speak most readily."""
    floor = _covering(group, languages, most)
    first = Counter(next((language for language in member.active if language in languages), "") for member in group)
    many = [language for language in languages if first[language] >= _MANY * len(group)]
    floor += [language for language in many if language not in floor][: most - len(floor)]
    return sorted(floor, key=languages.index)


def floor_of_region(group: Sequence[Member], languages: Sequence[str], wanted: Wanted) -> list[str]:
    """Of the meeting of a region; with six languages on offer a region may need one more than a theme."""
    return floor_of(group, languages, _MOST_OF_LARGE_REGIONS if wanted.is_large else MOST_FLOOR_LANGUAGES)


def let_everyone_follow(members: Sequence[Member], languages: Sequence[str], wanted: Wanted) -> None:
    """Who understands no floor language of their region's meeting learns its first, which may change other floors."""
    groups = regions_of(members, wanted).values()
    while any(_learn_to_follow(group, floor_of_region(group, languages, wanted)) for group in groups):
        pass


def _learn_to_follow(group: Sequence[Member], floor: Sequence[str]) -> bool:
    """Whether anybody had to learn a language."""
    deaf = [member for member in group if not member.understands & {*floor}]
    for member in deaf:
        member.passive.append(floor[0])
    return bool(deaf)


def let_somebody_chair(members: Sequence[Member], languages: Sequence[str], wanted: Wanted) -> None:
    """In each meeting of a region or a category a first choice can chair, if need be one who learns to."""
    meetings = [(group, floor_of_region(group, languages, wanted)) for group in regions_of(members, wanted).values()]
    meetings += [([m for m in members if m.category == category], list(languages)) for category in CODES]
    for group, floor in meetings:
        choices = [member for member in group if member.rank == 1 and member.may_hold_office]
        if choices and not any(member.can_chair and member.speaks_one_of(floor) for member in choices):
            choices[0].can_chair = True
            if not choices[0].speaks_one_of(floor):
                choices[0].learns_to_speak(floor[0])


def regions_of(members: Sequence[Member], wanted: Wanted) -> dict[str, list[Member]]:
    """Who belongs to the meeting of each region: of the United Nations, and in large meetings of the network too."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        if member.state:
            groups.setdefault(member.country.un_region, []).append(member)
    if wanted.is_large:
        for member in members:
            if member.state:
                groups.setdefault(member.country.network_region, []).append(member)
    return groups


def _covering(members: Iterable[Member], languages: Sequence[str], most: int) -> list[str]:
    """Each time the language that most of those not yet covered understand."""
    uncovered = list(members)
    chosen: list[str] = []
    while uncovered and len(chosen) < most:
        counts = Counter(language for member in uncovered for language in member.understands)
        chosen.append(max(languages, key=lambda language: counts[language]))
        uncovered = [member for member in uncovered if chosen[-1] not in member.understands]
    return chosen
