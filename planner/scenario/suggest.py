"""What somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(found: str, options: Iterable[str]) -> str:
    """`did you mean "fr"?`, or nothing when no option is near."""
    by_folded = {option.casefold(): option for option in options}
    near = get_close_matches(found.casefold(), by_folded, n=1, cutoff=0.6)
    return f'did you mean "{by_folded[near[0]]}"?' if near else ""
