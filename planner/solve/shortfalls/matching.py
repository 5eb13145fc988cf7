"""Who gets what when each can use only some things: a matching, or a set for which there is too little."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Who = TypeVar("Who", bound=Hashable)
What = TypeVar("What", bound=Hashable)


def too_little_for(wanted: Mapping[Who, Iterable[What]]) -> tuple[list[Who], list[What]] | None:
    """Some who together can use fewer things than they are, and those things; None: everyone can have one.

    Source: Hall's marriage theorem; augmenting paths.
    """
    options = {who: list(whats) for who, whats in wanted.items()}
    holder: dict[What, Who] = {}
    for who in options:
        seen: dict[What, None] = {}
        if not _augment(who, options, holder, seen):
            crowd = {who, *(holder[what] for what in seen)}
            return [each for each in options if each in crowd], list(seen)
    return None


def _augment(who: Who, options: Mapping[Who, list[What]], holder: dict[What, Who], seen: dict[What, None]) -> bool:
    """Find something for one more, moving others on where needed."""
    for what in options[who]:
        if what not in seen:
            seen[what] = None
            if what not in holder or _augment(holder[what], options, holder, seen):
                holder[what] = who
                return True
    return False
